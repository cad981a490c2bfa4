"""Two sentences read together by the reader of pairs, where the rules alone do not settle a question.

Asked of values, the reader sees none: what is compared is hidden before it reads, so it judges no number, date or name.
Asked of occurrences, it sees both predicates marked. It is asked of few pairs, since each costs some milliseconds.
"""

from variorum.collate.context import Context
from variorum.collate.counterparts.loci import Locus
from variorum.collate.logistic import probability
from variorum.encode.pairs import Marked, Question
from variorum.model import Claim, Evidence
from variorum.text import Span


def values_together(ctx: Context, one: Locus, two: Locus) -> float | None:
    """The log odds that one value would fill both gaps; ``None`` where no reader is at hand."""
    if ctx.reader is None:
        return None
    pair = (hidden(ctx, one.report_id, one.value.span), hidden(ctx, two.report_id, two.value.span))
    return ctx.reader.read([pair], Question.VALUE)[0]


def occurrences_together(ctx: Context, one: Claim, two: Claim) -> float | None:
    """The log odds that two claims tell of one occurrence; ``None`` where no reader is at hand."""
    if ctx.reader is None:
        return None
    return ctx.reader.read([(marked(ctx, one), marked(ctx, two))], Question.OCCURRENCE)[0]


def told(question: str, odds: float) -> Evidence:
    """What the reader says, as evidence: a probability."""
    return Evidence("read together", round(probability(odds), 2), question)


def hidden(ctx: Context, report_id: str, span: Span) -> Marked:
    """The sentence of a span, without its words."""
    parse = ctx.layers[report_id].parse
    inside = parse.tokens_in(span)
    first, last = parse.sentences[inside[0].sentence]
    held = parse.tokens[first:last]
    before = tuple(t.text for t in held if t.start < span.start)
    return Marked(before, (), tuple(t.text for t in held if t.start >= span.end))


def marked(ctx: Context, claim: Claim) -> Marked:
    """The sentence of a claim, its predicate marked."""
    parse, token = ctx.layers[claim.report_id].parse, ctx.trigger(claim)
    first, last = parse.sentences[token.sentence]
    held = parse.tokens[first:last]
    before = tuple(t.text for t in held if t.index < token.index)
    return Marked(before, (token.text,), tuple(t.text for t in held if t.index > token.index))
