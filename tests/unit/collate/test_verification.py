"""What a report says is without comment."""

from collections.abc import Callable

import pytest

from variorum.model import Dossier

Lines = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Mayor Ina Dorn refused to answer questions about the fire.", True),
        ("Mayor Ina Dorn declined to comment on the fire.", True),
        ("Mayor Ina Dorn didn’t just refuse to answer questions about the fire, she left.", False),
        ("Mayor Ina Dorn did not refuse to answer questions about the fire.", False),
    ],
)
def test_a_refusal_that_is_denied_is_no_silence(lines: Lines, said: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """Who refuses to answer gives no comment; who *did not refuse*, or *didn't just refuse*, is not said to be silent."""
    found = lines(said, "A fire burned in Corrin on Tuesday.")
    assert any(line.startswith("unverified verification no-comment") for line in found) is expected


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Detectives were still trying to determine whether Brandt knew the man.", "unknown"),
        ("There is no word yet on whether the yard will open again.", "unknown"),
        ("Police have not said whether the two fires were connected.", "unknown"),
        ("The cause of the fire was still under investigation.", "unknown"),
        ("It was too early to say what had caused the fire.", "unknown"),
        ("Mayor Brandt would not say whether he had read the report.", "no-comment"),
        ("Halden Ships did not answer calls seeking comment.", "no-comment"),
        ("The harbour office could neither confirm nor deny the report.", "unverified"),
    ],
)
def test_more_ways_to_leave_it_open(dossier: Callable[..., Dossier], sentence: str, part: str) -> None:
    """What is not known, not said or not answered is listed in the report's own words."""
    found = [
        f
        for f in dossier(f"A fire broke out in Corrin. {sentence}", "It rained.").findings
        if f.kind == "unverified"
    ]
    assert [f.part for f in found] == [part]


@pytest.mark.parametrize(
    "sentence",
    [
        "He was trying to determine the price of the boat before he bought it.",
        "She did not say yes at once.",
        "They know what they want.",
        "The investigation of the cause is over, and the court has the report.",
    ],
)
def test_what_is_not_left_open(dossier: Callable[..., Dossier], sentence: str) -> None:
    """A person's own search, a slow answer and an inquiry that is over leave nothing open."""
    found = dossier(f"A fire broke out in Corrin. {sentence}", "It rained.").findings
    assert not [f for f in found if f.kind == "unverified"]


def test_what_is_open_is_shown_with_its_subject_and_no_loose_end(dossier: Callable[..., Dossier]) -> None:
    """A long subject stands whole, and words that only open what is cut off do not end the phrase."""
    story = dossier(
        "The motive behind the May 22nd drive-by shooting outside the Corrin market on Vale Street remains unclear. "
        "It is unclear if the suspect or suspects knew the victims or what was actually taken from them by the men.",
        "It rained.",
    )
    words = [r.value for f in story.findings if f.kind == "unverified" for r in f.readings]
    assert words[0].startswith("The motive behind the May 22nd")
    assert not words[1].endswith(("or what", "or", "what"))


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Investigators have not released the name of the diver yet.",
         "Investigators have not released the name of the diver yet"),
        ("The clerk gave a figure that could not be independently verified.",
         "The clerk gave a figure that could not be independently verified"),
        ("It wasn't immediately clear if the divers have lawyers.", "It wasn't immediately clear if the divers have lawyers"),
        ("It is not known if the van was involved in the robbery.", "It is not known if the van was involved in the robbery"),
    ],
)  # fmt: skip
def test_what_is_open_is_shown_whole(dossier: Callable[..., Dossier], sentence: str, shown: str) -> None:
    """What nobody has verified is shown with its clause."""
    story = dossier(sentence, "A fire burned in Corrin on Tuesday.")
    assert [r.anchors[0].exact for f in story.findings if f.kind == "unverified" for r in f.readings] == [
        shown
    ]


def test_what_one_report_leaves_open_twice_is_listed_once(lines: Lines) -> None:
    """A caption and the text below it leave one thing open."""
    twice = "The make and model of the van is not known.\n\nPolice met. The make and model of the van are not yet known."
    found = lines(twice, "A fire burned in Corrin on Tuesday.")
    assert len([line for line in found if line.startswith("unverified")]) == 1
