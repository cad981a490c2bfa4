"""The tagger's drafts and the rules': what only the rules find is taken where they are sure of it.

The tagger knows PolNeAR's flat annotation, token by token. Where a quotation begins and ends, what is seen
or shown, and what one source says of another's words the rules know better.
"""

from collections.abc import Sequence
from dataclasses import replace

from variorum.claims.attribution import grammar
from variorum.claims.attribution.deeds import is_deed
from variorum.claims.attribution.drafts import Draft
from variorum.claims.attribution.lexicon import words as word_list
from variorum.claims.attribution.narration import words
from variorum.claims.attribution.quotes import Quote
from variorum.model import Act, Parse
from variorum.text import Span

_SPOKEN = 4
"""Quoted words from which a quotation counts as an utterance (CONTRACT)."""
_LED = 2
"""Quoted words from which one counts that a cue of its own introduces."""
_SAME = 0.5
"""The overlap (Dice) of two contents from which they are one; as in PolNeAR's scorer."""
_EQUAL = 0.9
"""The overlap from which the tagger's content of an utterance is left as it is."""
_NEW = 0.5
"""The share of a content that the tagger may have found already where the rules add it."""
_PART = 0.8
"""The share of a content that speech told inside it may make up; more is the same speech."""

_Tokens = frozenset[int]


def merged(
    parse: Parse, found: Sequence[Quote], tagged: Sequence[Draft], ruled: Sequence[Draft]
) -> list[Draft]:
    """Both lists as one: the tagger's, and of the rules' what they know better."""
    out = [d for d in tagged if not is_deed(parse, d)]
    said = [d for d in ruled if d.direct]
    # The quotations that no utterance of the rules holds.
    left = [
        q for q in found if q.depth == 0 and not any(q.outer.overlaps(c) for d in said for c in d.content)
    ]
    for draft in ruled:
        if draft.direct:
            out = _with_utterance(parse, left, out, draft)
        elif draft.act is Act.PERCEPTION:
            out = _with_scene(parse, out, draft)
    taken = frozenset[int]().union(*(_tokens(parse, d) for d in out))
    indirect = frozenset[int]().union(*(_tokens(parse, d) for d in out if not d.direct))
    cues = frozenset(i for d in out for i in _cue(parse, d))
    for draft in ruled:
        if draft.trigger in cues or draft.direct or not draft.source_spans:
            continue
        mine = _tokens(parse, draft)
        missed = len(mine & indirect) < _NEW * len(mine) and len(mine - taken) >= _LED
        if missed or (mine <= taken and any(_holds(parse, o, draft) for o in out)):
            out.append(draft)
    return out


def _with_utterance(parse: Parse, left: Sequence[Quote], out: list[Draft], said: Draft) -> list[Draft]:
    """The drafts with an utterance of the rules: where its quotations begin and end, they know better.

    The tagger's source and cue are kept where both have the same cue, and so are the words that it joins to the
    quotation; else the rules are right as often, and surer of who is heard. One without a cue is taken only where
    the tagger has found little of it.
    """
    mine = _tokens(parse, said)
    if len(mine) < (_LED if said.cue else _SPOKEN):
        return out
    theirs = [_tokens(parse, d) for d in out]
    overlaps = [2 * len(mine & t) / (len(mine) + len(t)) for t in theirs]
    best = max(range(len(out)), key=lambda k: overlaps[k], default=None)
    found = best is not None and overlaps[best] >= _SAME
    if not said.cue:
        known = len(mine & frozenset[int]().union(*theirs)) >= _NEW * len(mine)
        return out if found or known else [*out, said]
    key = frozenset((said.trigger,)) if said.trigger is not None else _cue(parse, said)
    agreed = best is not None and found and bool(key & _cue(parse, out[best]))
    if best is not None and agreed and overlaps[best] >= _EQUAL and out[best].source_spans:
        return out
    # The tagger's spans of source and cue are the better ones, wherever it has put them.
    holder = best if agreed else next((k for k, d in enumerate(out) if key & _cue(parse, d)), None)
    ours = holder is not None and out[holder].source_spans and not _recording(parse, out[holder])
    one = said
    if holder is not None and ours:
        content = _joined(left, out[holder], said) if agreed else said.content
        one = replace(out[holder], content=content, direct=True)
    mine = _tokens(parse, one)
    rest = (d for k, d in enumerate(out) if not (found and k == best))
    kept = (_without(parse, d, mine, same=bool(key & _cue(parse, d))) for d in rest)
    return [*(d for d in kept if d is not None), one]


def _joined(left: Sequence[Quote], tagged: Draft, said: Draft) -> tuple[Span, ...]:
    """An utterance with what the tagger has beside it: words that go on from its marks, and quotations *left*.

    *That the pier was “beyond repair,”* is one piece; words of their own, not quoted, are none of it.
    """
    held = (*said.content, *(q.outer for q in left))
    beside = (p for p in tagged.content if any(p.overlaps(h) for h in held))
    out: list[Span] = []
    for piece in sorted((*said.content, *beside)):
        if out and piece.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, piece.end))
        else:
            out.append(piece)
    return tuple(out)


def _recording(parse: Parse, draft: Draft) -> bool:
    """Whether the source is a recording: what is heard on it, somebody says."""
    return draft.source is not None and parse.tokens[draft.source].lemma.lower() in word_list("evidence")


def _with_scene(parse: Parse, out: list[Draft], seen: Draft) -> list[Draft]:
    """The drafts with what footage shows, or who is seen doing what, in place of another reading of its verb."""
    mine = _tokens(parse, seen)
    same = [d for d in out if seen.trigger in _cue(parse, d)]
    known = len(mine & frozenset[int]().union(*(_tokens(parse, d) for d in out))) >= _NEW * len(mine)
    if same and all(d.source_spans == seen.source_spans for d in same):
        return out
    return out if known and not same else [*(d for d in out if d not in same), seen]


def _without(parse: Parse, draft: Draft, taken: _Tokens, *, same: bool) -> Draft | None:
    """A draft whose content is without the tokens *taken*, or ``None`` where too little of it is left.

    Of one whose cue is the *same* as that of the words taken, more has to be left: it was a misreading of them.
    """
    tokens = _tokens(parse, draft)
    if not tokens & taken:
        return draft
    if len(tokens - taken) < (max(_LED, _NEW * len(tokens)) if same else _LED):
        return None
    every = (t.index for c in draft.content for t in parse.tokens_in(c))
    content = grammar.pieces(parse, (i for i in every if i not in taken))
    return replace(draft, content=content) if content else None


def _cue(parse: Parse, draft: Draft) -> _Tokens:
    """The tokens of a cue."""
    return frozenset(t.index for c in draft.cue for t in parse.tokens_in(c))


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
