"""Mentions and coreference, on invented news."""

import pytest

from variorum.annotate.mentions import mentions
from variorum.annotate.parse import parse
from variorum.model import Entity, Form, Kind, Mention
from variorum.text import Span


def _read(text: str) -> tuple[tuple[Mention, ...], dict[str, Entity]]:
    found, entities = mentions(parse(text))
    return found, {e.id: e for e in entities}


def _entity(text: str, phrase: str, nth: int = 0) -> Entity | None:
    """The entity of the *nth* place of a phrase, matched by the mention's exact words."""
    found, entities = _read(text)
    spans = [m for m in found if m.span.of(text) == phrase]
    return entities[spans[nth].entity] if len(spans) > nth else None


def _name_of(text: str, phrase: str, nth: int = 0) -> str | None:
    entity = _entity(text, phrase, nth)
    return entity.name if entity else None


SAME = {
    "surname": (
        "Rosa Delgado opened the shelter. On Friday Delgado closed it.",
        "Delgado",
        0,
        "Rosa Delgado",
    ),
    "middle name": (
        "Peter Alan Novak was shot in Dorchester. Friends of Peter Novak wept.",
        "Peter Novak",
        0,
        "Peter Alan Novak",
    ),
    "two surnames": (
        "Ana Quispe Moreno sued. The court heard Quispe Moreno on Monday.",
        "Quispe Moreno",
        0,
        "Ana Quispe Moreno",
    ),
    "title": ("Anna Kessler won the vote. Mrs Kessler thanked the town.", "Kessler", 0, "Anna Kessler"),
    "acronym in brackets": (
        "The Coastal Rescue Service (CRS) sent a boat. CRS found nobody.",
        "CRS",
        1,
        "Coastal Rescue Service",
    ),
    "acronym by its letters": (
        "The Federal Bureau of Investigation opened a case. The FBI gave no details.",
        "FBI",
        0,
        "Federal Bureau of Investigation",
    ),
    "body without its country": (
        "Peru’s Foreign Ministry protested. The Foreign Ministry called it illegal.",
        "Foreign Ministry",
        0,
        "Peru’s Foreign Ministry",
    ),
    "ministry": (
        "Peru’s Foreign Ministry protested on Monday. The ministry called it illegal.",
        "The ministry",
        0,
        "Peru’s Foreign Ministry",
    ),
    "ministry before its name": (
        "The ministry sent a note to the embassy. Peru’s Foreign Ministry published it later.",
        "The ministry",
        0,
        "Peru’s Foreign Ministry",
    ),
    "office by title": (
        "Mayor Paul Brandt visited the harbour. The mayor promised new walls.",
        "The mayor",
        0,
        "Paul Brandt",
    ),
    "noun before the name": (
        "Police found ICU nurse Maria Stein in the car. The nurse was alive.",
        "The nurse",
        0,
        "Maria Stein",
    ),
    "apposition": (
        "Tom Weller, a carpenter, saw the fire. The carpenter called for help.",
        "a carpenter",
        0,
        "Tom Weller",
    ),
    "age and apposition": (
        "Tom Weller, 41, a teacher from Leeds, saw the fire. The teacher called for help.",
        "The teacher",
        0,
        "Tom Weller",
    ),
    "copula": ("Maria Stein was a nurse. She died on Sunday.", "a nurse", 0, "Maria Stein"),
    "identified as": (
        "Police identified the victim as Olga Petrenko. She lived nearby.",
        "the victim",
        0,
        "Olga Petrenko",
    ),
    "he": ("Paul Brandt arrived at noon. He spoke to reporters.", "He", 0, "Paul Brandt"),
    "she by given name": (
        "Paul Brandt met Maria Stein on Monday. She showed the damage.",
        "She",
        0,
        "Maria Stein",
    ),
    "his": ("Paul Brandt defended his plan.", "his", 0, "Paul Brandt"),
    "it said": (
        "Peru’s Foreign Ministry “immediately sent a note to the envoy,” it said in a statement.",
        "it",
        0,
        "Peru’s Foreign Ministry",
    ),
    "they": ("Two men ran into the bank. They carried rifles.", "They", 0, "Two men"),
    "place alias": ("The United States protested. The U.S. envoy left.", "U.S.", 0, "United States"),
    "the official, indefinite before": (
        "An official blocked the door. The official shouted at them.",
        "The official",
        0,
        "The official",
    ),
}


@pytest.mark.parametrize("case", SAME.values(), ids=SAME.keys())
def test_a_mention_is_joined_to_what_it_names(case: tuple[str, str, int, str]) -> None:
    """A short form, a noun phrase and a pronoun go to the entity that the text gives them."""
    text, phrase, nth, name = case
    found = _name_of(text, phrase, nth)
    assert found is not None
    assert found.casefold() == name.casefold()


APART = {
    "town and surname": (
        "Abe Lincoln drove home. Lincoln Police stopped the car.",
        ("Abe Lincoln", "Lincoln Police"),
    ),
    "brothers": (
        "Luke Marsh and Karl Marsh were arrested. Marsh denied everything.",
        ("Luke Marsh", "Marsh"),
    ),
    "two ministries": (
        "Peru’s Foreign Ministry protested. Chile’s Foreign Ministry did not.",
        ("Peru’s Foreign Ministry", "Chile’s Foreign Ministry"),
    ),
    "indefinite again": (
        "An officer fired twice. An officer at the gate ran.",
        ("An officer", "An officer#1"),
    ),
    "one and many": (
        "The agents waited outside. One agent knocked.",
        ("The agents", "One agent"),
    ),
    "former and present": (
        "Mayor Paul Brandt spoke. The former mayor listened.",
        ("Paul Brandt", "The former mayor"),
    ),
    "other country's president": (
        "President Juan Ortega spoke. The Russian president listened.",
        ("Juan Ortega", "The Russian president"),
    ),
}


