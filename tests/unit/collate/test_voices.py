"""Who says so: denials, negation, utterances and what nobody has verified."""

from collections.abc import Callable

import pytest

from variorum.model import Dossier

Lines = Callable[..., list[str]]

HEAD = "The bridge in Corrin collapsed on Tuesday. "


def apart(found: list[str]) -> list[str]:
    """What sends an editor to check: conflicts and disputes."""
    return [line for line in found if line.startswith(("conflict", "dispute"))]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Mayor Ilse Brandt said police beat the protesters in Corrin on Tuesday.",
         "Police chief Tomas Werth denied that police beat the protesters in Corrin on Tuesday."),
        ("The ministry said its troops shelled the hospital in Corrin on Tuesday.",
         "The governor denied that troops shelled the hospital in Corrin on Tuesday."),
    ],
    ids=["persons", "offices"],
)  # fmt: skip
def test_a_denial_is_a_dispute(lines: Lines, one: str, two: str) -> None:
    """What one source says and another denies is a dispute, and no conflict."""
    (line,) = apart(lines(one, two))
    assert line.startswith("dispute")


def test_a_denial_inside_one_report_is_a_dispute(lines: Lines) -> None:
    """Two sources of one report who contradict one another dispute."""
    said = "The prosecutor, Ilse Brandt, said Pavel Strand killed the guard in Corrin on Tuesday."
    denied = " Strand's lawyer, Tomas Werth, denied that Strand killed the guard."
    assert [line for line in lines(said + denied, said) if line.startswith("dispute")]


def test_happened_and_did_not_happen_is_a_conflict(lines: Lines) -> None:
    """One report's own voice that it happened against another's that it did not is a conflict."""
    found = lines(
        "Pavel Strand was arrested in Corrin on Tuesday.",
        "Pavel Strand was not arrested in Corrin on Tuesday.",
    )
    assert [line for line in apart(found) if line.startswith("conflict polarity")]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("Police in Corrin arrested Pavel Strand on Tuesday. They did not release his name.",
                     "Police in Corrin arrested Pavel Strand on Tuesday. They released his wife.", id="another-patient"),
        pytest.param("Pavel Strand was arrested in Corrin on Tuesday. He was not hurt.",
                     "Pavel Strand was arrested in Corrin on Tuesday. A guard was hurt.", id="another-victim"),
        pytest.param("Gunmen not only kidnapped 12 teachers in Corrin on Tuesday but burned the school.",
                     "Gunmen kidnapped 12 teachers in Corrin on Tuesday and burned the school.", id="not-only"),
        pytest.param("Pavel Strand was not arrested until Tuesday in Corrin.",
                     "Pavel Strand was arrested in Corrin on Tuesday.", id="not-until"),
        pytest.param("Strand denied that he killed the guard in Corrin on Tuesday.",
                     "Strand denied killing the guard in Corrin on Tuesday.", id="the-same-denial"),
        pytest.param("The army killed 12 rebels in Corrin on Tuesday.",
                     "The army killed 12 rebels in Corrin on Tuesday. Karim Dost denied that the army burned houses.",
                     id="denial-of-something-else"),
    ],
)  # fmt: skip
def test_a_negation_of_something_else_stays_silent(lines: Lines, one: str, two: str) -> None:
    """A negation of another verb, of another person's part or of no fact at all contradicts nothing."""
    assert not apart(lines(one, two))


WHOLE = "“We will rebuild the bridge before the winter comes,” Mayor Ilse Brandt said."


@pytest.mark.parametrize(
    ("one", "two", "change"),
    [
        ("“We will rebuild the bridge before the winter comes, and we will not ask anyone for money,” Mayor Ilse Brandt said.",
         WHOLE, "cut"),
        ("Mayor Ilse Brandt said: “We will rebuild the bridge before winter. Nobody should doubt that. The people have waited long.”",
         "Mayor Ilse Brandt said: “We will rebuild the bridge before winter. The people have waited long.”", "joined"),
        (WHOLE, "“We shall rebuild that bridge before the first snow of winter comes,” Mayor Ilse Brandt said.", "reworded"),
        (WHOLE, "Mayor Ilse Brandt said the town would rebuild the bridge before the winter comes.", "indirect"),
    ],
    ids=["cut", "joined", "reworded", "indirect"],
)  # fmt: skip
@pytest.mark.parametrize("order", [1, -1], ids=["first", "second"])
def test_one_utterance_worded_twice_is_a_variant(
    lines: Lines, one: str, two: str, change: str, order: int
) -> None:
    """An utterance that another report cuts, joins, rewords or tells indirectly is a variant, in either order."""
    (line,) = [line for line in lines(*(HEAD + one, HEAD + two)[::order]) if line.startswith("variant")]
    assert line.startswith(f"variant wording {change}: ")


