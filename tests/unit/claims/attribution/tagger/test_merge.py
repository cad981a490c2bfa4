"""The tagger's drafts and the rules' as one list."""

from dataclasses import replace

from variorum.annotate.parse import parse
from variorum.claims.attribution.drafts import Draft
from variorum.claims.attribution.quotes import quotes
from variorum.claims.attribution.rules import drafts
from variorum.claims.attribution.tagger.merge import merged
from variorum.model import Act, Parse
from variorum.text import Span

TEXT = (
    "“The pier is gone and nobody told us,” Ada Brandt said. The harbour office said that the mayor had told "
    "the crews to stay away. Two men were seen running from the pier."
)


def read() -> tuple[Parse, list[Draft]]:
    """The parse of the text, and what the rules find in it."""
    parsed = parse(TEXT)
    return parsed, drafts(parsed, quotes(parsed.text, parsed.paragraphs))


def together(parsed: Parse, tagged: list[Draft], ruled: list[Draft]) -> list[Draft]:
    """Both lists as one."""
    return merged(parsed, quotes(parsed.text, parsed.paragraphs), tagged, ruled)


def span(words: str) -> Span:
    """Where words stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def draft(source: str, cue: str, content: str, act: Act = Act.SPEECH) -> Draft:
    """A draft as the tagger gives one."""
    return Draft(None, None, (span(source),), (span(cue),), (span(content),), act, direct=False)


def contents(found: list[Draft]) -> list[str]:
    """The contents of drafts, as text."""
    return [" | ".join(c.of(TEXT) for c in d.content) for d in found]


def test_what_the_tagger_has_not_is_taken_from_the_rules() -> None:
    """An utterance, what is seen, and what has a source are added."""
    parsed, ruled = read()
    assert contents(together(parsed, [], ruled)) == [
        "“The pier is gone and nobody told us,”",
        "Two men | running from the pier",
        "that the mayor had told the crews to stay away",
    ]


def test_a_cue_that_the_tagger_has_is_not_taken_again() -> None:
    """Where the tagger reads a cue otherwise than the rules, its reading stands."""
    parsed, ruled = read()
    mine = draft("The harbour office", "said", "to stay away")
    mine = replace(mine, cue=(Span(TEXT.index("said that"), TEXT.index("said that") + 4),))
    assert "that the mayor had told the crews to stay away" not in contents(together(parsed, [mine], ruled))


def test_the_same_utterance_is_not_taken_twice() -> None:
    """An utterance that the tagger has found stays as the tagger has it."""
    parsed, ruled = read()
    mine = draft("Ada Brandt", "said", "“The pier is gone and nobody told us,”")
    assert together(parsed, [mine], ruled)[0] is mine
    assert contents(together(parsed, [mine], ruled)).count("“The pier is gone and nobody told us,”") == 1


def test_an_utterance_cut_short_is_given_back_its_words() -> None:
    """An utterance lost inside a longer content is taken out of it."""
    parsed, ruled = read()
    whole = draft("The harbour office", "said", TEXT)
    found = contents(together(parsed, [whole], ruled))
    assert "“The pier is gone and nobody told us,”" in found
    assert not any("told us" in c for c in found if c != "“The pier is gone and nobody told us,”")


def test_speech_inside_reported_speech_is_added() -> None:
    """What the mayor told the crews, inside what the office said, is an attribution of its own."""
    parsed = parse(
        "The harbour office said the mayor had told the crews that the pier was unsafe for all boats."
    )
    start = parsed.text.index("the mayor")
    outer = Draft(
        3, 2, (Span(0, 18),), (Span(19, 23),), (Span(start, len(parsed.text) - 1),), Act.SPEECH, direct=False
    )
    ruled = drafts(parsed, ())
    inner = [d for d in ruled if d.content[0].start > start]
    assert [c.of(parsed.text) for d in inner for c in d.content] == ["that the pier was unsafe for all boats"]
    assert together(parsed, [outer], inner) == [outer, *inner]


def uttered(text: str, tagged: tuple[str, ...], ruled: tuple[str, ...]) -> list[str]:
    """The contents where tagger and rules have the same *he said*, with these pieces each."""
    parsed = parse(text)

    def one(pieces: tuple[str, ...], *, direct: bool) -> Draft:
        source, cue, *content = (Span(s := text.index(w), s + len(w)) for w in ("he", "said", *pieces))
        trigger = parsed.tokens_in(cue)[0].index
        return Draft(trigger, None, (source,), (cue,), tuple(content), Act.SPEECH, direct=direct)

    found = together(parsed, [one(tagged, direct=False)], [one(ruled, direct=True)])
    return [" | ".join(c.of(text) for c in d.content) for d in found]


def test_words_that_lead_into_a_quotation_stay_with_it() -> None:
    """What the tagger joins to a quotation without a gap is said with it, and the quotation is not told twice."""
    said = "“there is no way home before dark,”"
    text = f"With both ferries out of order, {said} he said."
    whole = text.removesuffix(" he said.")
    assert uttered(text, (whole,), (said,)) == [whole]


def test_words_apart_from_a_quotation_are_none_of_it() -> None:
    """Unquoted words elsewhere, which the tagger took for a part of an utterance, are left out of it."""
    said = "“The pier will carry us for another year,”"
    text = f"Many visitors were old. {said} he said."
    assert uttered(text, ("Many visitors were old", said), (said,)) == [said]


def test_a_quotation_that_the_rules_leave_over_stays_with_its_utterance() -> None:
    """A second quotation of the tagger's, which the rules give to nobody, is kept."""
    first, second = "“The pier will carry us for another year,”", "“And the ferry has new engines.”"
    text = f"{first} he said. {second}"
    assert uttered(text, (first, second), (first,)) == [f"{first} | {second}"]
