"""Indirect speech, beliefs, intentions and perceptions, on invented events."""

from collections.abc import Callable

import pytest

from variorum.model import Act, Attribution, Speech
from variorum.text import Span

Find = Callable[..., tuple[Attribution, ...]]


def words(text: str, spans: tuple[Span, ...]) -> str:
    """Spans as text, joined by a bar."""
    return " | ".join(s.of(text) for s in spans)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Ada Brandt said that the ferry sank.", "Ada Brandt", "that the ferry sank"),
        ("Witnesses reported that two men ran into the mill.", "Witnesses", "that two men ran into the mill"),
        ("The ferry sank at noon, Ada Brandt told reporters.", "Ada Brandt", "The ferry sank at noon"),
        (
            "According to the harbour office, the ferry sank at noon.",
            "the harbour office",
            "the ferry sank at noon",
        ),
        (
            "The ferry sank at noon, according to the harbour office.",
            "the harbour office",
            "The ferry sank at noon",
        ),
        ("Police confirmed that the ferry sank.", "Police", "that the ferry sank"),
        ("Karl Ruiz denied that he had fled.", "Karl Ruiz", "that he had fled"),
        ("The owners argue the pier is theirs.", "The owners", "the pier is theirs"),
        ("Karl Ruiz condemned the sale of the pier.", "Karl Ruiz", "the sale of the pier"),
        ("It is alleged that Karl Ruiz sold the pier.", "", "that Karl Ruiz sold the pier"),
        ("The council published Ruiz’s claim that the pier was sold.", "Ruiz’s", "that the pier was sold"),
    ],
)
def test_a_cue_takes_its_clause(find: Find, text: str, source: str, content: str) -> None:
    """Verbs and nouns of saying take the clause that they report, wherever it stands."""
    pairs = {(words(text, a.source), words(text, a.content).rstrip(".")) for a in find(text)}
    assert (source, content) in pairs


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ada Brandt said that the ferry sank.", Act.SPEECH),
        ("Ada Brandt believes that the ferry sank.", Act.BELIEF),
        ("Ada Brandt wants to sell the ferry.", Act.INTENTION),
        ("Ada Brandt vowed to raise the ferry.", Act.INTENTION),
        ("The footage shows a clerk blocking the riders.", Act.PERCEPTION),
        ("One clerk is seen running towards the gate.", Act.PERCEPTION),
        ("The riders are seen to leave the mill.", Act.PERCEPTION),
        ("The raid, captured on video, angered the town.", Act.PERCEPTION),
    ],
)
def test_a_cue_tells_its_act(find: Find, text: str, act: Act) -> None:
    """Speech, belief, intention and perception are told apart by the cue."""
    assert act in {a.act for a in find(text)}


def test_what_nobody_is_named_for_has_no_source(find: Find) -> None:
    """A passive without an agent leaves the source empty and unnamed."""
    (found,) = find("It was revealed that the pier had been sold.")
    assert (found.source, found.source_name, found.entity) == ((), None, None)


def test_an_attribution_knows_the_one_around_it(find: Find) -> None:
    """Speech inside reported speech names the attribution whose content holds it."""
    text = "The minister said that the army had told him that the bridge was mined."
    found = find(text)
    by_source = {words(text, a.source): a for a in found}
    assert by_source["the army"].parent == by_source["The minister"].id
    assert by_source["The minister"].parent is None


def test_the_last_of_two_sources_holds_the_first(find: Find) -> None:
    """Where a second source closes the sentence, it is given the whole and the first its part."""
    text = "Karl Ruiz said the pier was sold, court documents said."
    by_source = {words(text, a.source): a for a in find(text)}
    assert words(text, by_source["Karl Ruiz"].content) == "the pier was sold"
    assert by_source["Karl Ruiz"].parent == by_source["court documents"].id


def test_a_citing_report_is_the_route(find: Find) -> None:
    """An outlet that cites somebody passes words on: the cited one is a source of the same content."""
    text = "The Tolba Courier, citing police, said that the pier had been sold."
    chain = {words(text, a.source): a for a in find(text)}
    assert words(text, chain["police"].content) == words(text, chain["The Tolba Courier"].content)
    assert chain["police"].via == ("the Tolba Courier",)
    assert chain["police"].parent == chain["The Tolba Courier"].id


def test_nothing_inside_a_quotation_is_attributed_again(find: Find) -> None:
    """Verbs of saying inside quoted words give no attribution of their own."""
    text = "“I think that he said the pier was sold,” Ada Brandt told the council."
    assert [words(text, a.source) for a in find(text)] == ["Ada Brandt"]


def test_the_report_of_a_fact_is_nobody_s_claim(find: Find) -> None:
    """A plain sentence has no attribution."""
    assert find("The ferry sank near the pier on Monday and four sailors drowned.") == ()


@pytest.mark.parametrize("text", ["", "The pier.", "said", "“”", "\n\n"])
def test_fragments_do_no_harm(find: Find, text: str) -> None:
    """Empty and broken texts give no direct speech and raise nothing."""
    assert not [a for a in find(text) if a.form is Speech.DIRECT]


def test_the_same_report_gives_the_same_ids(find: Find) -> None:
    """Ids depend on the content alone, and no two attributions share one."""
    text = "Ada Brandt said that the ferry sank. Karl Ruiz said that it did not."
    once, twice = find(text), find(text)
    assert once == twice
    assert len({a.id for a in once}) == len(once) == 2
