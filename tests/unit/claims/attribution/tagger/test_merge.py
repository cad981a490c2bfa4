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
    assert contents(merged(parsed, [], ruled)) == [
        "“The pier is gone and nobody told us,”",
        "Two men | running from the pier",
        "that the mayor had told the crews to stay away",
    ]


def test_a_cue_that_the_tagger_has_is_not_taken_again() -> None:
    """Where the tagger reads a cue otherwise than the rules, its reading stands."""
    parsed, ruled = read()
    mine = draft("The harbour office", "said", "to stay away")
    mine = replace(mine, cue=(Span(TEXT.index("said that"), TEXT.index("said that") + 4),))
    assert "that the mayor had told the crews to stay away" not in contents(merged(parsed, [mine], ruled))


def test_the_same_utterance_is_not_taken_twice() -> None:
    """An utterance that the tagger has found stays as the tagger has it."""
    parsed, ruled = read()
    mine = draft("Ada Brandt", "said", "“The pier is gone and nobody told us,”")
    assert merged(parsed, [mine], ruled)[0] is mine
    assert contents(merged(parsed, [mine], ruled)).count("“The pier is gone and nobody told us,”") == 1


def test_an_utterance_cut_short_is_given_back_its_words() -> None:
    """An utterance lost inside a longer content is taken out of it."""
    parsed, ruled = read()
    whole = draft("The harbour office", "said", TEXT)
    found = contents(merged(parsed, [whole], ruled))
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
    assert merged(parsed, [outer], inner) == [outer, *inner]
