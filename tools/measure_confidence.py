"""Count the labels of the collation benchmark into the table of measured precision that ``confidence`` is read from.

    python tools/measure_confidence.py

Reads ``src/variorum/bench/collation/data/labels.jsonl`` and writes ``src/variorum/collate/data/confidence.tsv``. A label
*arguable* counts as not right; what several pairs of
one story show alike counts once. A row is written for each kind, slot and part, and for each evidence feature that tells which
judge made them, where at least 20 findings were read.
"""

import json
from collections import Counter
from pathlib import Path

LEAST = 20
DIVIDING = frozenset({"toll", "denial", "spelling", "the story's event"})
"""Features of which a row of their own is kept; the others are levels that most findings share."""
HEAD = (
    "# Measured precision of findings: kind, slot, part, evidence feature (empty: any), right, read. Counted by\n"
    "# tools/measure_confidence.py from labels by one reader (bench/collation/data/labels.jsonl: reports of 168 incidents of\n"
    "# cltl/LongTailQATask and of allsides stories; arguable counts as not right). Rows under 20 readings are left out.\n"
)
Cell = tuple[str, str, str, str]


def main() -> None:
    """Write the table."""
    source = Path(__file__).parent.parent / "src" / "variorum"
    lines = (
        (source / "bench" / "collation" / "data" / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    )
    target = source / "collate" / "data" / "confidence.tsv"
    target.write_text(HEAD + "".join(rows([json.loads(line) for line in lines])), encoding="utf-8")


def rows(labels: list[dict[str, object]]) -> list[str]:
    """The rows of the table in order."""
    read: Counter[Cell] = Counter()
    right: Counter[Cell] = Counter()
    for label in distinct(labels):
        features = label["evidence"]
        assert isinstance(features, list)
        whole = (str(label["kind"]), str(label["slot"]), str(label["part"] or ""))
        for feature in ("", *sorted(DIVIDING & set(features))):
            read[*whole, feature] += 1
            right[*whole, feature] += label["label"] == "right"
    kept = [c for c in sorted(read) if read[c] >= LEAST and (not c[3] or read[c] < read[*c[:3], ""])]
    return ["\t".join((*cell, str(right[cell]), str(read[cell]))) + "\n" for cell in kept]


def distinct(labels: list[dict[str, object]]) -> list[dict[str, object]]:
    """One label of each difference: what several pairs of one story show alike, from an anchor they share, counts once."""
    kept: list[dict[str, object]] = []
    told: list[tuple[tuple[object, ...], set[tuple[object, ...]]]] = []
    for label in labels:
        key = tuple(label[k] for k in ("story", "kind", "slot", "part", "label"))
        anchors = label["anchors"]
        assert isinstance(anchors, list)
        places = {tuple(a) for a in anchors}
        joined = [t for t in told if t[0] == key and t[1] & places]
        if joined:
            for t in joined:
                t[1].update(places)
        else:
            told.append((key, places))
            kept.append(label)
    return kept


if __name__ == "__main__":
    main()
