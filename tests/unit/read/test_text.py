"""Plain text: headline, byline, dateline, dates, outlet, agency, line breaks and boilerplate."""

import hashlib
from datetime import date

import pytest

from variorum.model import Capture, Metadata, Report
from variorum.read.several import several_reports
from variorum.read.text import read_text

BODY = "A crane fell onto Orla Street on Monday, the fire service of Port Velo said.\n\nNobody was hurt, it said."


def text_report(data: str | bytes, stated: Metadata | None = None, *, as_is: bool = False) -> Report:
    """The report of a plain text."""
    raw = data.encode() if isinstance(data, str) else data
    return read_text(
        Capture(raw, "a.txt", hashlib.sha256(raw).hexdigest(), "text", stated or Metadata(), as_is)
    )


def codes(report: Report) -> set[str]:
    """The codes of a report's problems."""
    return {problem.code for problem in report.problems}


def test_a_date_line_with_a_headline() -> None:
    """A line ' date ISO HEADLINE' gives the date and leaves the headline to open the text."""
    report = text_report(" date 2026-03-03 Crane falls onto Orla Street\n" + BODY)
    assert report.published == date(2026, 3, 3)
    assert report.published_from == "text"
    assert report.headline == "Crane falls onto Orla Street"
    assert report.headline_span is not None
    assert report.headline_span.start == 0
    assert report.headline_span.of(report.text) == report.headline
    assert report.text == "Crane falls onto Orla Street\n\n" + BODY


def test_a_headline_keeps_words_that_could_be_part_of_a_date_line() -> None:
    """A headline after a date keeps its first word, even one that names a time zone or a weekday."""
    report = text_report("date 2026-03-03 Central bank of Velonia raises its rate\n" + BODY)
    assert report.headline == "Central bank of Velonia raises its rate"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published: 3 March 2026", date(2026, 3, 3)),
        ("Published on March 3, 2026 at 5:14 p.m. ET", date(2026, 3, 3)),
        ("March 3, 2026", date(2026, 3, 3)),
        ("Tuesday, 3rd March 2026, 10:30 GMT", date(2026, 3, 3)),
        ("Posted 2026-03-03T23:30:00-05:00", date(2026, 3, 3)),
        ("Date: 03.04.2026", date(2026, 4, 3)),
        ("Last updated: 13/03/2026", date(2026, 3, 13)),
        ("Published: 3 March 2026 | Updated: 5 March 2026", date(2026, 3, 3)),
        ("Tue, 03 Mar 2026 10:00:00 GMT", date(2026, 3, 3)),
    ],
)
def test_date_lines(line: str, expected: date) -> None:
    """A line of nothing but a date gives the publication date and goes out of the text."""
    report = text_report(f"Crane falls onto Orla Street\n{line}\n\n{BODY}")
    assert report.published == expected
    assert report.text == "Crane falls onto Orla Street\n\n" + BODY


def test_the_publication_date_goes_before_the_update() -> None:
    """The date of an update counts only where no publication date is given."""
    report = text_report(f"Updated: 5 March 2026\nPublished: 3 March 2026\n\n{BODY}")
    assert report.published == date(2026, 3, 3)


@pytest.mark.parametrize("written", ["31 February 2026", "03/04/2026", "2026-13-01"])
def test_a_date_that_cannot_be_read_is_a_problem_and_no_date(written: str) -> None:
    """An impossible or ambiguous date gives no date, and a problem that names it."""
    report = text_report(f"Published: {written}\n\n{BODY}")
    assert report.published is None
    assert [p for p in report.problems if p.code == "bad-date" and written in p.message]


def test_no_date_in_the_body_is_taken_for_the_publication() -> None:
    """A date in a sentence of the body is not the publication date."""
    report = text_report(
        "The bridge, opened on 3 March 2019, was closed on Monday, police in Velo said.\n\n" + BODY
    )
    assert report.published is None
    assert "no-date" in codes(report)


def test_header_lines_together() -> None:
    """Outlet, byline, agency and date above the body are read and leave only headline and body."""
    report = text_report(
        "Title: Crane falls onto Orla Street\nSource: Harbour Post\nBy Mara Venn, Associated Press\n3 March 2026 | 4 min read\n\n"
        + BODY
    )
    assert (report.headline, report.outlet, report.byline) == (
        "Crane falls onto Orla Street",
        "Harbour Post",
        "Mara Venn, Associated Press",
    )
    assert report.wire == "AP"
    assert report.published == date(2026, 3, 3)
    assert report.text == "Crane falls onto Orla Street\n\n" + BODY


