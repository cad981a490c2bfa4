"""The classes of predicates: which verbs and nouns tell of one kind of occurrence."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

PLACE_NAME = "@place"
"""Stands in ``senses.tsv`` and in the objects given to :meth:`Lexicon.holds` for any name of a place."""
PERSON_NAME = "@person"
"""The same for any name of a person."""


@dataclass(frozen=True, slots=True)
class Sense:
    """A predicate as a member of a class.

    ``undergo``: its subject is the one it happens to (*she died*); ``either``: it is so without an object only
    (*the house burned*, *they burned the house*).
    """

    name: str
    undergo: bool
    either: bool = False


class Lexicon:
    """Verbs, verb phrases and nouns by class; read once and never changed."""

    __slots__ = ("_flags", "_nominal", "_nouns", "_selections", "_verbs")

    def __init__(
        self,
        *,
        verbs: dict[str, tuple[Sense, ...]],
        nouns: dict[str, tuple[Sense, ...]],
        nominal: dict[str, str],
        flags: dict[str, frozenset[str]],
        selections: dict[str, dict[str, tuple[str, ...]]],
    ) -> None:
        self._verbs, self._nouns, self._nominal = verbs, nouns, nominal
        self._flags, self._selections = flags, selections

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
        """Whether a class carries a flag (``once``, ``incident``, ``weak``, ``object``, ``effect``)."""
        return flag in self._flags.get(name, frozenset())

    def holds(self, verb: str, name: str, objects: Collection[str]) -> bool:
        """Whether an ambiguous verb tells of a class, by what it is done to.

        Args:
            verb: a verb lemma.
            name: a class that the lexicon gives for it.
            objects: lemmas of its objects, with :data:`PLACE_NAME` or :data:`PERSON_NAME` for a name; empty for none.

        Returns:
            True where ``senses.tsv`` says so, or has no row for the verb and class.
        """
        rows = self._selections.get(verb, {})
        words = rows.get(name)
        if words is None:
            return True
        if words[0].startswith("!"):
            return not any(o in words or f"!{o}" == words[0] for o in objects)
        if not objects:
            return "-" in words
        if any(o in words for o in objects):
            return True
        return "*" in words and not any(o in other for o in objects for other in rows.values())


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
            senses = verbs.get(key, ())
            if senses and senses[-1].name == name:
                verbs[key] = (*senses[:-1], Sense(name, undergo=False, either=True))
            else:
                verbs[key] = (*senses, Sense(name, undergo=word.startswith("^")))
        for word in noun_part.split():
            nouns[word] = (*nouns.get(word, ()), Sense(name, undergo=False))
    nominal = dict(
        line.split("\t") for name in ("event_nouns.tsv", "event_nouns_extra.tsv") for line in _lines(name)
    )
    selections: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in _lines("senses.tsv"):
        verb, name, objects = line.split("\t")
        selections.setdefault(verb, {})[name] = tuple(objects.split())
    return Lexicon(verbs=verbs, nouns=nouns, nominal=nominal, flags=flags, selections=selections)


def _table(name: str) -> dict[str, frozenset[str]]:
    table = json.loads((files("variorum.values") / "data" / name).read_text(encoding="utf-8"))
    return {key: frozenset(words) for key, words in table.items() if not key.startswith("_")}


@lru_cache(maxsize=1)
def wrappers() -> dict[str, frozenset[str]]:
    """Words that govern another predicate and say how it is put, by what they say."""
    return _table("wrappers.json")


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """Words that decide which token tells of an occurrence and what takes part in it, by their use."""
    return _table("words.json")


@lru_cache(maxsize=1)
def statuses() -> dict[str, str]:
    """Words that say after a number what became of those counted (*12 dead*), and the verb of each."""
    return dict(line.split("\t") for line in _lines("status.tsv"))


@lru_cache(maxsize=1)
def tolls() -> tuple[tuple[str, frozenset[str]], ...]:
    """Classes that a toll can count, each with the words beside the toll that tell which it is."""
    rows = (line.partition(":") for line in _lines("tolls.txt"))
    return tuple((name.strip(), frozenset(members.split())) for name, _, members in rows)
