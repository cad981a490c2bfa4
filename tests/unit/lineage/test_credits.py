"""Whose copy a report says that it carries."""

import pytest

from variorum.lineage.credits import AGENCIES, cited, credit
from variorum.model import Report
from variorum.text import Span


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("QUILLANE (AP) — A ferry ran aground.", "AP"),
        ("QUILLANE, Nov 3 (MNA) - A ferry ran aground.", "MNA"),
        ("A ferry ran aground.\n\nAdditional reporting by Reuters", "Reuters"),
        ("A ferry ran aground.\n\n(Agence France-Presse)", "AFP"),
        ("A ferry ran aground.\n\nSource: The Associated Press.", "AP"),
        ("A ferry ran aground.\n\nPA Media", None),
        ("A ferry ran aground.\n\n– with PA Media", "PA"),
        ("A ferry ran aground.\n\nWith agencies", AGENCIES),
        ("A ferry ran aground.\n\n(Staff and agencies)", AGENCIES),
        ("A ferry ran aground. The Ferry Users' Group (FUG) - a charity - complained.", None),
        ("A ferry ran aground.\n\nShe lives there with Tom.", None),
        ("A ferry ran aground, Reuters reported.\n\nNobody was hurt.", None),
    ],
)
def test_credit(text: str, name: str | None) -> None:
    """A dateline or a last line names the agency; nothing else in the text does."""
    assert credit(Report("r", "r", (), text, ())) == name


def test_wire_field_wins() -> None:
    """What the reader found stands before what the text shows, under the agency's short name."""
    report = Report("r", "r", (), "QUILLANE (AP) — A ferry.", (), wire="Agence France-Presse")
    assert credit(report) == "AFP"


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("By PA Media", "PA"),
        ("Orla Dunne and agencies", AGENCIES),
        ("Ada Quist | Reuters", "Reuters"),
        ("Tom Rowe", None),
    ],
)
def test_byline_credits(byline: str, name: str | None) -> None:
    """A byline that names an agency, or *agencies*, credits it."""
    assert credit(Report("r", "r", (), "A ferry ran aground.", (), byline=byline)) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fog rose. The ferry had 84 people aboard, Reuters reported. It sank.", "Reuters"),
        ("According to the Washington Post, 84 people were aboard.", "Washington Post"),
        ("The Associated Press has reported that 84 people were aboard.", "AP"),
        ("There were 84 people aboard. Reuters reported that fog rose.", None),
        ("It had 84 people aboard, according to the guardian of the boat.", None),
        ("It had 84 people aboard, according to Reuters, though CNN reported fewer.", None),
        ("It had 84 people aboard, Reuters photographer Tom Rowe said.", None),
    ],
)
def test_cited(text: str, name: str | None) -> None:
    """The outlet or agency that the sentence of a claim names as its origin, and no other, is cited for it."""
    start = text.index("84")
    assert cited(Report("r", "r", (), text, ()), Span(start, start + 2)) == name
