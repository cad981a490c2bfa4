"""The word lists and patterns of this room, read from ``data/`` when first needed."""

import re
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=64)
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a data file, split at tabs; comments and empty lines left out.

    Args:
        name: a file name under ``data/``.

    Returns:
        One tuple of fields a line, in file order.
    """
    text = (files("variorum.read") / "data" / name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.split("\n") if line and not line.startswith("#"))


@lru_cache(maxsize=64)
def words(name: str) -> frozenset[str]:
    """The entries of a one-column data file."""
    return frozenset(row[0] for row in rows(name))


@lru_cache(maxsize=64)
def mapping(name: str) -> dict[str, str]:
    """A two-column data file as a mapping of its first column to its second."""
    return {row[0]: row[1] for row in rows(name)}


@lru_cache(maxsize=64)
def pattern(name: str, kind: str) -> re.Pattern[str]:
    """The patterns of one kind in a data file, as one alternation that ignores case.

    Args:
        name: a file whose first column is the kind and whose last is a regular expression.
        kind: which rows to take.
    """
    return re.compile("|".join(f"(?:{row[-1]})" for row in rows(name) if row[0] == kind), re.IGNORECASE)
