"""Collate the events of a folder and set the findings against gold made by hand.

    python tools/evaluate_events.py tests/golden/events [EVENT...] [--all]

An event is a folder with ``A.txt``, ``B.txt`` ..., optional sidecars ``A.meta.json``, and ``gold.json``:

    {"conflicts": [{"kind": "conflict|dispute", "slot", "part"?, "alternatives"?: [slot],
                    "required"?: false, "readings": [{"report", "words"}], "also"?: [...], "why"}],
     "findings":  [{"kind", "slot", "readings", "also"?, "why"}],
     "traps":     [{"words": {"A": "..." | ["...", "..."], "B": "..."}, "why"}]}

``readings`` must all be anchored by the finding that matches (in two readings of it at least, where the
kind sets readings against one another); ``also`` may be. A difference all of whose readings stand on ``readings`` or
``also`` of one conflict, in two places at least, is that conflict between other reports: not found by it, and not false. A conflict that is not ``required`` is arguable:
it counts neither as missed nor as false. ``alternatives`` are further slots under which it may stand.
A trap is a pair of words that must not be set against each other in a conflict or dispute.

Matching is by overlap of characters first, then, for what is left, by the same sentence (shown as ``~``).
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONTRARY = frozenset({"conflict", "dispute"})
OPPOSED = CONTRARY | {"update", "refinement", "variant"}
"""Kinds that set at least two readings side by side."""
ALIKE = (CONTRARY, frozenset({"agreement", "refinement"}), frozenset({"agreement", "variant"}))
"""Kinds of which an editor would take one for the other; the last only for the slot ``wording``."""

RUN = "import sys; from variorum.cli import main; sys.exit(main())"
SENTENCE_END = re.compile(r"(?<=[.!?][\"'”’)])\s+|(?<=[.!?])\s+|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Place:
    """Words of one report: sigil, offsets in the text that the program read, and its sentence's offsets."""

    report: str
    start: int
    end: int
    first: int
    last: int

    def touches(self, anchor: dict[str, Any], *, loose: bool) -> bool:
        """Whether an anchor shares a character (or, loosely, the sentence) with these words."""
        start, end = (self.first, self.last) if loose else (self.start, self.end)
        return self.report == anchor["report"] and bool(anchor["start"] < end and start < anchor["end"])


@dataclass(frozen=True, slots=True)
class Gold:
    """One finding that a careful editor would list (or, ``required`` false, might list)."""

    kind: str
    slots: frozenset[str]
    places: tuple[Place, ...]
    words: str
    why: str
    required: bool = True
    also: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A gold finding and the output finding that meets it, if any; ``loose`` when only by sentence."""

    gold: Gold
    found: dict[str, Any] | None
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Trap:
    """A trap that was fallen into, and by which output finding."""

    words: str
    why: str
    found: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """What one event came to; ``false`` are conflicts and disputes that no gold covers."""

    event: str
    seconds: float
    output: dict[str, Any]
    conflicts: tuple[Match, ...]
    others: tuple[Match, ...]
    false: tuple[dict[str, Any], ...]
    traps: tuple[Trap, ...]
    trap_count: int

    @property
    def found(self) -> int:
        """How many required conflicts were found."""
        return sum(m.found is not None for m in self.conflicts if m.gold.required)

    @property
    def wanted(self) -> int:
        """How many conflicts are required."""
        return sum(m.gold.required for m in self.conflicts)

    @property
    def right(self) -> int:
        """How many output conflicts and disputes the gold covers (duplicates of one count once each)."""
        listed = sum(f["kind"] in CONTRARY for f in self.output["findings"])
        return listed - len(self.false)


def collate(folder: Path) -> dict[str, Any]:
    """The dossier of an event's reports, as ``variorum collate --format json`` prints it.

    Raises:
        RuntimeError: the command did not print a dossier; the message holds its standard error.
    """
    reports = sorted(str(p) for p in folder.glob("?.txt"))
    command = [sys.executable, "-c", RUN, "collate", *reports, "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    try:
        dossier: dict[str, Any] = json.loads(done.stdout)
    except json.JSONDecodeError as error:
        message = f"{folder.name}: exit status {done.returncode}\n{done.stderr}"
        raise RuntimeError(message) from error
    return dossier


def evaluate(folder: Path) -> Score:
    """Collate one event and set the result against its gold."""
    began = time.perf_counter()
    output = collate(folder)
    return judge(folder, output, time.perf_counter() - began)


def judge(folder: Path, output: dict[str, Any], seconds: float = 0.0) -> Score:
    """Set a dossier against the gold of the event in *folder*."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    texts = {r["sigil"]: r["text"] for r in output["reports"]}
    listed = output["findings"]
    wanted = tuple(_gold(g, texts) for g in gold["conflicts"])
    contrary = [f for f in listed if f["kind"] in CONTRARY]
    conflicts = _assign(wanted, contrary)
    beyond = tuple(f for f in contrary if not _covered(f, conflicts))
    others = _assign(
        tuple(_gold(g, texts) for g in gold["findings"]), [f for f in listed if f["kind"] not in CONTRARY]
    )
    traps = tuple(_fallen(gold["traps"], texts, beyond))
    fallen = [t.found for t in traps]
    false = tuple(f for f in beyond if f in fallen or not any(_elsewhere(g, f) for g in wanted))
    return Score(folder.name, seconds, output, conflicts, others, false, traps, len(gold["traps"]))


