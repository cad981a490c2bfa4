"""Full-text search over reports, claims, sources and findings."""

import re
from collections.abc import Sequence

from variorum.store.database import Database
from variorum.store.records import Hit
from variorum.text import Span

KINDS = ("report", "claim", "source", "finding")
AROUND = 60
"""Characters shown on either side of the first word that a report was found by."""
MOST_WORDS = 32
_ENTRIES = (
    'SELECT e.kind, e.ref, e.story, e.report, e.text, e.start, e."end" FROM entries_words w '
    "JOIN entries e ON e.number = w.rowid WHERE entries_words MATCH ?"
)
_WORD = re.compile(r"\"([^\"]+)\"|(\S+)")


def asked(words: str) -> str | None:
    """What a person typed as a query of FTS5: every word, or phrase between quotation marks, has to stand there.

    A word that ends in ``*`` is the beginning of one. Nothing else is syntax, so that no typing is wrong.
    """
    terms = []
    for phrase, word in _WORD.findall(words.replace("“", '"').replace("”", '"'))[:MOST_WORDS]:
        bare = (phrase or word).replace("\0", " ")
        begins = not phrase and bare.endswith("*")
        bare = bare.rstrip("*").replace('"', " ").strip()
        if any(c.isalnum() for c in bare):
            terms.append(f'"{bare}"{"*" if begins else ""}')
    return " AND ".join(terms) or None


def search(
    db: Database, words: str, *, kinds: Sequence[str] = KINDS, limit: int = 50, offset: int = 0
) -> tuple[Hit, ...]:
    """What *words* find, the best first; reports before claims, sources and findings of one rank."""
    query = asked(words)
    if query is None:
        return ()
    hits: list[Hit] = []
    if "report" in kinds:
        hits += _reports(db, query, words, limit + offset)
    others = [k for k in kinds if k != "report"]
    if others and len(hits) < limit + offset:
        hits += _entries(db, query, others, limit + offset - len(hits))
    return tuple(hits[offset : offset + limit])


def _reports(db: Database, query: str, words: str, limit: int) -> list[Hit]:
    found = db.rows(
        "SELECT r.id, m.story, r.headline, r.text FROM (SELECT rowid, rank FROM reports_words WHERE reports_words "
        "MATCH ? ORDER BY rank LIMIT ?) w JOIN reports r ON r.number = w.rowid LEFT JOIN members m ON m.root = r.root "
        "ORDER BY w.rank, r.number",
        (query, limit),
    )
    hits = []
    for name, story, headline, text in found:
        span = _first(words, text)
        shown = _around(text, span) if span else headline or text[:AROUND]
        hits.append(
            Hit("report", name, story, name, shown, span.start if span else None, span.end if span else None)
        )
    return hits


def _entries(db: Database, query: str, kinds: Sequence[str], limit: int) -> list[Hit]:
    marks = ", ".join("?" * len(kinds))
    statement = f"{_ENTRIES} AND e.kind IN ({marks}) ORDER BY w.rank, e.number LIMIT ?"
    found = db.rows(statement, (query, *kinds, limit))
    return [Hit(*row) for row in found]


def source_named(name: str) -> str:
    """A source's name as it is kept to be listed and looked up: outlets differ in their apostrophes, sources do not."""
    return name.replace("\u2019", "'")


def of_source(db: Database, name: str, *, limit: int = 500) -> tuple[Hit, ...]:
    """Every attribution to one source, across reports, by its name."""
    found = db.rows(
        'SELECT kind, ref, story, report, text, start, "end" FROM entries '
        "WHERE kind = 'source' AND text = ? COLLATE NOCASE ORDER BY number LIMIT ?",
        (source_named(name), limit),
    )
    return tuple(Hit(*row) for row in found)


def sources(db: Database, *, limit: int = 100, offset: int = 0) -> tuple[tuple[str, int, int], ...]:
    """The names of sources, with how many attributions they have in how many reports, the most quoted first."""
    found = db.rows(
        "SELECT text, count(*), count(DISTINCT report) FROM entries WHERE kind = 'source' GROUP BY text COLLATE NOCASE "
        "ORDER BY 2 DESC, 1 LIMIT ? OFFSET ?",
        (limit, offset),
    )
    return tuple((name, n, held) for name, n, held in found)


def _first(words: str, text: str) -> Span | None:
    """Where the first of the words stands in a text."""
    for word in re.findall(r"\w+", words):
        found = re.search(rf"(?<!\w){re.escape(word)}", text, re.IGNORECASE)
        if found:
            return Span(*found.span())
    return None


def _around(text: str, span: Span) -> str:
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{' '.join(text[start:end].split())}{after}"