def test_date_and_outlet_on_one_line() -> None:
    """'DATE | NAME' gives both; 'NAME | DATE' gives the date alone, for the name could be the author's."""
    first = text_report("2026-03-03 | Harbour Post\nCrane falls onto Orla Street\n\n" + BODY)
    assert (first.published, first.outlet) == (date(2026, 3, 3), "Harbour Post")
    second = text_report("Mara Venn | 2026-03-03\nCrane falls onto Orla Street\n\n" + BODY)
    assert (second.published, second.outlet, second.byline) == (date(2026, 3, 3), None, None)


@pytest.mark.parametrize(
    "first",
    [
        "A crane fell onto a street in Port Velo on Monday.",
        "“We heard it crack,” said a baker on Orla Street.",
        "Mara Venn and Tom Oakes",
        "Staff photo: a crane on Orla Street",
        "A crane lies across Orla Street, Port Velo, March 3, 2026 (Ann Roe/Reuters)",
        "By Tuesday evening, the street was still closed, and the",
        "Warning: some readers may find pictures of Orla Street disturbing",
    ],
)
def test_first_lines_that_are_no_headline(first: str) -> None:
    """A sentence, a quotation, names, a caption or a notice at the top is no headline."""
    assert text_report(first + "\n\n" + BODY).headline is None


def test_a_byline_is_names_only() -> None:
    """'By' with a time or a verb after it opens a sentence, not a byline."""
    report = text_report("By Monday night the street was open again, the fire service said.\n\n" + BODY)
    assert report.byline is None
    assert report.text.startswith("By Monday night")


def test_a_stated_headline_is_found_in_the_text() -> None:
    """A headline that a sidecar states is marked where the text has it, and not invented where it has not."""
    there = text_report(
        "Crane Falls Onto Orla Street.\n\n" + BODY, Metadata(headline="Crane falls onto Orla Street.")
    )
    assert there.headline_span is not None
    assert there.headline == "Crane Falls Onto Orla Street."
    absent = text_report(BODY, Metadata(headline="Street closed"))
    assert (absent.headline, absent.headline_span) == ("Street closed", None)


@pytest.mark.parametrize(
    ("opening", "dateline", "wire"),
    [
        ("PORT VELO, Velonia (AP) — A crane fell.", "PORT VELO, Velonia (AP)", "AP"),
        ("PORT VELO, March 3 (Reuters) - A crane fell.", "PORT VELO, March 3 (Reuters)", "Reuters"),
        ("PORT VELO — A crane fell.", "PORT VELO", None),
        ("Port Velo (AFP) – A crane fell.", "Port Velo (AFP)", "AFP"),
        ("PORT VELO/ORLA (Reuters) - A crane fell.", "PORT VELO/ORLA (Reuters)", "Reuters"),
        ("(Reuters) - A crane fell.", None, "Reuters"),
        ("NATO — the alliance — said a crane fell.", None, None),
        ("BREAKING — A crane fell.", None, None),
        ("Mara Venn — A baker.", None, None),
    ],
)
def test_datelines(opening: str, dateline: str | None, wire: str | None) -> None:
    """A dateline is read, stays in the text, and names the agency; capitals before a dash alone are none."""
    report = text_report(f"{opening} {BODY}")
    assert (report.dateline, report.wire) == (dateline, wire)
    assert report.text.startswith(opening)


def test_a_full_date_in_the_dateline_is_the_publication() -> None:
    """A dateline with day, month and year dates the report; one without a year does not."""
    assert text_report("VELO, March 3, 2026 (Reuters) - A crane fell. " + BODY).published == date(2026, 3, 3)
    assert text_report("VELO, March 3 (Reuters) - A crane fell. " + BODY).published is None


