"""A package of stories that a recipient verifies offline: a BagIt bag of dossiers, captures, judgements and the log."""

import hashlib
import json
import shlex
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from variorum import __version__
from variorum.errors import UsageError, VariorumError
from variorum.export.answer import plural
from variorum.export.csv import to_csv
from variorum.export.excerpts import excerpts as cut
from variorum.export.excerpts import excerpts_ld, shortened
from variorum.export.geojson import to_geojson
from variorum.export.html import to_html
from variorum.export.json import to_json
from variorum.export.jsonl import dumped
from variorum.export.jsonld import to_jsonld
from variorum.export.markdown import to_markdown
from variorum.export.xlsx import to_xlsx
from variorum.store import bag, log
from variorum.store.captures import synced
from variorum.store.checking import anchor_faults
from variorum.store.database import NAME as DATABASE
from variorum.store.errors import StoreError
from variorum.store.records import Fault, Json, Judged, LogEntry, PastFinding, StoryRow

if TYPE_CHECKING:
    from variorum.model import Dossier
    from variorum.store.workspace import Workspace

ENDINGS = {"text": ".txt", "html": ".html", "markdown": ".md", "docx": ".docx", "pdf": ".pdf", "mail": ".eml"}
README = """\
This package was made by variorum {version} at {at}.

stories/ID/dossier.json   everything that was found, with offsets ({texts})
stories/ID/dossier.*      the same for annotation tools (jsonld), spreadsheets (csv, xlsx), maps (geojson), readers
stories/ID/judgements.json  what people decided about the findings, apart from them
captures/                 the reports as received, each under the SHA-256 of its bytes{captures}
log.jsonl                 the log of decisions, each entry bound by its hash to the one before
                          (an entry without a body was forgotten, or is about a story that is not in this package{log})

To verify it without variorum: sha256sum -c manifest-sha256.txt
With it: variorum verify FOLDER, which also checks each anchor against its text, and the chain of the log.
"""


def export(
    workspace: "Workspace", folder: Path, *, keys: Sequence[str], excerpts: bool, made: datetime
) -> Path:
    """Write the package into a new folder; it is whole or not there.

    Raises:
        UsageError: the folder exists already, or a story is none.
        VariorumError: no story was analysed yet.
    """
    if folder.exists():
        msg = f"{folder} exists already; name a new folder with -o"
        raise UsageError(msg)
    if not folder.resolve().parent.is_dir():
        msg = f"{folder}: there is no folder {folder.parent}; make it first"
        raise UsageError(msg)
    rows = [workspace.story(k) for k in keys] or list(workspace.stories(limit=-1))
    stories = [(row, d) for row in rows if (d := workspace.dossier(row.id)) is not None]
    if not stories:
        msg = "there is no story that was analysed; variorum analyse does that"
        raise VariorumError(msg)
    about = {
        "Source-Organization": "variorum workspace",
        "Bagging-Date": made.date().isoformat(),
        "Bag-Software-Agent": f"variorum {__version__}",
        "External-Description": f"News reports of {plural(len(stories), 'event')}, read side by side",
    }
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.resolve().parent))
    try:
        bag.write(temporary, _payload(workspace, stories, excerpts=excerpts, made=made), about)
        temporary.rename(folder.resolve())
        synced(folder.resolve().parent)
    except OSError as error:
        msg = (
            f"{folder}: it could not be written ({error.strerror or error}). Make room, or name a folder elsewhere "
            "with -o; nothing of it was left."
        )
        raise StoreError(msg) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)  # after the renaming there is none
    return folder


def _payload(
    workspace: "Workspace", stories: "Sequence[tuple[StoryRow, Dossier]]", *, excerpts: bool, made: datetime
) -> Iterator[tuple[str, bytes]]:
    texts = "excerpts without the texts" if excerpts else "with the texts"
    captures = ": left out, this package holds excerpts" if excerpts else ""
    longer = (
        ",\n                          or holds more of a report in one piece than an excerpt"
        if excerpts
        else ""
    )
    said = README.format(version=__version__, at=workspace.now(), texts=texts, captures=captures, log=longer)
    yield "README.txt", said.encode()
    yield "stories.json", _json([asdict(row) for row, _ in stories])
    kept: dict[str, str] = {}
    for row, dossier in stories:
        where = f"stories/{row.id}"
        for ending, data in _formats(dossier, excerpts=excerpts, made=made):
            yield f"{where}/dossier.{ending}", data
        for name, said_of in (("judgements", workspace.judgements(row.id)), ("past", workspace.past(row.id))):
            yield f"{where}/{name}.json", _json([_beside(one, excerpts=excerpts) for one in said_of])
        for w in dossier.witnesses:
            kept[w.report.sha256] = ENDINGS.get(workspace.report(w.report.id).media, "")
    if not excerpts:
        for sha256 in sorted(kept):
            yield f"captures/{sha256}{kept[sha256]}", workspace.captures.get(sha256)
    told = {row.id for row, _ in stories}
    entries = (_of_these(e, told, excerpts=excerpts) for e in workspace.log())
    yield "log.jsonl", "".join(dumped(asdict(e)) + "\n" for e in entries).encode()


