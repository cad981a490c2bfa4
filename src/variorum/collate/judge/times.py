"""When: days and clock times of one occurrence, compared apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from variorum.collate.align import Alignment
from variorum.collate.context import Context
from variorum.collate.judge.another import another
from variorum.collate.judge.common import Item, Normal, differing, finding, readings
from variorum.collate.lists import words
from variorum.collate.score import days_apart, happened, once
from variorum.model import Bound, Claim, Evidence, Finding, FindingKind, Grain, Reading, Slot, Timex
from variorum.text import Span
from variorum.values.times import Relation, compare_clocks, compare_days

_BESIDE = re.compile(
    r",?\s+(?:the|a|one|two|three|just)?\s*(?:days?|weeks?|months?|nights?|hours?)\s+(?:before|after|earlier|later)"
)
WEEK = 7
"""Days from which two reports more likely speak of two occurrences than differ about one."""
_CLOCKED = (Grain.SECOND, Grain.MINUTE, Grain.HOUR, Grain.DAYPART)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SAME = (Relation.EQUAL,)
_INSIDE = (Relation.CONTAINS, Relation.WITHIN)


def judge_times(ctx: Context, alignment: Alignment) -> list[Finding]:
    """Findings on the day and on the clock time of one occurrence told by several reports."""
    items = _items(ctx, alignment)
    out = []
    for part, chosen in (
        ("day", [i for i in items if _dated(_timex(i))]),
        ("clock", [i for i in items if _clocked(_timex(i))]),
    ):
        made = _judge(ctx, alignment, part, [shown(part, i) for i in chosen])
        if made is not None:
            out.append(made)
    return out


def _timex(item: Item) -> Timex:
    assert isinstance(item.payload, Timex)
    return item.payload


def _dated(timex: Timex) -> bool:
    """Whether the words give a day or longer: a part of the day (*in the afternoon*) has only borrowed its day."""
    stated = (timex.weekday, timex.month, timex.day, timex.year) != (None, None, None, None)
    return stated or (timex.interval is not None and timex.clock is None and timex.grain is not Grain.DAYPART)


def _clocked(timex: Timex) -> bool:
    return timex.clock is not None


def _items(ctx: Context, alignment: Alignment) -> list[Item]:
    return [item for claim in alignment.claims if happened(claim) for item in _of_claim(ctx, claim)]


def _of_claim(ctx: Context, claim: Claim) -> list[Item]:
    layers = ctx.layers[claim.report_id]
    times = [layers.timexes[t.timex] for t in claim.times if t.bound_to is Bound.EVENT]
    times = [
        t
        for t in times
        if t.type in ("DATE", "TIME") and t.value not in ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
    ]
    if len([t for t in times if _dated(t)]) > 1:
        times = [t for t in times if not _dated(t)]  # "between Monday and Friday", "on Monday and Tuesday"
    out = []
    for timex in times:
        if _of_speaker(ctx, claim, timex) or _BESIDE.match(
            layers.parse.text[timex.span.end : timex.span.end + 24]
        ):
            continue  # "on Aug. 9, the day before he was found": the day may be either's
        span = with_preposition(ctx, claim.report_id, timex.span)
        exact = span.of(layers.parse.text)
        out.append(Item(claim.report_id, claim, span, exact, _normal(timex), claim.attributions, timex))
    return out


def _of_speaker(ctx: Context, claim: Claim, timex: Timex) -> bool:
    """Whether a time is told from the moment of speaking (*today*) between quote marks: its day is the saying's."""
    bare = (timex.weekday, timex.month, timex.day, timex.year) == (None, None, None, None)
    said = (ctx.attributions[a] for a in claim.attributions)
    return timex.relative and bare and any(q.contains(timex.span) for a in said for q in a.quoted)


def with_preposition(ctx: Context, report_id: str, span: Span) -> Span:
    """A time with the small words that belong to it (*on Wednesday*, *around 11 a.m.*)."""
    parse = ctx.layers[report_id].parse
    inside = parse.tokens_in(span)
    if not inside:
        return span
    first, after = inside[0], inside[-1].index + 1
    if after < len(parse.tokens) and parse.tokens[after].tag == "POS":
        return span  # "during Sunday's match": the small word belongs to the match
    start = span.start
    for k in range(first.index - 1, max(-1, first.index - 3), -1):
        token = parse.tokens[k]
        nearer = parse.tokens[k + 1].text.lower()
        second = k < first.index - 1
        if (
            token.sentence != first.sentence
            or token.dep == "prt"
            or token.text.lower() not in words()["time_prepositions"]
        ):
            break
        if second and not {token.text.lower(), nearer} & words()["roughly"]:
            break
        start = token.start
    return Span(start, span.end)


