"""Whose copy a report says that it carries."""

import pytest

from variorum.lineage.credits import credit
from variorum.model import Report


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("QUILLANE (AP) — A ferry ran aground.", "AP"),
        ("QUILLANE, Nov 3 (MNA) - A ferry ran aground.", "MNA"),
        ("A ferry ran aground.\n\nAdditional reporting by Reuters", "Reuters"),
        ("A ferry ran aground.\n\n(Agence France-Presse)", "AFP"),
        ("A ferry ran aground.\n\nSource: The Associated Press.", "AP"),
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
