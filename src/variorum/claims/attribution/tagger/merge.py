"""The tagger's drafts and the rules': what only the rules find is taken where they are sure of it.

The tagger knows PolNeAR's flat annotation: what is quoted without a cue nearby, what is seen or shown, and
what one source says of another's words it finds less surely than the rules do.
"""

from variorum.claims.attribution.drafts import Draft
from variorum.claims.attribution.narration import words
from variorum.model import Act, Parse

_SPOKEN = 4
"""Quoted words from which a quotation counts as an utterance (CONTRACT)."""
_NEW = 0.5
"""The share of a content that the tagger may have found already where the rules add it."""


def merged(parse: Parse, tagged: list[Draft], ruled: list[Draft]) -> list[Draft]:
    """Both lists as one: all of the tagger's, and of the rules' what it has not."""
    taken = frozenset(t.index for d in tagged for c in d.content for t in parse.tokens_in(c))
    cues = frozenset(t.index for d in tagged for c in d.cue for t in parse.tokens_in(c))
    out = list(tagged)
    for draft in ruled:
        inside = [t.index for c in draft.content for t in parse.tokens_in(c)]
        known = sum(i in taken for i in inside) / max(1, len(inside))
        told = known >= 1 and draft.trigger not in cues and any(_holds(o, draft) for o in tagged)
        if told or (known < _NEW and _sure(parse, draft)):
            out.append(draft)
    return out


def _sure(parse: Parse, draft: Draft) -> bool:
    """Whether the rules are surer of a draft than the tagger: an utterance, or what is seen and shown."""
    if draft.direct:
        return sum(words(parse.text, c) for c in draft.content) >= _SPOKEN
    return draft.act is Act.PERCEPTION


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether a draft stands inside one piece of another's content, source, cue and all."""
    parts = (*inner.source_spans, *inner.cue, *inner.content)
    return not inner.direct and any(all(c.contains(p) for p in parts) for c in outer.content)
