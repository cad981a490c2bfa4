"""A name is found however it is written and wherever it stands, and forgotten there."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.unit.store.test_forgetting import traces

from variorum.model import Metadata
from variorum.store import Act, Workspace
from variorum.store import forgetting as module
from variorum.store.errors import UnknownNameError
from variorum.store.naming import Name

NAME = "Siobhán O'Quorre"
WAYS = {
    "as it is": NAME,
    "curly": "Siobhán O’Quorre",
    "apart": "Siobha\u0301n O'Quorre",
    "bare": "SIOBHAN O'QUORRE",
    "underscores": "Siobhan_O_Quorre_speaks",
    "soft hyphen": "Siobhán O'Quor\u00adre",
    "nothing seen": "Siobhán\u200b O'Quorre",
    "address": "https://news.example/?of=Siobh%C3%A1n%20O%27Quorre&p=2",
    "script": r"Siobh\u00e1n O'Quorre",
}
PAGE = """<html><head><title>Ferry fire</title></head><body><nav>{0}</nav><article><h1>Ferry fire</h1>
<p>The ferry Amsel burned off Port Ellery on Tuesday, and many people were hurt by the smoke that rose.</p>
<p>Two people died in the fire, said the harbour master of Port Ellery, who was on the quay all night long.</p>
</article></body></html>"""


@pytest.mark.parametrize("way", WAYS)
def test_a_name_is_found_as_people_read_it(way: str) -> None:
    """Accents, apostrophes, hyphens and invisible characters hide no name."""
    assert Name(NAME).stands_in(WAYS[way])


@pytest.mark.parametrize(
    "other", ["Siobhán O'Quorres", "Siobhán and O'Quorre", "xSiobhán O'Quorre", "Siobhán"]
)
def test_a_name_is_found_as_whole_words(other: str) -> None:
    """What only begins or ends like it is another name."""
    assert not Name(NAME).stands_in(other)


@pytest.mark.parametrize("name", ["—", "''", "...", "?!"])
def test_a_mark_is_no_name(workspace: Workspace, name: str) -> None:
    """A name without a letter or a digit stands nowhere: nothing of the log is chosen to be forgotten."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry")
    assert not Name(name).stands_in(f"Ann said {name} and left")
    with pytest.raises(UnknownNameError):
        workspace.forget(name, by="Ben", confirmed=True)


@pytest.mark.parametrize("way", WAYS)
def test_who_judged_is_forgotten_however_written(workspace: Workspace, folder: Path, way: str) -> None:
    """The log keeps no spelling of a name that is forgotten."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry")
    workspace.analyse()
    workspace.judge(workspace.findings("Ferry")[0].id, Act.NOTE, by=WAYS[way], how="seen")
    done = workspace.forget(NAME, by="Ben", confirmed=True)
    assert (done.reports, done.judgements) == ((), 1)
    assert traces(folder, b"uor") == []
    assert workspace.verify() == ()


def letter() -> bytes:
    """A letter whose plain text, which is read, does not have the name; a part beside it does, encoded."""
    made = EmailMessage()
    made["Subject"], made["From"] = "Ferry fire", "desk@news.example"
    made.set_content("The ferry Amsel burned off Port Ellery on Tuesday, and many people were hurt.\n")
    made.add_attachment(NAME.encode(), "text", "plain", filename="list.txt", cte="base64")
    return made.as_bytes()


def word() -> bytes:
    """An archive that holds the name in one of its compressed files, among its runs."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/comments.xml", "<w:t>Siobh</w:t><w:t>án</w:t><w:t xml:space='preserve'> O'Quorre</w:t>"
        )
    return held.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        PAGE.format(NAME).encode(),
        PAGE.format("Siobh&aacute;n <b>O&rsquo;Quorre</b>").encode(),
        PAGE.format(NAME).encode("cp1252"),
        PAGE.format(NAME).encode("utf-16"),
        letter(),
        word(),
    ],
)
def test_a_name_is_found_in_what_was_received(data: bytes) -> None:
    """Also where no reading looks: a menu, a part of a letter, a remark in a document."""
    assert Name(NAME).stands_in_bytes(data)
    assert not Name("Siobhán Quill").stands_in_bytes(data)


@pytest.mark.parametrize(("name", "data"), [("a.html", PAGE.format(NAME).encode()), ("a.eml", letter())])
def test_a_capture_that_holds_the_name_is_forgotten(
    workspace: Workspace, folder: Path, name: str, data: bytes
) -> None:
    """A report in whose text the name does not stand goes too if what was received holds it."""
    (one,) = workspace.add_bytes(name, data, story="Ferry").reports
    workspace.add_bytes("b.txt", f"witness: {NAME}".encode(), story="Quay")
    assert "Quorre" not in workspace.report_text(one.id)
    done = workspace.forget(NAME, by="Ben", confirmed=True)
    assert len(done.reports) == 2
    assert list((folder / "captures").glob("*/*")) == []
    assert workspace.verify() == ()


def test_an_address_with_the_name_is_forgotten(workspace: Workspace, folder: Path) -> None:
    """The address of a report is said of it, whatever parts its words there."""
    stated = Metadata(url=WAYS["address"])
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry", stated=stated)
    assert len(workspace.forget(NAME, by="Ben", confirmed=True).reports) == 1
    assert traces(folder, b"uorre") == []


def test_why_a_judgement_was_undone_goes_with_it(workspace: Workspace, folder: Path) -> None:
    """What was said in undoing a judgement of a report is about that report."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry")
    workspace.analyse()
    made = workspace.judge(workspace.findings("Ferry")[0].id, Act.VERIFIED, by="Ann", how="rang")
    workspace.undo(made.number, by="Ann", how="the harbour master withdrew")
    workspace.forget("a.txt", by="Ben", confirmed=True)
    assert traces(folder, b"withdrew") == []
    assert workspace.verify() == ()


def test_a_report_that_comes_meanwhile_is_forgotten_too(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the choice and the erasing another process adds a report with the name: it does not stay."""
    workspace.add_bytes("a.txt", f"witness: {NAME}".encode(), story="Ferry")
    chosen = module.choose
    times: list[int] = []

    def slow(*given: object) -> object:
        found = chosen(*given)  # type: ignore[arg-type]  # passed on as given
        if not times:
            with Workspace.open(folder) as other:
                other.add_bytes("b.txt", f"toll: 2\n\nwitness: {NAME}".encode(), story="Ferry")
        times.append(1)
        return found

    monkeypatch.setattr(module, "choose", slow)
    assert len(workspace.forget(NAME, by="Ben", confirmed=True).reports) == 2
    assert traces(folder, b"Quorre") == []
