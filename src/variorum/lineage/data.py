"""Thresholds and word lists of the room, read once from ``data/``."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Shingling:
    """How one kind of words is fingerprinted, and how much must be shared to be worth telling."""

    gram: int
    window: int
    least_words: int
    least_telling: int


@dataclass(frozen=True, slots=True)
class Settings:
    """The thresholds of ``data/lineage.json``; counts are in words, ratios between 0 and 1."""

    prose: Shingling
    quote: Shingling
    gap: int
    resync: int
    least_ratio: float
    repeats: int
    all_pairs_up_to: int
    sure_prose_words: int
    sure_quote_words: int
    sure_ratio: float


def _read(name: str) -> str:
    return (files("variorum.lineage") / "data" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The thresholds of the room."""
    raw = json.loads(_read("lineage.json"))
    del raw["source"]
    return Settings(prose=Shingling(**raw.pop("prose")), quote=Shingling(**raw.pop("quote")), **raw)


@lru_cache(maxsize=8)
def word_list(name: str) -> frozenset[str]:
    """The words of ``data/NAME.txt``, comment lines left out."""
    lines = (line for line in _read(f"{name}.txt").splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def agencies() -> dict[str, str]:
    """Every name of an agency, with the short name that stands for all of them."""
    return _names("agencies.tsv")


def outlets() -> dict[str, str]:
    """Every name of a large outlet, with the name that stands for all of them."""
    return _names("outlets.tsv")


@lru_cache(maxsize=2)
def _names(table: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for line in _read(table).splitlines():
        if not line.startswith("#"):
            short, _, others = line.partition("\t")
            names |= {name: short for name in (short, *others.split("|")) if name}
    return names
