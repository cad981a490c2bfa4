"""Plain text to a report."""

from variorum.model import Capture, Report
from variorum.read.assemble import Said, assemble
from variorum.read.checks import encoding_note
from variorum.read.clean import clean
from variorum.read.decode import decode
from variorum.read.front import front_matter
from variorum.read.offsets import in_bytes


def read_text(capture: Capture) -> Report:
    """The report of a plain text.

    Returns:
        A report whose ``edits`` count bytes of the capture on their source side: the bytes between
        two edits, decoded, are the text between them. With ``as_is`` there are none (but for a byte
        order mark), and what would have been cut is listed as ``boilerplate``.

    Raises:
        UnreadableError: the bytes are no text, or nothing is left of it.
    """
    decoded = decode(capture.data, capture.location)
    stated, start, problems = front_matter(decoded.text, capture.location)
    cleaned = clean(
        decoded.text,
        as_is=capture.as_is,
        start=start,
        stated_headline=capture.stated.headline or stated.headline,
    )
    edits = cleaned.edited.edits if cleaned else ()
    return assemble(
        capture,
        cleaned,
        in_bytes(edits, decoded.text, decoded.offsets(capture.data)),
        said=[Said("front-matter", stated)],
        source=decoded.text,
        problems=[*problems, *encoding_note(decoded, capture.location)],
    )
