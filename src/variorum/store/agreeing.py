"""What is kept in several forms, each against the others: pages, packages and searches read different ones."""

import json
from collections.abc import Iterable, Iterator

from variorum import __version__
from variorum.errors import VariorumError
from variorum.export.json import dossier_json
from variorum.export.jsonl import dumped
from variorum.model import Dossier, Report
from variorum.store import codec, reports
from variorum.store.analysis import with_ids
from variorum.store.database import Database, whole
from variorum.store.records import Fault, Json
from variorum.store.searching import source_named

UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, codec.Broken, VariorumError)
"""What reading a value that was changed raises: it is no JSON, no dossier, or one whose anchors do not hold."""


def story_faults(db: Database, story: str, dossier: Json, compared: bytes | None) -> Iterator[Fault]:
    """Where the dossier of a story, what pages and packages are made of, its findings and its entries part."""
    where = f"story {story}"
    yield from _compared(where, dossier, compared)
    named = {r["sigil"]: r["id"] for r in dossier["reports"]}
    yield from _findings(db, story, dossier, named)
    entries = db.rows('SELECT report, kind, ref, text, start, "end" FROM entries WHERE story = ?', (story,))
    if sorted(map(_named, entries), key=repr) != sorted(map(_named, _entries(dossier, named)), key=repr):
        yield Fault(where, "what a search finds of it is not what its dossier has")


def _findings(db: Database, story: str, dossier: Json, named: dict[str, str]) -> Iterator[Fault]:
    kept = {
        row[1]: (row[0], *map(_whole, row[2:6]), json.loads(row[6]))
        for row in db.rows(
            "SELECT number, id, kind, slot, part, summary, body FROM findings WHERE story = ?", (story,)
        )
    }
    for number, f in enumerate(dossier["findings"], start=1):
        said = (f["kind"], f["slot"], f["part"], f["summary"])
        if kept.pop(f["id"], None) != (number, *map(_whole, said), json.loads(dumped(with_ids(f, named)))):
            yield Fault(f"story {story}", f"finding {f['id']} is missing, or not as its dossier has it")
    for name in kept:
        yield Fault(f"story {story}", f"finding {name} is not in its dossier")


def _compared(where: str, dossier: Json, compared: bytes | None) -> Iterator[Fault]:
    try:
        made = codec.loads(Dossier, codec.unpacked(compared or b""))
        same = dossier["variorum"] != __version__ or json.loads(dumped(dossier_json(made))) == dossier
    except UNREADABLE as error:
        yield Fault(where, f"what its pages are made of cannot be read ({type(error).__name__}: {error})")
        return
    if not same:
        yield Fault(where, "what its pages are made of is not its dossier")


def _whole(value: str | None) -> str | None:
    return None if value is None else whole(value)


_Entry = tuple[str | None, str, str, str, int | None, int | None]


def _named(entry: _Entry) -> _Entry:
    report, kind, ref, text, start, end = entry
    return report, kind, ref, whole(source_named(text) if kind == "source" else text), start, end


def _entries(dossier: Json, named: dict[str, str]) -> Iterator[_Entry]:
    for claim in dossier["claims"]:
        first, words = claim["anchors"][0], " … ".join(a["exact"] for a in claim["anchors"])
        yield named[claim["report"]], "claim", claim["id"], words, first["start"], first["end"]
    for a in dossier["attributions"]:
        if a["source_name"]:
            spans = [s for part in ("source", "cue", "content") for s in a[part]]
            start, end = min(s["start"] for s in spans), max(s["end"] for s in spans)
            yield named[a["report"]], "source", a["id"], a["source_name"], start, end
    for f in dossier["findings"]:
        yield None, "finding", f["id"], f["summary"], None, None


def report_faults(db: Database) -> Iterator[Fault]:
    """Where what is said of a report, its columns and the log part."""
    for name, headline, outlet, published, url, about in db.each(
        "SELECT id, headline, outlet, published, url_key, about FROM reports"
    ):
        try:
            report = codec.loads(Report, about)
        except UNREADABLE as error:
            yield Fault(
                f"report {name}", f"what is said of it cannot be read ({type(error).__name__}: {error})"
            )
            continue
        day = report.published.isoformat() if report.published else None
        said = (report.headline, report.outlet, day, reports.address_key(report.url))
        if _all_whole((headline, outlet, published, url)) != _all_whole(said) or _whole(report.id) != name:
            yield Fault(f"report {name}", "what is said of it (headline, outlet, date, address) was changed")
    for (name,) in db.each(
        "SELECT id FROM reports WHERE id NOT IN (SELECT t.report FROM touches t JOIN log l ON l.number = t.entry "
        "WHERE l.act IN ('add', 'version'))"
    ):
        yield Fault(f"report {name}", "the log does not say that it was added")


def _all_whole(values: Iterable[str | None]) -> list[str | None]:
    return [_whole(v) for v in values]
