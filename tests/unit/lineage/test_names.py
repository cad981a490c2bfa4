"""Which names of sources are one source."""

import pytest

from variorum.lineage.names import Same, agency, same_source


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kate Mallory", "Inspector Kate Mallory", Same.YES),
        ("KATE MALLORY", "Kate Mallory", Same.YES),
        ("Mallory", "Kate Mallory", Same.PERHAPS),
        ("Joanne Hargreave", "Ellie Hargreave", Same.NO),
        ("NRSB", "the National Rail Safety Bureau", Same.YES),
        ("N.R.S.B.", "National Rail Safety Bureau", Same.YES),
        ("ORB", "National Rail Safety Bureau", Same.NO),
        ("Customs and Harbour Enforcement", "Orlestani Customs and Harbour Enforcement", Same.YES),
        ("Foreign Ministry", "Varkania's Foreign Ministry", Same.PERHAPS),
        ("Orlestan's Foreign Ministry", "Varkania's Foreign Ministry", Same.NO),
        ("officials", "officials", Same.PERHAPS),
        ("officials", "Health officials", Same.PERHAPS),
        ("police", "police in Quillane", Same.PERHAPS),
        ("police", "a police spokeswoman", Same.PERHAPS),
        ("Quillane police", "a police spokesman", Same.PERHAPS),
        ("Quillane police", "Merrow police", Same.NO),
        ("a hospital spokesman", "a police spokesman", Same.NO),
        ("the Ministry of Health", "the Health Ministry", Same.YES),
        ("Department of Justice", "the Justice Department", Same.YES),
        ("Justice Department", "Transport Department", Same.NO),
        ("the department", "Quillane Fire Department", Same.PERHAPS),
        ("witnesses", "Witnesses", Same.PERHAPS),
        ("AP", "The Associated Press", Same.YES),
        ("AP", "Reuters", Same.NO),
        ("", "Reuters", Same.NO),
    ],
)
def test_same_source(one: str, other: str, same: Same) -> None:
    """Names are one source, perhaps one, or not, whichever comes first."""
    assert same_source(one, other) is same
    assert same_source(other, one) is same


def test_agency_names() -> None:
    """An agency is known by its short and its long name, in any case; others are none."""
    assert agency("the associated press") == "AP"
    assert agency("Agence France-Presse") == "AFP"
    assert agency("The Northern Examiner") is None
