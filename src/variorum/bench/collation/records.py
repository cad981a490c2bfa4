"""The day and the toll of each incident as the program reads them, against the incident's structured record.

The record was compiled from such reports, so it is a second reader and never the judge of who is right.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from variorum.bench.collation.perturb import DIFFERENCES
from variorum.model import (
    Bound,
    Claim,
    Dossier,
    Finding,
    Grain,
    Measure,
    Modality,
    Polarity,
    Slot,
    Timex,
    Witness,
)

DEEDS = ("shoot", "kill", "injure", "attack", "die", "stab", "hospitalize")
"""Classes of predicates that tell of the incident itself."""
HAPPEN = frozenset({"happen", "occur", "take_place", "unfold"})
"""Predicates whose subject is the incident (*it happened Monday*)."""
_DAYS = (Grain.DAY, Grain.DAYPART, Grain.HOUR, Grain.MINUTE, Grain.SECOND)


@dataclass(frozen=True, slots=True)
class RecordScores:
    """Counts over incidents of two reports or more."""

    incidents: int
    dated: int
    days_right: int
    flagged: int
    tolls: int
    tolls_right: int
    toll_flagged: int

    def __str__(self) -> str:
        return (
            f"day of the event: right for {self.days_right} of {self.dated} dated incidents, {self.flagged} of "
            f"{self.incidents} incidents flagged (conflict or dispute of a day)\n"
            f"toll (dead): right for {self.tolls_right} of {self.tolls} incidents with a count, "
            f"{self.toll_flagged} of {self.incidents} flagged"
        )


def score(records: Iterable[Mapping[str, Any]], dossiers: Mapping[str, Dossier]) -> RecordScores:
    """The counts over the incidents that have a dossier of all their reports."""
    c: Counter[str] = Counter()
    for record in records:
        dossier = dossiers.get(str(record["incident_uri"]))
        if dossier is None:
            continue
        c["incidents"] += 1
        told = event_day(dossier)
        if told is not None:
            c["dated"] += 1
            c["days_right"] += told == datetime.strptime(record["date"], "%B %d, %Y").date()  # noqa: DTZ007
        c["flagged"] += any(
            f.slot is Slot.TIME and f.part == "day" and f.kind in DIFFERENCES for f in dossier.findings
        )
        toll = dead(dossier)
        if toll is not None:
            c["tolls"] += 1
            c["tolls_right"] += toll == int(record["num_killed"])
        c["toll_flagged"] += any(_of_toll(f) and f.kind in DIFFERENCES for f in dossier.findings)
    return RecordScores(*(c[name] for name in RecordScores.__slots__))


def _of_toll(found: Finding) -> bool:
    return any(e.feature == "toll" for e in found.evidence)


def event_day(dossier: Dossier) -> date | None:
    """The day on which most reports put the first deed of the incident that they date."""
    votes = Counter(day for w in dossier.witnesses if (day := _day(w, dossier.claims)) is not None)
    return min(votes, key=lambda d: (-votes[d], d), default=None)


def _day(witness: Witness, claims: Iterable[Claim]) -> date | None:
    own = sorted((c for c in claims if c.report_id == witness.report.id), key=lambda c: c.trigger)
    for claim in own:
        if not _of_the_incident(claim):
            continue
        for time in claim.times:
            day = _civil(witness.layers.timexes[time.timex]) if time.bound_to is Bound.EVENT else None
            if day is not None:
                return day
    return None


def _of_the_incident(claim: Claim) -> bool:
    happened = claim.polarity is Polarity.POSITIVE and claim.modality in (Modality.ASSERTED, Modality.ALLEGED)
    return happened and (claim.predicate in HAPPEN or bool(set(claim.classes) & set(DEEDS)))


def _civil(time: Timex) -> date | None:
    """The day of a time that is no longer than a day, by its TimeML value."""
    if time.grain not in _DAYS or not time.value:
        return None
    try:
        return date.fromisoformat(time.value[:10])
    except ValueError:
        return None


def dead(dossier: Dossier) -> int | None:
    """The count of dead that most reports give first."""
    votes = Counter(n for w in dossier.witnesses if (n := _dead(w, dossier.claims)) is not None)
    return min(votes, key=lambda n: (-votes[n], n), default=None)


def _dead(witness: Witness, claims: Iterable[Claim]) -> int | None:
    own = sorted((c for c in claims if c.report_id == witness.report.id), key=lambda c: c.trigger)
    for claim in own:
        if not _of_the_incident(claim) or "kill" not in claim.classes:
            continue
        for index in claim.quantities:
            q = witness.layers.quantities[index]
            if (
                q.measure is Measure.COUNT
                and not q.partial
                and not q.change
                and q.low is not None
                and q.low == q.high
            ):
                return int(q.low)
    return None
