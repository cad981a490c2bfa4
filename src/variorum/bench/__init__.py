"""Scores and speed, each in a module of its own: ``run(data, predictions)`` gives a table to print."""

import pkgutil
from functools import lru_cache

NAMES = (
    "time",
    "quantity",
    "place",
    "attribution",
    "events",
    "stories",
    "lineage",
    "pages",
    "collation",
    "store",
    "batch",
    "speed",
)
"""Every benchmark that the contract names, ``store`` and ``speed``; those without a module are not offered."""


@lru_cache(maxsize=1)
def offered() -> tuple[str, ...]:
    """The benchmarks that exist, in the contract's order; nothing is imported to find out."""
    found = {module.name for module in pkgutil.iter_modules(__path__)}
    return tuple(name for name in NAMES if name in found)
