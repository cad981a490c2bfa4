"""The words by which a claim is shown: its phrase to the end of what it is not told without."""

from variorum.collate.context import Context
from variorum.model import Claim, Parse, Token
from variorum.text import Span, whole_quotations

LONGEST = 22
"""Words of a shown phrase at most."""
_LEFT_OUT = frozenset(("cc", "conj", "relcl", "appos", "parataxis", "mark", "nsubj", "nsubjpass", "csubj", "advcl",
                       "ccomp", "acl", "dep", "ROOT", "meta"))  # fmt: skip
"""Relations of what may stand behind a phrase without belonging to it."""
_MARKS = frozenset("“”\"'‘’")
_ENDS = frozenset(".!?…”\"’')")
TITLED = 5
"""Words of more than three letters, all with a capital, that make words a title."""
SMALL_WORD = 3
SHOUTED = 3
"""Words in capitals that make a line a heading."""


def shown_span(ctx: Context, claim: Claim) -> Span:
    """The claim's own phrase with the objects and complements that follow it (*stayed* **away from Moscow**)."""
    parse = ctx.layers[claim.report_id].parse
    span = claim.anchors[0].span
    while (further := _further(parse, span)) is not None and _words(parse, further) <= LONGEST:
        span = further
    return (
        span
        if span == claim.anchors[0].span
        else whole_quotations(parse.text, span, claim.anchors[0].span.end)
    )


def prose(ctx: Context, claim: Claim) -> bool:
    """Whether a claim stands in a sentence of prose: no heading, caption or link, which end without a stop."""
    parse = ctx.layers[claim.report_id].parse
    first, last = parse.sentences[ctx.trigger(claim).sentence]
    held = parse.tokens[first:last]
    shouted = sum(t.text.isupper() and len(t.text) > 1 for t in held)
    plain = sum(t.text.isalpha() and not t.text.isupper() for t in held)
    return held[-1].text[-1] in _ENDS and not (shouted >= SHOUTED and shouted > plain)


def titled(parse: Parse, span: Span) -> bool:
    """Whether words are written as a title is (*Council Backs New Dock In Corrin*)."""
    long = [t.text for t in parse.tokens_in(span) if t.text.isalpha() and len(t.text) > SMALL_WORD]
    return len(long) >= TITLED and all(w[0].isupper() for w in long)


def _further(parse: Parse, span: Span) -> Span | None:
    """The span up to the end of the next dependant of its words, or ``None`` where none follows at once."""
    held = parse.tokens_in(span)
    after = _after(parse, held[-1])
    top = None if after is None else _hanging(parse, after, {t.index for t in held})
    if top is None or top.pos == "PUNCT" or (top.dep in _LEFT_OUT and not _purpose(parse, top)):
        return None
    return Span(span.start, parse.tokens[_before_clauses(parse, top) - 1].end)


def _after(parse: Parse, last: Token) -> Token | None:
    """The next word of a token's sentence, quote marks passed over."""
    index = last.index + 1
    while index < len(parse.tokens) and parse.tokens[index].text in _MARKS:
        index += 1
    inside = index < len(parse.tokens) and parse.tokens[index].sentence == last.sentence
    return parse.tokens[index] if inside else None


def _purpose(parse: Parse, top: Token) -> bool:
    """Whether it is what a noun is not told without (*the power* **to close the dock**)."""
    return top.dep == "acl" and any(parse.tokens[i].tag == "TO" for i in parse.children[top.index])


def _hanging(parse: Parse, first: Token, held: set[int]) -> Token | None:
    """The dependant of the held words whose own words begin with a token."""
    token = first
    while token.head not in held:
        token = parse.tokens[token.head]
        if token.head == token.index:
            return None
    return token if token.left == first.index else None


def _before_clauses(parse: Parse, top: Token) -> int:
    """Where a dependant's words end, relative clauses and asides at its end left out: the token after the last."""
    end = top.right
    for token in parse.tokens[top.left + 1 : top.right]:
        if (
            token.dep in ("relcl", "appos", "parataxis", "advcl")
            and token.left > top.index
            and token.right >= end
        ):
            end = token.left
            break
    while end > top.left + 1 and parse.tokens[end - 1].pos in ("PUNCT", "CCONJ", "SCONJ", "ADP"):
        end -= 1
    return end


def _words(parse: Parse, span: Span) -> int:
    return sum(t.pos != "PUNCT" for t in parse.tokens_in(span))
