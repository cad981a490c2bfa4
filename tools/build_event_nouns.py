"""Make ``values/data/event_nouns.tsv`` from WordNet 3.0's database files.

Usage: python tools/build_event_nouns.py /usr/share/wordnet > src/variorum/values/data/event_nouns.tsv

A noun is kept when one of its two most frequent senses names an act, an event or a phenomenon and is
derivationally related to a verb; the verb of the most frequent such sense is its lemma.
"""

import sys
from pathlib import Path

ACT, EVENT, PHENOMENON, PROCESS = "04", "11", "19", "22"
EVENTIVE = {ACT, EVENT, PHENOMENON, PROCESS}


def synsets(path: Path) -> dict[str, tuple[str, list[str], list[tuple[str, str, str, str]]]]:
    """Synsets by offset: lexicographer file, words, pointers (symbol, offset, part of speech, source/target)."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = [fields[4 + 2 * k].lower() for k in range(count)]
        at = 4 + 2 * count
        pointers = [tuple(fields[at + 1 + 4 * k : at + 5 + 4 * k]) for k in range(int(fields[at]))]
        found[fields[0]] = (fields[1], words, pointers)
    return found


def main() -> None:
    """Write the table to standard output."""
    folder = Path(sys.argv[1])
    nouns, verbs = synsets(folder / "data.noun"), synsets(folder / "data.verb")
    counts: dict[str, int] = {}
    for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, _, count = line.split()
        lemma, _, sense = key.partition("%")
        if sense.startswith("2"):
            counts[lemma] = counts.get(lemma, 0) + int(count)
    rows = {}
    for line in (folder / "index.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split()
        noun = fields[0].lower()
        offsets = fields[-int(fields[2]) :]
        if "_" in noun or "-" in noun or len(noun) < 3:
            continue
        for offset in offsets[:2]:
            lex, words, pointers = nouns[offset]
            if lex not in EVENTIVE:
                continue
            number = words.index(noun) + 1
            related = []
            for symbol, target, pos, ends in pointers:
                if symbol == "+" and pos == "v" and int(ends[:2], 16) == number:
                    related.append(verbs[target][1][int(ends[2:4], 16) - 1])
            related = [v for v in related if "_" not in v]
            if related:
                rows[noun] = max(related, key=lambda v: (v == noun, counts.get(v, 0), v))
                break
    print("# Event nouns and the verb of the same occurrence. Derived from WordNet 3.0, Copyright 2006 by")
    print("# Princeton University (WordNet licence), by tools/build_event_nouns.py.")
    for noun in sorted(rows):
        print(f"{noun}\t{rows[noun]}")


if __name__ == "__main__":
    main()
