"""Value F1 and speed of the quantity stage on NewsQuant (Almasian et al., EMNLP 2023)."""

import hashlib
import json
import math
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from variorum.annotate.quantity import quantities
from variorum.errors import UnreadableError
from variorum.model import Measure, Parse, Quantity

_FAR = 60
"""Characters between the two ends of a change."""
_FROM = re.compile(r"(?<!\w)from\s\Z", re.IGNORECASE)
_TO = re.compile(r"(?<!\w)to\s\Z", re.IGNORECASE)

Value = float | tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of one run; a quantity is right where its value or its two ends equal a gold one's."""

    data_sha256: str
    sentences: int
    gold: int
    predicted: int
    right: int
    seconds: float
    parse_seconds: float

    @property
    def precision(self) -> float:
        """The share of the predicted quantities that are right, 0 to 100."""
        return 100 * self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold quantities that were found, 0 to 100."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 100."""
        total = self.gold + self.predicted
        return 200 * self.right / total if total else 0.0

    def __str__(self) -> str:
        rate = self.sentences / self.seconds if self.seconds else 0.0
        return (
            f"quantity: value F1 {self.f1:.1f} (precision {self.precision:.1f}, recall {self.recall:.1f})\n"
            f"  {self.sentences} sentences, {self.gold} gold, {self.predicted} predicted, {self.right} right\n"
            f"  {rate:.0f} sentences a second after parsing ({self.parse_seconds:.1f} s of parsing)\n"
            f"  data sha256 {self.data_sha256[:16]}"
        )


def run(data: Path, predictions: Path | None = None) -> Scores:
    """Score the quantity stage.

    Args:
        data: ``NewsQuant.json`` (a list of objects with ``text`` and ``quantities``), the same as one
            object a line, or the folder that holds the former. Gold is optional.
        predictions: where to write one object a line with ``predicted_quantities`` added.

    Returns:
        The scores; values match one to one, within a relative 1e-5 as in the set's own scorer.

    Raises:
        UnreadableError: the data is in none of these forms.
    """
    from variorum.annotate.parse import parse_all  # noqa: PLC0415 - a model loads when it is first needed

    path = data / "NewsQuant.json" if data.is_dir() else data
    rows, sha256 = _rows(path)
    started = time.process_time()
    parses = list(parse_all([row["text"] for row in rows]))
    parsed = time.process_time()
    found = [quantities(parse, ()) for parse in parses]
    done = time.process_time()
    values = [_values(parse, some) for parse, some in zip(parses, found, strict=True)]
    gold = [[_gold(q["value"]) for q in row.get("quantities", ())] for row in rows]
    if predictions is not None:
        lines = [
            json.dumps({**row, "predicted_quantities": some}, ensure_ascii=False)
            for row, some in zip(rows, values, strict=True)
        ]
        predictions.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    right = sum(matched(g, v) for g, v in zip(gold, values, strict=True))
    return Scores(
        sha256, len(rows), sum(map(len, gold)), sum(map(len, values)), right, done - parsed, parsed - started
    )


def _rows(path: Path) -> tuple[list[dict[str, Any]], str]:
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
        rows = (
            json.loads(text)
            if text.lstrip().startswith("[")
            else [json.loads(x) for x in text.splitlines() if x]
        )
    except (OSError, ValueError) as error:
        raise UnreadableError(
            str(path),
            f"not readable as NewsQuant ({error})",
            "Give NewsQuant.json of satya77/CQE_Evaluation",
            code="data",
        ) from error
    return rows, hashlib.sha256(raw).hexdigest()


def _gold(written: str | float) -> Value:
    # "10.0-20.0" is a range; "1E-5" and "-5" are not.
    text = str(written)
    if not text.startswith("-") and "-" in text and "E" not in text:
        low, _, high = text.partition("-")
        return float(low), float(high)
    return float(text)


def _values(parse: Parse, found: tuple[Quantity, ...]) -> list[Value]:
    """Quantities as the set writes them: a vague scale N as (N, 10 N), *from a … to b* as (a, b).

    Ordinals and sums of persons, which the set does not mark, are left out.
    """
    out: list[Value] = []
    counted = [q for q in found if q.measure is not Measure.ORDINAL and not q.implied]
    k = 0
    while k < len(counted):
        one = counted[k]
        after = counted[k + 1] if k + 1 < len(counted) else None
        if after and _from_to(parse.text, one, after):
            out.append((one.stated, after.stated))
            k += 2
            continue
        vague = one.approx and one.low is not None and one.low > one.stated and one.high is None
        ends = one.low is not None and one.high is not None and one.low < one.high
        if vague:
            out.append((one.stated, one.stated * 10))
        elif ends and one.low is not None and one.high is not None:
            out.append((one.low, one.high))
        else:
            out.append(one.stated)
        k += 1
    return out


def _from_to(text: str, one: Quantity, after: Quantity) -> bool:
    """Whether two quantities are the ends of one change: *from $36,040 last night to $34,935*."""
    if not one.change or one.measure is not after.measure or after.span.start - one.span.end > _FAR:
        return False
    if "," in text[one.span.end : after.span.start]:
        return False
    return bool(_FROM.search(text[: one.span.start])) and bool(_TO.search(text[: after.span.start]))


def matched(gold: list[Value], predicted: list[Value]) -> int:
    """How many gold values have a predicted value of their own that is equal."""
    left = list(predicted)
    right = 0
    for value in gold:
        for k, other in enumerate(left):
            if _equal(value, other):
                del left[k]
                right += 1
                break
    return right


def _equal(a: Value, b: Value) -> bool:
    if isinstance(a, tuple) and isinstance(b, tuple):
        return _equal(a[0], b[0]) and _equal(a[1], b[1])
    if isinstance(a, tuple) or isinstance(b, tuple):
        return False
    return math.isclose(a, b, rel_tol=1e-5, abs_tol=1e-8)
