"""What a subject pronoun or *the senator* stands for, on invented events."""

import pytest

from variorum.annotate.parse import parse
from variorum.claims.attribution.anaphora import Anaphora
from variorum.claims.attribution.quotes import quotes


def meant(text: str, word: str) -> str | None:
    """The head of what the last *word* of the text stands for."""
    parsed = parse(text)
    found = quotes(parsed.text, parsed.paragraphs)
    spoken = frozenset(t.index for q in found for t in parsed.tokens_in(q.inner) if q.depth == 0)
    token = [t for t in parsed.tokens if t.text == word][-1]
    anaphora = Anaphora(parsed, spoken)
    index = anaphora.antecedent(token) if word.lower() in {"it", "they"} else anaphora.named(token)
    return None if index is None else parsed.tokens[index].text


@pytest.mark.parametrize(
    ("text", "word", "antecedent"),
    [
        ("The letter reached Tolba on Sunday. It said the pier was unsafe.", "It", "letter"),
        ("The ministry regrets the delay in Tolba, but it denies any fault.", "it", "ministry"),
        ("The report came out. It blames the crew. It also names the owner.", "It", "report"),
        ("Villagers wept as they told of the flood.", "they", "Villagers"),
        ("A majority of residents oppose the dam. They say it is unsafe.", "They", "majority"),
        ("Ruiz and Brandt met on Sunday. They said the talks had failed.", "They", "Ruiz"),
        ("Ada Brandt resigned on Sunday. It said nothing.", "It", None),
        ("The accusations are old. They said so.", "They", None),
    ],
)
def test_a_subject_goes_on_being_the_subject(text: str, word: str, antecedent: str | None) -> None:
    """*It* and *they* repeat the nearest subject of their kind, and nothing of another kind."""
    assert meant(text, word) == antecedent


@pytest.mark.parametrize(
    ("text", "word", "bearer"),
    [
        ("Sen. Ana Ruiz spoke in Tolba. The senator called the vote a farce.", "senator", "Ruiz"),
        ("Ana Ruiz, the mayor of Tolba, spoke on Sunday. The mayor blamed the rain.", "mayor", "Ruiz"),
        ("Sen. Ana Ruiz met Sen. Leo Brandt. The senator left early.", "senator", None),
        ("Ana Ruiz spoke in Tolba. The senator left early.", "senator", None),
        ("President Ana Ruiz spoke in Tolba. The vice president left early.", "president", None),
    ],
)
def test_a_role_is_a_person_only_where_the_report_says_so(text: str, word: str, bearer: str | None) -> None:
    """*The senator* is the one person near by whom the report calls one, and nobody where there are two or none."""
    assert meant(text, word) == bearer