@pytest.mark.parametrize(
    "two",
    [
        'Mayor Ilse Brandt said: "We will rebuild the bridge, before the winter comes."',
        "“We will rebuild the bridge before the Winter comes!” Mayor Ilse Brandt said.",
        "“We will rebuild the bridge before the winter comes,” Mayor Ilse Brandt told reporters.",
    ],
    ids=["punctuation", "case", "cue"],
)
def test_punctuation_and_case_make_no_variant(lines: Lines, two: str) -> None:
    """Utterances that differ in punctuation or case alone agree in wording."""
    found = lines(HEAD + WHOLE, HEAD + two)
    assert len([line for line in found if line.startswith("agreement wording")]) == 1
    assert not [line for line in found if line.startswith("variant")]


def test_two_speakers_make_no_variant(lines: Lines) -> None:
    """Words of two different sources are two utterances."""
    found = lines(
        HEAD + WHOLE,
        HEAD + "“Nobody will rebuild that bridge in my lifetime,” councillor Tomas Werth said.",
    )
    assert not [line for line in found if " wording" in line]


@pytest.mark.parametrize(
    "open_point",
    [
        "The claim could not be independently verified.",
        "The cause of the collapse was not immediately known.",
        "The builder did not respond to a request for comment.",
    ],
    ids=["unverified", "unknown", "no-comment"],
)
def test_what_is_open_is_listed_once(lines: Lines, open_point: str) -> None:
    """What is open in one report is unverified, and one finding where two reports leave it open."""
    alone = [line for line in lines(HEAD + open_point, HEAD) if line.startswith("unverified")]
    both = [line for line in lines(HEAD + open_point, HEAD + open_point) if line.startswith("unverified")]
    assert len(alone) == len(both) == 1
    assert " = " not in alone[0]
    assert " = " in both[0]


def test_a_name_that_two_quotations_share_makes_them_no_variants(lines: Lines) -> None:
    """Quotations of two speakers that share little but *the people of New Corran* are two utterances."""
    found = lines(
        'The premier offered her "deepest condolences to the people of New Corran" on Monday.',
        'A spokesman said on Monday: "We stand in solidarity with the people of New Corran and their government."',
    )
    assert not any(f.startswith("variant") for f in found)


def test_a_word_or_two_left_out_inside_is_no_joining(dossier: Callable[..., Dossier]) -> None:
    """*Every check that she was ever given* and *every check she was given* are one utterance, reworded."""
    found = dossier(
        "Mayor Ilse Brandt said: “The bridge passed every check that it was ever given.”",
        "Mayor Ilse Brandt said: “The bridge passed every check it was given.”",
    ).findings
    assert [f.change for f in found if f.kind == "variant"] == ["reworded"]


def test_a_person_and_a_spokesman_of_another_need_nearly_the_same_words(lines: Lines) -> None:
    """Half the words in common do not make a firm's spokesman and the governor one speaker; nearly all of them do."""
    said = "“We are aware of what has happened in Corrin and our thoughts are with the family of the judge,” {} said."
    alike = "“Our thoughts are with the family of the judge and with all who knew her in this dark hour,” {} said."
    one = HEAD + said.format("a Volta spokesman")
    assert not [f for f in lines(one, HEAD + alike.format("Governor Ilse Brandt")) if f.startswith("variant")]
    again = said.replace("and our thoughts", "and all our thoughts").format("Governor Ilse Brandt")
    assert [f for f in lines(one, HEAD + again) if f.startswith("variant wording")]
