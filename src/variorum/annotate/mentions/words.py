"""The word lists that mentions and coreference are found with, read when first needed."""

import json
from functools import lru_cache
from importlib.resources import files


def _lines(name: str) -> list[str]:
    text = (files("variorum.annotate.mentions") / "data" / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _keyed(name: str) -> dict[str, frozenset[str]]:
    """``key: word word`` lines as sets."""
    pairs = (line.split(":", 1) for line in _lines(name))
    return {key: frozenset(words.split()) for key, words in pairs}


@lru_cache(maxsize=1)
def lists() -> dict[str, frozenset[str]]:
    """The short lists, by their name in ``small.txt``."""
    return _keyed("small.txt")


@lru_cache(maxsize=1)
def person_nouns() -> frozenset[str]:
    """Lemmas of nouns for people."""
    return frozenset(word for line in _lines("person_nouns.txt") for word in line.split())


@lru_cache(maxsize=1)
def organization_nouns() -> frozenset[str]:
    """Lemmas of nouns for organisations and bodies of people."""
    return frozenset(word for line in _lines("organization_nouns.txt") for word in line.split())


@lru_cache(maxsize=1)
def _given() -> dict[str, str]:
    return {name: gender for gender, names in _keyed("given_names.txt").items() for name in names}


def given_gender(name: str) -> str | None:
    """``m``, ``f``, ``u`` (a given name of either), or ``None`` for no given name known."""
    return _given().get(name.lower())


@lru_cache(maxsize=1)
def noun_gender() -> dict[str, str]:
    """``m`` or ``f`` by noun."""
    return {noun: gender for gender, nouns in _keyed("gendered_nouns.txt").items() for noun in nouns}


@lru_cache(maxsize=1)
def titles() -> dict[str, tuple[str | None, str | None]]:
    """Gender and common noun by title, lower case."""
    rows = (line.split("\t") for line in _lines("titles.tsv"))
    return {t: (None if g == "-" else g, None if n == "-" else n) for t, g, n in rows}


@lru_cache(maxsize=1)
def heads() -> dict[tuple[str, str], frozenset[str]]:
    """Deciding words of names by ``(kind, first | last)``."""
    rows = (line.split("\t") for line in _lines("heads.tsv"))
    return {(kind, where): frozenset(words.split()) for kind, where, words in rows}


@lru_cache(maxsize=1)
def _places() -> tuple[dict[str, str], dict[str, str]]:
    aliases: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    for line in _lines("places.tsv"):
        full, others, people = [*line.split("\t"), "", ""][:3]
        for name in [full, *(o.replace("_", " ") for o in others.split())]:
            aliases[name] = full
        for demonym in people.split():
            demonyms[demonym.replace("_", " ")] = full
    return aliases, demonyms


def place_name(name: str) -> str | None:
    """The usual full name of a place in the alias table."""
    return _places()[0].get(name)


def place_of(word: str) -> str | None:
    """The place that a demonym or a place's name stands for (*Ecuadorean*: Ecuador)."""
    return _places()[1].get(word) or _places()[0].get(word)


@lru_cache(maxsize=1)
def implied_nouns() -> dict[str, str]:
    """The common noun by the word of a name that implies it (*Airways*: airline)."""
    rows = (line.split("\t") for line in _lines("implied_nouns.tsv"))
    return {word: noun for noun, words in rows for word in words.split()}


@lru_cache(maxsize=1)
def broader() -> dict[str, frozenset[str]]:
    """The narrower nouns that a broader one may take up again."""
    rows = (line.split("\t") for line in _lines("broader.tsv"))
    return {noun: frozenset(narrower.split()) for noun, narrower in rows}


@lru_cache(maxsize=1)
def alike() -> dict[str, frozenset[str]]:
    """The nouns that name one group with this one behind the same organisation's name."""
    sets = [frozenset(line.split()) for line in _lines("alike.txt")]
    return {noun: frozenset().union(*(s for s in sets if noun in s)) for s in sets for noun in s}


@lru_cache(maxsize=1)
def salience() -> dict[str, float]:
    """The weights that pronouns are resolved with."""
    table = json.loads("\n".join(_lines("salience.json")))
    return {key: float(value) for key, value in table.items() if key != "_"}
