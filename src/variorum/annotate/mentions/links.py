"""Where the grammar itself says that two phrases name one referent: apposition, copula, *identified as*."""

from variorum.annotate.mentions.nominals import Nominal, Reach
from variorum.model import Parse, Token

_NAMING = {"identify", "name", "know"}
_MODAL_TAGS = {"MD"}


def links(parse: Parse, nominals: tuple[Nominal, ...], heads: dict[int, bool]) -> dict[int, int]:
    """The head of the phrase that each nominal's head stands beside as the same.

    Args:
        parse: the parse of the report.
        nominals: its common-noun mentions.
        heads: heads of names and nominals, whether each is a name.

    Returns:
        Nominal's head to other head; the other may stand before or behind it.
    """
    found: dict[int, int] = {}
    for nominal in nominals:
        other = _apposition(parse, nominal, heads)
        if other is None and not nominal.plural:
            other = _copula(parse, nominal, heads)
        if other is None and not nominal.plural:
            other = _named(parse, nominal, heads)
        if other is not None:
            found[nominal.head] = other
    return found


def _listed(parse: Parse, index: int) -> bool:
    """Whether a phrase is one of a list, where the parser confuses members with appositions."""
    token = parse.tokens[index]
    return token.dep == "conj" or any(parse.tokens[c].dep in {"conj", "cc"} for c in parse.children[index])


def _apposition(parse: Parse, nominal: Nominal, heads: dict[int, bool]) -> int | None:
    token = parse.tokens[nominal.head]
    if token.dep == "appos":
        host = token.head
        if parse.tokens[host].dep == "appos" and host not in heads:
            host = parse.tokens[host].head
        if host in heads and not _crowded(parse, host) and not _listed(parse, nominal.head):
            return host
    for child in parse.children[nominal.head]:
        right = parse.tokens[child]
        if right.dep == "appos" and heads.get(child) and not nominal.plural and not _listed(parse, child):
            return child
    return _after_age(parse, nominal, heads)


def _crowded(parse: Parse, host: int) -> bool:
    return (
        sum(parse.tokens[c].dep == "appos" and parse.tokens[c].pos != "NUM" for c in parse.children[host]) > 1
    )


def _after_age(parse: Parse, nominal: Nominal, heads: dict[int, bool]) -> int | None:
    """*Ann Lee, 37, a nurse*: the parse rarely keeps these together."""
    tokens = parse.tokens
    at = nominal.first
    if at < 4 or nominal.plural or nominal.reach is Reach.BARE:
        return None
    marks = tokens[at - 1].text == "," and tokens[at - 2].text.isdigit() and tokens[at - 3].text == ","
    return at - 4 if marks and heads.get(at - 4) else None


def _copula(parse: Parse, nominal: Nominal, heads: dict[int, bool]) -> int | None:
    token = parse.tokens[nominal.head]
    verb = parse.tokens[token.head]
    if token.dep != "attr" or verb.lemma != "be" or not _plain_statement(parse, verb):
        # The name can also stand behind: "The victim was Ann Lee".
        return _inverted(parse, nominal, heads)
    subject = next((c for c in parse.children[verb.index] if parse.tokens[c].dep == "nsubj"), None)
    if subject is None:
        return None
    if subject in heads or parse.tokens[subject].lemma.lower() in {"he", "she"}:
        return subject
    return None


def _inverted(parse: Parse, nominal: Nominal, heads: dict[int, bool]) -> int | None:
    token = parse.tokens[nominal.head]
    verb = parse.tokens[token.head]
    if token.dep != "nsubj" or verb.lemma != "be" or not _plain_statement(parse, verb):
        return None
    return next(
        (c for c in parse.children[verb.index] if parse.tokens[c].dep == "attr" and heads.get(c)), None
    )


def _plain_statement(parse: Parse, verb: Token) -> bool:
    """Whether a form of *be* says that something is so: no negation, modal, condition or question."""
    if verb.tag not in {"VBZ", "VBP", "VBD", "VBN"} or verb.dep in {"advcl", "pcomp"}:
        return False
    sides = [parse.tokens[c] for c in parse.children[verb.index]]
    return not any(t.dep == "neg" or t.tag in _MODAL_TAGS or t.text == "?" or t.lemma == "if" for t in sides)


def _named(parse: Parse, nominal: Nominal, heads: dict[int, bool]) -> int | None:
    """*a man named Ann Lee*, *identified the victim as Ann Lee*, *was identified as Ann Lee*."""
    token = parse.tokens[nominal.head]
    called = (parse.tokens[c] for c in parse.children[nominal.head])
    for verb in called:
        if verb.lemma in _NAMING and verb.dep == "acl" and verb.tag == "VBN":
            name = _name_behind(parse, verb, heads, bare=True)
            if name is not None:
                return name
    governor = parse.tokens[token.head]
    if governor.lemma == "identify" and token.dep in {"dobj", "nsubjpass"}:
        return _name_behind(parse, governor, heads, bare=False)
    return None


def _name_behind(parse: Parse, verb: Token, heads: dict[int, bool], *, bare: bool) -> int | None:
    for child in parse.children[verb.index]:
        if child < verb.index:
            continue
        if bare and parse.tokens[child].dep in {"oprd", "attr", "dobj"} and heads.get(child):
            return child
        if parse.tokens[child].text == "as":
            name = next((c for c in parse.children[child] if heads.get(c)), None)
            if name is not None:
                return name
    return None
