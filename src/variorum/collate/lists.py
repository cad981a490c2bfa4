"""The word lists of this room, read when first needed."""

import json
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The small word lists of ``data/words.json`` by name."""
    table = json.loads((files("variorum.collate") / "data" / "words.json").read_text(encoding="utf-8"))
    return {name: frozenset(held) for name, held in table.items() if not name.startswith("_")}


@lru_cache(maxsize=1)
def noun_groups() -> dict[str, frozenset[int]]:
    """The groups of common nouns that stand for one another, by noun."""
    text = (files("variorum.collate") / "data" / "nouns.txt").read_text(encoding="utf-8")
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(text.splitlines()):
        if line and not line.startswith("#"):
            for word in line.split():
                groups.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}