def _gold(entry: dict[str, Any], texts: dict[str, str]) -> Gold:
    places = tuple(_place(texts, r["report"], r["words"]) for r in entry["readings"])
    words = " | ".join(f"{r['report']}: {r['words']}" for r in entry["readings"])
    slots = frozenset([entry["slot"], *entry.get("alternatives", ())])
    also = tuple(_place(texts, r["report"], r["words"]) for r in entry.get("also", ()))
    return Gold(entry["kind"], slots, places, words, entry["why"], entry.get("required", True), also)


def _place(texts: dict[str, str], report: str, words: str) -> Place:
    pattern = r"\s+".join(re.escape(w) for w in words.split())
    found = re.search(pattern, texts.get(report, ""))
    if found is None:
        # The reader dropped or changed these words: nothing can match them, and the listing says so.
        return Place(report, -1, -1, -1, -1)
    text = texts[report]
    breaks = [0, *(m.end() for m in SENTENCE_END.finditer(text)), len(text)]
    first = max(b for b in breaks if b <= found.start())
    last = min(b for b in breaks if b >= found.end())
    return Place(report, found.start(), found.end(), first, last)


def _assign(wanted: Sequence[Gold], listed: list[dict[str, Any]]) -> tuple[Match, ...]:
    # Exact matches are dealt out before loose ones, so that a neighbour in the sentence takes nobody's place.
    taken: set[int] = set()
    matches: dict[int, Match] = {}
    for loose in (False, True):
        for g, gold in enumerate(wanted):
            if g in matches:
                continue
            for f, finding in enumerate(listed):
                if f not in taken and meets(gold, finding, loose=loose):
                    taken.add(f)
                    matches[g] = Match(gold, finding, loose)
                    break
    return tuple(matches.get(g, Match(gold, None)) for g, gold in enumerate(wanted))


def _covered(finding: dict[str, Any], conflicts: Sequence[Match]) -> bool:
    return any(
        m.found is finding
        or meets(m.gold, finding, loose=False)
        or (m.loose and meets(m.gold, finding, loose=True))
        for m in conflicts
    )


def _elsewhere(gold: Gold, finding: dict[str, Any]) -> bool:
    """Whether a difference is the gold's between other reports: each reading on words of the gold, in two places."""
    if finding["slot"] not in gold.slots:
        return False
    hits = [_readings_at(finding, place, loose=False) for place in (*gold.places, *gold.also)]
    readings = set().union(*hits)
    return len(readings) == len(finding["readings"]) > 1 and sum(bool(h) for h in hits) > 1


def meets(gold: Gold, finding: dict[str, Any], *, loose: bool) -> bool:
    """Whether an output finding is of the gold's kind and slot and anchors all of its readings."""
    if finding["slot"] not in gold.slots or not _alike(gold.kind, finding["kind"], finding["slot"]):
        return False
    hits = [_readings_at(finding, place, loose=loose) for place in gold.places]
    if not all(hits):
        return False
    if gold.kind in OPPOSED and finding["kind"] in OPPOSED and len(hits) > 1:
        return len(set().union(*hits)) > 1
    return True


def _alike(gold: str, found: str, slot: str) -> bool:
    if gold == found:
        return True
    return any(
        gold in kinds and found in kinds for kinds in ALIKE if slot == "wording" or "variant" not in kinds
    )


def _readings_at(finding: dict[str, Any], place: Place, *, loose: bool) -> set[int]:
    return {
        index
        for index, reading in enumerate(finding["readings"])
        if any(place.touches(a, loose=loose) for a in reading["anchors"])
    }


def _fallen(
    traps: list[dict[str, Any]], texts: dict[str, str], false: Sequence[dict[str, Any]]
) -> Iterator[Trap]:
    for trap in traps:
        pairs = [(r, w) for r, ws in trap["words"].items() for w in ([ws] if isinstance(ws, str) else ws)]
        places = [_place(texts, r, w) for r, w in pairs]
        for finding in false:
            hits = [_readings_at(finding, p, loose=False) for p in places]
            if all(hits) and len(set().union(*hits)) > 1:
                yield Trap(" | ".join(f"{r}: {w}" for r, w in pairs), trap["why"], finding)


