"""Counts of a part: *two of them*, *the first three victims*, *another 12*, *his two sons and four others*."""

from variorum.annotate.quantity.figure import Amount
from variorum.annotate.quantity.lexicon import words
from variorum.model import Parse, Token
from variorum.text import Span

_BEFORE = frozenset(
    {"first", "last", "final", "next", "other", "another", "additional", "further", "remaining", "extra"}
)
_AFTER = frozenset({"other", "others", "more", "additional", "further", "extra"})
_OWNER = 3
"""Tokens in which an owner may stand behind *of*."""
_JOINTS = frozenset({"and", "as"})
"""*and*, *as well as*."""


def is_partial(parse: Parse, one: Amount, inside: tuple[Token, ...], noun: Token) -> bool:
    """Whether a count leaves out others of what it counts, so that it is not the whole number.

    Args:
        parse: the parse.
        one: the number with its bounds.
        inside: the tokens of its figures.
        noun: the counted noun, or the number's own token.
    """
    opening = parse.text[one.start : one.core_start].lower().split()
    first = parse.tokens_in(Span(one.start, one.end))[0]
    introduced = _beside(parse, first, -1)
    if introduced is not None and introduced.text.lower() == "including":
        return True
    before = _beside(parse, inside[0], -1)
    if not _BEFORE.isdisjoint(opening) or (before is not None and before.text.lower() in _BEFORE):
        return True
    last = inside[-1]
    if before is not None and before.text.lower() == "all":
        return False  # "all three of the victims"
    if noun.lemma == "other" and noun.index != last.index:
        return True
    if _of_these(parse, last) or _others_follow(parse, last) or _joined(parse, noun):
        return True
    end = parse.sentences[last.sentence][1]
    rest = parse.tokens[last.index + 1 : end]
    return one.stated == 1 and any(t.text.lower() in {"another", "other"} for t in rest)


def _beside(parse: Parse, token: Token, step: int) -> Token | None:
    at = token.index + step
    if not 0 <= at < len(parse.tokens):
        return None
    beside = parse.tokens[at]
    return beside if beside.sentence == token.sentence else None


def _of_these(parse: Parse, last: Token) -> bool:
    # "two of the injured", "two of them", "two of his sons", "two of whom"; but "dozens of people".
    of, these = _beside(parse, last, 1), _beside(parse, last, 2)
    if of is None or these is None or of.text.lower() != "of":
        return False
    before = _beside(parse, last, -1)
    if (
        these.text.lower() in {"us", "them", "you"}
        and before is not None
        and before.text.lower() in {"the", "all"}
    ):
        return False  # "the two of them" are all there are
    owned = parse.tokens[these.index : these.index + _OWNER]
    if last.text.lower() == "one" or any(t.tag == "POS" and t.sentence == last.sentence for t in owned):
        return True  # "12 of the town's bridges", "12 of Quent's emails"
    return these.pos in {"DET", "PRON"} or these.tag in {"PRP", "PRP$", "WP", "WDT"}


def _others_follow(parse: Parse, last: Token) -> bool:
    after, beyond = _beside(parse, last, 1), _beside(parse, last, 2)
    if after is None or after.text.lower() not in _AFTER:
        return False
    if beyond is None:
        return True
    compared = after.text.lower() == "more" and after.head == beyond.index and beyond.pos == "ADJ"
    return beyond.text.lower() != "than" and not compared


def _joined(parse: Parse, noun: Token) -> bool:
    """Whether *and* joins the counted persons to others."""
    if not _person(noun) or _crew(parse, noun):
        return False
    parts = [parse.tokens[c] for c in parse.children[noun.index]]
    others = [t for t in parts if t.dep == "conj"]
    if noun.dep == "conj":
        others.append(parse.tokens[noun.head])
        parts += [parse.tokens[c] for c in parse.children[noun.head]]
    parts += [
        parse.tokens[c] for t in others for c in parse.children[t.index]
    ]  # "two nurses, a doctor and a boy"
    joint = any(t.dep == "cc" and t.text.lower() in _JOINTS for t in parts)
    return joint and any(_person(t) and not _crew(parse, t) for t in others)


def _crew(parse: Parse, noun: Token) -> bool:
    """Whether a noun is the crew: *86 passengers and nine crew* are all the passengers, and all the crew."""
    return noun.lemma == "crew" or any(parse.tokens[c].lemma == "crew" for c in parse.children[noun.index])


def _person(token: Token) -> bool:
    lemma = token.lemma.lower()
    return lemma in words("person") or lemma in words("people") or lemma == "couple" or token.ent == "PERSON"
