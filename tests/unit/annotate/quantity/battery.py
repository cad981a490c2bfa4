"""The reader of the battery of sentences, and what of it a reader of quantities gets right."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from variorum.model import Measure, Quantity

FILE = Path(__file__).with_name("battery.txt")
FIELDS = ("value", "unit", "noun", "status", "partial", "subset_of", "change")
_VALUE = re.compile(r"(~?)(>=|<=|>|<)?(-?[\d.]+?)(?:\.\.(-?[\d.]*))?")


@dataclass(frozen=True, slots=True)
class Gold:
    """One quantity that a sentence has, as a careful reader notes it."""

    low: float | None
    high: float | None
    approx: bool
    strict: bool
    unit: str
    noun: str | None
    status: str | None
    partial: bool
    subset_of: float | None
    change: bool


def sentences(path: Path = FILE) -> Iterator[tuple[str, tuple[Gold, ...]]]:
    """The sentences of a battery with their quantities."""
    text, gold = "", list[Gold]()
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(">"):
            gold.append(_gold(line[1:]))
        elif line and not line.startswith("#"):
            if text:
                yield text, tuple(gold)
            text, gold = line, []
    yield text, tuple(gold)


def _gold(line: str) -> Gold:
    cells = [cell.strip() for cell in line.split("|")]
    value, unit, noun, status, flags = (*cells, *["-"] * (5 - len(cells)))
    match = _VALUE.fullmatch(value)
    assert match, line
    about, bound, first, last = match.groups()
    number = float(first)
    low = None if bound in {"<", "<="} else number
    high = None if bound in {">", ">="} else number
    if last is not None:
        high = float(last) if last else None
    whole = next((float(f[3:]) for f in flags.split() if f.startswith("of=")), None)
    return Gold(
        low, high, bool(about), bound in {"<", ">"}, unit, None if noun in {"-", ""} else noun,
        None if status in {"-", ""} else status, "part" in flags or whole is not None, whole, "change" in flags.split(),
    )  # fmt: skip


def _same(a: float | None, b: float | None) -> bool:
    return a == b if a is None or b is None else math.isclose(a, b, rel_tol=1e-4)


def unit_of(quantity: Quantity) -> str:
    """The unit as the battery writes it."""
    if quantity.measure in {Measure.COUNT, Measure.AGE, Measure.ORDINAL}:
        return quantity.measure.value if quantity.unit in {None, "year"} else quantity.unit
    return quantity.unit or ""


def agreed(gold: Gold, found: Quantity) -> dict[str, bool]:
    """For each field whether the reading is the gold's."""
    return {
        "value": (gold.approx, gold.strict) == (found.approx, found.strict)
        and _same(gold.low, found.low)
        and _same(gold.high, found.high),
        "unit": gold.unit == unit_of(found),
        "noun": (gold.noun or "").lower() == (found.noun or "").lower(),
        "status": gold.status == getattr(found, "status", None),
        "partial": gold.partial == found.partial,
        "subset_of": _same(gold.subset_of, found.subset_of),
        "change": gold.change == found.change,
    }


def paired(
    gold: Iterable[Gold], found: Iterable[Quantity]
) -> tuple[list[tuple[Gold, Quantity]], list[Gold], list[Quantity]]:
    """Gold and readings one to one by their number, the best agreement first; then what is missed or too much."""
    wanted, left, pairs = list(gold), list(found), list[tuple[Gold, Quantity]]()
    for one in list(wanted):
        numbers = [x for x in (one.low, one.high) if x is not None]
        near = [q for q in left if any(_same(x, y) for x in numbers for y in (q.low, q.high, q.stated))]
        if near:
            best = max(near, key=lambda q: sum(agreed(one, q).values()))
            pairs.append((one, best))
            left.remove(best)
            wanted.remove(one)
    return pairs, wanted, left
