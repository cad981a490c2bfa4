"""The story of a report that has just come: chosen among the stories that share its rare words.

The likeness and its threshold are those of ``variorum stories``, but the report is compared with a bounded number of
stories that a full-text search finds, so that it costs the same however many the workspace holds. A report that was
placed is moved by people alone: nobody's page changes under their hands because another report came.
"""

import math
from collections import Counter

from variorum.model import Report
from variorum.store import reports
from variorum.store.database import Database
from variorum.stories.book import Book
from variorum.stories.choose import best
from variorum.stories.events import evidence_of
from variorum.stories.reading import parts, read
from variorum.stories.settings import settings
from variorum.stories.terms import TOKEN, background, normal

ASKED = 12
"""Words of a report by which others are looked up."""
FOUND = 40
"""Reports that the search may find."""
COMPARED = 5
"""Stories that the report is compared with, the best found first."""
HELD = 6
"""Reports of each of them that are looked at, the latest first."""


def place(db: Database, report: Report) -> tuple[str | None, tuple[tuple[str, float | None], ...]]:
    """The id of the story that *report* belongs to, or ``None`` for a new one; and the measured reasons."""
    stories = _near(db, report)
    if not stories:
        return None, ()
    book, place_number = Book(settings()), 0
    for story in stories:
        held = None
        for one in _members(db, story):
            reading = read(one, place_number, _day(one), book.words, book.numbers)
            held = held or book.open(one.id, story)
            book.put(reading, held)
            place_number += 1
    found = best(read(report, place_number, _day(report), book.words, book.numbers).member, book)
    if found is None:
        return None, ()
    return found[0].id, tuple((e.feature, e.score) for e in evidence_of(found[1]))


def _day(report: Report) -> float | None:
    return float(report.published.toordinal()) if report.published else None


def _members(db: Database, story: str) -> tuple[Report, ...]:
    return reports.full(db, reports.current(db, story)[-HELD:])


def _near(db: Database, report: Report) -> list[str]:
    """The stories of the reports that share the most of the report's rare words."""
    words = _rare(report)
    if not words:
        return []
    asked = " OR ".join(f'"{word}"' for word in words)
    found = db.rows(
        "SELECT m.story FROM (SELECT rowid, rank FROM reports_words WHERE reports_words MATCH ? ORDER BY rank LIMIT ?)"
        " w JOIN reports r ON r.number = w.rowid JOIN members m ON m.root = r.root "
        "WHERE r.latest = 1 ORDER BY w.rank, r.number",
        (asked, FOUND),
    )
    return list(dict.fromkeys(row[0] for row in found))[:COMPARED]


def _rare(report: Report) -> list[str]:
    """The words of a report that tell most, as they are written: often in it, seldom elsewhere."""
    numbers = settings()
    headline, text = parts(report)
    documents, counts = background()
    met = dict(counts)
    weights: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for word in TOKEN.findall(text[: numbers.text_limit]) + TOKEN.findall(headline) * 2:
        term = normal(word)
        if term:
            weights[term] += 1
            spelt.setdefault(term, word)
    scored = {
        term: (1 + math.log(count)) * math.log((documents + 1) / (met.get(term, 0) + 0.5))
        for term, count in weights.items()
    }
    strongest = sorted(scored, key=lambda term: (-scored[term], term))[:ASKED]
    return [spelt[term].replace('"', "") for term in strongest]
