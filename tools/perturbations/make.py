"""Draw the perturbations of the collation benchmark from the sets, once, and write them as offsets.

    python tools/perturbations/make.py BENCH OUT.jsonl

Which value of which pair is changed is drawn with a fixed seed; the file that results is what the benchmark reads, so
that a change of a parser never changes what is asked. Nothing of a text is written but the letters that replace others.
"""

import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import benign
import plain
import words
from common import Draft, Pair, parts

from variorum.bench.collation.material import Document, documents, half, pairs, rows

SEED = "20261129"
MOST = 40
"""Perturbations of a kind in a half."""
CHANGES: tuple[Callable[[Pair], Draft | None], ...] = (
    plain.weekday, plain.day, plain.clock, plain.count, plain.age, plain.money,
    words.name, words.person, words.place, words.role, words.negation, words.quote,
)  # fmt: skip
BENIGN: tuple[Callable[[Pair], Draft | None], ...] = (
    benign.half_day, benign.digits, benign.coarser, benign.attributed, benign.synonym, benign.active,
)  # fmt: skip
NEEDS_RECORD = (words.name, words.person, words.place, words.role)


def main() -> None:
    """Write the file."""
    bench, out = Path(sys.argv[1]), Path(sys.argv[2])
    records = {r["incident_uri"]: r for r in rows(bench / "incidents" / "records.jsonl")}
    incidents = documents(bench / "incidents" / "reports.jsonl")
    stories = documents(bench / "stories-dev" / "allsides_full.jsonl")
    lines = []
    for make in (*CHANGES, *BENIGN):
        kept: Counter[str] = Counter()
        for docs, named in ((incidents, True), (stories, False)):
            if named or make not in NEEDS_RECORD:
                lines += _drawn(
                    make, _one_a_story(docs, make.__name__), records, kept, benign_=make in BENIGN
                )
        print(make.__name__, dict(kept), file=sys.stderr)
    out.write_text("".join(sorted(lines)), encoding="utf-8")


def _one_a_story(docs: dict[str, Document], salt: str) -> list[tuple[Document, Document]]:
    """The pairs in an order drawn by hash, each story's pairs apart from one another."""
    drawn = sorted(pairs(docs), key=lambda p: _hash(salt, p[0].name, p[1].name))
    seen: Counter[str] = Counter()
    ranked = []
    for one, two in drawn:
        ranked.append((seen[one.story], one, two))
        seen[one.story] += 1
    return [(a, b) for _, a, b in sorted(ranked, key=lambda r: r[0])]


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join((SEED, *parts)).encode()).hexdigest()


def _drawn(
    make: Callable[[Pair], Draft | None], drawn: list[tuple[Document, Document]], records: dict[str, dict[str, object]],
    kept: Counter[str], *, benign_: bool,
) -> list[str]:  # fmt: skip
    lines = []
    told: set[str] = set()
    for first, second in drawn:
        one, two = first, second
        where = half(one.story)
        if kept[where] >= MOST or one.story in told or _copies(one, two):
            continue
        if int(_hash("turn", one.name, two.name), 16) % 2:
            one, two = two, one
        record = records.get(one.story, {})
        pair = Pair(one, two, random.Random(_hash(make.__name__, one.name, two.name)), _persons(record),
                    str(record.get("city_or_county") or "") or None)  # fmt: skip
        made = make(pair)
        if made is not None:
            kept[where] += 1
            told.add(one.story)
            lines.append(_line(made, where, benign_=benign_))
    return lines


def _copies(one: Document, two: Document) -> bool:
    """Whether one text is nearly the other: changing one of two copies is too easy."""
    first, second = (set(d.text.split("\n")) for d in (one, two))
    long = [{p for p in each if len(p) > 60} for each in (first, second)]
    return len(long[0] & long[1]) > 0.5 * max(1, min(map(len, long)))


def _persons(record: dict[str, object]) -> tuple[tuple[str, str, str], ...]:
    people = record.get("participants") or []
    assert isinstance(people, list)
    said = [(p.get("Name", ""), p.get("Gender", ""), p.get("Type", "")) for p in people]
    return tuple(
        (n.strip(), g.strip(), t.strip()) for n, g, t in said if n.strip() and g.strip() in {"Male", "Female"}
    )


def _line(made: Draft, where: str, *, benign_: bool) -> str:
    make_copies = made.kind in {"role", "voice"}  # these move words of the report itself
    row = {
        "kind": made.kind, "benign": benign_, "half": where, "story": made.one.story,
        "reports": [made.one.name, made.two.name], "sha256": [made.one.sha256[:16], made.two.sha256[:16]],
        "held": list(made.held), "edits": [[s, e, parts(new, made.two.text) if make_copies else new] for s, e, new in made.edits],
    }  # fmt: skip
    return json.dumps(row, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
