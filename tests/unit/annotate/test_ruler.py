"""The remembered attribute ruler sets what spaCy's own sets."""

from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from variorum.annotate.parse import as_installed
from variorum.annotate.ruler import RememberedRuler, remember

TEXTS = (
    "The mayor doesn't know who had done it; she's had enough, and so had they.",
    "There ain't nothin' left here, y'all, said the man who gets what he got.",
    "That which was there is theirs: 12 of the 40 houses, e.g. those that hadn't burnt.",
    '  Two   spaces, a tab\tand a strange sign ☃ that "is" space to nobody…',
    "Before he'd spoken, before the vote, he'd been to Corrin, hadn't he? To do so is to be there.",
    "Is it? It's. They're what we'd have been, had you let us be; you do do that.",
)


def told(token: Token) -> tuple[str, ...]:
    """A token with all that the ruler may set."""
    return (token.text, token.pos_, token.tag_, token.dep_, token.lemma_, str(token.morph))


@pytest.fixture(scope="module")
def both() -> tuple[Language, Language]:
    """The pipeline as it is installed, and with the remembered ruler."""
    own, ours = as_installed(), as_installed()
    remember(ours)
    assert any(isinstance(pipe, RememberedRuler) for _, pipe in ours.pipeline)
    return own, ours


def read(nlp: Language) -> Iterator[Doc]:
    """The texts twice, so that what was remembered is used as well as learnt."""
    return nlp.pipe([*TEXTS, *reversed(TEXTS)])


def test_it_sets_what_the_pipelines_own_sets(both: tuple[Language, Language]) -> None:
    """Tag, part of speech, morphology, lemma and dependency are the same."""
    own, ours = both
    for one, two in zip(read(own), read(ours), strict=True):
        assert [told(t) for t in one] == [told(t) for t in two]


def test_later_rules_win_and_rules_of_two_tokens_are_kept() -> None:
    """The order of the rules decides, as in spaCy's own."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "bank"}]], {"POS": "NOUN"})  # type: ignore[attr-defined]
    ruler.add([[{"LOWER": "the"}, {"LOWER": {"REGEX": "^ba"}}]], {"POS": "PROPN", "LEMMA": "Bank"}, index=1)  # type: ignore[attr-defined]
    ruler.add([[{"LOWER": {"IN": ["bank", "banks"]}}]], {"LEMMA": "bench"})  # type: ignore[attr-defined]
    remember(nlp)
    assert "attribute_ruler" not in nlp.pipe_names
    doc = nlp("Bank on the bank and the bandit")
    assert [(t.pos_, t.lemma_) for t in doc if t.pos_] == [
        ("NOUN", "bench"),
        ("PROPN", "bench"),
        ("PROPN", "Bank"),
    ]


def test_a_ruler_that_sets_more_is_left_alone() -> None:
    """Nothing is put in the place of rules that are not understood here."""
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler").add([[{"LOWER": "bank"}]], {"NORM": "shore"})  # type: ignore[attr-defined]
    remember(nlp)
    assert nlp.pipe_names == ["attribute_ruler"]
