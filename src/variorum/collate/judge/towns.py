"""Where: the town that each report speaks of most, and the street of one block, where neither names the other's.

*Corrin police* and *Brighton police* of one shooting, on one street, with the same persons: the openings differ in the
town alone.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.collate.align import long_before
from variorum.collate.context import Context
from variorum.collate.judge.common import Item, differing, finding, readings
from variorum.collate.judge.places import is_town, same_place
from variorum.collate.judge.scenes import NEIGHBOURS, SHARED
from variorum.collate.lists import words
from variorum.collate.score import happened
from variorum.model import Evidence, Finding, Kind, Place, Slot
from variorum.text import Span
from variorum.values.places import PlaceRelation, compare, distance
from variorum.values.predicates import lexicon

OFTEN = 2
"""Times that a town is named in all of a report for it to be its own, if its opening names it too."""
_AT = ("in", "at", "on", "near", "outside", "inside")
_SAINT = re.compile(r"\bSaint\b")
_LETTERS = re.compile(r"[^A-Za-z]+")
_BLOCK = re.compile(
    r"\b(?P<number>\d{2,5})(?:-block|-?(?:th|st|nd|rd)? block)? (?:of )?(?:[NSEW]\.? |North |South |East |West )?"
    r"(?P<street>[A-Z][\w’'.-]+(?: [A-Z][\w’'-]+)?) "
    r"(?:Street|Avenue|Road|Drive|Boulevard|Lane|Court|Place|Way|St\b|Ave\b|Rd\b|Dr\b|Blvd\b)"
)


@dataclass(frozen=True, slots=True)
class _Street:
    """A street with the number of a block or house on it."""

    number: str
    street: str
    span: Span


def judge_towns(ctx: Context, taken: Sequence[Finding]) -> list[Finding]:
    """Conflicts over the town of the story, and over the street of one house number, beside those of *taken*."""
    done = {frozenset(a.report_id for r in f.readings for a in r.anchors) for f in taken if f.slot is Slot.PLACE
            and any(e.feature == "scene" for e in f.evidence)}  # fmt: skip
    towns = {w.report.id: t for w in ctx.witnesses if (t := _own(ctx, w.report.id)) is not None}
    scenes = {r: _scene(ctx, r, i.value) for r, i in towns.items()}
    opened = {r: _opened(ctx, r) for r in towns}
    out = []
    for r, s in combinations(towns, 2):
        one_kind = scenes[r] & (scenes[s] | opened[s]) or scenes[s] & opened[r]
        if frozenset((r, s)) not in done and one_kind and _apart(ctx, towns[r], towns[s]):
            why = Evidence("own town", None, "the town that each report names in its opening and most often")
            out.append(_made(ctx, [towns[r], towns[s]], why))
    return out[:1] + _streets(ctx)


def _own(ctx: Context, report: str) -> Item | None:
    """The town that a report names most, in its opening too."""
    layers = ctx.layers[report]
    held = [p for p in layers.places if is_town(p)]
    counted = Counter(p.name for p in held)
    text = ctx.reports[report].text
    if not counted:
        return None
    name, times = counted.most_common(1)[0]
    if sum(n == times for n in counted.values()) > 1:
        return None
    opening = layers.parse.sentence_span(ctx.lead[report]).end
    own = [p for p in held if p.name == name]
    often = len(re.findall(rf"\b{re.escape(name)}\b", text)) >= OFTEN
    if own[0].span.start >= opening or not (often or _scene(ctx, report, name)):
        return None
    return Item(report, None, own[0].span, own[0].name, _normal(own[0]), (), own[0])


def _scene(ctx: Context, report: str, name: str) -> frozenset[str]:
    """The classes of the incidents that are told to have been in a town."""
    layers = ctx.layers[report]
    told = (c for c in ctx.claims if c.report_id == report and happened(c) and not long_before(ctx, c))
    return frozenset(
        n for c in told for k in c.places if layers.places[k].name == name
        for n in c.classes if lexicon().has(n, "incident") and not lexicon().has(n, "anaphor")
    )  # fmt: skip


def _opened(ctx: Context, report: str) -> frozenset[str]:
    """The classes of the incidents that a report's first sentences tell of."""
    told = (
        c
        for c in ctx.claims
        if c.report_id == report and ctx.leads(c) and happened(c) and not long_before(ctx, c)
    )
    held = {n for c in told for n in c.classes}
    return frozenset(n for n in held if lexicon().has(n, "incident") and not lexicon().has(n, "anaphor"))


