"""What may explain that two values differ: they belong to two occurrences, or to two stages of one."""

from collections.abc import Sequence

from variorum.collate.align import long_before
from variorum.collate.context import Context
from variorum.collate.counterparts.features import like_nouns
from variorum.collate.counterparts.loci import Locus, Sort, Standing, standing
from variorum.collate.counterparts.pairing import loosely
from variorum.collate.judge.cases import Case, named, near, ratio, size
from variorum.collate.judge.difference.moments import HOURS, WORDED
from variorum.collate.judge.difference.things import AMOUNTS, ROUNDED
from variorum.collate.judge.quantities import with_killer
from variorum.collate.lists import words
from variorum.collate.score import cannot_link, days_apart, happened, unlike
from variorum.model import Claim, Modality, Polarity, Timex
from variorum.values.predicates import lexicon

LATER_DAYS = 21
"""Days between two publications beyond which reports tell of two stages."""
LONG_DAYS = 14
"""Days before its report's publication from which what a sentence tells is of another occurrence."""
SURELY = 1.0
"""Log odds from which two times are of one event, however its claims were read."""
RARE = 0.55
"""Share of the heaviest weight from which one word near both values ties them."""
LIKE_SUMS = 3.0
"""How many times the lower the higher sum may be where only the noun of both is one (*a contract*)."""
_NOT_YET = {Modality.PLANNED: "to come", Modality.REQUIRED: "to come"}
_TOLD_OF = frozenset({"told", "to come"})


def untied(case: Case) -> bool:
    """Nothing but a name ties them: no verb, noun or incident, and no rare word beside both."""
    one, two = case.both
    held = named(case.pair)
    ties = {"same verb", "verbs of one class", "one incident"}
    if one.sort is not Sort.MONEY or "other verb" not in held:
        ties.add("both in the opening")
    if one.sort is Sort.MONEY and ratio(one, two) <= LIKE_SUMS:
        ties.add("same topic")
    tied = one.sort is Sort.DAY or ties & set(held)
    return not tied and held.get("rarest word near both", 0.0) < RARE


def of_another_scope(case: Case) -> bool:
    """A sentence tells of a rate, a hypothesis, or of more than the event (*a year*, *nationwide*)."""
    one, two = case.both
    return bool((one.words | two.words) & words()["other_scope"])


def another_in_a_row(case: Case) -> bool:
    """A second round, another quake: a word of order stands beside one alone."""
    ordinals = [near(case.ctx, x) & words()["not_the_first"] for x in case.both]
    return ordinals[0] != ordinals[1]


def first_and_last(case: Case) -> bool:
    """One is of the first in a row, the other of the last (*the first was freed at 9*, *the last at 6.10*)."""
    one, two = (near(case.ctx, x) for x in case.both)
    last = {"last", "final"}
    return bool(("first" in one and two & last) or ("first" in two and one & last))


def other_persons(case: Case) -> bool:
    """Their sentences name other persons, and speak of no one thing all the same (*the Dec. 9 report*)."""
    one, two = case.both
    if not (one.persons and two.persons) or one.persons & two.persons:
        return False
    held = named(case.pair)
    topic = bool({"same topic", "like topic"} & set(held) and one.figures & two.figures)
    return not topic and held.get("words of both sentences", 0.0) < WORDED


def two_deeds(case: Case) -> bool:
    """Their claims are certainly of two occurrences; of two times in one setting only what they name tells."""
    one, two = case.both
    pairs = [(a, b) for a in one.claims for b in two.claims if set(a.classes) & set(b.classes)]
    return bool(pairs) and all(_two_deeds(case, a, b) for a, b in pairs)


def _two_deeds(case: Case, one: Claim, two: Claim) -> bool:
    timed = case.pair.one.sort in (Sort.DAY, Sort.CLOCK) and case.pair.odds >= SURELY
    forbidden = not timed and cannot_link(case.ctx, one, two)
    return forbidden or unlike(case.ctx, one, two) or _other_named(case.ctx, one, two)


