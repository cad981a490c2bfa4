"""When the story's own event was: the one day that each report gives for an incident of its kind.

*A shooting Monday night*, *the ambush on Saturday*, *it happened Thursday*: a report that dates incidents of one class
to one day only dates its own event, wherever it says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from variorum.collate.align import long_before
from variorum.collate.context import Context
from variorum.collate.counterparts.loci import WINDOW, Locus, Sort, Standing, loci, standing
from variorum.collate.judge.cases import bounding, posted
from variorum.collate.judge.common import differing, finding, readings
from variorum.collate.judge.dated import also_told, stated
from variorum.collate.judge.times import shown
from variorum.collate.lists import words
from variorum.collate.score import happened
from variorum.model import Evidence, Finding, FindingKind, Kind, Slot, Timex
from variorum.values.predicates import lexicon

LEAST = 2
"""Days from one to the other at least: a night reaches from one into the next."""
MOST = 6
_DIFFERENCES = (FindingKind.CONFLICT, FindingKind.DISPUTE)
_HARMING = frozenset({"shoot", "stab", "attack"})
NEAR = 8
"""Days from a report's event to its publication at most."""
SHARED = 2
"""Named figures that two reports have in common, for their events to be one."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """The day of a report's event, with the classes of the incidents that stand on it."""

    day: Locus
    date: date
    classes: frozenset[str]


def judge_event_days(ctx: Context, taken: Sequence[Finding]) -> list[Finding]:
    """Conflicts over the day of the story's event that *taken* does not have."""
    told = (f for f in taken if f.slot is Slot.TIME and f.part == "day" and f.kind in _DIFFERENCES)
    done = {frozenset(a.report_id for r in f.readings for a in r.anchors) for f in told}
    every = [x for x in loci(ctx) if x.sort is Sort.DAY]
    held = [
        d
        for w in ctx.witnesses
        if (d := _dated(ctx, [x for x in every if x.report_id == w.report.id])) is not None
    ]
    clashing = [
        (a, b) for a, b in combinations(held, 2)
        if frozenset((a.day.report_id, b.day.report_id)) not in done and _apart(ctx, a, b)
    ]  # fmt: skip
    return [_made(ctx, clashing)] if clashing else []


def _dated(ctx: Context, days: Sequence[Locus]) -> _Dated | None:
    """The one day that a report gives for incidents, if there is one."""
    held = [(x, at) for x in days if (at := _day(ctx, x)) is not None and _of_incident(ctx, x)]
    if len({at for _, at in held}) != 1:
        return None
    return _Dated(held[0][0], held[0][1], frozenset(c for x, _ in held for c in _classes(ctx, x)))


def _day(ctx: Context, x: Locus) -> date | None:
    """The day of a weekday within the days before publication: what has happened lies behind."""
    published = ctx.layers[x.report_id].reference.date
    assert isinstance(x.value, Timex)
    if (
        published is None
        or x.value.weekday is None
        or x.value.interval is None
        or x.value.interval.earliest is None
    ):
        return None
    at = x.value.interval.earliest.date()
    if at > published and x.value.day is None:
        at -= timedelta(days=7)
    return at if 0 <= (published - at).days <= NEAR else None


def _classes(ctx: Context, x: Locus) -> frozenset[str]:
    """The classes of incident on a day; who is hurt, or killed at once, is so in one."""
    own = {c for c in x.event if not lexicon().has(c, "anaphor")} | _looked_into(ctx, x)
    harmed = {"injure"} & x.classes or ({"kill"} & x.classes if x.verb != "die" else set())
    return frozenset(own | ({"harm"} if harmed or own & _HARMING else set()))


def _looked_into(ctx: Context, x: Locus) -> frozenset[str]:
    """The classes of the incident that is looked into (*police are investigating a shooting Sunday night*)."""
    if x.verb not in words()["looked_into"]:
        return frozenset()
    parse = ctx.layers[x.report_id].parse
    first = parse.tokens_in(x.value.span)[0].index
    begins = parse.sentences[x.sentence][0]
    nouns = (t.lemma.lower() for t in parse.tokens[max(begins, first - WINDOW) : first] if t.pos == "NOUN")
    return frozenset(
        n.name for noun in nouns for n in lexicon().noun(noun) if lexicon().has(n.name, "incident")
    )


def _of_incident(ctx: Context, x: Locus) -> bool:
    if not (x.event or _classes(ctx, x)) or x.words & words()["other_scope"]:
        return False
    if stated(x) or posted(ctx, x) or bounding(ctx, x):
        return False
    return not x.claims or any(happened(c) and not long_before(ctx, c) for c in x.claims)


def _apart(ctx: Context, one: _Dated, two: _Dated) -> bool:
    a, b = one.day, two.day
    if not LEAST <= abs((one.date - two.date).days) <= MOST:
        return False
    if _names(ctx, one, b) or _names(ctx, two, a) or also_told(ctx, a, b) or also_told(ctx, b, a):
        return False
    # A stabbing and a shooting are two, and who is hurt on another day may be hurt in what came of it.
    return bool(one.classes & two.classes - {"happen", "harm"}) and _of_one_story(
        ctx, a.report_id, b.report_id
    )


def _names(ctx: Context, one: _Dated, two: Locus) -> bool:
    """Whether the other report has a day's weekday anywhere, whichever week it was read to be of."""
    return any(t.weekday == one.date.weekday() for t in ctx.layers[two.report_id].timexes)


def _of_one_story(ctx: Context, one: str, two: str) -> bool:
    """Whether two reports name two figures in common, larger places left out."""
    figures = (f for f in ctx.cast.figures if any(m.entity.names for m in f.members))
    shared = [f for f in figures if {one, two} <= {m.report_id for m in f.members}]
    return len(shared) >= SHARED and any(
        f.kind in (Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION) for f in shared
    )


def _made(ctx: Context, clashing: Sequence[tuple[_Dated, _Dated]]) -> Finding:
    by_report = {d.day.report_id: d for pair in clashing for d in pair}
    held = [by_report[r] for r in sorted(by_report, key=lambda r: ctx.order[r])]
    items = [shown("day", d.day.item) for d in held]
    by_item = dict(zip(map(id, items), (d.day for d in held), strict=True))
    found = readings(
        ctx, items, lambda a, b: standing(ctx, by_item[id(a)], by_item[id(b)]) is not Standing.APART
    )
    kinds = sorted({c for d in held for c in d.classes})
    why = [Evidence("one incident", None, f"the one day that each report gives for it ({', '.join(kinds)})"),
           Evidence("day", 0.0, f"{' / '.join(r.value for r in found)}: cannot both hold")]  # fmt: skip
    return finding(differing(ctx, found), Slot.TIME, "day", found, claims=[c.id for d in held for c in d.day.claims],
                   evidence=why)  # fmt: skip
