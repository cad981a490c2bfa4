"""A number as the grammar over characters reads it."""

from dataclasses import dataclass

SCALES = {"m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "b": 1e9, "bn": 1e9, "k": 1e3, "t": 1e12, "tn": 1e12}
"""What the letters behind a figure multiply it by."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its bounds and what it is measured in, at ``[start, end)``; its figures end at ``core``."""

    start: int
    end: int
    core_start: int
    core: int
    stated: float
    low: float | None
    high: float | None
    approx: bool = False
    strict: bool = False
    unit: str | None = None
    age: bool = False
    change: bool = False
    worded: bool = False
    vague: bool = False
    fraction: bool = False
    range: bool = False
    score: bool = False
    compound: bool = False
    """A hyphen ties the number to the word after it (*12-member*)."""
    bounded: bool = False
    bare: bool = False
    """Letters follow that are no unit: *5G*, *49ers*."""
