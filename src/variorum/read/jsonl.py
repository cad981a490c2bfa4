"""JSONL: one report a line."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata, Report
from variorum.read.assemble import Said, assemble
from variorum.read.clean import clean
from variorum.read.front import front_matter
from variorum.read.kinds import Media
from variorum.read.limits import refuse_large

FIELDS = {
    "id": "id",
    "headline": "headline",
    "title": "headline",
    "outlet": "outlet",
    "published": "published",
    "date": "published",
    "byline": "byline",
    "url": "url",
    "language": "language",
}
"""Keys of a line and what they state; ``title`` and ``date`` count where ``headline`` and ``published`` are absent."""


def captures_of(lines: Iterable[bytes], location: str, *, as_is: bool) -> Iterator[Capture | UnreadableError]:
    """One capture a line that holds anything, or why that line holds no report.

    The bytes of such a capture are its ``text`` or ``html`` in UTF-8, so that the same text in two
    files is the same capture; its location is the file's with the number of the line.
    """
    for number, line in enumerate(lines, start=1):
        where = f"{location}:{number}"
        if not line.strip():
            continue
        try:
            yield _capture(line, where, as_is=as_is)
        except UnreadableError as error:
            yield error


def _capture(line: bytes, where: str, *, as_is: bool) -> Capture:
    refuse_large(len(line), where)
    return capture_of(_values(line, where), where, as_is=as_is)


def capture_of(values: dict[str, Any], where: str, *, as_is: bool) -> Capture:
    """The capture of a report given as names and values.

    Raises:
        UnreadableError: there is neither a text nor a page among them (``bad-line``).
    """
    media, name = (Media.TEXT, "text") if isinstance(values.get("text"), str) else (Media.HTML, "html")
    text = values.get(name)
    if not isinstance(text, str):
        raise UnreadableError(
            where, 'it has neither "text" nor "html" that is a string', _ADVICE, code="bad-line"
        )
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        reason = f'its "{name}" holds half a character (a lone surrogate at {error.start})'
        raise UnreadableError(
            where, reason, "Write the line again from the original text", code="undecodable"
        ) from error
    return Capture(data, where, hashlib.sha256(data).hexdigest(), media.value, _stated(values), as_is)


_ADVICE = 'Write one JSON object a line: {"id": "…", "text": "…"}'


def _values(line: bytes, where: str) -> dict[str, Any]:
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableError(
            where, f"the line is not UTF-8 (byte {error.start})", _ADVICE, code="undecodable"
        ) from error
    except RecursionError as error:
        raise UnreadableError(where, "the line is JSON nested too deep", _ADVICE, code="bad-line") from error
    except ValueError as error:
        raise UnreadableError(where, f"the line is not JSON ({error})", _ADVICE, code="bad-line") from error
    if not isinstance(values, dict):
        raise UnreadableError(where, "the line is JSON but no object", _ADVICE, code="bad-line")
    return values


def _stated(values: dict[str, Any]) -> Metadata:
    found: dict[str, str] = {}
    for key, name in FIELDS.items():
        value = values.get(key)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            found.setdefault(name, str(value) if name == "id" else str(value).strip())
    return Metadata(**found)


def read_line(capture: Capture) -> Report:
    """The report of a JSONL line's ``text``.

    Returns:
        A report whose ``edits`` count code points of the given string on their source side. With
        ``as_is`` the text is the given string, character for character.

    Raises:
        UnreadableError: the text is empty.
    """
    text = capture.data.decode("utf-8")
    stated, start, problems = front_matter(text, capture.location)
    headline = capture.stated.headline or stated.headline
    cleaned = clean(text, as_is=capture.as_is, start=start, stated_headline=headline)
    edits = cleaned.edited.edits if cleaned else ()
    said = [Said("front-matter", stated)]
    return assemble(capture, cleaned, edits, said=said, source=text, problems=problems)
