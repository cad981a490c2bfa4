"""Gold mentions of events from ECB+ and the Gun Violence Corpus, each with its sentence as words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from variorum.errors import UnreadableError


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention. Mentions of one ``block`` (subtopic, incident) are compared, and no others.

    ``tokens`` are positions in ``words``; ``chain`` is the gold cluster, or ``None`` where the line has none.
    """

    id: str
    block: str
    doc: str
    sentence: str
    words: tuple[str, ...]
    tokens: tuple[int, ...]
    split: str
    chain: str | None


def mentions(path: Path) -> tuple[Mention, ...]:
    """The mentions of a JSONL file in either form.

    Raises:
        UnreadableError: a line is of neither form.
    """
    found: list[Mention] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found += [_of_sentence(row)] if "mention_id" in row else _of_document(row, path.stem)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            where, advice = f"{path}:{number}", "Give ECB+ documents or GVC mentions, one JSON object a line"
            raise UnreadableError(
                where, f"no mentions of events ({error})", advice, code="bad-line"
            ) from error
    return tuple(found)


def _of_sentence(row: dict[str, Any]) -> Mention:
    """A mention of the Gun Violence Corpus; its sentence is part of its id."""
    return Mention(
        row["mention_id"],
        str(row["incident"]),
        row["doc"],
        row["mention_id"].rsplit(".", 1)[0],
        tuple(row["sentence"].split()),
        (int(row["tok_in_sent"]),),
        row.get("split", ""),
        row.get("chain"),
    )


def _of_document(row: dict[str, Any], split: str) -> Iterator[Mention]:
    """The mentions of an ECB+ document."""
    for number, m in enumerate(row["event_mentions"]):
        sentence = str(m["sentence"])
        yield Mention(
            f"{row['doc']}.{number}",
            row["subtopic"],
            row["doc"],
            f"{row['doc']}.{sentence}",
            tuple(row["sentences"][sentence]),
            tuple(m["tokens"]),
            split,
            m.get("chain"),
        )


def blocks(found: tuple[Mention, ...]) -> dict[str, tuple[Mention, ...]]:
    """The mentions by block."""
    out: dict[str, list[Mention]] = {}
    for m in found:
        out.setdefault(m.block, []).append(m)
    return {name: tuple(each) for name, each in sorted(out.items())}
