"""TimeML files (TimeBank, AQUAINT, TempEval-3) as documents with their time expressions."""

import hashlib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from variorum.errors import UnreadableError

_CREATED = ("CREATION_TIME", "PUBLICATION_TIME")


def read(path: Path) -> dict[str, Any]:
    """One TimeML file in the form of a line of the benchmark: doc, dct, text and timexes.

    Offsets count in the plain content of ``TEXT``, markup taken out and nothing else touched
    (TimeML 1.2.1, Saurí et al. 2006).

    Raises:
        UnreadableError: the file is no TimeML.
    """
    try:
        root = ET.parse(path).getroot()  # noqa: S314 - a data set that the caller names
    except (ET.ParseError, OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, str(error)) from error
    body = root.find(".//TEXT")
    if body is None:
        raise _unreadable(path, "it has no TEXT")
    pieces: list[str] = []
    found: list[dict[str, Any]] = []
    _walk(body, pieces, found)
    own = root.find(".//DCT/TIMEX3")
    dated = [own] if own is not None else [
        t for t in root.iter("TIMEX3") if t.get("functionInDocument") in _CREATED
    ]  # fmt: skip
    return {
        "doc": path.stem,
        "dct": (dated[0].get("value") if dated else None) or None,
        "text": "".join(pieces),
        "timexes": sorted(found, key=lambda t: int(t["start"])),
    }


def _walk(element: ET.Element, pieces: list[str], found: list[dict[str, Any]]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, found)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3" and element.get("tid") != "t0":
        found.append({
            "start": start, "end": sum(map(len, pieces)), "type": element.get("type"), "value": element.get("value"),
        })  # fmt: skip


def _unreadable(path: Path, why: str) -> UnreadableError:
    return UnreadableError(
        str(path), f"not a TimeML file ({why})", "Give TimeML, or JSON lines", code="bad-timeml"
    )


HELD = 3
"""Tenths of TimeBank and AQUAINT that the time stage was not developed on."""


def held_out(name: str) -> bool:
    """Whether a document of TimeBank or AQUAINT is of the part that was kept apart: by the hash of its name."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 10 < HELD