def _beside(one: Judged | PastFinding, *, excerpts: bool) -> Json:
    """A judgement or an earlier finding as JSON; what it has of a report is no longer than an excerpt."""
    whole = asdict(one)
    return (
        {**whole, "summary": shortened(one.summary), "detail": shortened(one.detail)} if excerpts else whole
    )


def _json(value: object) -> bytes:
    return f"{dumped(value, indent=2)}\n".encode()


def _formats(dossier: "Dossier", *, excerpts: bool, made: datetime) -> Iterator[tuple[str, bytes]]:
    whole, linked = to_json(dossier), to_jsonld(dossier)
    if excerpts:
        whole = f"{dumped(cut(json.loads(whole)), indent=2)}\n"
        linked = f"{dumped(excerpts_ld(json.loads(linked)), indent=2)}\n"
    else:
        yield "html", to_html(dossier).encode("utf-8", "backslashreplace")
        yield "md", to_markdown(dossier).encode("utf-8", "backslashreplace")
    yield "json", whole.encode()
    yield "jsonld", linked.encode()
    yield "csv", to_csv(dossier, whole=not excerpts).encode("utf-8", "backslashreplace")
    yield "geojson", to_geojson(dossier).encode()
    yield "xlsx", to_xlsx(dossier, made=made, whole=not excerpts)


def _of_these(entry: LogEntry, told: set[str], *, excerpts: bool) -> LogEntry:
    """The entry, without its body if that is about a story which is not in the package, or is too long for it.

    A body cannot be cut: its hash is bound into the chain, so it is there word for word or only as that hash.
    """
    body = json.loads(entry.body) if entry.body else {}
    named = {story for _, *both in body.get("moves", ()) for story in both if story}
    named |= {body["story"]} if "story" in body else set()
    judged = body.get("finding")
    short = not excerpts or shortened(judged) == judged
    return entry if named and named <= told and short else replace(entry, body=None, salt=None)


def package_faults(folder: Path) -> tuple[Fault, ...]:
    """What of a package does not hold: its files, the anchors of its dossiers, its captures, the chain of its log."""
    if not folder.is_dir():
        return (Fault(str(folder), "there is no such folder; check the name"),)
    found = bag.faults(folder)
    if not (folder / "bagit.txt").is_file() and (folder / DATABASE).is_file():
        command = f"variorum verify --workspace {shlex.quote(str(folder))}"
        return (Fault(str(folder), f"it is a workspace, and no package; to verify it: {command}"),)
    for path in sorted(folder.glob("data/stories/*/dossier.json")):
        found += _dossier_faults(path, folder)
    for path in sorted(folder.glob("data/captures/*")):
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != path.name.partition(".")[0]:
            found.append(
                Fault(f"data/captures/{path.name}", "it does not have the SHA-256 by which it is named")
            )
    log_file = folder / "data" / "log.jsonl"
    try:
        entries = [LogEntry(**json.loads(line)) for line in log_file.read_text("utf-8").splitlines()]
        found += log.chain_faults(entries)
    except (OSError, ValueError, TypeError) as error:
        found.append(Fault("data/log.jsonl", f"it cannot be read ({error})"))
        return tuple(found)
    for path in sorted(folder.glob("data/stories/*/judgements.json")):
        found += _judgement_faults(path, folder, {e.number: e for e in entries})
    return tuple(found)


def _judgement_faults(path: Path, folder: Path, entries: dict[int, LogEntry]) -> list[Fault]:
    """The judgements that are not as the log has them; where it has no body, it says when and what alone."""
    where = path.relative_to(folder).as_posix()
    found = []
    try:
        for said in json.loads(path.read_text("utf-8")):
            entry = entries.get(said["number"])
            body = json.loads(entry.body) if entry and entry.body else {"by": said["by"], "how": said["how"]}
            logged = (entry.at, entry.act, body["by"], body["how"]) if entry else None
            if logged != (said["at"], said["act"], said["by"], said["how"]):
                found.append(Fault(where, f"judgement {said['number']} is not as the log has it"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return [Fault(where, f"they cannot be read ({type(error).__name__}: {error})")]
    return found


def _dossier_faults(path: Path, folder: Path) -> list[Fault]:
    where = path.relative_to(folder).as_posix()
    try:
        dossier = json.loads(path.read_text("utf-8"))
        if dossier.get("excerpts"):
            return []
        found = list(anchor_faults(dossier, where))
        kept = {p.name.split(".")[0] for p in folder.glob("data/captures/*")}
        lacking = [r["sigil"] for r in dossier["reports"] if r["sha256"] not in kept]
        found += [Fault(where, f"the capture of report {sigil} is missing") for sigil in lacking]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return [Fault(where, f"it is no dossier ({type(error).__name__}: {error})")]
    return found
