"""Which line breaks only wrap a sentence."""

import hashlib
import textwrap

import pytest

from variorum.model import Capture, Report
from variorum.read.text import read_text

FIRST = (
    "The harbour of Port Velo was closed on Monday after a ferry with some 120 people on board struck the "
    "northern pier, the port authority said in a statement read out by its director."
)
SECOND = (
    "Three sailors were taken to hospital with cuts and bruises, according to the fire service, which sent "
    "four boats and a helicopter to the pier within ten minutes of the first call."
)


def text_report(text: str) -> Report:
    """The report of a plain text."""
    return read_text(Capture(text.encode(), "a.txt", hashlib.sha256(text.encode()).hexdigest(), "text"))


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("The boat was stopped by U.S.", "Coast Guard officers off the cape."),
        ("He wrote to the U.S.", "Embassy in Velo on Monday."),
        ("The director thanked Mr.", "Oakes for his help on Monday."),
        ("The harbour was closed on Jan.", "28 for a day."),
        ("It struck the pier at 7 a.m.", "Monday, the authority said."),
        ("The ship belongs to a firm led by George W.", "Oakes of Port Velo."),
        ("The ferry struck the", "Northern Pier on Monday."),
        ("The ferry struck a pier,", "The Harbour Post said."),
        ("The ferry struck a pier and then", "sank within minutes."),
        ("“Get off!”", "he shouted at the sailors."),
    ],
)
def test_breaks_inside_a_sentence(head: str, tail: str) -> None:
    """A line that cannot end its sentence is joined to the next by one space."""
    source = f"{FIRST}\n{head}\n{tail}\n{SECOND}"
    assert text_report(source).text.split("\n\n") == [FIRST, f"{head} {tail}", SECOND]


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("The sailors came from the U.S.", "The ferry was built in Velo."),
        ("The sailors came from the U.S.", "Oakes said so on Monday."),
        ("It struck the pier at 7 a.m.", "Nobody was killed in the accident."),
        ("The ship belongs to Oakes Inc.", "Its owner was not on board."),
        ("What we know so far", "The ferry was built in Velo in 1990."),
        ("He said: “It was dark.”", "The ferry was built in Velo in 1990."),
        ("- three sailors were hurt", "- the ferry sank later"),
    ],
)
def test_breaks_between_paragraphs(head: str, tail: str) -> None:
    """A line that can end its paragraph is kept apart from the next by one blank line."""
    source = f"{FIRST}\n{head}\n{tail}\n{SECOND}"
    assert text_report(source).text.split("\n\n") == [FIRST, head, tail, SECOND]


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\n    "])
def test_wrapped_text(gap: str) -> None:
    """Text cut at a fixed width comes back as paragraphs, whether blank lines, short lines or indents part them."""
    wrapped = gap.join(textwrap.fill(paragraph, 50) for paragraph in (FIRST, SECOND, FIRST))
    assert text_report(wrapped).text == f"{FIRST}\n\n{SECOND}\n\n{FIRST}"


def test_a_wrapped_headline() -> None:
    """A headline over two lines above a blank line is one headline, in wrapped text."""
    source = (
        "Ferry with some 120 people on board strikes\nnorthern pier of Port Velo harbour\n\n"
        + "\n\n".join(textwrap.fill(paragraph, 46) for paragraph in (FIRST, SECOND))
    )
    report = text_report(source)
    assert report.headline == "Ferry with some 120 people on board strikes northern pier of Port Velo harbour"
    assert report.text == f"{report.headline}\n\n{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_all_forms_of_line_break(end: str) -> None:
    """Carriage returns and Unicode line separators break lines as a line feed does."""
    assert text_report(end.join((FIRST, "", SECOND))).text == f"{FIRST}\n\n{SECOND}"


def test_a_word_cut_at_its_hyphen() -> None:
    """A line that ends with a hyphen is joined without a space, and the hyphen stays."""
    source = f"{FIRST}\nThe captain, a well-\nknown sailor, was not hurt.\n{SECOND}"
    assert "a well-known sailor" in text_report(source).text


def test_an_advertisement_inside_a_sentence() -> None:
    """Where boilerplate stood inside a sentence, the sentence is whole again."""
    source = (
        "The captain of the ferry was led off\n\nAdvertisement\n\nby two officers on Monday.\n\n" + SECOND
    )
    assert text_report(source).text.startswith(
        "The captain of the ferry was led off by two officers on Monday."
    )
