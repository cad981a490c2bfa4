"""Sidecars: ``A.meta.json`` says of ``A.txt`` what the text does not."""

import json
from pathlib import Path

from variorum.model import Metadata, Problem, Severity
from variorum.read.front import metadata_of

SUFFIX = ".meta.json"
LARGEST = 1024 * 1024


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
    return metadata_of(values), ()


def _bad(beside: Path, what: str) -> Problem:
    message = (
        f'The sidecar {what}; it was not used. Write {{"outlet": "…", "published": "YYYY-MM-DD"}} in it.'
    )
    return Problem("bad-sidecar", Severity.WARNING, message, str(beside))
