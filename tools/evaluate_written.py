"""Collate the written events and say of each kind of finding how many are right.

    python tools/evaluate_written.py [FOLDER] [--cache FOLDER] [--kept-out] [--rules] [--only WORDS] [--show KIND-VERDICT ...]

An event's marks (``tools/written.py``) tell which values of two reports answer one question and which words tell of one
happening. A finding on values is *right* where two of its readings (of an agreement, two anchors) stand on one question, and
*wrong* where they stand on two; an agreement on an occurrence likewise, by happenings; a single is *wrong* where all that its
words tell is told in another report, and *part* where some of it is. Where words are not marked nothing is said (*open*).
*Seen* counts the questions to which two reports give values that cannot both hold, as the program reads values, and how many a
conflict, dispute or update shows. The events are full of look-alikes, far more than news is, so that a share of wrong ones
here is no estimate of that in news; events kept out of training are counted apart (``--kept-out``).
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import gettempdir

from written import FOLDER, Marked, annotated, events

from variorum.collate.context import Context
from variorum.collate.counterparts.loci import Standing, loci, standing
from variorum.collate.findings import findings
from variorum.encode.pairs import chosen
from variorum.model import Finding, FindingKind, Slot
from variorum.settings import Pairing
from variorum.text import Anchor, Span

VERDICTS = ("right", "part", "wrong", "open")
DIFFERENCES = (FindingKind.CONFLICT, FindingKind.DISPUTE)
SET_APART = (*DIFFERENCES, FindingKind.UPDATE)
JUDGED = (*SET_APART, FindingKind.AGREEMENT, FindingKind.REFINEMENT)
ON_VALUES = (Slot.QUANTITY, Slot.TIME, Slot.PARTICIPANT, Slot.PLACE)


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with what the marks say of it."""

    event: str
    finding: Finding
    verdict: str

    @property
    def group(self) -> tuple[str, str]:
        """Under what it is counted."""
        kind = "conflict or dispute" if self.finding.kind in DIFFERENCES else self.finding.kind.value
        return kind, "" if self.finding.kind is FindingKind.SINGLE else self.finding.slot.value


@dataclass(frozen=True, slots=True)
class Seen:
    """A question to which two reports give values that cannot both hold, and whether a finding shows it."""

    event: str
    question: str
    sort: str
    shown: bool
    words: tuple[str, str]


def judged(event: str, found: Iterator[Finding], marked: Mapping[str, Marked]) -> Iterator[Judged]:
    """The findings of an event that the marks say anything of."""
    for f in found:
        if f.kind is FindingKind.SINGLE:
            yield Judged(event, f, _single(f, marked))
        elif f.kind is FindingKind.AGREEMENT and f.slot is Slot.EVENT:
            yield Judged(event, f, _across(f, marked, facts=True))
        elif f.slot in ON_VALUES and f.kind in JUDGED and len({a.report_id for _, a in _anchors(f)}) > 1:
            yield Judged(event, f, _across(f, marked, facts=False))


def _anchors(f: Finding) -> list[tuple[int, Anchor]]:
    return [(k, a) for k, r in enumerate(f.readings) for a in r.anchors]


def _across(f: Finding, marked: Mapping[str, Marked], *, facts: bool) -> str:
    verdict = "open"
    for (i, a), (j, b) in combinations(_anchors(f), 2):
        if a.report_id == b.report_id or (i == j) != (f.kind is FindingKind.AGREEMENT):
            continue
        one, two = ((marked[x.report_id].told if facts else marked[x.report_id].slots)(x) for x in (a, b))
        if one & two:
            return "right"
        verdict = "wrong" if one and two else verdict
    return verdict


def _single(f: Finding, marked: Mapping[str, Marked]) -> str:
    verdict = "open"
    for _, a in _anchors(f):
        told = marked[a.report_id].told(a)
        others = {m.name for r, held in marked.items() if r != a.report_id for m in held.facts}
        if told:
            verdict = "wrong" if told <= others else "part" if told & others else "right"
    return verdict