@pytest.mark.parametrize("case", APART.values(), ids=APART.keys())
def test_what_may_differ_stays_apart(case: tuple[str, tuple[str, str]]) -> None:
    """Two phrases that may name two referents are never one entity."""
    text, pair = case
    ids = []
    for phrase in pair:
        words, _, nth = phrase.partition("#")
        entity = _entity(text, words, int(nth or 0))
        assert entity is not None, phrase
        ids.append(entity.id)
    assert ids[0] != ids[1]


UNRESOLVED = {
    "two men": ("Paul Brandt and Karl Marsh left. He was tired.", "He"),
    "empty it": ("Peru’s Foreign Ministry met at noon. It was raining.", "It"),
    "it of a thing": ("The company bought the bridge. It collapsed.", "It"),
    "own clause": ("Paul Brandt praised him.", "him"),
}


@pytest.mark.parametrize("case", UNRESOLVED.values(), ids=UNRESOLVED.keys())
def test_an_unclear_pronoun_is_left_out(case: tuple[str, str]) -> None:
    """A pronoun without a clear referent is no mention."""
    assert _entity(*case) is None


def test_the_speaker_is_not_he_in_his_own_words() -> None:
    """A pronoun inside a quotation does not stand for the one who speaks it."""
    text = "Paul Brandt met Maria Stein. “He lied to us all,” said Karl Marsh."
    assert _name_of(text, "He") != "Karl Marsh"


KINDS = {
    "person by title": ("Officer Dunmore fired twice. Dunmore was suspended.", "Dunmore", Kind.PERSON),
    "surname that the pipeline may mislabel": (
        "Ivy Tangen died on Sunday. Friends mourned Tangen.",
        "Tangen",
        Kind.PERSON,
    ),
    "ministry": ("The Ministry of Fisheries closed the port.", "Ministry of Fisheries", Kind.ORGANIZATION),
    "place": ("The fire began in Minneapolis.", "Minneapolis", Kind.PLACE),
    "group": ("The vote split Republicans on Monday.", "Republicans", Kind.GROUP),
}


@pytest.mark.parametrize("case", KINDS.values(), ids=KINDS.keys())
def test_names_get_their_kind_from_the_whole_report(case: tuple[str, str, Kind]) -> None:
    """A name's kind follows titles, head words and its other places, whatever one label says."""
    text, phrase, kind = case
    entity = _entity(text, phrase)
    assert entity is not None
    assert entity.kind is kind


def test_names_come_without_titles_and_possessive_marks() -> None:
    """An entity's name holds neither title nor possessive mark, and its nouns hold the title's noun."""
    entity = _entity("Sen. Maria Stein’s aide resigned.", "Maria Stein")
    assert entity is not None
    assert (entity.name, entity.nouns, entity.gender) == ("Maria Stein", ("senator",), "f")


def test_mentions_are_in_text_order_and_hold_their_words() -> None:
    """Mentions come in text order, each over its own words, with its head inside and an entity that exists."""
    text = "Mayor Paul Brandt, 52, met two nurses in Leeds. He thanked them.\n\nThe mayor left."
    document = parse(text)
    found, entities = mentions(document)
    assert [m.span.start for m in found] == sorted(m.span.start for m in found)
    assert all(m.span.contains(document.tokens[m.head].span) for m in found)
    assert {m.entity for m in found} == {e.id for e in entities}
    order = list(dict.fromkeys(m.entity for m in found))
    assert order == [e.id for e in entities]


def test_the_same_text_gives_the_same_ids() -> None:
    """Reading a text twice gives equal mentions and entities."""
    text = "Paul Brandt met Maria Stein. She thanked him."
    assert mentions(parse(text)) == mentions(parse(text))


def test_a_text_without_names_has_no_entities() -> None:
    """Where nobody is named, nothing is found."""
    assert mentions(parse("It rained.")) == ((), ())


def test_forms_tell_names_from_nouns_and_pronouns() -> None:
    """Each mention says how it refers."""
    text = "Paul Brandt spoke. The nurse left. He stayed."
    forms = {m.span.of(text): m.form for m in mentions(parse(text))[0]}
    assert forms["Paul Brandt"] is Form.NAME
    assert forms["The nurse"] is Form.NOMINAL
    assert forms.get("He", Form.PRONOUN) is Form.PRONOUN
    assert Span(0, 11).of(text) == "Paul Brandt"


def test_a_son_of_the_same_name_is_another_person() -> None:
    """Beside *Peter Novak* a *Peter Novak Jr.* is another, and the bare surname is the father's."""
    text = "Mayor Peter Novak spoke on Monday. Peter Novak Jr. wept. Novak thanked the town."
    assert _name_of(text, "Novak") == "Peter Novak"
    assert _name_of(text, "Peter Novak Jr.") == "Peter Novak Jr."


def test_a_suffix_that_is_left_out_later_makes_no_second_person() -> None:
    """*Ellis Ward Jr.*, named again without the suffix, stays one."""
    text = "Ellis Ward Jr. was born in Dorchester. Ellis Ward died there on Monday."
    assert _name_of(text, "Ellis Ward") == "Ellis Ward Jr."
