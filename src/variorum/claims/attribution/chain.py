"""Chains of attribution: who holds whom, who is cited by whom."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.claims.attribution import grammar
from variorum.claims.attribution.drafts import Draft
from variorum.claims.attribution.grammar import kids
from variorum.claims.attribution.lexicon import words
from variorum.model import Attribution, Parse, Token
from variorum.text import Span, hull, trimmed

_NEAR = 12
"""Attributions before and after one, in text order, that may hold it or be held by it."""


def outermost(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """*Ruiz said the road is closed, the agency reported*: the last source takes the whole, the first its part."""
    out = list(drafts)
    for k, outer in enumerate(out):
        if outer.direct or not outer.cue or not outer.source_spans:
            continue
        for m in range(max(0, k - _NEAR), min(len(out), k + _NEAR)):
            part = _first_part(parse.text, out[m], outer) if m != k else None
            if part is not None:
                inner = out[m]
                content = (*inner.content[:-1], part)
                out[m] = replace(inner, content=content)
                out[k] = replace(outer, content=(hull((*inner.source_spans, *inner.cue, *content)),))
                break
    return out


def _first_part(text: str, inner: Draft, outer: Draft) -> Span | None:
    """What of *inner*'s last content is left when *outer*'s source and cue close it."""
    tail = hull((*outer.cue, *outer.source_spans))
    last = inner.content[-1]
    within = last.contains(tail) and all(last.contains(s) for s in outer.content)
    if not within or not inner.cue or outer.content[-1].end > tail.start:
        return None
    if any(c.isalnum() for c in text[tail.end : last.end]):
        return None
    part = trimmed(text, Span(last.start, tail.start)) if last.start < tail.start else None
    return (
        trimmed(text, Span(part.start, part.end - (text[part.end - 1] == ",")))
        if part and len(part) > 1
        else None
    )


def cited(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """*The paper, citing police, said …*: the cited one is a source of the same content, through the paper."""
    out: list[Draft] = []
    done: set[int] = set()
    for draft in drafts:
        citing = _citing(parse, draft)
        who = next(iter(kids(parse, citing.index, "dobj")), None) if citing else None
        if citing is None or who is None or draft.source is None or citing.index in done:
            out.append(draft)
            continue
        done.add(citing.index)
        content = tuple(p for c in draft.content for p in _less(parse, c, citing.left, citing.right))
        if not content:
            out.append(draft)
            continue
        spans = grammar.phrase(parse, who.index)
        cue = grammar.pieces(parse, grammar.cue_tokens(parse, citing.index))
        via = (draft.source,)
        out.append(replace(draft, content=content))
        out.append(Draft(citing.index, who.index, spans, cue, content, draft.act, direct=False, via=via))
    return [d for d in out if d.via or d.trigger not in done]


def _citing(parse: Parse, draft: Draft) -> Token | None:
    """The participle by which a source says whom it has its words from."""
    if draft.direct or draft.source is None or draft.trigger is None:
        return None
    whole = hull((*draft.source_spans, *draft.cue, *draft.content))
    for token in parse.tokens_in(whole):
        if token.tag != "VBG" or token.lemma not in words("citing") or token.index == draft.trigger:
            continue
        opens = not any(c.isalnum() for c in parse.text[draft.content[0].start : token.start])
        if token.head in {draft.trigger, draft.source} or (opens and draft.content[0].start <= token.start):
            return token
    return None


def _less(parse: Parse, span: Span, first: int, last: int) -> tuple[Span, ...]:
    """A span without the tokens of a clause."""
    inside = (t.index for t in parse.tokens_in(span) if not first <= t.index < last)
    return grammar.pieces(parse, inside)


def nested(found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Each attribution with the id of the smallest other one whose content holds its cue and content."""
    out: list[Attribution] = []
    for k, inner in enumerate(found):
        near = [*found[max(0, k - _NEAR) : k], *found[k + 1 : k + _NEAR]]
        whole = hull((*inner.cue, *inner.content))
        holders = [o for o in near if any(c.contains(whole) for c in o.content)]
        # One who is cited is reported by the one through whom the words came.
        holders = holders or [
            o for o in near if inner.via and o.source_name in inner.via and o.content == inner.content
        ]
        parent = min(holders, key=lambda o: sum(map(len, o.content)), default=None)
        out.append(replace(inner, parent=parent.id) if parent else inner)
    return tuple(out)
