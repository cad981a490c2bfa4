"""The answer that every face opens with: how many reports, how many of them independent, and what they rest on."""

from itertools import chain

from variorum.export.visible import one_line
from variorum.export.words import counted
from variorum.model import Dossier, Finding, FindingKind, Kind, Tie, Witness

COMPARING = frozenset(FindingKind) - {FindingKind.SINGLE, FindingKind.UNVERIFIED}
"""Kinds that set two readings or two reports side by side; the others need one report only."""
SAID = frozenset({"one-report", "nothing-aligned"})
"""Codes of problems that the answer has said, so that no face says them again."""
PAIRS = 3
"""Pairs of reports that share prose, named before the rest are counted."""
_UNRELATED = "they may tell of different events"
_UNWORDED = "they name the same people or places, but tell of them in other words"
_MISSED = "one that is told in quite other words may have been missed"
SHARED = 2
"""Names of persons and places that two reports have to share to be taken for reports of one matter."""


def plural(number: int, noun: str) -> str:
    """*number* with its noun: ``1 report``, ``3 reports``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def heading(dossier: Dossier) -> str:
    """How many reports, and how many of them print none of another's prose: ``4 reports, 2 to 3 independent``."""
    number = len(dossier.witnesses)
    low, high = independent(dossier)
    if number < 2:
        return plural(number, "report")
    if low == number:
        return f"{number} reports, no shared passages"
    return (
        f"{number} reports, {low} independent"
        if low == high
        else f"{number} reports, {low} to {high} independent"
    )


def independent(dossier: Dossier) -> tuple[int, int]:
    """The least and the greatest number of reports that do not hang together by prose or by an agency's credit."""
    ids = [w.report.id for w in dossier.witnesses]
    sure = [t.reports for t in dossier.ties if t.sure]
    return len(groups(ids, [t.reports for t in dossier.ties])), len(groups(ids, sure))


def groups(ids: list[str], pairs: list[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """The ids that hang together by pairs, in the order given, each group where its first stands."""
    group = {i: {i} for i in ids}
    for one, two in pairs:
        if one in group and two in group:
            joined = group[one] | group[two]
            group |= dict.fromkeys(joined, joined)
    return tuple(dict.fromkeys(tuple(i for i in ids if i in group[one]) for one in ids))


def answer(dossier: Dossier) -> tuple[str, ...]:
    """Plain sentences that answer first: what was compared, and what it rests on."""
    witnesses, findings = dossier.witnesses, dossier.findings
    if not witnesses:
        return ("No report could be read.",)
    if len(witnesses) == 1:
        return ("One report only: nothing to compare it with. What follows is what this report says.",)
    foreign = [w.sigil for w in witnesses if _not_compared(w)]
    left = "" if not foreign else f"Not in English, so not compared: {', '.join(foreign)}."
    compared = len(witnesses) - len(foreign)
    tied = _tied(dossier)
    if any(f.kind in COMPARING for f in findings):
        calm = not any(f.kind in {FindingKind.CONFLICT, FindingKind.DISPUTE} for f in findings)
        none = f"No conflict and no dispute was found between the reports; {_MISSED}." if calm else ""
        return tuple(s for s in (left, none, tied, _origins(findings)) if s)
    why = _UNWORDED if _one_matter(witnesses) else _UNRELATED
    none = f"Nothing that one of the {compared} reports says was found in another: {why}."
    if compared < 2:
        none = f"There is nothing to compare: {plural(compared, 'report')} in English."
    return tuple(s for s in (left, none, tied) if s)


def _one_matter(witnesses: tuple[Witness, ...]) -> bool:
    """Whether every report shares names of persons or places with another one."""
    own = (Kind.PERSON, Kind.PLACE)
    named = [{n for e in w.layers.entities if e.kind in own for n in e.names} for w in witnesses]
    return all(any(len(a & b) >= SHARED for b in named if b is not a) for a in named)


def _not_compared(witness: Witness) -> bool:
    """Whether the report is in a language that is not read."""
    return any(p.code == "not-english" for p in witness.report.problems) and not witness.layers.parse.tokens


def _tied(dossier: Dossier) -> str:
    """Which reports print the same prose or carry one agency's copy, in one sentence."""
    order = {w.report.id: w for w in dossier.witnesses}
    ties = [t for t in dossier.ties if all(r in order for r in t.reports)]
    if not ties:
        return ""
    ties.sort(key=lambda t: (-t.words, [list(order).index(r) for r in t.reports]))
    told = "; ".join(_tie(t, order) for t in ties[:PAIRS])
    more = f"; {plural(len(ties) - PAIRS, 'further pair')} likewise" if len(ties) > PAIRS else ""
    return f"{told}{more}: they may not be independent."


def _tie(tie: Tie, order: dict[str, Witness]) -> str:
    pair = " and ".join(w.sigil for w in order.values() if w.report.id in tie.reports)
    what = [f"print the same {tie.words} words"] if tie.words else []
    what += [f"carry {one_line(tie.agency)} copy"] if tie.agency else []
    return f"{pair} {' and '.join(what)}"


def _origins(findings: tuple[Finding, ...]) -> str:
    agreeing = (f.readings for f in findings if f.kind is FindingKind.AGREEMENT)
    ranges = [r.origins for r in chain.from_iterable(agreeing)]
    sure = sum(low >= 2 for low, _ in ranges)
    unsure = sum(low < 2 <= high for low, high in ranges)
    counts = {
        "on two or more independent origins": sure,
        "on one or more (whether one report drew on another is not certain)": unsure,
        "on a single origin": len(ranges) - sure - unsure,
    }
    parts = [(number, rest) for rest, number in counts.items() if number]
    if not parts:
        return ""
    total = counted(len(ranges), FindingKind.AGREEMENT)
    verb = "rests" if len(ranges) == 1 else "rest"
    if len(parts) == 1:
        return f"{'The agreement' if len(ranges) == 1 else 'All ' + total} {verb} {parts[0][1]}."
    (first, rest), *others = parts
    return f"Of {total}, {first} {_rest(first)} {rest}" + "".join(f", {n} {r}" for n, r in others) + "."


def _rest(number: int) -> str:
    return "rests" if number == 1 else "rest"
