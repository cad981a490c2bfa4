"""E-mail."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from variorum.model import Report, Severity
from variorum.read.load import Loaded, load

BODY = (
    "The ferry Sandry Maid burned off Port Ellery on Tuesday, the harbour authority said. Two people died – and a "
    "dog, the café’s owner said.\n\nThe cause was not known on Wednesday, and nobody would be drawn on it before the "
    "inquiry had met.\n"
)
PARAGRAPHS = BODY.strip()


def message(**headers: str) -> EmailMessage:
    """An e-mail with the usual headers, and others in their place."""
    made = EmailMessage()
    usual = {
        "From": "Harbour Authority Ellery <press@harbour.example>",
        "To": "desk@courier.example",
        "Subject": "Two dead as ferry burns",
        "Date": "Wed, 11 Mar 2026 23:30:00 -0800",
    }
    for name, value in {**usual, **headers}.items():
        if value:
            made[name] = value
    return made


def read(folder: Path, made: EmailMessage | bytes, name: str = "a.eml") -> Loaded:
    """What a message gives."""
    (folder / name).write_bytes(made if isinstance(made, bytes) else made.as_bytes())
    return load([str(folder / name)])


def one(loaded: Loaded) -> Report:
    """The one report of it."""
    (report,) = loaded.reports
    return report


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_the_body_and_what_the_headers_say(tmp_path: Path, encoding: str) -> None:
    """Subject, sender and day of sending, as the sender wrote it, are headline, outlet and date; the body is the text."""
    made = message()
    made.set_content(BODY, cte=encoding)
    report = one(read(tmp_path, made))
    assert (report.headline, report.outlet) == ("Two dead as ferry burns", "Harbour Authority Ellery")
    assert (str(report.published), report.published_from) == ("2026-03-11", "mail")
    assert report.text == PARAGRAPHS


def test_edits_lead_to_the_decoded_body(tmp_path: Path) -> None:
    """Between its edits the text is the decoded body, character for character."""
    made = message()
    made.set_content(BODY.replace("on Tuesday", "on\xa0\xa0Tuesday"), cte="quoted-printable")
    report = one(read(tmp_path, made))
    body = made.get_content().replace("\r\n", "\n")
    at = source = 0
    for edit in (*report.edits, None):
        end = edit.text_start if edit else len(report.text)
        assert report.text[at:end] == body[source : source + end - at]
        if edit:
            at, source = edit.text_end, edit.source_end
    assert len(report.edits) >= 1


def test_a_short_plain_part_gives_way_to_the_page(tmp_path: Path) -> None:
    """Where the plain body only points to the HTML, that is read; scripts and styles of it are not."""
    made = message()
    made.set_content("Your mail program does not show HTML.")
    page = "".join(f"<p>{p}</p>" for p in PARAGRAPHS.split("\n\n"))
    made.add_alternative(
        f"<html><head><style>p {{}}</style></head><body>{page}<script>evil()</script></body></html>", "html"
    )
    report = one(read(tmp_path, made))
    assert report.text == PARAGRAPHS
    assert report.headline == "Two dead as ferry burns"


def test_the_plain_part_is_read_where_it_is_the_text(tmp_path: Path) -> None:
    """Of a long plain body and HTML beside it the plain one is taken."""
    made = message()
    made.set_content(BODY)
    made.add_alternative("<p>Another text altogether, which nobody wants to see here.</p>", "html")
    assert one(read(tmp_path, made)).text == PARAGRAPHS


def test_attachments_are_named_and_not_read(tmp_path: Path) -> None:
    """What is attached is a note, and no part of the text."""
    made = message()
    made.set_content(BODY)
    made.add_attachment(b"%PDF-1.7", "application", "pdf", filename="statement.pdf")
    report = one(read(tmp_path, made))
    assert report.text == PARAGRAPHS
    (note,) = [p for p in report.problems if p.code == "attachments"]
    assert "statement.pdf" in note.message
    assert note.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("subject", "headline", "published"),
    [
        ("Re: Two dead", "Two dead", "2026-03-11"),
        ("Fwd: Two dead", "Two dead", "None"),
        ("WG: Re: Two dead", "Two dead", "None"),
        ("=?utf-8?q?Two_dead_=E2=80=93_caf=C3=A9?=", "Two dead – café", "2026-03-11"),
    ],
)
def test_marks_of_replies_are_no_headline(
    tmp_path: Path, subject: str, headline: str, published: str
) -> None:
    """*Re:* and *Fwd:* go; of what was passed on, neither the day nor the one who did is the report's."""
    made = message(Subject="")
    made.set_content(BODY)
    data = f"Subject: {subject}\n".encode() + made.as_bytes()
    report = one(read(tmp_path, data))
    assert (report.headline, str(report.published)) == (headline, published)
    assert (report.outlet is None) == (published == "None")


def test_an_address_is_no_outlet(tmp_path: Path) -> None:
    """A sender without a name names no outlet, and a date that is none is no date."""
    made = message(From="press@harbour.example", Date="")
    made.set_content(BODY)
    report = one(read(tmp_path, b"Date: yesterday\n" + made.as_bytes()))
    assert (report.outlet, report.published) == (None, None)


def test_what_is_stated_counts_more(tmp_path: Path) -> None:
    """A sidecar's date is taken before the header's."""
    made = message()
    made.set_content(BODY)
    (tmp_path / "a.meta.json").write_text('{"published": "2026-03-09"}', encoding="utf-8")
    report = one(read(tmp_path, made))
    assert (str(report.published), report.published_from) == ("2026-03-09", "sidecar")


@pytest.mark.parametrize(
    "data",
    [
        b"just words\n\nand more",
        b"\x00\x01\x02",
        b"Subject: x\n\n",
        b"Subject: x\nContent-Type: text/plain; charset=nothing\nContent-Transfer-Encoding: base64\n\n%%%%",
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n\n--b",
        b"From: =?utf-8?b?//////?=\nDate: Tue, 99 Foo 99999\nContent-Type: text/html; charset=\n\n",
        b"Subject: " + b"a" * 100_000,
    ],
)
def test_what_is_no_mail_or_empty_is_said(tmp_path: Path, data: bytes) -> None:
    """A file without headers or without a body is one error that says what to do, and no error of ours."""
    loaded = read(tmp_path, data)
    assert loaded.reports == ()
    (problem,) = loaded.problems
    assert problem.severity is Severity.ERROR
    assert problem.code in {"mail", "no-text", "empty"}
