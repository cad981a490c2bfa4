"""Front matter: the YAML block at the head of a file, read as strings."""

import re
from dataclasses import replace
from typing import Any

import yaml

from variorum.model import Metadata, Problem, Severity
from variorum.read.spaces import squeezed
from variorum.read.tables import mapping

LONGEST = 64 * 1024
_BLOCK = re.compile(
    r"\s{0,200}---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)


def front_matter(text: str, location: str) -> tuple[Metadata, int, tuple[Problem, ...]]:
    """What the front matter says, the offset after it, and what is wrong with it.

    Without front matter the offset is 0. A block that is no YAML mapping is no front matter; if its
    lines look like one, a problem says that it was not understood.
    """
    found = _BLOCK.match(text[:LONGEST])
    if not found:
        return Metadata(), 0, ()
    block = found["yaml"]
    keyed = re.search(r"^[A-Za-z_ ]{2,30}:(?:\s|$)", block, re.MULTILINE)
    if _ALIAS.search(block):
        return (
            Metadata(),
            0,
            (_not_understood(location),),
        )  # aliases can unfold without end, and none is needed here
    try:
        # every scalar stays a string: nothing is constructed, no date is moved to another time zone
        values = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes strings, lists and dicts only
    except (yaml.YAMLError, RecursionError):
        values = None
    if isinstance(values, dict):
        return metadata_of(values), found.end(), ()
    if keyed is None:
        return Metadata(), 0, ()
    return Metadata(), 0, (_not_understood(location),)


_ALIAS = re.compile(r"(?:^|[\s\[{,:-])[&*]\w", re.MULTILINE)


def _not_understood(location: str) -> Problem:
    message = "The front matter is not YAML (name: value, one a line); it was left in the text and not used."
    return Problem("bad-front-matter", Severity.WARNING, message, location)


def metadata_of(values: dict[Any, Any]) -> Metadata:
    """What a mapping of names to values says of a report; names as in the list of keys, case aside."""
    found = Metadata()
    for name, value in values.items():
        field = mapping("keys.tsv").get(str(name).strip().lower().replace("_", " ").replace("-", " "))
        text = _text(value)
        if (
            field in {"headline", "published", "byline", "outlet", "url", "language"}
            and text
            and not getattr(found, field)
        ):
            found = replace(found, **{field: text})
    return found


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(one) for one in value))) or None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return squeezed(str(value)) or None if isinstance(value, str | int | float) else None
