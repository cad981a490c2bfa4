"""Which place a name means: containment, population, and what else the text names."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.annotate.place.company import Company
from variorum.annotate.place.context import beside, holder, inside, lies_in
from variorum.annotate.place.earth import apart
from variorum.annotate.place.gazetteer import Entry, Via
from variorum.annotate.place.names import candidates
from variorum.annotate.place.rank import Scene, score, strange
from variorum.annotate.place.votes import Votes, ballot, dated, published, spoken, total
from variorum.text import Span

_SURE = 0.6
"""The least probability that makes a resolution sure."""
_HELD_SURE = 0.5
"""The same where the text says what the place lies in."""
_ANCHOR = 0.6
"""The least probability at first sight of a place that then speaks for places near it."""
_KNOWN = 60_000
"""The least population of a town that is told without anything else in the text speaking for it."""
_AROUND = 150.0
"""Kilometres from the middle of a division within which a city of its name is its own."""
_DATELINE_CITY = 300_000
"""The least population of a city that stands in a dateline without its state or country."""
_FAMOUS = 200_000
"""The least population of a city that is told by its name alone, if no other of the name has a tenth of it."""
_NAMED_AFTER = re.compile(r"(?:'s|’s)?(?:,\s+|\s+\()")
_ALONE = 0.85
"""The least probability of a town of two thirds of that size."""
_SAME = 60.0
"""Kilometres within which two candidates are one and the same place."""
_CLOSE = 40.0
"""Kilometres from a sure place within which a likely one is sure too."""
_REACH = {"P": 1.0, "D": 1.0, "A": 3.0, "N": 3.0, "R": 6.0, "C": 6.0}
"""How many times farther off in the text a wider place counts than a town."""
_WIDE_OPEN = frozenset({"US", "GB", "CA", "AU"})
"""Countries that news in English takes for granted: naming them says little about a town."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name at a span with the place that it most likely means.

    ``guess`` is, for a name that the gazetteer does not have or hardly can mean, the place named nearest to it in
    the text: where it probably lies, and never what it is. ``within`` is, for a name that the gazetteer does not
    have, what the text says it lies in (*Holliday, Mo.*).
    """

    span: Span
    surface: str
    entry: Entry | None
    sure: bool
    guess: Entry | None = None
    within: Entry | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The best candidate of a name with its probability among all of them, those of one place taken together."""

    entry: Entry | None
    probability: float


def resolve(
    text: str, spans: tuple[Span, ...], *, dateline: str | None = None, outlet: str | None = None
) -> tuple[Named, ...]:
    """The most likely place of each name.

    Args:
        text: the text.
        spans: the names, in order and without overlaps.
        dateline: the report's dateline, if it has one.
        outlet: the name or the address of who published it, if known.

    Returns:
        One for each span; ``entry`` is ``None`` where the gazetteer has no such name, and ``sure`` tells
        whether nothing elsewhere comes close.
    """
    surfaces = [span.of(text) for span in spans]
    some, outer, held = narrowed(text, spans, surfaces)
    scenes = staged(text, spans, surfaces, some, dateline=dateline, outlet=outlet)
    choices = [best(c, scene) for c, scene in zip(some, scenes, strict=True)]
    out = []
    for k, (span, surface) in enumerate(zip(spans, surfaces, strict=True)):
        scene, guess = scenes[k], guessed(spans, surfaces, choices, outer, k)
        entry, likely = choices[k].entry, choices[k].probability
        if not some[k] and outer[k] and outer[k][0].kind in "AC" and _NAMED_AFTER.match(text, span.end):
            out.append(Named(span, surface, None, sure=False, guess=guess, within=outer[k][0]))
            continue
        if guess is not None:
            likely, doubt = against(some[k], scene, surface, likely)
            if doubt > likely:
                out.append(Named(span, surface, None, sure=False, guess=guess))
                continue
        backed = held[k] or _backed(entry, scene.votes, scene.own, likely)
        famous = _famous(entry, some[k], scene)
        sure = entry is not None and backed and likely >= (_HELD_SURE if held[k] or famous else _SURE)
        out.append(Named(span, surface, entry, sure))
    return tuple(out)


def guessed(
    spans: Sequence[Span],
    surfaces: Sequence[str],
    choices: Sequence[Choice],
    outer: Sequence[tuple[Entry, ...]],
    k: int,
) -> Entry | None:
    """The place that is named nearest to a name, towns before wider ones: where it lies if the gazetteer does not know.

    Where the text says what the name lies in, that or a place in it.
    """
    near: tuple[tuple[float, int], Entry] | None = None
    for j, choice in enumerate(choices):
        entry = choice.entry
        if entry is None or surfaces[j].lower() == surfaces[k].lower() or choice.probability < _ANCHOR:
            continue
        if outer[k] and not (entry in outer[k] or inside((entry,), outer[k])):
            continue
        gap = spans[j].start - spans[k].end if j > k else 1.5 * (spans[k].start - spans[j].end)
        order = ((gap + 10) * _REACH[entry.kind], j)
        if near is None or order < near[0]:
            near = (order, entry)
    return near[1] if near else next(iter(outer[k]), None)


def against(some: Sequence[Entry], scene: Scene, surface: str, likely: float) -> tuple[float, float]:
    """The probability of the best candidate, and of none of them, where *likely* is the first if one of them it is."""
    if not some:
        return 0.0, 1.0
    scores = [score(entry, scene) for entry in some]
    none = strange(surface, scene)
    most = max(*scores, none)
    known = sum(math.exp(s - most) for s in scores)
    doubt = math.exp(none - most)
    return likely * known / (known + doubt), doubt / (known + doubt)