def shown(part: str, item: Item) -> Item:
    """The item with its value for people: the resolved day, or the clock time, where there is one."""
    timex = _timex(item)
    if part == "clock" and timex.clock is not None:
        return replace(item, value=f"{timex.clock // 60:02d}:{timex.clock % 60:02d}")
    at = timex.interval.earliest if timex.interval else None
    if part == "clock" or at is None or timex.grain not in (Grain.DAY, *_CLOCKED):
        return item
    return replace(item, value=f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}")


def _normal(timex: Timex) -> Normal:
    interval = timex.interval
    return (
        (
            "earliest",
            interval.earliest.isoformat(timespec="minutes") if interval and interval.earliest else None,
        ),
        ("latest", interval.latest.isoformat(timespec="minutes") if interval and interval.latest else None),
        ("timex", timex.value),
    )


def _borrowed(ctx: Context, *items: Item) -> bool:
    return any(ctx.layers[i.report_id].reference.origin != "published" for i in items)


def relation(ctx: Context, part: str, one: Item, two: Item) -> Relation:
    """How the times of two items stand to one another, with a borrowed reference allowed for."""
    a, b = _timex(one), _timex(two)
    if part == "clock":
        return compare_clocks(a, b)
    borrowed = _borrowed(ctx, one, two) and (a.relative or b.relative)
    if borrowed:
        a, b = (_spelled(t) if not _borrowed(ctx, i) else t for t, i in ((a, one), (b, two)))
    return compare_days(a, b, borrowed=borrowed)


def _spelled(timex: Timex) -> Timex:
    """A day resolved against its report's own date, with its calendar parts filled in: they can be compared."""
    at = timex.interval.earliest if timex.interval else None
    if at is None or timex.grain not in (Grain.DAY, *_CLOCKED) or timex.alternatives:
        return timex
    return replace(timex, weekday=at.weekday(), month=at.month, day=at.day, year=at.year)


def _judge(ctx: Context, alignment: Alignment, part: str, items: Sequence[Item]) -> Finding | None:
    by_report: dict[str, list[Item]] = {}
    for item in items:
        by_report.setdefault(item.report_id, []).append(item)
    relations = {
        (r, s): _between(ctx, part, by_report[r], by_report[s]) for r, s in combinations(by_report, 2)
    }
    kinds = set(relations.values())
    if not relations:
        return None
    if Relation.DISJOINT in kinds:
        return _conflict(ctx, alignment, part, by_report, relations)
    if kinds & {Relation.CONTAINS}:
        kind = FindingKind.REFINEMENT
        involved = {
            r for pair, rel in relations.items() if rel in (Relation.CONTAINS, Relation.EQUAL) for r in pair
        }
    elif Relation.EQUAL in kinds:
        kind = FindingKind.AGREEMENT
        involved = {r for pair, rel in relations.items() if rel is Relation.EQUAL for r in pair}
    else:
        return None
    chosen = [_best(ctx, part, by_report, r, involved) for r in by_report if r in involved]
    if any(_of_two(ctx, a, b) for a, b in combinations(chosen, 2)):
        return None
    found = readings(ctx, chosen, lambda a, b: relation(ctx, part, a, b) in _SAME)
    if kind is FindingKind.AGREEMENT and part == "day" and len({_fine(i) for i in chosen}) > 1:
        # "on Thursday", "on Thursday at 7 a.m.": one of them is more specific
        found = readings(ctx, chosen, lambda a, b: _fine(a) == _fine(b))
        return _made(
            ctx,
            FindingKind.REFINEMENT,
            part,
            found,
            alignment,
            chosen,
            Evidence("time", 1.0, _said(found, "are compatible")),
        )
    if kind is FindingKind.REFINEMENT and len(found) < 2:
        kind = FindingKind.AGREEMENT
    if kind is FindingKind.AGREEMENT and len(found) != 1:
        return None
    return _made(
        ctx, kind, part, found, alignment, chosen, Evidence("time", 1.0, _said(found, "are compatible"))
    )


def _of_two(ctx: Context, one: Item, two: Item) -> bool:
    """Whether times that fit are of two occurrences, or one bounds what is summed up (*41 killed this year*)."""
    if one.claim is None or two.claim is None:
        return False
    summed = any(i.claim and i.claim.quantities and "this year" in _words(ctx, i) for i in (one, two))
    return summed or another(ctx, one.claim, two.claim)


def _words(ctx: Context, item: Item) -> str:
    return item.span.of(ctx.reports[item.report_id].text).lower()


def _between(ctx: Context, part: str, ones: Iterable[Item], twos: Iterable[Item]) -> Relation:
    """The kindest relation between two reports' times: equal before contained before unknown before disjoint."""
    twos = list(twos)
    got = {relation(ctx, part, a, b) for a in ones for b in twos}
    if got & set(_SAME):
        return Relation.EQUAL
    if got & set(_INSIDE):
        return Relation.CONTAINS
    return Relation.DISJOINT if got == {Relation.DISJOINT} else Relation.UNKNOWN


