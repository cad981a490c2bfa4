"""Sidecars: ``A.meta.json`` says of ``A.txt`` what the text does not."""

import difflib
import json
from pathlib import Path

from variorum.model import Metadata, Problem, Severity
from variorum.read.front import metadata_of
from variorum.read.tables import mapping

SUFFIX = ".meta.json"
LARGEST = 1024 * 1024
NEAR = 0.8
"""Likeness of a key to one that is read from which it is taken for a slip of the pen."""


def sidecar(path: Path) -> tuple[Metadata | None, tuple[Problem, ...]]:
    """What the sidecar of a file says, or ``None`` without one; a problem if it cannot be used."""
    beside = path.with_name(path.stem + SUFFIX)
    try:
        with beside.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None, ()
    except OSError as error:
        return None, (_bad(beside, f"cannot be read ({error.strerror})"),)
    if len(data) > LARGEST:
        return None, (_bad(beside, "is too large"),)
    try:
        values = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return None, (_bad(beside, f"is not JSON ({error})"),)
    if not isinstance(values, dict):
        return None, (_bad(beside, "is not a JSON object"),)
    return metadata_of(values), _misspelt(beside, values)


def _misspelt(beside: Path, values: dict[str, object]) -> tuple[Problem, ...]:
    """A warning for each key that is nearly one of those that are read (*headlne*)."""
    known = mapping("keys.tsv")
    out = []
    for name in sorted(values):
        key = name.strip().lower().replace("_", " ").replace("-", " ")
        near = [] if key in known else difflib.get_close_matches(key, known, 1, NEAR)
        if near:
            message = f"The sidecar's key {name!r} is not one that is read; did you mean {near[0]!r}?"
            out.append(Problem("sidecar-key", Severity.WARNING, message, str(beside)))
    return tuple(out)


def _bad(beside: Path, what: str) -> Problem:
    message = (
        f'The sidecar {what}; it was not used. Write {{"outlet": "…", "published": "YYYY-MM-DD"}} in it.'
    )
    return Problem("bad-sidecar", Severity.WARNING, message, str(beside))
