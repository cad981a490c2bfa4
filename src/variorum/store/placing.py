"""The story of a report that has just come: chosen among the stories that share its rare words.

The likeness and its threshold are those of ``variorum stories``, but the report is compared with a bounded number of
stories that a full-text search finds, so that it costs the same however many the workspace holds. A report that was
placed is moved by people alone: nobody's page changes under their hands because another report came.
"""

import math
from collections import Counter, defaultdict

from variorum.model import Report
from variorum.store import reports
from variorum.store.database import Database
from variorum.stories.book import Book
from variorum.stories.choose import best
from variorum.stories.events import evidence_of
from variorum.stories.reading import parts, read
from variorum.stories.settings import settings
from variorum.stories.terms import TOKEN, background, normal

ASKED = 24
"""Words of a report by which others are looked up."""
LATEST = 30
"""Reports that are looked at for each of these words, the last that came."""
FOUND = 40
"""Of all these, those that share the most."""
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
    """The stories of the reports that share the most of the report's rare words; of equal ones the last that came.

    Of each word only the last reports that hold it are looked at. Ranking all of them (BM25) cost the more, the more
    reports there were, and on 1,885 reports of the development half of allsides_full found no better stories.
    """
    held = db.one("SELECT coalesce(max(number), 0) FROM reports")[0]
    shared: defaultdict[int, float] = defaultdict(float)
    for word, weight in _rare(report):
        latest = db.rows(
            "SELECT rowid FROM reports_words WHERE reports_words MATCH ? ORDER BY rowid DESC LIMIT ?",
            (f'"{word}"', LATEST),
        )
        tells = weight * math.log(1 + held / (len(latest) + 0.5))
        for (number,) in latest:
            shared[number] += tells
    found = sorted(shared, key=lambda number: (-shared[number], -number))[:FOUND]
    marks = ", ".join("?" * len(found))
    told: dict[int, str] = dict(
        db.rows(
            "SELECT r.number, m.story FROM reports r JOIN members m ON m.root = r.root "  # noqa: S608 - marks are ours
            f"WHERE r.latest = 1 AND r.number IN ({marks})",
            tuple(found),
        )
    )
    return list(dict.fromkeys(told[number] for number in found if number in told))[:COMPARED]


def _rare(report: Report) -> list[tuple[str, float]]:
    """The words of a report that tell most, as they are written, with how much: often in it, seldom elsewhere."""
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
    return [(spelt[term].replace('"', ""), scored[term]) for term in strongest]