def narrowed(
    text: str, spans: tuple[Span, ...], surfaces: Sequence[str]
) -> tuple[list[tuple[Entry, ...]], list[tuple[Entry, ...]], list[bool]]:
    """The candidates of each name that the text's own words leave, what they say it lies in, whether they left fewer.

    A name that is once said to lie somewhere lies there throughout. One that is said to lie in a state in which the
    gazetteer has no place of the name has no candidates.
    """
    found = [candidates(surface) for surface in surfaces]
    outer = [holder(text, spans, found, k) for k in range(len(spans))]
    kept = [inside(some, o) if o else () for some, o in zip(found, outer, strict=True)]
    said: dict[str, tuple[Entry, ...]] = {}
    for surface, some in zip(surfaces, kept, strict=True):
        if some:
            said[surface.lower()] = some
    missing = {
        s.lower(): o
        for s, o, some in zip(surfaces, outer, kept, strict=True)
        if o and not some and all(e.kind == "A" for e in o) and not set(o) & set(candidates(s))
    }
    out, held = [], []
    for k, (surface, whole, some) in enumerate(zip(surfaces, found, kept, strict=True)):
        chosen = some or said.get(surface.lower(), ())
        lost = not chosen and surface.lower() in missing
        if lost:
            outer[k] = outer[k] or missing[surface.lower()]
        out.append(() if lost else chosen or whole)
        held.append(bool(chosen))
    return out, outer, held


def staged(
    text: str,
    spans: tuple[Span, ...],
    surfaces: Sequence[str],
    some: Sequence[tuple[Entry, ...]],
    *,
    dateline: str | None = None,
    outlet: str | None = None,
) -> list[Scene]:
    """What the rest of the text says about each name: first the votes, then also the places near."""
    by_name = {s.lower(): c for s, c in zip(surfaces, some, strict=True)}
    ballots = {name: ballot(c) for name, c in by_name.items()}
    company = Company(by_name)
    votes = total([*ballots.values(), *spoken(text), *dated(dateline), *published(outlet)])
    around = beside(text, spans)
    scenes = [
        Scene(votes, ballots[s.lower()], (), b, s.lower(), s, company, tuple(some[i] for i in b.listed))
        for s, b in zip(surfaces, around, strict=True)
    ]
    anchors: dict[str, Entry] = {}
    for surface, scene, c in zip(surfaces, scenes, some, strict=True):
        first = best(c, scene)
        if first.entry is not None and first.entry.kind in "PDC" and first.probability > _ANCHOR:
            anchors.setdefault(surface.lower(), first.entry)
    return [
        replace(scene, near=tuple(e for name, e in anchors.items() if name != surface.lower()))
        for surface, scene in zip(surfaces, scenes, strict=True)
    ]


def best(some: Sequence[Entry], scene: Scene) -> Choice:
    """The best candidate and its probability."""
    if not some:
        return Choice(None, 0.0)
    scores = [score(entry, scene) for entry in some]
    most = max(scores)
    shares = [math.exp(s - most) for s in scores]
    top = some[scores.index(most)]
    chosen = _city(top, some, scene)
    same = sum(
        share
        for share, e in zip(shares, some, strict=True)
        if e is chosen or e is top or apart(e, chosen) <= _SAME or lies_in(e, chosen)
    )
    return Choice(chosen, same / sum(shares))


def _city(top: Entry, some: Sequence[Entry], scene: Scene) -> Entry:
    """The city where a division of the same name around it scored best (*Lima*, *Kherson*)."""
    if top.kind not in "AD" or top.country in {"US", "CA", "AU"} or scene.beside.kinds & {"A", "D"}:
        return top
    inside_it = (e for e in some if e.kind == "P" and e.country == top.country and e.via is not Via.ALIAS)
    return next(
        (
            e
            for e in inside_it
            if (e.admin == top.admin or apart(e, top) < _AROUND) and e.population * 10 > top.population
        ),
        top,
    )


def _famous(entry: Entry | None, some: Sequence[Entry], scene: Scene) -> bool:
    """Whether a name alone tells its city: ten times the next, or the largest in a dateline (*DUBLIN —*)."""
    if entry is None or entry.kind != "P":
        return False
    rivals = [e.population for e in some if e.kind == "P" and e.via is Via.NAME and apart(e, entry) > _SAME]
    most = max(rivals, default=0)
    if scene.beside.capitals and entry.population >= _DATELINE_CITY:
        return entry.population >= most
    return entry.population >= _FAMOUS and entry.population >= 10 * most


def _backed(entry: Entry | None, votes: Votes, own: Votes, likely: float) -> bool:
    """Whether a small town has anything in the text that speaks for its division or, abroad, its country.

    One that has hardly a rival needs less of a size.
    """
    if entry is None or entry.kind not in "PD" or entry.population >= _KNOWN:
        return True
    if likely >= _ALONE and entry.population >= 2 * _KNOWN / 3:
        return True
    if entry.admin and votes.admin(entry, own) >= 0.5:
        return True
    return entry.country not in _WIDE_OPEN and votes.country(entry, own) >= 0.5


def nearest(named: Named, others: tuple[Named, ...]) -> Named:
    """*named* marked sure if it lies within 40 km of a sure place of the same text."""
    if named.sure or named.entry is None:
        return named
    close = any(o.sure and o.entry is not None and apart(named.entry, o.entry) < _CLOSE for o in others)
    return replace(named, sure=close)