def show(score: Score, *, everything: bool = False) -> str:
    """One event's score as lines for a person who mends the rules."""
    kinds = Counter(f["kind"] for f in score.output["findings"])
    right = sum(m.found is not None for m in score.others)
    lines = [
        f"== {score.event}  ({len(score.output['reports'])} reports, {score.seconds:.1f} s)",
        f"   conflicts {score.found}/{score.wanted} found, {len(score.false)} FALSE",
        f"   traps {len(score.traps)}/{score.trap_count} hit; others {right}/{len(score.others)} found",
        "   kinds: " + (", ".join(f"{k} {n}" for k, n in kinds.items()) or "none"),
    ]
    for match in score.conflicts:
        lines += _show_match(match, "conflict", score.output)
    for finding in score.false:
        lines.append(f"   FALSE    {words(finding)}")
        lines += [
            f"            evidence: {e['feature']} ({e['detail']})" for e in finding.get("evidence", ())[:4]
        ]
        lines += [f"            TRAP {t.words}: {t.why}" for t in score.traps if t.found is finding]
    again = [f for f in score.output["findings"] if f["kind"] in CONTRARY and f not in score.false]
    firsts = [m.found for m in score.conflicts]
    lines += [f"   again    {words(f)}   (a fact is listed once)" for f in again if f not in firsts]
    for match in score.others:
        lines += _show_match(match, "other", score.output)
    if everything:
        lines += [f"   output   {words(f)}" for f in score.output["findings"]]
    return "\n".join(lines)


def _show_match(match: Match, group: str, output: dict[str, Any]) -> list[str]:
    gold = match.gold
    label = f"{gold.kind}/{'|'.join(sorted(gold.slots))}"
    if match.found is not None:
        mark = "~" if match.loose else " "
        return [f"   found  {mark} {label}: {gold.words}", f"            <- {words(match.found)}"]
    if not gold.required:
        return [f"   (not)    {label}: {gold.words}"]
    lines = [f"   {'MISSED' if group == 'conflict' else 'missed'}   {label}: {gold.words}   [{gold.why}]"]
    lines += [
        f"            seen as {words(finding)}"
        for finding in output["findings"]
        if all(_readings_at(finding, place, loose=False) for place in gold.places)
    ]
    for place in gold.places if group == "conflict" else ():
        names = [
            c["predicate"]
            for c in output["claims"]
            if any(place.touches({"report": c["report"], **a}, loose=True) for a in c["anchors"])
        ]
        where = "words not in the text read" if place.start < 0 else ", ".join(names) or "no claim"
        lines.append(f"            {place.report} claims in the sentence: {where}")
    return lines


def words(finding: dict[str, Any]) -> str:
    """A finding's kind, slot and the exact words of its anchors, on one line."""
    part = f".{finding['part']}" if finding.get("part") else ""
    readings = " | ".join(
        "; ".join(f"{a['report']}: {' '.join(a['exact'].split())!r}" for a in r["anchors"])
        for r in finding["readings"]
    )
    return f"{finding['kind']}/{finding['slot']}{part}  {readings}"


def totals(scores: Sequence[Score]) -> str:
    """Precision and recall of conflicts and recall of the rest, over all events."""
    found, wanted = sum(s.found for s in scores), sum(s.wanted for s in scores)
    right, false = sum(s.right for s in scores), sum(len(s.false) for s in scores)
    lines = [
        f"TOTAL    {len(scores)} events",
        f"   conflict recall     {_share(found, wanted)}",
        f"   conflict precision  {_share(right, right + false)}",
        f"   traps hit           {sum(len(s.traps) for s in scores)} of {sum(s.trap_count for s in scores)}",
    ]
    others = [m for s in scores for m in s.others]
    lines.append(f"   recall of the rest  {_share(sum(m.found is not None for m in others), len(others))}")
    for kind in ("variant", "unverified", "update", "refinement", "agreement", "single"):
        these = [m for m in others if m.gold.kind == kind]
        lines.append(f"      {kind:<11} {_share(sum(m.found is not None for m in these), len(these))}")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" + (f" = {part / whole:.3f}" if whole else "")


def events(folder: Path, names: Sequence[str] = ()) -> tuple[Path, ...]:
    """The event folders in *folder*, by name; only the named ones where names are given."""
    return tuple(p.parent for p in sorted(folder.glob("*/gold.json")) if not names or p.parent.name in names)


def main() -> int:
    """Print every event's score and the totals; exit 1 if an event could not be collated."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("event", nargs="*", help="only these events")
    parser.add_argument("--all", action="store_true", help="also list every output finding")
    options = parser.parse_args()
    scores, failed = [], False
    for event in events(options.folder, options.event):
        try:
            score = evaluate(event)
        except RuntimeError as error:
            failed = True
            print(f"== {event.name}  NOT COLLATED: {error}")
            continue
        scores.append(score)
        print(show(score, everything=options.all), end="\n\n")
    print(totals(scores))
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
