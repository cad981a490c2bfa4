"""What somebody did, and did not say: deeds of the hand, calls that officers answer, lives that are claimed."""

from variorum.claims.attribution.drafts import Draft
from variorum.claims.attribution.grammar import kids
from variorum.claims.attribution.lexicon import words
from variorum.model import Act, Parse, Token

_CLAUSE = ("ccomp", "mark")
_NEAR = 5
"""Tokens behind *claim* in which the first noun is looked for."""


def is_deed(parse: Parse, draft: Draft) -> bool:
    """Whether a draft takes a deed for speech (*pointed a gun at the clerk*, *responded to a call*).

    What is quoted and what has a clause of its own is always speech.
    """
    if draft.direct or draft.trigger is None or draft.act is Act.PERCEPTION:
        return False
    verb = parse.tokens[draft.trigger]
    if verb.lemma == "claim" and not _quotes(parse, draft) and _lives(parse, verb):
        return True
    if verb.pos != "VERB" or kids(parse, verb.index, *_CLAUSE) or _quotes(parse, draft):
        return False
    if verb.lemma in words("physical"):
        return True
    if verb.lemma in words("armed"):
        return any(t.lemma.lower() in words("weapon") for c in draft.content for t in parse.tokens_in(c))
    if verb.lemma == "respond":
        return any(_calls(parse, o) for o in _objects(parse, verb))
    if verb.lemma == "call":
        return any(o.lemma.lower() in words("reached") for o in kids(parse, verb.index, "dobj"))
    return False


def _lives(parse: Parse, verb: Token) -> bool:
    """Whether lives are claimed (*claimed the life of a girl*): the first noun behind it, however parsed."""
    behind = parse.tokens[verb.index + 1 : verb.index + _NEAR]
    noun = next((t for t in behind if t.pos in ("NOUN", "PROPN", "PRON", "VERB", "SCONJ")), None)
    return noun is not None and noun.lemma.lower() in words("claimed")


def _objects(parse: Parse, verb: Token) -> list[Token]:
    """The things that a verb acts on, with those of its prepositions."""
    own = kids(parse, verb.index, "dobj")
    through = (o for p in kids(parse, verb.index, "prep", "dative") for o in kids(parse, p.index, "pobj"))
    return [*own, *through]


def _calls(parse: Parse, noun: Token) -> bool:
    """Whether officers go there: a call, a scene, a street; *a report* only if it is *of* something."""
    if noun.lemma.lower() in words("callout"):
        return True
    return noun.lemma == "report" and any(p.text.lower() == "of" for p in kids(parse, noun.index, "prep"))


def _quotes(parse: Parse, draft: Draft) -> bool:
    return any(mark in c.of(parse.text) for c in draft.content for mark in '“”"«»')
