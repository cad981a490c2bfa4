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
from variorum.collate.judge.dated import also_told, one_hour, stated
from variorum.collate.judge.times import shown
from variorum.collate.lists import words
from variorum.collate.score import happened
from variorum.model import Evidence, Finding, FindingKind, Kind, Parse, Slot, Timex, Token
from variorum.values.predicates import lexicon

LEAST = 2
"""Days from one to the other at least: a night reaches from one into the next."""
MOST = 6
_DIFFERENCES = (FindingKind.CONFLICT, FindingKind.DISPUTE)
_ELSEWHEN = frozenset({"after", "before", "following", "since", "until"})
_HARMING = frozenset({"shoot", "stab", "attack"})
NEAR = 8
"""Days from a report's event to its publication at most, where a weekday names it."""
YEAR = 365
"""The same where a date of the calendar does."""
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


def _begins(timex: Timex) -> date | None:
    held = timex.interval
    return None if held is None or held.earliest is None else held.earliest.date()


def _day(ctx: Context, x: Locus) -> date | None:
    """The day that a weekday names within the days before publication, or a date within the year before it."""
    published = ctx.layers[x.report_id].reference.date
    assert isinstance(x.value, Timex)
    at = _begins(x.value)
    if published is None or at is None:
        return None
    if x.value.month and x.value.day:
        return at if 0 <= (published - at).days <= YEAR else None
    if x.value.weekday is None:
        return None
    if at > published and x.value.day is None:
        at -= timedelta(days=7)
    return at if 0 <= (published - at).days <= NEAR else None


def _classes(ctx: Context, x: Locus) -> frozenset[str]:
    """The classes of incident on a day, those that its sentence names too; who is hurt is so in one."""
    own = {c for c in x.event if not lexicon().has(c, "anaphor")} | _in_sentence(ctx, x)
    harmed = {"injure"} & x.classes or ({"kill"} & x.classes if x.verb != "die" else set())
    return frozenset(own | ({"harm"} if harmed or own & _HARMING else set()))


def _in_sentence(ctx: Context, x: Locus) -> frozenset[str]:
    """The classes of the incidents that a sentence names by a noun or a verb, and not as what came before or after."""
    parse = ctx.layers[x.report_id].parse
    first, last = parse.sentences[x.sentence]
    found = lexicon()
    held: set[str] = set()
    for t in parse.tokens[first:last]:
        if _at_another_time(parse, t):
            continue
        if t.pos == "NOUN":
            held |= {n.name for n in found.noun(t.lemma.lower())}
        elif t.pos == "VERB":
            held |= {n.name for n in found.verb(t.lemma.lower())}
    return frozenset(c for c in held if found.has(c, "incident") and not found.has(c, "anaphor"))


def _at_another_time(parse: Parse, token: Token) -> bool:
    """Whether a word stands behind *after*, *before* or their like (*clearing up after the explosion*)."""
    above = parse.tokens[token.head]
    marks = [parse.tokens[k] for k in parse.children[token.index] if parse.tokens[k].dep == "mark"]
    ruling = [above, *marks] if token.dep in ("pobj", "pcomp") else marks
    return any(t.text.lower() in _ELSEWHEN for t in ruling)


def _looked_into(ctx: Context, x: Locus) -> bool:
    """Whether a day is that of the incident looked into (*police are investigating a shooting Sunday night*)."""
    parse = ctx.layers[x.report_id].parse
    first = parse.tokens_in(x.value.span)[0].index
    begins = parse.sentences[x.sentence][0]
    nouns = (t.lemma.lower() for t in parse.tokens[max(begins, first - WINDOW) : first] if t.pos == "NOUN")
    return x.verb in words()["looked_into"] and any(
        lexicon().has(n.name, "incident") for noun in nouns for n in lexicon().noun(noun)
    )


def _of_incident(ctx: Context, x: Locus) -> bool:
    harmed = x.classes & {"injure", "kill"} and x.verb != "die"
    if (
        not (x.event or harmed or _looked_into(ctx, x) or _answered(ctx, x))
        or x.words & words()["other_scope"]
    ):
        return False
    if stated(x) or posted(ctx, x) or bounding(ctx, x):
        return False
    return not x.claims or any(happened(c) and not long_before(ctx, c) for c in x.claims)


def _answered(ctx: Context, x: Locus) -> bool:
    """Whether a day is that of a call which was answered at once (*officers responded to a shooting Sunday night*)."""
    return (
        x.verb in words()["responded"]
        and bool(x.words & words()["responders"])
        and bool(_in_sentence(ctx, x))
    )


def _apart(ctx: Context, one: _Dated, two: _Dated) -> bool:
    a, b = one.day, two.day
    if not LEAST <= abs((one.date - two.date).days) <= MOST:
        return False
    if _names(ctx, one, b) or _names(ctx, two, a) or also_told(ctx, a, b) or also_told(ctx, b, a):
        return False
    # A stabbing and a shooting are two, and who is hurt on another day may be hurt in what came of it.
    return bool(one.classes & two.classes - {"happen", "harm"}) and _of_one_story(ctx, a, b)


def _names(ctx: Context, one: _Dated, two: Locus) -> bool:
    """Whether the other report has a day anywhere, or its weekday, whichever week it was read to be of."""
    layers = ctx.layers[two.report_id]
    published = layers.reference.date
    recent = published is not None and (published - one.date).days <= NEAR
    return any(
        (recent and t.weekday == one.date.weekday()) or (t.day and _begins(t) == one.date)
        for t in layers.timexes
    )


def _of_one_story(ctx: Context, a: Locus, b: Locus) -> bool:
    """Whether two reports name two figures in common, or one where the clock stood the same; larger places left out."""
    figures = (f for f in ctx.cast.figures if any(m.entity.names for m in f.members))
    shared = [f for f in figures if {a.report_id, b.report_id} <= {m.report_id for m in f.members}]
    named = any(f.kind in (Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION) for f in shared)
    return named and len(shared) >= (1 if one_hour(a, b) else SHARED)


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
