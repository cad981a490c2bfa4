"""The lexicon of predicates and the lists beside it."""

from importlib.resources import files

import pytest

from variorum.values.predicates import PERSON_NAME, PLACE_NAME, lexicon, statuses, tolls, words, wrappers

DATA = files("variorum.values") / "data"


def names() -> set[str]:
    """The classes of ``event_classes.txt``."""
    lines = (DATA / "event_classes.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if line and not line.startswith("#")}


@pytest.mark.parametrize(
    ("verb", "name", "objects", "holds"),
    [
        ("fire", "shoot", set(), True),
        ("fire", "shoot", {"rifle"}, True),
        ("fire", "shoot", {"manager"}, False),
        ("fire", "lay_off", {PERSON_NAME}, True),
        ("fire", "lay_off", set(), False),
        ("leave", "leave", {PLACE_NAME}, True),
        ("leave", "leave", set(), True),
        ("leave", "leave", {"nation"}, False),
        ("dismiss", "lay_off", {"clerk"}, True),
        ("dismiss", "lay_off", {"lawsuit"}, False),
        ("drop", "fall", {"charge"}, False),
        ("arrest", "arrest", {"anything"}, True),
    ],
)
def test_an_ambiguous_verb(verb: str, name: str, objects: set[str], *, holds: bool) -> None:
    """What a verb is done to decides which of its classes hold, and a verb without a row has all of them."""
    assert lexicon().holds(verb, name, objects) is holds


def test_a_verb_that_is_said_of_doer_and_patient() -> None:
    """*Burn* tells of its subject where it has no object, *die* always, *arrest* never."""
    (burn,) = lexicon().verb("burn")
    (die,) = lexicon().verb("die")
    (arrest,) = lexicon().verb("arrest")
    assert (burn.undergo, burn.either) == (False, True)
    assert (die.undergo, die.either) == (True, False)
    assert (arrest.undergo, arrest.either) == (False, False)


def test_an_event_noun_has_the_verb_of_the_same_occurrence() -> None:
    """*Shooting* is told by *shoot*, and both are of one class."""
    assert lexicon().verb_of("shooting") == "shoot"
    assert {s.name for s in lexicon().noun("shooting")} <= {s.name for s in lexicon().verb("shoot")}


def test_every_list_names_classes_that_exist() -> None:
    """The rows of ``senses.tsv`` and ``tolls.txt`` and the verbs of ``status.tsv`` belong to known classes."""
    rows = (DATA / "senses.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows:
        if not row.startswith("#"):
            verb, name, objects = row.split("\t")
            assert name in {s.name for s in lexicon().verb(verb)}, row
            assert objects.split()
    assert {name for name, _ in tolls()} <= names()
    assert all(lexicon().verb(verb) for verb in statuses().values())


@pytest.mark.parametrize(
    "name", ["event_classes.txt", "senses.tsv", "status.tsv", "tolls.txt", "event_nouns_extra.tsv"]
)
def test_every_list_says_where_it_comes_from(name: str) -> None:
    """A list opens with a line that states its source."""
    first = (DATA / name).read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("#")
    assert "variorum" in first


def test_the_words_of_the_tables_are_lower_case() -> None:
    """Lemmas are compared in lower case, so that the tables hold nothing else."""
    for table in (words(), wrappers()):
        assert all(word == word.lower() for group in table.values() for word in group)