def seen(event: str, ctx: Context, marked: Mapping[str, Marked], found: Iterator[Finding]) -> Iterator[Seen]:
    """The questions to which two reports give values that cannot both hold."""
    shown = {
        (a.report_id, b.report_id, q)
        for f in found if f.kind in SET_APART
        for (i, a), (j, b) in combinations(_anchors(f), 2) if i != j
        for q in marked[a.report_id].slots(a) & marked[b.report_id].slots(b)
    }  # fmt: skip
    by_report = defaultdict(list)
    for x in loci(ctx):
        by_report[x.report_id].append(x)
    for r, s in combinations(by_report, 2):
        for x, y in ((x, y) for x in by_report[r] for y in by_report[s]):
            alike = x.sort is y.sort and x.family == y.family
            both = alike and marked[r].slots(x.value.span) & marked[s].slots(y.value.span)
            if both and standing(ctx, x, y) is Standing.APART:
                q = min(both)
                hit = (r, s, q) in shown or (s, r, q) in shown
                yield Seen(
                    event, q, x.sort.value, hit, (_shown(ctx, r, x.value.span), _shown(ctx, s, y.value.span))
                )


def _shown(ctx: Context, report: str, span: Span) -> str:
    text = ctx.reports[report].text
    start, end = span.start, span.end
    around = f"{text[max(0, start - 80) : start]}<<{text[start:end]}>>{text[end : end + 60]}"
    return " ".join(around.split())


def main() -> int:
    """Print the table and what was asked to be shown."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    options.add_argument("--cache", type=Path, default=Path(gettempdir()) / "variorum-written")
    options.add_argument("--kept-out", action="store_true", help="only the events kept out of training")
    options.add_argument("--rules", action="store_true", help="without the trained reader of pairs")
    options.add_argument("--only", default="", help="only events with these words in their name")
    options.add_argument(
        "--show", nargs="*", default=(), help="e.g. single-wrong event-wrong conflict-wrong missed"
    )
    given = options.parse_args()
    reader = chosen(Pairing.RULES if given.rules else Pairing.AUTO).reader
    tally: Counter[tuple[tuple[str, str], str]] = Counter()
    asked: list[Seen] = []
    for event in events(given.folder):
        if event.kept_out != given.kept_out or given.only not in event.name:
            continue
        ctx, marked = annotated(event, given.cache)
        found, _ = findings(ctx.witnesses, ctx.claims, tuple(ctx.attributions.values()), reader)
        for each in judged(event.name, iter(found), marked):
            tally[each.group, each.verdict] += 1
            names = {f"{each.finding.kind.value}-{each.verdict}", f"{each.finding.slot.value}-{each.verdict}"}
            if names & set(given.show):
                print(event.name, _told(ctx, each.finding))
        asked += seen(event.name, ctx, marked, iter(found))
        print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    if "missed" in given.show:
        print(
            *(
                f"{s.event} {s.sort} {s.question}\n  {s.words[0]}\n  {s.words[1]}"
                for s in asked
                if not s.shown
            ),
            sep="\n",
        )
    print(table(tally, asked))
    return 0


def _told(ctx: Context, f: Finding) -> str:
    told = (" ; ".join(_shown(ctx, a.report_id, a.span) for a in r.anchors) for r in f.readings)
    return f"{f.kind.value}/{f.slot.value} {' // '.join(told)}"


def table(tally: Mapping[tuple[tuple[str, str], str], int], asked: list[Seen]) -> str:
    """The counts as lines."""
    lines = [f"{'':34}{''.join(f'{v:>7}' for v in VERDICTS)}"]
    for group in sorted({g for g, _ in tally}):
        held = "".join(f"{tally.get((group, v), 0):7}" for v in VERDICTS)
        lines.append(f"{' '.join(group):34}{held}")
    by_sort = Counter((s.sort, s.shown) for s in asked)
    told = (
        f"{k} {by_sort[k, True]}/{by_sort[k, True] + by_sort[k, False]}"
        for k in sorted({k for k, _ in by_sort})
    )
    lines.append(
        f"values that cannot both hold, shown: {sum(s.shown for s in asked)} of {len(asked)} ({', '.join(told)})"
    )
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