def _best(ctx: Context, part: str, by_report: dict[str, list[Item]], report: str, involved: set[str]) -> Item:
    others = [i for r in by_report if r in involved and r != report for i in by_report[r]]
    rank = {Relation.EQUAL: 0, Relation.CONTAINS: 1, Relation.WITHIN: 1}
    return min(
        by_report[report],
        key=lambda i: (
            min((rank.get(relation(ctx, part, i, o), 2) for o in others), default=2),
            bool(i.attributions),
            i.span.start,
        ),
    )


def _conflict(
    ctx: Context, alignment: Alignment, part: str, by_report: dict[str, list[Item]],
    relations: dict[tuple[str, str], Relation],
) -> Finding | None:  # fmt: skip
    clashing = {r for pair, rel in relations.items() if rel is Relation.DISJOINT for r in pair}
    # A report that gives two times for the occurrence itself leaves it open which one it is.
    for r, each in by_report.items():
        if r in clashing and any(
            relation(ctx, part, a, b) is Relation.DISJOINT for a, b in combinations(each, 2)
        ):
            return None
    pairs = [
        (a, b)
        for (r, t), rel in relations.items()
        if rel is Relation.DISJOINT
        for a in by_report[r]
        for b in by_report[t]
    ]
    joined = [(a, b) for a, b in pairs if a.claim and b.claim and alignment.joined(a.claim, b.claim)
              and (part == "clock" or _near(ctx, a, b))]  # fmt: skip
    if not joined or any(_elsewhere_too(ctx, part, a, b) for a, b in pairs):
        return None
    chosen = [i for r in by_report if r in clashing or any(
        rel is Relation.EQUAL and r in pair for pair, rel in relations.items()) for i in by_report[r]]  # fmt: skip
    found = readings(ctx, chosen, lambda a, b: relation(ctx, part, a, b) in _SAME)
    if len(found) < 2:
        return None
    return _made(
        ctx,
        differing(ctx, found),
        part,
        found,
        alignment,
        chosen,
        Evidence("time", 0.0, _said(found, "cannot both hold")),
    )


def _near(ctx: Context, one: Item, two: Item) -> bool:
    """Whether two days are near enough to be one occurrence's, or the occurrence happens but once."""
    assert one.claim is not None
    assert two.claim is not None
    if not (_sharp(_timex(one)) and _sharp(_timex(two))):
        return False
    if _timex(one).interval is None and _timex(two).interval is None:
        return (
            _timex(one).weekday is not None and _timex(two).weekday is not None
        )  # neither report has a date
    gap = days_apart(_timex(one), _timex(two))
    return (gap is not None and gap <= WEEK) or once(ctx, one.claim, two.claim)


def _sharp(timex: Timex) -> bool:
    """Whether the words name a day, a month or a year (*almost two weeks ago* names none)."""
    stated = (timex.weekday, timex.month, timex.day, timex.year) != (None, None, None, None)
    return stated or timex.grain in (Grain.DAY, *_CLOCKED)


def _elsewhere_too(ctx: Context, part: str, one: Item, two: Item) -> bool:
    """Whether either report has the other's time for another occurrence of the same class: they may mean that one."""
    for here, there in ((one, two), (two, one)):
        classes = set(there.claim.classes) if there.claim else set()
        for claim in ctx.claims:
            if claim.report_id != here.report_id or not classes & set(claim.classes) or not happened(claim):
                continue
            for item in _of_claim(ctx, claim):
                if relation(ctx, part, item, there) in (*_SAME, *_INSIDE):
                    return True
    return False


def _said(found: Sequence[Reading], verdict: str) -> str:
    values = [r.value for r in found]
    return f"{' / '.join(values)}: {verdict}"


def _fine(item: Item) -> bool:
    """Whether a time gives more than its day: a clock time, or a part of the day."""
    timex = _timex(item)
    return timex.clock is not None or timex.grain is Grain.DAYPART


def _borrowings(ctx: Context, items: Sequence[Item]) -> list[Evidence]:
    """What is said of reports whose days are read against a date that is not theirs."""
    held = {i.report_id: ctx.layers[i.report_id].reference for i in items}
    return [Evidence("reference date", None, r.why) for r in held.values() if r.origin != "published"]


def _made(  # noqa: PLR0917 - the parts of a finding
    ctx: Context,
    kind: FindingKind,
    part: str,
    found: Sequence[Reading],
    alignment: Alignment,
    items: Sequence[Item],
    why: Evidence,
) -> Finding:
    return finding(
        kind, Slot.TIME, part, found, occurrence=alignment.id,
        claims=[i.claim.id for i in items if i.claim], evidence=(*alignment.evidence(), *_borrowings(ctx, items), why),
    )  # fmt: skip
