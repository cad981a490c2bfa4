"""How many, how much: what one source says and another puts at something else, in one report.

*Organisers said that 40,000 people had marched; the police put the crowd at 12,000.* The second names nothing that
could be aligned with the first: its verb says that it is another estimate, and the nearest like number says of what.
"""

from collections.abc import Sequence

from variorum.collate.context import Context
from variorum.collate.counterparts.features import like_nouns
from variorum.collate.counterparts.loci import Locus, Sort, Standing, standing
from variorum.collate.judge.common import finding, readings
from variorum.collate.lists import words
from variorum.collate.traits import content_words
from variorum.model import Evidence, Finding, FindingKind, Quantity, Slot, Token
from variorum.values.amounts import AmountRelation, compare

BACK = 2
"""Sentences before an estimate in which the number that it answers stands."""
TIMES = 20.0
"""How many times a number another may be before they are of two things."""
_SORTS = (Sort.COUNT, Sort.MONEY, Sort.PERCENT, Sort.UNIT)


def judge_estimates(ctx: Context, values: Sequence[Locus]) -> list[Finding]:
    """Disputes between two sources of one report over a number; *values* are those of ``counterparts``."""
    out = []
    for k, two in enumerate(values):
        if (
            two.sort in _SORTS
            and two.verb in words()["estimating"]
            and (source := _estimator(ctx, two)) is not None
        ):
            before = [x for x in values[:k] if _answered(ctx, x, two, source)]
            if before:
                out.append(_dispute(ctx, before[-1], two))
    return out


def _estimating(ctx: Context, two: Locus) -> Token:
    """The verb that a number hangs on."""
    parse = ctx.layers[two.report_id].parse
    token = parse.tokens[two.head]
    while token.lemma.lower() != two.verb and token.head != token.index:
        token = parse.tokens[token.head]
    return token


def _estimator(ctx: Context, two: Locus) -> str | None:
    """The entity that puts a number at something: the subject of the verb that the number hangs on."""
    parse = ctx.layers[two.report_id].parse
    token = _estimating(ctx, two)
    subjects = [i for i in parse.children[token.index] if parse.tokens[i].dep == "nsubj"]
    return next((m.entity for m in ctx.layers[two.report_id].mentions if m.head in subjects), None)


def _of_one_thing(ctx: Context, one: Locus, two: Locus) -> bool:
    """Whether what is put at a number is told with the first number: *put the crowd in Halden at 12,000*."""
    parse = ctx.layers[two.report_id].parse
    verb = _estimating(ctx, two)
    first, last = parse.sentences[one.sentence]
    around = content_words(parse.tokens[first:last])
    at = next(
        (t.index for t in parse.tokens[verb.index + 1 : two.head + 1][::-1] if t.lemma.lower() == "at"), None
    )
    if at is None:
        if two.verb in words()["put_at"]:
            return False  # "put $12 million into the stadium"
        return one.sort is Sort.COUNT or bool((two.near - {two.verb}) & around)
    put = [t for t in parse.tokens[verb.index + 1 : at] if t.dep not in ("poss", "case")]
    told = content_words([t for t in put if t.lemma.lower() not in words()["totals"]])
    if {t.lemma.lower() for t in put} & words()["of_the_dead"] and not around & words()["of_the_dead"]:
        return False
    told -= words()["of_the_dead"]
    near = around | words()["costs"] if around & words()["costs"] else around
    return all(w in near or like_nouns(w, one.noun) for w in told) and (bool(put) or one.sort is Sort.COUNT)


def _answered(ctx: Context, one: Locus, two: Locus, source: str) -> bool:
    """Whether a number that another source gives shortly before may be what an estimate answers."""
    if one.report_id != two.report_id or one.sort is not two.sort or one.partial or two.partial:
        return False
    if not 0 <= two.sentence - one.sentence <= BACK or standing(ctx, one, two) is not Standing.APART:
        return False
    assert isinstance(one.value, Quantity)
    assert isinstance(two.value, Quantity)
    if compare(one.value, two.value) is not AmountRelation.DISJOINT:
        return False
    sizes = sorted((one.value.stated, two.value.stated))
    if not sizes[0] or sizes[1] > TIMES * sizes[0]:
        return False
    total = two.noun is None or two.noun in words()["totals"]
    like = one.sort is not Sort.COUNT or total or like_nouns(one.noun, two.noun)
    said = [ctx.attributions[a] for a in one.item.attributions]
    others = [a for a in said if a.entity is not None and a.entity != source]
    return like and bool(others) and len(others) == len(said) and _of_one_thing(ctx, one, two)


def _dispute(ctx: Context, one: Locus, two: Locus) -> Finding:
    found = readings(ctx, [one.item, two.item], lambda _a, _b: False)
    shown = " / ".join(r.value for r in found)
    why = Evidence(
        "estimate", 0.0, f"{shown}: two sources of one report; the second is put as its own figure"
    )
    return finding(FindingKind.DISPUTE, Slot.QUANTITY, None, found,
                   claims=[c.id for x in (one, two) for c in x.claims], evidence=[why])  # fmt: skip