@pytest.mark.parametrize(
    ("credit", "wire"),
    [
        ("(Reporting by Ann Roe and Tom Oakes; Editing by Mara Venn)", "Reuters"),
        ("With files from The Associated Press", "AP"),
        ("With files from the Canadian Press and AFP", "The Canadian Press"),
        ("With files from Mara Venn", None),
        ("The Associated Press contributed to this report.", "AP"),
        ("(Associated Press writer Ann Roe in Velo and Tom Oakes contributed to this report.)", "AP"),
        ("VBR's Ann Roe contributed reporting to this story.", None),
    ],
)
def test_credit_lines(credit: str, wire: str | None) -> None:
    """A credit line under the report names the agency and goes out of the text."""
    report = text_report(f"{BODY}\n\n{credit}")
    assert report.wire == wire
    assert report.text == BODY


def test_boilerplate_goes_and_sentences_stay() -> None:
    """Whole lines of boilerplate go; a sentence that opens with the same words stays."""
    lines = [
        "A crane fell onto Orla Street on Monday, officials said.",
        "Listen to this article",
        "Share on Facebook, the mayor asked, and find my dog.",
        "Facebook Twitter Email",
        "Read more: Ten cranes that fell",
        "Sign up for our newsletter to get the best of Velo in your inbox",
        "Advertisement",
        "Read more: he did, the baker said, in every paper.",
        "© 2026 Harbour Post. All rights reserved.",
    ]
    assert text_report("\n".join(lines)).text.split("\n\n") == [lines[0], lines[2], lines[7]]


@pytest.mark.parametrize(
    "line",
    [
        "Story contains language in paragraphs 4 and 9 that some may find offensive.",
        "Read or Share this story: http://velo.example/x1",
        "Let our news meet your inbox.",
        "You can also like Velo News on Facebook",
        "Click here to see tonight's weather in Velo",
        "Download Now",
        "Media playback is unsupported on your device",
        "Image copyright Velo Pictures",
        "Image caption The crane lay in the road for two days",
        "Hide Caption",
        "Photo: Ana Vell / Velo Times",
        "Watch: Crews lift the crane",
        "This story has been updated with the name of the street.",
        "Copyright 2013 Velo Times",
        "(Published Wednesday, Feb. 20, 2013)",
        "Story Continued Below",
        "Follow us on Facebook and Instagram for more.",
    ],
)
def test_a_line_of_boilerplate_goes(line: str) -> None:
    """What a page says of itself, or offers, is no paragraph of the report."""
    said = [f"The crane fell onto house number {n} of Orla Street, officials said." for n in range(1, 8)]
    source = "\n\n".join((*said[:2], line, *said[2:]))
    assert text_report(source).text == "\n\n".join(said)


@pytest.mark.parametrize(
    "line",
    [
        "You can also like our page on Facebook, the mayor said.",
        "You can also find the mill on the old road to Velo.",
        "The letter contains language that the court called a threat.",
        "The story was updated by the museum in 1990 and shown in Velo.",
        "Smoke contributed to this reporter's death.",
    ],
)
def test_a_sentence_like_boilerplate_stays(line: str) -> None:
    """A sentence of the report stays, though boilerplate opens with the same words."""
    assert text_report(f"{BODY}\n\n{line}").text == f"{BODY}\n\n{line}"


def test_a_date_in_brackets_is_that_of_the_report() -> None:
    """*(Published Wednesday, Feb. 20, 2013)* gives the day of publication."""
    assert text_report(f"{BODY}\n\n(Published Wednesday, Feb. 20, 2013)").published == date(2013, 2, 20)


def test_as_is_lists_boilerplate_and_changes_nothing() -> None:
    """Taken as it is, a text keeps every character, has no edits, and lists what cleaning would cut."""
    source = "  Crane falls\r\n\r\nListen to this article\n" + BODY.replace("\n\n", "\n") + "\n\n"
    report = text_report(source, as_is=True)
    assert report.text == source
    assert report.edits == ()
    assert [span.of(report.text) for span in report.boilerplate] == ["Listen to this article"]


def test_repeated_paragraphs_stay() -> None:
    """A paragraph that stands twice in the capture stands twice in the text."""
    text = BODY + "\n\n" + BODY
    assert text_report(text).text == text


def test_invisible_characters_are_kept_and_flagged() -> None:
    """Zero-width and bidirectional controls stay in the text, and a problem points at the first."""
    report = text_report("Nobody was hu\u200brt, the \u202efire service of Port Velo\u202c said on Monday.")
    problem = next(p for p in report.problems if p.code == "invisible-characters")
    assert problem.span is not None
    assert problem.span.of(report.text) == "\u200b"
    assert "3 such characters" in problem.message


