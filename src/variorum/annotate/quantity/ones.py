"""*One* as a number (*one man*, *killing one*) and as a pronoun (*the one who*)."""

from variorum.annotate.quantity.figure import Amount
from variorum.annotate.quantity.lexicon import words
from variorum.model import Parse, Token

_PRONOUN_BEFORE = frozenset({"another", "by", "who", "that", "day", "thing", "point", "time", "side", "way"})

_TAIL = 8


def is_one(parse: Parse, one: Amount) -> bool:
    """Whether a number is the word *one*, without a unit."""
    return one.stated == 1 and parse.text[one.core_start : one.core].lower() == "one" and one.unit is None


def counting_one(parse: Parse, inside: tuple[Token, ...]) -> bool:
    """Whether *one* is a number (*one man*, *killing one*), not a pronoun (*the one who*)."""
    token = inside[0]
    before = parse.tokens[token.index - 1].text.lower() if token.index else ""
    following = parse.tokens[token.index + 1] if token.index + 1 < len(parse.tokens) else None
    tied = before == "-" and parse.text[token.start - 1 : token.start] == "-"
    clause = before == "that" and following is not None and following.text.lower() == "of"
    if before in {"which", "whom"} and _of_those(parse, token):
        return True
    if before == "not" or (before in words("notone") and not clause) or before == "number":
        return False
    if tied or following is None or (following.ent == "PERSON" and following.tag == "NNP"):
        return False  # "one Tarn Oldey" is somebody of that name
    head = parse.tokens[token.head]
    if following.text in {"-", "‑"} or following.text.lower() in _PRONOUN_BEFORE | words("pronoun_one"):
        return False
    if following.text.lower() == "hand" and before in {"on", "the"}:
        return False
    if following.text.lower() == "of":
        return _of_several(parse, following)
    if token.dep == "nummod" and head.index > token.index and head.pos in {"NOUN", "PROPN"}:
        return True
    if following.text.lower() in words("state") or following.tag in {"NN", "NNS"}:
        return True
    verb = head if head.pos == "VERB" else parse.tokens[head.head]
    return token.dep in {"dobj", "nsubjpass", "conj", "nsubj"} and verb.lemma in words("toll")


def _of_those(parse: Parse, token: Token) -> bool:
    """Whether *one* behind *which* counts: *of whom one fled*, *an ambush in which one soldier died*."""
    led = parse.tokens[token.index - 2] if token.index > 1 else None
    if led is None or led.pos != "ADP":
        return False
    return led.text.lower() == "of" or (
        token.dep == "nummod" and parse.tokens[token.head].index > token.index
    )


def _of_several(parse: Parse, of: Token) -> bool:
    """Whether *one of* is followed by several things, of which it is a part."""
    for token in parse.tokens[of.index + 1 : of.index + 1 + _TAIL]:
        if token.tag == "CD" and token.index > of.index + 2:
            return False
        if token.tag in {"NNS", "NNPS", "PRP", "CD", "WP", "WDT"}:
            return token.sentence == of.sentence
        if token.text in ".;:," or token.tag in {"VBZ", "VBD", "VBP", "MD"}:
            return False
    return False
