"""Ordinals that count: *the second citizen to be killed*, *the third such protest in a week*."""

from variorum.annotate.quantity.clauses import kids
from variorum.annotate.quantity.lexicon import words
from variorum.annotate.quantity.numerals import ordinal_value
from variorum.model import Measure, Parse, Quantity, Token
from variorum.text import Span

_CLAUSES = frozenset({"relcl", "acl"})
_WINDOWS = frozenset({"in", "since", "within", "this", "of", "so"})
_REACH = 5
_FAR = 9
"""Tokens behind a noun in which *this year* is looked for."""
_THAT = frozenset({"it", "this", "that"})
_ENDS = frozenset({",", ";", ":", "—", "–", ")"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def ordinals(parse: Parse, times: tuple[tuple[int, int], ...]) -> list[tuple[Quantity, Token]]:
    """Ordinals behind which a clause or a span of time says of what series they are, with their tokens."""
    out = []
    for token in parse.tokens:
        if token.pos not in {"ADJ", "ADV", "NOUN"} and token.ent != "ORDINAL":
            continue
        value = ordinal_value(token.text)
        if not value or any(start < token.end and token.start < end for start, end in times):
            continue
        noun = parse.tokens[token.head]
        if _counted(parse, token, noun, value):
            made = Quantity(
                Span(token.start, noun.end),
                Measure.ORDINAL,
                value,
                value,
                value,
                noun=noun.lemma,
                noun_token=noun.index,
            )
            out.append((made, token))
        elif value > 1 and _to_do(parse, token):
            made = Quantity(
                Span(token.start, token.end), Measure.ORDINAL, value, value, value, noun_token=token.index
            )
            out.append((made, token))
    return out


def _counted(parse: Parse, token: Token, noun: Token, value: int) -> bool:
    before = parse.tokens[token.index - 1].text.lower() if token.index else ""
    hyphen = any(t.text in {"-", "‑"} for t in parse.tokens[token.index + 1 : token.index + 2])
    tied = hyphen or before in {"-", "‑", "a", "an"}
    if tied or any(t.tag == "CD" for t in parse.tokens[token.index : noun.index]):
        return False
    if (
        noun.pos != "NOUN"
        or not token.index < noun.index < token.index + _REACH
        or noun.lemma in words("noordinal")
    ):
        return False
    comma = noun.index + 1 < len(parse.tokens) and parse.tokens[noun.index + 1].text == ","
    if not comma and any(t.index > noun.index for t in kids(parse, noun, *_CLAUSES)):
        return True
    if value == 1 or noun.ent in {"DATE", "TIME"}:
        return False
    if _told_to_be(parse, noun) or _so_far(parse, noun):
        return True
    between = {t.text.lower() for t in parse.tokens[token.index + 1 : noun.index]}
    after = parse.tokens[noun.index + 1 : noun.index + 4]
    window = (
        bool(after) and after[0].text.lower() in _WINDOWS and any(t.ent in {"DATE", "TIME"} for t in after)
    )
    return "such" in between or window


def _told_to_be(parse: Parse, noun: Token) -> bool:
    """Whether *it is* or *this was* says which of its kind something is: *it is the third swap since the armistice*."""
    verb = parse.tokens[noun.head]
    subjects = kids(parse, verb, "nsubj") if noun.dep == "attr" and verb.lemma == "be" else []
    return any(t.text.lower() in _THAT for t in subjects)


def _so_far(parse: Parse, noun: Token) -> bool:
    """Whether *this year* or *since January* ends the noun's own phrase: *the third raid in the gulf this year*."""
    stretch = parse.tokens[noun.index + 1 : noun.index + 1 + _FAR]
    for k, token in enumerate(stretch):
        if token.sentence != noun.sentence or token.text in _ENDS or token.tag in _FINITE:
            return False
        if token.ent in {"DATE", "TIME"} and token.text.lower() == "this":
            return True
        if token.text.lower() == "since" and k + 1 < len(stretch) and stretch[k + 1].ent in {"DATE", "TIME"}:
            return True
    return False


def _to_do(parse: Parse, token: Token) -> bool:
    """*The second to hit the region*."""
    after = parse.tokens[token.index + 1 : token.index + 3]
    before = parse.tokens[token.index - 1].text.lower() if token.index else ""
    return before == "the" and len(after) == 2 and after[0].text.lower() == "to" and after[1].tag == "VB"
