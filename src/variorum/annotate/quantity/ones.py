"""*One* as a number (*one man*, *killing one*) and as a pronoun (*the one who*)."""

from variorum.annotate.quantity.amounts import Amount
from variorum.annotate.quantity.lexicon import words
from variorum.model import Parse, Token

_PRONOUN_BEFORE = frozenset({"another", "by", "who", "that", "day", "thing", "point", "time", "side", "way"})


def is_one(parse: Parse, one: Amount) -> bool:
    return one.stated == 1 and parse.text[one.core_start : one.core].lower() == "one" and one.unit is None


def counting_one(parse: Parse, inside: tuple[Token, ...]) -> bool:
    """Whether *one* is a number (*one man*, *killing one*), not a pronoun (*the one who*)."""
    token = inside[0]
    before = parse.tokens[token.index - 1].text.lower() if token.index else ""
    following = parse.tokens[token.index + 1] if token.index + 1 < len(parse.tokens) else None
    if before in words("notone") or before in {"-", "number"} or following is None:
        return False
    head = parse.tokens[token.head]
    if following.text in {"-", "‑"} or following.text.lower() in _PRONOUN_BEFORE:
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


def _of_several(parse: Parse, of: Token) -> bool:
    """Whether *one of* is followed by several things, of which it is a part."""
    tail = parse.tokens[of.index + 1 : of.right]
    return any(t.tag in {"NNS", "NNPS", "PRP", "CD"} for t in tail[:6])