def _other_named(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether what takes part in two claims in one role has two names."""
    held = [
        (ctx.traits[one.id].figures.get(r), ctx.traits[two.id].figures.get(r)) for r in ("agent", "patient")
    ]
    return any(a and b and not a & b for a, b in held)


def deeds_of_two_classes(case: Case) -> bool:
    """Their verbs are known to tell of two kinds of deed (*shot on Monday*, *arrested on Tuesday*)."""
    known = [
        {s.name for s in lexicon().verb(x.verb or "") if not lexicon().has(s.name, "weak")} for x in case.both
    ]
    return bool(known[0] and known[1]) and not known[0] & known[1]


def two_differences(case: Case) -> bool:
    """The sentences of two times differ in a number as well: two differences are two occurrences."""
    if case.pair.one.sort not in (Sort.DAY, Sort.CLOCK):
        return False
    held = [[z for z in _beside(case, x) if z.sort in AMOUNTS] for x in case.both]
    return any(
        a.sort is b.sort and a.family == b.family and like_nouns(a.noun, b.noun)
        and standing(case.ctx, a, b) is Standing.APART and ratio(a, b) > ROUNDED
        for a in held[0] for b in held[1]
    )  # fmt: skip


def _beside(case: Case, locus: Locus) -> Sequence[Locus]:
    """The other values of a value's sentence."""
    return [
        z for z in case.every
        if (z.report_id, z.sentence) == (locus.report_id, locus.sentence) and z.item.span != locus.item.span
    ]  # fmt: skip


def other_modes(case: Case) -> bool:
    """One is told of as having happened, the other as planned, required, supposed, or long past."""
    one, two = case.both
    if one.sort is Sort.DAY:
        held = [{happened(c) for c in x.claims} for x in case.both]
        return bool(one.claims and two.claims) and not held[0] & held[1]
    return not _modes(case.ctx, one) & _modes(case.ctx, two)


def _modes(ctx: Context, locus: Locus) -> frozenset[str]:
    """How what a value belongs to is told: *told*, *past* (a month or more before), or what it is only said to be.

    A value that no claim holds may be told in any way.
    """
    if not locus.claims:
        return _TOLD_OF
    out = set()
    for c in locus.claims:
        mode = (
            "told" if happened(c) else _NOT_YET.get(c.modality, "") if c.polarity is Polarity.POSITIVE else ""
        )
        out.add("past" if mode and long_before(ctx, c) else mode)
    return frozenset(out - {""})


def dated_apart(case: Case) -> bool:
    """Their sentences give two dates, or two hours that are told with their days lie far apart."""
    one, two = case.both
    if one.sort is Sort.DAY:
        return False
    if one.sort is Sort.CLOCK and _dated_hours_apart(one.value, two.value):
        return True
    gaps = [g for a in _dates(case, one) for b in _dates(case, two) if (g := days_apart(a, b)) is not None]
    return bool(gaps) and min(gaps) > (1 if one.sort is Sort.CLOCK else 2)


def _dated_hours_apart(one: object, two: object) -> bool:
    """*At noon on Wednesday* and *at 5 a.m. on Thursday*: seventeen hours, though their clocks are seven apart."""
    if not isinstance(one, Timex) or not isinstance(two, Timex):
        return False
    told = all(t.weekday is not None or t.day is not None for t in (one, two))
    return told and 24 * (days_apart(one, two) or 0.0) > HOURS


def long_past_in_one_only(case: Case) -> bool:
    """One sentence is dated long before its report (*in March*, *three years ago*), the other is not."""
    if case.pair.one.sort is Sort.DAY:
        return False
    return _long_past(case, case.pair.one) != _long_past(case, case.pair.two)


def _long_past(case: Case, locus: Locus) -> bool:
    published = case.ctx.layers[locus.report_id].reference.date
    if published is None:
        return False
    past = [(published - t.interval.latest.date()).days for t in _dates(case, locus)
            if t.interval and t.interval.latest]  # fmt: skip
    return bool(past) and min(past) > LONG_DAYS


def _dates(case: Case, locus: Locus) -> list[Timex]:
    """The times that date a value's sentence, without the value itself."""
    layers = case.ctx.layers[locus.report_id]
    inside = layers.parse.sentence_span(locus.sentence)
    return [
        t for t in layers.timexes
        if inside.contains(t.span) and t.type in ("DATE", "TIME") and t is not locus.value
    ]  # fmt: skip


def given_twice(case: Case) -> bool:
    """A report has several values of the kind that would do."""
    for x, y in case.ways:
        kin = [
            z
            for z in case.every
            if z.report_id == x.report_id and z is not x and (z.sort, z.family) == (x.sort, x.family)
        ]
        fits = (z for z in kin if _fits(case, z, y))
        if any((z.noun is None or like_nouns(z.noun, y.noun)) and z.words & y.near for z in fits):
            return True
    return False


def _fits(case: Case, one: Locus, two: Locus) -> bool:
    how = standing(case.ctx, one, two)
    return how is not Standing.APART and not loosely(how, one, two)


def killer_counted(case: Case) -> bool:
    """The killer may be counted in one and not in the other."""
    one, two = case.both
    close = "kill" in one.classes | two.classes and abs(size(one) - size(two)) <= 2
    return close and any(with_killer(case.ctx, x.report_id) for x in case.both)


def weeks_between(case: Case) -> bool:
    """The reports are weeks apart: each tells of its own stage."""
    dates = [case.ctx.reports[x.report_id].published for x in case.both]
    if dates[0] is None or dates[1] is None or case.pair.one.sort in (Sort.CLOCK, Sort.DAY):
        return False
    return abs((dates[0] - dates[1]).days) > LATER_DAYS
