"""Small readings that the resolvers share: the determiner, the year, the number, the weekday of an item."""

from variorum.annotate.time.lexicon import Item


def year_of(item: Item) -> int:
    """The year that a four-digit or abbreviated year names (*'98* is 1998, *'26* is 2026)."""
    if "y4" in item.classes:
        return int(item.number("y4"))
    two = int(item.code("yy").partition(".")[0])
    return two + (1900 if two >= 40 else 2000)


def determiner(item: Item) -> str:
    """The class of the word that says which one: ``last``, ``next``, ``this``, ``that`` ...; or empty."""
    parts = item.parts.get("det", ())
    if "past" in item.parts:
        return "last"
    if "coming" in item.parts:
        return "coming"
    for name in (
        "following",
        "coming",
        "next",
        "latest",
        "previous",
        "past",
        "last",
        "that",
        "same",
        "this",
        "current",
        "those",
        "these",
    ):
        if parts and name in parts[0].classes:
            return name
    return ""


def has_the(item: Item) -> bool:
    """Whether the expression opens with *the*."""
    return item.text[:4].lower() == "the "


def number_of(item: Item) -> int:
    """The number that a figure or an ordinal names; 0 where it is none."""
    for name in ("dom", "th", "ordw", "first", "num"):
        if name in item.classes:
            return int(item.number(name))
    return 0


def weekday_in(item: Item) -> int | None:
    """The weekday (Monday is 0) that stands beside a date, if one does."""
    words = item.parts.get("w")
    return int(words[0].number("wday")) if words else None
