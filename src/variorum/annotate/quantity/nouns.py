"""What a number counts: the counted noun, the whole of a subset."""

import re

from variorum.annotate.quantity.figure import Amount
from variorum.annotate.quantity.lexicon import words
from variorum.model import Parse, Token
from variorum.text import Span

NOUNS = frozenset({"NOUN", "PROPN"})
_TIES = frozenset({"nummod", "quantmod", "amod", "nmod", "compound", "det", "advmod", "poss"})
_REACH = 6


def numeral_head(inside: tuple[Token, ...]) -> Token:
    """The token that carries a number: the last of its words that stands for it."""
    numbers = [t for t in inside if t.tag == "CD" or t.pos == "NUM"]
    return (numbers or list(inside))[-1]


def counted(parse: Parse, one: Amount, inside: tuple[Token, ...]) -> tuple[str | None, Token, Token]:
    """The noun that a number counts.

    Returns:
        Its lemma (``None`` where nothing is named: *14 were killed*), its token (then the number's
        own), and the last token of the whole phrase.
    """
    number = numeral_head(inside)
    last = parse.tokens_in(Span(one.core_start, one.end))[-1]
    if one.compound:
        return _compounded(parse, number, last)
    after = parse.tokens[last.index + 1] if last.index + 1 < len(parse.tokens) else last
    if after.text.lower() == "times":
        return _lemma(after), after, after
    whole = _whole_of(parse, last)
    if whole is not None:
        nameless = whole.tag in {"JJS", "JJR", "VBN"} and whole.text.lower() not in words("state")
        return None if nameless else _lemma(whole), whole, whole
    noun = _governor(parse, number, last) or following(parse, last)
    broken = noun is not None and "\n" in parse.text[last.end : noun.start]  # a headline's end
    if noun is None or broken or noun.index <= last.index or noun.text.lower() in words("nonoun"):
        return None, number, last
    return _lemma(noun), noun, noun


def _lemma(token: Token) -> str | None:
    if token.tag in {"CD", "PRP", "WDT", "WP", "DT", "PRP$"} or token.text.lower() in words("nonoun"):
        return None
    if token.text.lower().endswith("children"):
        return token.text.lower()[:-3]
    if token.tag == "NNPS" and token.lemma.endswith("s"):
        # spaCy leaves proper plurals as they are: Palestinians.
        return token.lemma[:-1]
    return token.text.lower() if token.pos in {"ADJ", "VERB"} else token.lemma


def _compounded(parse: Parse, number: Token, last: Token) -> tuple[str | None, Token, Token]:
    # "a 12-member panel": spaCy cuts at the hyphen, the measured noun comes right after it.
    for index in range(last.index + 1, min(last.index + 3, len(parse.tokens))):
        token = parse.tokens[index]
        if token.text not in {"-", "‑"}:
            return (token.lemma if token.pos in NOUNS else token.text.lower()), token, token
    return None, number, last


def _whole_of(parse: Parse, last: Token) -> Token | None:
    """The head of *people* in *dozens of people*, of *injured* in *three of the injured*."""
    index = last.index + 1
    if index >= len(parse.tokens) or parse.tokens[index].text.lower() != "of":
        return None
    for child in parse.children[index]:
        token = parse.tokens[child]
        if token.dep == "pobj":
            # "one of dozens of recruits"
            deeper = token.text.lower() in words("scale") and _whole_of(parse, token)
            return deeper or token
    return None


def _governor(parse: Parse, number: Token, last: Token) -> Token | None:
    head = parse.tokens[number.head]
    if number.dep == "conj" and head.tag == "CD":
        number, head = head, parse.tokens[head.head]  # "four or five shooting suspects"
    if head.index == number.index or number.dep not in _TIES:
        return None
    if head.tag == "CD" and head.dep in _TIES:
        head = parse.tokens[head.head]
    if head.index <= last.index or head.index - last.index > _REACH or head.sentence != number.sentence:
        return None
    if head.pos in NOUNS and head.index + 1 < len(parse.tokens) and parse.tokens[head.index + 1].tag == "POS":
        head = parse.tokens[head.head] if head.dep == "poss" else head  # "two governor's races"
    if head.pos in NOUNS:
        between = parse.tokens[last.index + 1 : head.index]
        return None if any(t.text in ",;:()" for t in between) and len(between) > 3 else head
    return head if head.text.lower() in words("state") else None


def following(parse: Parse, last: Token) -> Token | None:
    """The end of the noun phrase that starts right after the number, whatever the parse says."""
    found: Token | None = None
    for token in parse.tokens[last.index + 1 : last.index + 1 + _REACH]:
        if token.sentence != last.sentence:
            break
        word = token.text.lower()
        if found is None and word in words("state"):
            return token
        if token.tag in {"NN", "NNS", "NNP", "NNPS"} and token.pos != "VERB":
            if found is not None and (token.tag.startswith("NNP") and not found.tag.startswith("NNP")):
                break
            if found is not None and token.ent in {"DATE", "TIME"} and found.ent != token.ent:
                break
            found = token
            continue
        if found is not None or (token.pos != "ADJ" and word not in words("adverb")):
            break
    return found


def subset_of(parse: Parse, last: Token, others: dict[int, float]) -> float | None:
    """The whole of *two of the five suspects*: the number that stands in the *of* phrase.

    Args:
        parse: the parse.
        last: the last token of the number.
        others: the values of the text's other numbers by their first token.
    """
    at = last.index + 1
    if at >= len(parse.tokens) or parse.tokens[at].text.lower() not in {"of", "out"}:
        return None
    ahead = parse.tokens[at + 1 : at + 1 + _REACH]
    owner = next((k for k, t in enumerate(ahead) if t.tag == "POS"), -1)
    for k, token in enumerate(ahead):
        if token.index in others:
            return others[token.index]
        if k > owner and token.pos not in {"DET", "PRON", "ADP", "ADJ"}:
            return None  # "two of the town's four bridges" may name an owner first
    return None


_DECADE = re.compile(
    r"(?<!\w)in\s+(?:his|her|their|its|your|my|our)\s+(?:(early|mid|late)[\s-]+)?(\d0)(?:['’]?s)(?!\w)|"
    r"(?<!\w)in\s+(?:his|her|their|your|my|our)\s+(?:(early|mid|late)[\s-]+)?"
    r"(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|teens)(?!\w)",
    re.IGNORECASE,
)
_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90, "teens": 10,
}  # fmt: skip
_PARTS = {"early": (0, 4), "mid": (3, 7), "late": (6, 9), "": (0, 9)}


def decades(text: str) -> list[tuple[int, int, float, float]]:
    """Ages by decade (*in his late 40s*): start, end, inclusive low and high."""
    out = []
    for match in _DECADE.finditer(text):
        base = float(match[2]) if match[2] else float(_DECADES[match[4].lower()])
        low, high = _PARTS[(match[1] or match[3] or "").lower()]
        bottom = 13.0 if base == 10 and low == 0 else base + low
        out.append((match.start(), match.end(), bottom, base + high))
    return out
