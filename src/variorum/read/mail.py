"""E-mail (RFC 5322 and MIME): a press release or an alert as it was sent, its headers and its one body."""

import re
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata, Problem, Report, Severity
from variorum.read.assemble import Said, assemble
from variorum.read.blocks import blocks_of
from variorum.read.clean import clean
from variorum.read.html import cleaned_blocks
from variorum.read.page import parse_page

ENOUGH = 200
"""Characters from which a plain body is taken before the HTML beside it: shorter ones say *see the HTML*."""
_HEADERS = ("from", "date", "subject")
_PASSED_ON = re.compile(r"^\s*(?:fw|fwd|wg|tr)\s*:", re.IGNORECASE)
_REPLIED = re.compile(r"^(?:\s*(?:re|fw|fwd|aw|wg|tr)\s*:)+\s*", re.IGNORECASE)
_ADVICE = "Save the message as text, or copy its text into a .txt file"


def read_mail(capture: Capture) -> Report:
    """The report of an e-mail.

    Returns:
        A report whose ``edits`` count code points of the decoded body (of its HTML, where that is read) on their source
        side. The subject is the headline, the sender's name the outlet, the date that of sending, unless the caller
        states others. Attachments are named in a problem and not read.

    Raises:
        UnreadableError: it is no e-mail, or its body holds no text.
    """
    message = message_from_bytes(capture.data, policy=policy.default.clone(raise_on_defect=False))
    if not isinstance(message, EmailMessage) or not any(_header(message, name) for name in _HEADERS):
        raise UnreadableError(capture.location, "it is no e-mail: it has no headers", _ADVICE, code="mail")
    said = [Said("mail", _about(message))]
    headline = capture.stated.headline or said[0].metadata.headline
    plain, html = _body(message, "plain"), _body(message, "html")
    if len(plain.strip()) >= ENOUGH or not html:
        cleaned = clean(plain, as_is=capture.as_is, stated_headline=headline)
        source = plain
    else:
        page = parse_page(html)
        source = page.source
        cleaned = cleaned_blocks(page, None, blocks_of(page), capture, said)
    edits = cleaned.edited.edits if cleaned else ()
    return assemble(capture, cleaned, edits, said=said, source=source, problems=_attached(message, capture))


def _header(message: EmailMessage, name: str) -> str:
    """A header as characters; nothing where it is missing or cannot be decoded."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (
        ValueError,
        LookupError,
        IndexError,
        AttributeError,
    ):  # what the parser lets through on broken headers
        return ""


def _about(message: EmailMessage) -> Metadata:
    written = _header(message, "subject")
    subject = _REPLIED.sub("", written)
    if _PASSED_ON.match(written):  # neither the one who passed it on nor the day says anything of the report
        return Metadata(headline=subject or None)
    sent = _sent(_header(message, "date"))
    return Metadata(
        headline=subject or None, outlet=_sender(message), published=sent.date().isoformat() if sent else None
    )


def _sent(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written) if written else None
    except (ValueError, TypeError, IndexError):
        return None


def _sender(message: EmailMessage) -> str | None:
    """The name of the sender, without the address."""
    name = re.sub(r"\s*<[^>]*>\s*$", "", _header(message, "from")).strip("\"' ")
    return name if name and "@" not in name else None


def _body(message: EmailMessage, kind: str) -> str:
    """The text of the message's own body of a kind."""
    try:
        part = message.get_body(preferencelist=(kind,))
        found = part.get_content() if part is not None else ""
    except (
        LookupError,
        UnicodeDecodeError,
        ValueError,
        AttributeError,
        KeyError,
    ):  # unknown or broken encodings
        return ""
    return found.replace("\r\n", "\n") if isinstance(found, str) else ""


def _attached(message: EmailMessage, capture: Capture) -> list[Problem]:
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    if not names:
        return []
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    text = f"What is attached was not read: {shown}. Save an attachment that is a report, and give its file."
    return [Problem("attachments", Severity.NOTE, text, capture.location)]
