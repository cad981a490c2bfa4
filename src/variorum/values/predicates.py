"""The classes of predicates: which verbs and nouns tell of one kind of occurrence."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Sense:
    """A predicate as a member of a class; ``undergo``: its subject is the one it happens to."""

    name: str
    undergo: bool


class Lexicon:
    """Verbs, verb phrases and nouns by class; read once and never changed."""

    __slots__ = ("_flags", "_nominal", "_nouns", "_verbs")

    def __init__(self, verbs: dict[str, tuple[Sense, ...]], nouns: dict[str, tuple[Sense, ...]],
                 nominal: dict[str, str], flags: dict[str, frozenset[str]]) -> None:  # fmt: skip
        self._verbs, self._nouns, self._nominal, self._flags = verbs, nouns, nominal, flags

    def verb(self, key: str) -> tuple[Sense, ...]:
        """The classes of a verb lemma or a joined phrase (``step_down``, ``take_into_custody``)."""
        return self._verbs.get(key, ())

    def noun(self, lemma: str) -> tuple[Sense, ...]:
        """The classes of an event noun."""
        return self._nouns.get(lemma, ())

    def verb_of(self, noun: str) -> str | None:
        """The verb of the same occurrence as an event noun (*shooting* -> *shoot*), or ``None``."""
        return self._nominal.get(noun)

    def has(self, name: str, flag: str) -> bool:
        """Whether a class carries a flag (``once``, ``incident``, ``weak``)."""
        return flag in self._flags.get(name, frozenset())


def _lines(name: str) -> list[str]:
    text = (files("variorum.values") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read from ``values/data`` when first needed."""
    verbs: dict[str, tuple[Sense, ...]] = {}
    nouns: dict[str, tuple[Sense, ...]] = {}
    flags: dict[str, frozenset[str]] = {}
    for line in _lines("event_classes.txt"):
        head, _, members = line.partition(":")
        name, *marks = head.split()
        flags[name] = frozenset(marks)
        verb_part, _, noun_part = members.partition("|")
        for word in verb_part.split():
            key = word.lstrip("^")
            verbs[key] = (*verbs.get(key, ()), Sense(name, undergo=word.startswith("^")))
        for word in noun_part.split():
            nouns[word] = (*nouns.get(word, ()), Sense(name, undergo=False))
    nominal = dict(
        line.split("\t") for name in ("event_nouns.tsv", "event_nouns_extra.tsv") for line in _lines(name)
    )
    return Lexicon(verbs, nouns, nominal, flags)


@lru_cache(maxsize=1)
def wrappers() -> dict[str, frozenset[str]]:
    """Words that govern another predicate and say how it is put, by what they say."""
    table = json.loads((files("variorum.values") / "data" / "wrappers.json").read_text(encoding="utf-8"))
    return {key: frozenset(words) for key, words in table.items() if not key.startswith("_")}
