"""The tagger's drafts and the rules': what only the rules find is taken where they are sure of it.

The tagger knows PolNeAR's flat annotation, token by token. Where a quotation begins and ends, what is seen
or shown, and what one source says of another's words the rules know better.
"""

from dataclasses import replace

from variorum.claims.attribution import grammar
from variorum.claims.attribution.drafts import Draft
from variorum.claims.attribution.narration import words
from variorum.model import Act, Parse

_SPOKEN = 4
"""Quoted words from which a quotation counts as an utterance (CONTRACT)."""
_SAME = 0.5
"""The overlap (Dice) of two contents from which they are one; as in PolNeAR's scorer."""
_NEW = 0.5
"""The share of a content that the tagger may have found already where the rules add it."""
_PART = 0.8
"""The share of a content that speech told inside it may make up; more is the same speech."""

_Tokens = frozenset[int]


def merged(parse: Parse, tagged: list[Draft], ruled: list[Draft]) -> list[Draft]:
    """Both lists as one: the tagger's, and of the rules' what it has not."""
    out = list(tagged)
    for draft in ruled:
        mine = _tokens(parse, draft)
        if draft.direct and len(mine) >= _SPOKEN:
            out = _with_utterance(parse, out, draft, mine)
    taken = frozenset[int]().union(*(_tokens(parse, d) for d in out))
    cues = frozenset(t.index for d in out for c in d.cue for t in parse.tokens_in(c))
    for draft in ruled:
        mine = _tokens(parse, draft)
        seen = draft.act is Act.PERCEPTION and not draft.direct and len(mine & taken) < _NEW * len(mine)
        told = mine <= taken and draft.trigger not in cues and any(_holds(parse, o, draft) for o in out)
        if seen or told:
            out.append(draft)
    return out


def _with_utterance(parse: Parse, out: list[Draft], said: Draft, mine: _Tokens) -> list[Draft]:
    """The drafts with an utterance of the rules, if none of them is that utterance; its words are taken from others.

    One that has no cue is taken only where the tagger has found little of it.
    """
    theirs = [_tokens(parse, d) for d in out]
    if any(2 * len(mine & t) >= _SAME * (len(mine) + len(t)) for t in theirs):
        return out
    if not said.cue and len(mine & frozenset[int]().union(*theirs)) >= _NEW * len(mine):
        return out
    kept = [_without(parse, d, t, mine) for d, t in zip(out, theirs, strict=True)]
    return [*(d for d in kept if d is not None), said]


def _without(parse: Parse, draft: Draft, tokens: _Tokens, taken: _Tokens) -> Draft | None:
    """A draft whose content is without the tokens *taken*, or ``None`` where hardly a word is left."""
    if not tokens & taken:
        return draft
    if len(tokens - taken) < 2:
        return None
    every = (t.index for c in draft.content for t in parse.tokens_in(c))
    content = grammar.pieces(parse, (i for i in every if i not in taken))
    return replace(draft, content=content) if content else None


def _tokens(parse: Parse, draft: Draft) -> _Tokens:
    """The words of a content, as token indices."""
    inside = (t for c in draft.content for t in parse.tokens_in(c))
    return frozenset(t.index for t in inside if any(c.isalnum() for c in t.text))


def _holds(parse: Parse, outer: Draft, inner: Draft) -> bool:
    """Whether a draft is speech told inside one piece of another's content, source, cue and all."""
    spoken = inner.act is Act.SPEECH and not inner.direct and inner.source_spans and inner.trigger is not None
    if not spoken or not grammar.kids(parse, inner.trigger or 0, "ccomp"):
        return False
    parts = (*inner.source_spans, *inner.cue, *inner.content)
    size = sum(words(parse.text, c) for c in inner.content)
    within = (c for c in outer.content if all(c.contains(p) for p in parts))
    return size >= _SPOKEN and any(size <= _PART * words(parse.text, c) for c in within)
