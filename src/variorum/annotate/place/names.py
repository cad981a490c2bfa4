"""What a name may mean: by the gazetteer, the abbreviations of the press, demonyms, and without its affixes."""

import re
from dataclasses import replace
from functools import lru_cache

from variorum.annotate.place.earth import apart
from variorum.annotate.place.gazetteer import (
    Entry,
    Via,
    countries,
    demonyms,
    division_by_code,
    division_name,
    lookup,
    rows,
    state_marks,
)

_COUNTY = (" county", " parish")
_SAME = 60.0
"""Kilometres within which a town and a region of one name are one place."""


@lru_cache(maxsize=1)
def _affixes() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The words that may stand before a name, those that may stand after it, and those for what stands there."""
    sides: dict[str, list[str]] = {"before": [], "after": [], "facility": []}
    for side, *words in rows("affixes.tsv"):
        sides[side] += [re.escape(word) for word in words]
    before, after, facility = ("|".join(words) for words in sides.values())
    return (
        re.compile(rf"(?:{before})[\s-]+", re.IGNORECASE),
        re.compile(rf"(?:['’]s?|[\s-](?:{after}))\Z", re.IGNORECASE),
        re.compile(rf"[\s-](?:{facility})\Z|\A(?:{facility})\s+of\s+", re.IGNORECASE),
    )


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    """Words that are names of small places, and in news hardly ever mean them."""
    return frozenset(word for row in rows("never.tsv") for word in row)


@lru_cache(maxsize=8192)
def candidates(surface: str) -> tuple[Entry, ...]:
    """What a name may mean.

    A name of one place is also tried as a county's (*DeKalb*); one that the gazetteer does not have, without its
    affixes (*northern*, *airport*).
    """
    if surface in _never():
        return ()
    mark = state_marks().get(surface)
    if mark:
        return by_admin(mark)
    people = demonyms().get(surface) or demonyms().get(surface.removesuffix("s"))
    if people:
        return by_admin(people) if "." in people else country(people)
    found = lookup(surface)
    if found or surface.islower():
        return _undivided(found) + _counties(surface, found)
    return _shortened(surface) or _counties(surface, ())


def _shortened(surface: str) -> tuple[Entry, ...]:
    """What a name means without its affixes, taken off one by one."""
    leading, trailing, facility = _affixes()
    rest, via = surface, Via.PART
    for _ in range(3):
        shorter = trailing.sub("", leading.sub("", rest, count=1) if leading.match(rest) else rest)
        if shorter == rest:
            shorter, via = facility.sub("", rest, count=1), Via.FACILITY
        if shorter == rest or not shorter or shorter in _never():
            break
        rest = shorter
        found = lookup(rest)
        if found:
            return tuple(replace(e, via=via) for e in found)
    return ()


def _undivided(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """*found* without the towns that a region by hand of the same name stands for (*Jerusalem*, in no country)."""
    regions = [e for e in found if e.kind == "R" and not e.country]
    return tuple(e for e in found if e.kind in "CR" or not any(apart(e, r) < _SAME for r in regions))


def _counties(surface: str, found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    known = {e.geonames for e in found}
    return tuple(
        replace(e, via=Via.COUNTY)
        for word in _COUNTY
        for e in lookup(surface + word)
        if e.kind == "D" and e.geonames not in known
    )


def by_admin(code: str) -> tuple[Entry, ...]:
    """The entry of a first division by its code."""
    known = division_by_code(code)
    return (known,) if known else tuple(e for e in lookup(division_name(code)) if e.admin == code)


def country(code: str) -> tuple[Entry, ...]:
    """The entry of a country by its code, of a region by ``@`` and its name."""
    if code.startswith("@"):
        return tuple(e for e in lookup(code[1:]) if e.kind == "R")
    return tuple(e for e in lookup(countries().get(code, "")) if e.kind == "C" and e.country == code)
