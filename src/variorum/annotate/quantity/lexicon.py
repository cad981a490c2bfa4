"""The word lists and patterns of the quantity grammar, read once from ``data/``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

OPEN = "-"
SAME = "="


def rows(name: str) -> Iterator[list[str]]:
    """The tab-separated fields of each line of a data file; its first line says where it comes from."""
    text = (files(__package__) / "data" / name).read_text("utf-8")
    for line in text.splitlines()[1:]:
        if line:
            yield line.split("\t")


@dataclass(frozen=True, slots=True)
class NumberWord:
    """One number word: its value and how it combines (``unit``, ``ten``, ``scale``, ``dozen``)."""

    value: float
    kind: str


@lru_cache(maxsize=1)
def number_words() -> dict[str, NumberWord]:
    """Number words by their lower-case form."""
    return {word: NumberWord(float(value), kind) for word, value, kind in rows("numbers.tsv")}


@dataclass(frozen=True, slots=True)
class Vague:
    """An amount without a figure (*dozens*): its scale and its inclusive bounds."""

    stated: float
    low: float
    high: float | None


@lru_cache(maxsize=1)
def vague_amounts() -> tuple[re.Pattern[str], tuple[Vague, ...]]:
    """A pattern with one numbered group for each vague amount, and the amounts in that order."""
    lines = list(rows("vague.tsv"))
    pattern = "|".join(f"({row[0]})" for row in lines)
    amounts = tuple(
        Vague(float(stated), float(low), None if high == OPEN else float(high))
        for _, stated, low, high in lines
    )
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), amounts


@dataclass(frozen=True, slots=True)
class Bound:
    """What words beside a number say of it: whether it is the lower or the upper end."""

    low: bool
    high: bool
    approx: bool
    strict: bool


@lru_cache(maxsize=2)
def bounds(place: str) -> tuple[re.Pattern[str], tuple[Bound, ...]]:
    """The bound phrases ``before`` or ``after`` a number: a pattern with one group each, and their effects."""
    lines = [row for row in rows("bounds.tsv") if row[1] == place]
    effects = tuple(Bound(r[2] == SAME, r[3] == SAME, r[4] == "1", r[5] == "1") for r in lines)
    alternatives = "|".join(f"({row[0]})" for row in lines)
    if place == "before":
        return re.compile(rf"(?<!\w)(?:{alternatives})\s*\Z", re.IGNORECASE), effects
    return re.compile(rf"[\s,]{{0,2}}(?:{alternatives})(?!\w)", re.IGNORECASE), effects


def _alternation(pairs: list[tuple[str, str]]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    # The longest surface first: "kilometres per hour" before "kilometres".
    ordered = sorted(pairs, key=lambda pair: (-len(pair[0]), pair))
    pattern = "|".join(f"({surface})" for surface, _ in ordered)
    return re.compile(pattern), tuple(name for _, name in ordered)


def _cased(surface: str) -> str:
    return surface if re.fullmatch(r"\w{1,3}|\w\w?\?", surface) else f"(?i:{surface})"


_LETTER = re.compile(r"[A-Z]")


@lru_cache(maxsize=1)
def currency_letters() -> str:
    """The single letters that stand for a currency where they touch a large figure (*R5.6 million*, *P22,000*)."""
    marks = {mark for row in rows("currencies.tsv") for mark in row[1].split(";")}
    return "".join(sorted(m for m in marks if _LETTER.fullmatch(m)))


@lru_cache(maxsize=1)
def coins() -> frozenset[str]:
    """Units of money that several countries have: *peso*, *cent*."""
    return frozenset(row[0][2:].lower() for row in rows("currencies.tsv") if row[0].startswith("X-"))


@lru_cache(maxsize=1)
def currency_symbols() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Currency marks that end right before a number."""
    pairs = [
        (re.escape(mark) + ("(?!\\s)" if _LETTER.fullmatch(mark) else ""), row[0])
        for row in rows("currencies.tsv") for mark in row[1].split(";") if mark
    ]  # fmt: skip
    pattern, codes = _alternation(pairs)
    return re.compile(rf"(?<![\w$])(?:{pattern.pattern})\s?\Z"), codes


@lru_cache(maxsize=1)
def currency_codes() -> tuple[str, ...]:
    """The currency marks that are words, and so may stand right before a figure without a blank."""
    marks = (mark for row in rows("currencies.tsv") for mark in row[1].split(";"))
    return tuple(
        sorted({mark for mark in marks if re.fullmatch(r"\w{2,3}", mark)} | {"US", "A", "C", "NZ", "S"})
    )


@lru_cache(maxsize=1)
def measures() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Currency words and units that begin right after a number; currencies are in capitals."""
    pairs = [(_cased(word), row[0]) for row in rows("currencies.tsv") for word in row[2].split(";") if word]
    pairs += [(_cased(word), row[0]) for row in rows("units.tsv") for word in row[3].split(";")]
    pattern, names = _alternation(pairs)
    return re.compile(rf"(?:{pattern.pattern})(?![\w°])"), names


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's family and its factor to the family's base unit."""

    family: str
    factor: float


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """Units by name."""
    return {row[0]: Unit(row[1], float(row[2])) for row in rows("units.tsv")}


@lru_cache(maxsize=32)
def words(kind: str) -> frozenset[str]:
    """The context words of one class of ``context.tsv``."""
    if kind == "person":
        return frozenset(row[0] for row in rows("persons.txt"))
    return frozenset(word for name, word in rows("context.tsv") if name == kind)
