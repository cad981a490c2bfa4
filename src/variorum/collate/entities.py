"""One name across reports: which entities of different reports are the same person, body or place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from variorum.model import Entity, Form, Kind, Layers

_WORD = re.compile(r"[\w’'.-]+")
_LOWER = frozenset(
    {"of", "the", "and", "for", "de", "la", "al", "el", "bin", "von", "van", "a", "in", "on", "to"}
)
_GENERIC = frozenset({"u.s.", "us", "uk", "u.k.", "the", "national", "federal", "state", "city", "county"})


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of one report."""

    report_id: str
    entity: Entity


@dataclass(frozen=True, slots=True)
class Figure:
    """One person, body, place or group as the story's reports name it; ``id`` is its first member's."""

    id: str
    kind: Kind
    members: tuple[Member, ...]
    spelled_apart: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """All figures of a story, and the figure of each (report, entity)."""

    figures: tuple[Figure, ...]
    of: dict[tuple[str, str], Figure]


def cast(layers: Sequence[Layers]) -> Cast:
    """Group the named entities of several reports; entities without a name stay alone.

    Within a report the groups are what coreference made. Across reports persons join when surname and given
    names agree (or differ by a letter or two, which is kept as a difference of spelling), bodies when a name
    equals, abbreviates or contains the other, places when names are equal.
    """
    groups: list[list[Member]] = []
    apart: list[bool] = []
    for layer in layers:
        taken: set[int] = set()
        for entity in layer.entities:
            at, spelled = _best(groups, layer.report_id, entity, taken)
            if at is None:
                groups.append([Member(layer.report_id, entity)])
                apart.append(False)
            else:
                taken.add(at)
                groups[at].append(Member(layer.report_id, entity))
                apart[at] = apart[at] or spelled
    figures = tuple(
        Figure(g[0].entity.id, g[0].entity.kind, tuple(g), a) for g, a in zip(groups, apart, strict=True)
    )
    return Cast(figures, {(m.report_id, m.entity.id): f for f in figures for m in f.members})


def _best(
    groups: list[list[Member]], report: str, entity: Entity, taken: set[int]
) -> tuple[int | None, bool]:
    if not entity.names:
        return None, False
    found: list[tuple[float, int]] = []
    for k, group in enumerate(groups):
        if k in taken or any(m.report_id == report for m in group):
            continue
        score = max(same(m.entity, entity) for m in group)
        if score > 0:
            found.append((score, -k))
    if not found:
        return None, False
    found.sort(reverse=True)
    if len(found) > 1 and found[0][0] == found[1][0] and found[0][0] < 1:
        return None, False  # two figures fit equally well: unsure
    score, k = found[0]
    return -k, score < 0.6


def same(one: Entity, two: Entity) -> float:
    """How surely two entities of different reports are one: 1 same name, 0.5 spelled apart, 0 not."""
    if one.kind != two.kind and not {one.kind, two.kind} <= {Kind.ORGANIZATION, Kind.OTHER, Kind.GROUP}:
        return 0.0
    if not one.names or not two.names:
        return 0.0
    if one.kind is Kind.PERSON:
        return _same_person(one, two)
    return max(_same_body(a, b, one.kind) for a in one.names for b in two.names)


def parts(name: str) -> tuple[str, ...]:
    """The words of a name, lower case, without dots, particles and possessives."""
    words = [re.sub(r"[’']s$", "", w).strip(".'’-").lower() for w in _WORD.findall(name)]
    return tuple(w for w in words if w and w not in _LOWER)


def _same_person(one: Entity, two: Entity) -> float:
    a, b = parts(one.name), parts(two.name)
    if not a or not b:
        return 0.0
    if one.gender and two.gender and one.gender != two.gender:
        return 0.0
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        short, long = (a, b) if len(a) == 1 else (b, a)
        return 0.9 if short[0] == long[-1] else (0.7 if len(long) > 1 and short[0] in long else 0.0)
    if a[-1] == b[-1]:
        return _same_given(a[0], b[0])
    if a[0] == b[0] and _close(a[-1], b[-1]):
        return 0.5
    return 0.8 if set(a) <= set(b) or set(b) <= set(a) else 0.0


def _same_given(one: str, two: str) -> float:
    if one == two:
        return 0.95
    if len(one) == 1 or len(two) == 1:
        return 0.8 if one[0] == two[0] else 0.0
    if one.startswith(two) or two.startswith(one):
        return 0.7  # Chris / Christopher
    return 0.5 if _close(one, two) else 0.0


def _close(one: str, two: str) -> bool:
    longest = max(len(one), len(two))
    return (
        longest >= 4
        and one[0] == two[0]
        and DamerauLevenshtein.distance(one, two) <= (1 if longest < 6 else 2)
    )


def _same_body(one: str, two: str, kind: Kind) -> float:
    a, b = parts(one), parts(two)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if kind is Kind.PLACE:
        return 0.0
    if _abbreviates(one, two) or _abbreviates(two, one):
        return 0.9
    small, big = (set(a), set(b)) if len(a) <= len(b) else (set(b), set(a))
    extra = big - small
    if len(small) >= 2 and not extra - _GENERIC:
        return 0.8
    if len(small) >= 2 and small < big and a[-1] == b[-1]:
        return 0.7
    return 0.0


def _abbreviates(short: str, long: str) -> bool:
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 7 and letters.isupper()):
        return False
    words = [w for w in _WORD.findall(long) if w.lower() not in _LOWER]
    initials = "".join(w[0].upper() for w in words)
    rest = "".join(w[0].upper() for w in words if w.lower() not in _GENERIC)
    return letters in (initials, rest)


def named(layers: Layers, entity: str) -> bool:
    """Whether a report has a mention of the entity by name."""
    return any(m.entity == entity and m.form is Form.NAME for m in layers.mentions)
