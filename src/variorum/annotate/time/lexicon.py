"""The words of time expressions, read from the data files, and the text as items of word classes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

Value = str | float
"""What a word stands for inside one class: a month's number, a TIMEX3 code, a count."""

_NOTHING: Mapping[str, Value] = MappingProxyType({})
Phrase = tuple[tuple[str, ...], Mapping[str, Value]]
"""The words of a phrase and its classes."""
_NO_PHRASES: Mapping[str, tuple[Phrase, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Item:
    """One or more characters of the text that the grammar treats as one symbol.

    ``classes`` maps each word class to its value; ``rule`` and ``parts`` are set where a rule of the
    grammar made the item out of smaller ones.
    """

    start: int
    end: int
    text: str
    classes: Mapping[str, Value]
    rule: str = ""
    parts: Mapping[str, tuple["Item", ...]] = field(default_factory=dict)

    def number(self, name: str) -> float:
        """The numeric value in the class *name*; no number of a text is too long to be one."""
        return min(float(self.classes[name]), LARGEST)

    def code(self, name: str) -> str:
        """The value in the class *name* as text."""
        return str(self.classes[name])


LARGEST = 1e12
"""Numbers beyond this are digits without a meaning as a time (a key, a hash), and are cut to it."""
_TOKEN = re.compile(
    r"""
    (?P<iso>\b(?:19|20)\d\d-\d\d-\d\d(?:[T\ ]\d\d:\d\d(?::\d\d)?Z?)?(?!\d))
  | (?P<slash>(?<![\d/.])\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])|(?<![\d.])\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\.?\d))
  | (?P<colon>(?<![\d:])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?!\d|:\d))
  | (?P<dotted>(?<![\d.$£€])\d{1,2}\.[0-5]\d(?=\s?(?:[ap]\.?\s?m\b)))
  | (?P<point>(?=\d)(?:(?<=(?i:\bat\s))|(?<=(?i:\bby\s))|(?<=(?i:\bfrom\s))|(?<=(?i:\buntil\s))|(?<=(?i:\btill\s))
      |(?<=(?i:\bsince\s))|(?<=(?i:\babout\s))|(?<=(?i:\baround\s))|(?<=(?i:\bbefore\s))|(?<=(?i:\bafter\s)))
      (?:[01]?\d|2[0-3])\.[0-5]\d(?![\d%]|\.\d))
  | (?P<milh>(?<![\w.,])(?:[01]\d|2[0-3])[0-5]\dH\b)
  | (?P<th>(?<![\w.,])\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<nth>(?<![\w.,])\d{3,}(?:st|nd|rd|th)\b)
  | (?P<tens>(?<![\w.,])(?:1\d|20)?\d0['’]?s\b)
  | (?P<yy>(?<![\w'’‘`])['’‘`]\d\d(?:s\b|\b(?!['’])))
  | (?P<money>[$£€#¥]\s?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*\s?%)
  | (?P<joined>(?<!\d)\d{1,20}(?:\.\d{1,20}){1,6}\.\d{1,20}
    |(?<![A-Za-z\d])\d[A-Za-z\d]{1,40}(?<=[A-Za-z\d])(?<!\d)\b(?<![ap]m)(?<![AP]M))
  | (?P<num>\d+(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+\.\d+|\d+)
  | (?P<fy>\bFY\s?['’]?(?:(?:19|20)\d\d|\d\d)\b)
  | (?P<half>[aApP]\.\ ?[mM]\b\.?|[aApP][mM]\b)
  | (?P<initials>\b(?:[A-Z]\.){2,})
  | (?P<word>[^\W\d_]+\d*(?:['’]clock\b)?)
  | (?P<poss>['’]s\b|(?<=s)['’](?!\w))
  | (?P<dashes>--+|[–—])
  | (?P<mark>[^\s\w])
    """,
    re.VERBOSE,
)
_WORDS = ("word", "mark", "initials")
_BLANK = re.compile(r"\n\s*\n")
_OTHER: Mapping[str, Value] = MappingProxyType({"w": 0})
_BREAK: Mapping[str, Value] = MappingProxyType({"break": 0})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Forms in lower case with their classes; ``capital`` holds those that need a capital letter."""

    words: Mapping[str, Mapping[str, Value]]
    capital: Mapping[str, Mapping[str, Value]]
    phrases: Mapping[str, Mapping[str, tuple["Phrase", ...]]]
    """By their first word and their second, the longest first."""
    needed: frozenset[str]
    """Every word that stands in a list, alone or inside a phrase."""

    def sets(self) -> Iterator[frozenset[str]]:
        """Every set of classes that one item can have."""
        for word in self.words:
            yield frozenset(self.words[word])
        for word in self.capital:
            yield frozenset(self.capital[word])
        for _, classes in _all(self.phrases):
            yield frozenset(classes)
        probes = [
            *map(str, range(101)),
            "1530",
            "1900",
            "2130",
            "1970",
            "4200",
            "365",
            "3000",
            "1,000",
            "1.5",
            "08",
            "0830",
            "1570",
            "9999",
        ]
        for probe in probes:
            yield frozenset(_number(probe))
        yield frozenset({"clock", "num"})
        yield from (
            frozenset({kind})
            for kind in ("iso", "slashes", "clock", "th", "nth", "tens", "yy", "fycode", "w", "break")
        )


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a data file of this package, split at tabs, comments left out."""
    text = resources.files("variorum.annotate.time").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The compiled word lists."""
    words: dict[str, dict[str, Value]] = {}
    capital: dict[str, dict[str, Value]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], dict[str, Value]]]] = {}
    for kind, value, form in _entries():
        needs_capital, plain = form.startswith("^"), form.lstrip("^")
        parts = tuple(m.group().lower() for m in _TOKEN.finditer(plain))
        if len(parts) > 1:
            entries = phrases.setdefault(parts[0], [])
            known = next((c for p, c in entries if p == parts), None)
            if known is None:
                known = {}
                entries.append((parts, known))
            known.setdefault(kind, value)
        else:
            (capital if needs_capital else words).setdefault(plain, {}).setdefault(kind, value)
    for form, classes in capital.items():
        for kind, value in words.get(form, {}).items():
            classes.setdefault(kind, value)
    ordered = {first: _by_second(entries) for first, entries in phrases.items()}
    inside = {p for entries in phrases.values() for parts, _ in entries for p in parts}
    return Lexicon(words, capital, ordered, frozenset({*words, *capital, *inside}))


def _by_second(entries: Iterable[Phrase]) -> Mapping[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for parts, classes in sorted(entries, key=lambda e: -len(e[0])):
        found.setdefault(parts[1], []).append((parts, MappingProxyType(classes)))
    return MappingProxyType({second: tuple(some) for second, some in found.items()})


def _all(phrases: Mapping[str, Mapping[str, tuple[Phrase, ...]]]) -> Iterator[Phrase]:
    for seconds in phrases.values():
        for entries in seconds.values():
            yield from entries


def _entries() -> Iterator[tuple[str, Value, str]]:
    for kind, value, forms in rows("words.tsv"):
        for form in forms.split(", ") if forms != "," else [","]:
            yield kind, _typed(value), form
    for rule, forms in rows("holidays.tsv"):
        for form in forms.split(", "):
            yield "holiday", rule, form


def _typed(value: str) -> Value:
    try:
        return float(value)
    except ValueError:
        return value


def items(text: str, breaks: frozenset[int]) -> list[Item]:
    """The text as items: words with their classes, phrases merged, and a break between paragraphs.

    Args:
        text: clean text.
        breaks: offsets before which no expression may reach (a sentence that opens a line).
    """
    known = lexicon()
    found: list[Item] = []
    last = 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        if start > last and (start in breaks or _BLANK.search(text, last, start)):
            found.append(Item(last, last, "", _BREAK))
        last = match.end()
        if match.lastgroup in _WORDS and match.group().lower() not in known.needed:
            # Words outside the lists only part the others: one item stands for a run of them.
            if not found or found[-1].text or found[-1].classes is not _OTHER:
                found.append(Item(start, last, "", _OTHER))
            continue
        found.append(_item(match, known))
    return _merge(found, known) if found else found


def _item(match: "re.Match[str]", known: Lexicon) -> Item:
    word, kind = match.group(), match.lastgroup
    classes: Mapping[str, Value]
    if kind in ("word", "mark", "poss", "dashes", "half", "initials"):
        low = word.lower()
        classes = known.words.get(low, _NOTHING)
        if word[0].isupper():
            classes = known.capital.get(low, classes)
        classes = classes or _OTHER
    elif kind == "num":
        classes = _number(word)
    elif kind in ("colon", "dotted"):
        classes = {"clock": word.replace(".", ":")}
    elif kind == "point":
        classes = {"clock": word.replace(".", ":"), "num": float(word)}
    elif kind == "milh":
        classes = {"clock": f"{word[:2]}:{word[2:4]}"}
    elif kind == "slash":
        classes = {"slashes": word}
    elif kind in ("th", "nth"):
        classes = {kind: float(word[:-2])}
    elif kind == "tens":
        classes = {"tens": word.rstrip("s'’")}
    elif kind == "yy":
        classes = {"tens": word.rstrip("s")[1:]} if word.endswith("s") else {"yy": word[1:]}
    elif kind == "fy":
        digits = "".join(c for c in word if c.isdigit())
        classes = {"fycode": float(digits if len(digits) == 4 else f"20{digits}")}
    elif kind == "iso":
        classes = {"iso": word}
    else:
        classes = _OTHER
    return Item(match.start(), match.end(), word, classes)


@lru_cache(maxsize=4096)
def _number(word: str) -> Mapping[str, Value]:
    plain = word.replace(",", "")
    value = float(plain)
    classes: dict[str, Value] = {"num": value}
    if plain == word and plain.isdigit():
        whole = int(plain)
        if len(plain) <= 2:
            if 1 <= whole <= 31:
                classes["dom"] = value
            if 1 <= whole <= 12:
                classes["monthno"] = value
            if whole <= 24:
                classes["hr"] = value
            classes["two"] = value
        elif len(plain) == 3:
            classes["three"] = value
        elif len(plain) == 4:
            if 1000 <= whole <= 2200:
                classes["y4"] = value
            if whole < 2400 and whole % 100 < 60:
                classes["mil"] = plain
    return MappingProxyType(classes)


def _merge(found: list[Item], known: Lexicon) -> list[Item]:
    out: list[Item] = []
    at = 0
    while at < len(found):
        first = found[at]
        if not first.text:
            out.append(first)
            at += 1
            continue
        entries = known.phrases.get(first.text.lower(), _NO_PHRASES)
        second = found[at + 1].text.lower() if entries and at + 1 < len(found) else ""
        for parts, classes in entries.get(second, ()):
            stop = at + len(parts)
            if stop <= len(found) and all(
                i.text.lower() == p for i, p in zip(found[at:stop], parts, strict=True)
            ):
                text = " ".join(i.text for i in found[at:stop])
                out.append(Item(first.start, found[stop - 1].end, text, classes))
                at = stop
                break
        else:
            out.append(first)
            at += 1
    return out


def kinds(rule: str) -> tuple[str, ...]:
    """The classes of an item that the rule makes: ``date.m`` makes a ``date`` and a ``datem``."""
    kind, _, name = rule.partition(".")
    return (kind, kind + name)


def joined(parts: Iterable[Item], rule: str, groups: Mapping[str, tuple[Item, ...]]) -> Item:
    """One item that a rule makes of several."""
    parts = tuple(parts)
    text = " ".join(p.text for p in parts)
    return Item(parts[0].start, parts[-1].end, text, dict.fromkeys(kinds(rule), rule), rule, groups)