def test_unicode_is_never_normalised() -> None:
    """Decomposed letters, ligatures and full-width forms come back as they were."""
    text = "The cafe\u0301 on Orla Street was o\ufb03cially closed (\uff11\uff12 tables), its owner said on Monday."
    assert text_report(text).text == text


def test_a_space_that_groups_digits_stays() -> None:
    """A thin or no-break space inside a number stays; elsewhere it becomes a plain space."""
    assert text_report("Some 10\u202f000 people left at 11\u00a0a.m., the mayor said on Monday.").text == (
        "Some 10\u202f000 people left at 11 a.m., the mayor said on Monday."
    )


def test_front_matter() -> None:
    """A YAML front matter states metadata and is not part of the text."""
    report = text_report(
        f"---\ntitle: Crane falls\ndate: 2026-03-03\nauthor: [Ann Roe, Tom Oakes]\noutlet: Post\n---\n{BODY}"
    )
    assert (report.headline, report.published, report.published_from) == (
        "Crane falls",
        date(2026, 3, 3),
        "front-matter",
    )
    assert (report.byline, report.outlet, report.text) == ("Ann Roe, Tom Oakes", "Post", BODY)


def test_front_matter_that_is_no_yaml() -> None:
    """A broken front matter is a problem, and its lines stay in the text."""
    report = text_report(f"---\ntitle: [Crane\n---\n{BODY}")
    assert "bad-front-matter" in codes(report)
    assert "Nobody was hurt" in report.text


@pytest.mark.parametrize(
    "second",
    [
        "date 2026-03-04 Street opened again by the mayor\nThe street was opened on Tuesday, the mayor said.",
        "-----\nStreet opened again by the mayor\nBy Tom Oakes\n\nThe street was opened on Tuesday, the mayor said.",
    ],
)
def test_two_reports_in_one_file(second: str) -> None:
    """A second header below a body is a warning that says to split the file."""
    report = text_report(f"date 2026-03-03 Crane falls onto Orla Street\n{BODY}\n{second}")
    assert "several-reports" in codes(report)


def test_one_report_with_a_rule_is_one_report() -> None:
    """A rule between two parts of a report, without a header below it, is no second report."""
    report = text_report(f"{BODY}\n\n***\n\nThe street was opened again on Tuesday, the mayor said at noon.")
    assert "several-reports" not in codes(report)


def test_a_byline_below_the_report_is_no_second_report() -> None:
    """A rule and a byline at the end sign the report, and open no other."""
    report = text_report(f"{BODY}\n\n---\n\nBy Tom Oakes")
    assert "several-reports" not in codes(report)


def test_another_language_is_said() -> None:
    """A report in another language has that language and a warning."""
    report = text_report(
        "Una grúa cayó el lunes sobre la calle Orla, según informaron los bomberos de la ciudad. No hubo heridos, "
        "pero la calle permanecerá cerrada durante toda la semana, dijo el alcalde a los periodistas en una rueda de prensa."
    )
    assert report.language == "es"
    assert "not-english" in codes(report)


def test_a_short_text_in_another_language_is_said_so() -> None:
    """One sentence in another language is not read as English."""
    report = text_report("Una grúa cayó el lunes sobre la calle Orla.")
    assert report.language == "es"
    assert "not-english" in codes(report)


def test_no_language_is_told_from_a_few_words() -> None:
    """Of a few words that may be of any language the language is unknown, and no problem."""
    report = text_report("Grúa Orla, Porto Lanza.")
    assert report.language is None
    assert "not-english" not in codes(report)


def test_a_long_rule_between_two_whole_texts_is_told() -> None:
    """One long rule between two texts that are each as long as a report is said to part two reports."""
    body = "The harbour office of Corrin closed its gates early and sent the night crews home again. " * 8
    assert several_reports(f"{body}\n\n----------\n\n{body}", "x")
    assert not several_reports(f"{body}\n\n----------\n\nA short note.", "x")
    assert not several_reports(f"{body}\n\n----------\n\n{body}\n\n----------\n\n{body}", "x")
