"""Values that a plain reader finds in a text by its letters alone: no parse, none of the program's own readers.

The benchmark must not choose what it asks by what the program can read. These patterns are narrow on purpose.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
           "twelve")  # fmt: skip
LEAST_SHARED = 2
"""Stems that two sentences must share, beside the value, to be about one thing."""

_MONTH = (
    "(?:"
    + "|".join(rf"{m[:3]}(?:t)?\.|{m}" if len(m) > 4 and m not in {"June", "July"} else m for m in MONTHS)
    + ")"
)
_COUNTED = (
    "people|persons|men|women|children|kids|boys|girls|teens|teenagers|students|victims|suspects|officers|deputies|"
    "shots|rounds|bullets|gunshots|vehicles|cars|homes|houses|bodies|adults|others|soldiers|passengers|votes|seats|"
    "states|countries|counts|guns|weapons|workers|members|senators|lawmakers"
)
_PATTERNS = {
    "weekday": re.compile(rf"\b(?P<value>{'|'.join(WEEKDAYS)})\b(?!\s+Night\b)"),
    "date": re.compile(rf"\b(?P<month>{_MONTH})\s(?P<value>[12]?\d|3[01])(?:st|nd|rd|th)?\b(?!\s?[:,]?\d)"),
    "clock": re.compile(
        r"\b(?P<value>1[0-2]|[1-9])(?P<minute>:[0-5]\d)?\s?(?P<half>[ap]\.?m\b\.?)", re.IGNORECASE
    ),
    "age": re.compile(
        r"\b(?:(?P<name>[A-Z][a-z]+(?:\s[A-Z][\w.]*)*\s[A-Z][a-z'’-]+), (?P<value>\d{1,2})(?=[,.;]| of | and )"
        r"|(?P<old>\d{1,2})-year-old (?P<named>(?!Black\b|White\b)[A-Z][a-z]+(?:\s[A-Z][\w.]*)*\s[A-Z][a-z'’-]+))"
    ),
    "count": re.compile(
        rf"(?<![\w.,$:/-])(?P<value>[2-9]|[1-9]\d|{'|'.join(NUMBERS[2:])})\s(?P<noun>{_COUNTED})\b",
        re.IGNORECASE,
    ),
    "money": re.compile(
        r"(?P<value>\$\d[\d,]*(?:\.\d+)?)(?P<unit>\s(?:thousand|million|billion|trillion))?\b(?!,\d)"
    ),
    "name": re.compile(r"\b(?P<value>[A-Z][a-z]{2,}\s(?:[A-Z]\.\s)?[A-Z][a-z]{3,})\b"),
}
_SENTENCE = re.compile(r"[^\n.!?]*(?:[.!?](?![\s”\"’)]*(?:\s[A-Z“\"‘(]|\n|$))[^\n.!?]*)*[.!?\n]?[”\"’)]*")
_WORD = re.compile(r"[A-Za-z]{4,}")
_ENDING = re.compile(r"(?:ing|ed|es|s|ly|er)$")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a text.

    ``key`` says what it is a value of: a person, a counted noun, a month; ``words`` are stems of its sentence.
    """

    kind: str
    key: str
    value: str
    start: int
    end: int
    words: frozenset[str]


@lru_cache(maxsize=1)
def stopwords() -> frozenset[str]:
    """Words that do not tell what a sentence is about."""
    text = (files(__package__) / "data" / "stopwords.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


def stems(sentence: str) -> frozenset[str]:
    """The stems of the words of a sentence that tell what it is about."""
    found = (w.lower() for w in _WORD.findall(sentence))
    return frozenset(_ENDING.sub("", w) for w in found if w not in stopwords())


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Sentences by their full stops and line ends."""
    return tuple((m.start(), m.end()) for m in _SENTENCE.finditer(text) if m[0].strip())


def values(text: str) -> Iterator[Value]:
    """All values of a text, by kind and then by place."""
    bounds = sentences(text)
    for kind, pattern in _PATTERNS.items():
        for found in pattern.finditer(text):
            start, end, key, value = _taken(kind, found)
            first, last = next((b for b in bounds if b[0] <= start < b[1]), (start, end))
            around = stems(text[first:start] + " " + text[found.end() : last])
            yield Value(kind, key, value, start, end, around - stems(found[0]))


def _taken(kind: str, found: re.Match[str]) -> tuple[int, int, str, str]:
    parts = found.groupdict()
    if kind == "age":
        group = "value" if parts["value"] else "old"
        name = parts["name"] or parts["named"]
        return *found.span(group), name.split()[-1].lower(), found[group]
    key = {"date": parts.get("month", "") or "", "count": parts.get("noun", "") or ""}.get(kind, "")
    value = found["value"] + (parts.get("unit") or "") if kind == "money" else found["value"]
    if kind == "clock":
        value = f"{value}{parts['minute'] or ''}{parts['half'][0].lower()}"
        return *found.span(), "", value
    if kind == "count":
        value = str(NUMBERS.index(value.lower())) if value.lower() in NUMBERS else value
    return *found.span("value"), key[:3].lower() if kind == "date" else key.lower(), value


def about_one_thing(one: Value, two: Value) -> bool:
    """Whether two values of a kind are values of the same thing, as far as letters show."""
    if (one.kind, one.key) != (two.kind, two.key):
        return False
    if one.kind == "name":
        return one.value == two.value
    return one.kind == "age" or len(one.words & two.words) >= LEAST_SHARED


def shared(one: str, two: str) -> list[tuple[Value, Value]]:
    """The values that two texts both hold about the same thing, equal ones only, every place of each.

    These are the *comparable slots*: counted once for each kind, key and value.
    """
    held: dict[tuple[str, str, str], list[Value]] = {}
    for value in values(one):
        held.setdefault((value.kind, value.key, value.value), []).append(value)
    return [
        (mine, other) for other in values(two) for mine in held.get((other.kind, other.key, other.value), ())
        if about_one_thing(mine, other)
    ]  # fmt: skip


def slots(one: str, two: str) -> int:
    """How many comparable slots two texts have."""
    return len({(a.kind, a.key, a.value) for a, _ in shared(one, two)})