def _normal(place: Place) -> tuple[tuple[str, str | float | None], ...]:
    return (("name", ", ".join(place.path) or place.name), ("geonames", place.geonames),
            ("lat", place.latitude), ("lon", place.longitude))  # fmt: skip


def _apart(ctx: Context, one: Item, two: Item) -> bool:
    a, b = one.payload, two.payload
    assert isinstance(a, Place)
    assert isinstance(b, Place)
    if compare(a, b) is not PlaceRelation.DISJOINT or (distance(a, b) or 0.0) < NEIGHBOURS:
        return False
    if any(_named(ctx, p, i.report_id) for p, i in ((a, two), (b, one))):
        return False
    shared = [
        f for f in ctx.cast.figures if {one.report_id, two.report_id} <= {m.report_id for m in f.members}
    ]
    near = [f for f in shared if f.members[0].entity.names and not _wide(ctx, f.members[0].entity.name)]
    own = (Kind.PERSON, Kind.PLACE)
    return len(near) >= SHARED or any(f.kind in own and " " in f.members[0].entity.name for f in near)


def _wide(ctx: Context, name: str) -> bool:
    """Whether a name is that of a state or country: much else shares it."""
    held = (p for w in ctx.witnesses for p in w.layers.places if p.span.of(w.report.text) == name)
    return any(not p.facility and len(p.path) in (1, 2) for p in held)


def _named(ctx: Context, place: Place, report: str) -> bool:
    name = place.name.partition(",")[0]
    return re.search(rf"\b{re.escape(name)}\b", ctx.reports[report].text, re.IGNORECASE) is not None


def _streets(ctx: Context) -> list[Finding]:
    """Conflicts over the street of a block that both reports give by one number (*the 1300 block of Mill Street*)."""
    held = {
        w.report.id: [x for x in _numbered(w.report.text) if _scenes_at(ctx, w.report.id, x)]
        for w in ctx.witnesses
    }
    out = []
    for r, s in combinations(held, 2):
        for x in held[r]:
            for y in held[s]:
                texts = ctx.reports[r].text, ctx.reports[s].text
                one_kind = _scenes_at(ctx, r, x) & _scenes_at(ctx, s, y)
                told = _holds(texts[1], x.street) or _holds(texts[0], y.street)
                if x.number == y.number and one_kind and not told:
                    why = Evidence("one block", 1.0, f"number {x.number} in both")
                    items = [Item(i, None, z.span, z.span.of(t), (("name", z.street),), ())
                             for i, z, t in ((r, x, texts[0]), (s, y, texts[1]))]  # fmt: skip
                    out.append(_told(ctx, items, why))
    return out[:1]


def _scenes_at(ctx: Context, report: str, x: _Street) -> frozenset[str]:
    """The classes of the incidents whose own words say that they were at a street's number."""
    parse = ctx.layers[report].parse
    found = set()
    for c in ctx.claims:
        if c.report_id != report or not happened(c) or long_before(ctx, c):
            continue
        first, last = parse.sentences[parse.tokens[c.trigger].sentence]
        other = {t.lemma.lower() for t in parse.tokens[first:last]} & words()["other_scope"]
        if not other and any(p.role in _AT and p.span.overlaps(x.span) for p in c.participants):
            found |= {n for n in c.classes if lexicon().has(n, "incident")}
    return frozenset(found)


def _holds(text: str, street: str) -> bool:
    """Whether a text names a street, hyphens, spaces, case and *Saint* for *St.* left out."""
    plain = [_LETTERS.sub("", _SAINT.sub("St", x)).lower() for x in (street, text)]
    return plain[0] in plain[1]


def _numbered(text: str) -> list[_Street]:
    """The streets of a text with their numbers, each once."""
    found = {m["street"]: _Street(m["number"], m["street"], Span(*m.span())) for m in _BLOCK.finditer(text)}
    return list(found.values())


def _made(ctx: Context, items: Sequence[Item], why: Evidence) -> Finding:
    found = readings(ctx, items, same_place)
    verdict = Evidence("place", 0.0, " / ".join(r.value for r in found) + ": neither contains the other")
    return finding(differing(ctx, found), Slot.PLACE, None, found, evidence=[why, verdict])


def _told(ctx: Context, items: Sequence[Item], why: Evidence) -> Finding:
    found = readings(ctx, items, lambda a, b: a.normal == b.normal)
    verdict = Evidence("place", 0.0, " / ".join(r.value for r in found) + ": one number, two streets")
    return finding(differing(ctx, found), Slot.PLACE, None, found, evidence=[why, verdict])
