"""The stories of a folder of reports, cut into a half to develop on and a half held back."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata, Report
from variorum.read.jsonl import read_line

SALT = "collation "
"""Prefixed to a story's name before hashing, so that the halves are not those of another benchmark."""
LEAST_TEXT = 200
"""Characters of a text below which there is nothing to compare (*You are the owner of this article.*)."""


@dataclass(frozen=True, slots=True)
class Document:
    """One report as its set gives it; perturbations count in ``text``."""

    name: str
    story: str
    text: str
    published: str | None
    outlet: str | None

    @property
    def sha256(self) -> str:
        """Of the text, so that offsets are never applied to another one."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


def half(story: str) -> str:
    """``development`` or ``held-back``, by the parity of a hash of the story's name."""
    digest = hashlib.sha256((SALT + story).encode("utf-8")).hexdigest()
    return "held-back" if int(digest, 16) % 2 else "development"


def documents(path: Path) -> dict[str, Document]:
    """The documents of a JSONL file of incidents or of stories, by name, in the file's order.

    Raises:
        UnreadableError: a line is no report.
    """
    found: dict[str, Document] = {}
    for row in rows(path):
        try:
            made = _document(row)
        except (KeyError, TypeError, AttributeError) as error:
            raise _bad(str(path), error) from error
        if len(made.text.strip()) >= LEAST_TEXT:
            found.setdefault(made.name, made)
    return found


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file.

    Raises:
        UnreadableError: a line is no JSON object.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path}:{number}"
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise _bad(where, error) from error
            if not isinstance(row, dict):
                raise _bad(where, TypeError("no object"))
            yield row


def _bad(where: str, error: Exception) -> UnreadableError:
    advice = "Give the sets as bench/README.md describes them, one JSON object a line"
    return UnreadableError(where, f"not a line of this benchmark ({error})", advice, code="bad-line")


def _document(row: dict[str, Any]) -> Document:
    if "incident" in row:
        return Document(
            row["doc"], str(row["incident"]), row["content"], row.get("dct") or None, _outlet(row.get("uri"))
        )
    return Document(
        row["id"], str(row["story"]), row["text"], row.get("date") or None, row.get("source") or None
    )


def _outlet(address: str | None) -> str | None:
    """The host of an address, or of the page that an archive's address holds."""
    if not address:
        return None
    inner = address[address.rfind("http") :]
    return urlsplit(inner).hostname


def stories(docs: Mapping[str, Document]) -> dict[str, tuple[Document, ...]]:
    """The documents by story, stories of one document left out, and pages that hold no report (*sign in to go on*)."""
    held: dict[str, list[Document]] = {}
    for doc in docs.values():
        if _readable(doc):
            held.setdefault(doc.story, []).append(doc)
    return {name: tuple(each) for name, each in sorted(held.items()) if len(each) > 1}


def _readable(doc: Document) -> bool:
    try:
        report(doc)
    except UnreadableError:
        return False
    return True


def pairs(docs: Mapping[str, Document]) -> Iterator[tuple[Document, Document]]:
    """All pairs of documents of one story."""
    for each in stories(docs).values():
        yield from combinations(each, 2)


def report(doc: Document) -> Report:
    """The document as ``variorum collate`` would read it from a line of JSONL; its edits count in ``text``."""
    data = doc.text.encode("utf-8")
    stated = Metadata(id=doc.name, outlet=doc.outlet, published=doc.published)
    return read_line(Capture(data, doc.name, hashlib.sha256(data).hexdigest(), "text", stated))
