"""What a verb says befell its subject or object: *were shot dead*, *remain missing*, *pulled from the rubble*."""

from functools import cache

from variorum.annotate.quantity.clauses import kids
from variorum.annotate.quantity.lexicon import rows, words
from variorum.model import Parse, Token

_COMPLEMENTS = ("acomp", "attr", "oprd", "xcomp", "ccomp", "advcl", "dobj", "conj")
_TAKEN = frozenset({"prisoner", "hostage", "captive"})
_STATING = frozenset({"acomp", "attr", "oprd", "advcl"})


@cache  # one for each use that the file names
def table(use: str) -> dict[str, str]:
    """The words of one use of ``status.tsv``, with the status that each gives."""
    return {word: status for status, kind, word in rows("status.tsv") if kind == use}


def is_reduced(parse: Parse, verb: Token) -> bool:
    """Whether a verb without *was* is passive: *and 12 captured*, *Twelve killed in raid*."""
    if verb.tag not in {"VBN", "VBD"} or kids(parse, verb, "dobj", "aux", "auxpass", "ccomp"):
        return False
    after = parse.tokens[verb.index + 1].text.lower() if verb.index + 1 < len(parse.tokens) else ""
    if after in words("aimed"):
        return False  # "one man fired back", "two shot at the police"
    head = parse.tokens[verb.head]
    joined = verb.dep == "conj" and bool(kids(parse, head, "nsubjpass", "auxpass"))
    return joined or (verb.dep in {"ROOT", "ccomp"} and _phrasal(parse, verb) in table("done"))


def is_negated(parse: Parse, verb: Token) -> bool:
    """Whether a verb is denied."""
    return bool(kids(parse, verb, "neg"))


def _phrasal(parse: Parse, verb: Token) -> str:
    after = parse.tokens[verb.index + 1] if verb.index + 1 < len(parse.tokens) else None
    if after is not None and f"{verb.lemma} {after.text.lower()}" in table("done"):
        return f"{verb.lemma} {after.text.lower()}"
    return verb.lemma


def done_to(parse: Parse, verb: Token) -> str | None:
    """What a verb does to its object."""
    if verb.lemma in table("deadly") and _through(parse, verb, "to") == "death":
        return "killed"
    dead = complement(parse, verb)
    if dead == "killed":
        return dead
    return table("done").get(_phrasal(parse, verb))


def _through(parse: Parse, verb: Token, word: str) -> str | None:
    for prep in kids(parse, verb, "prep", "agent"):
        if prep.text.lower() == word:
            objects = kids(parse, prep, "pobj")
            if objects:
                return objects[0].lemma.lower()
    return None


def of_verb(parse: Parse, verb: Token, *, passive: bool) -> str | None:
    """What a verb says of its subject."""
    if verb.pos == "ADJ":
        return table("state").get(verb.text.lower())
    if (passive or kids(parse, verb, "auxpass")) and (done := done_to(parse, verb)):
        return done
    if not passive and not kids(parse, verb, "dobj") and verb.lemma in table("be"):
        return table("be")[verb.lemma]
    found = complement(parse, verb) or moved(parse, verb) or _among(parse, verb)
    if found:
        return found
    objects = {t.lemma for t in kids(parse, verb, "dobj")}
    if verb.lemma in {"suffer", "sustain", "receive"}:
        return next((table("suffer")[o] for o in sorted(objects) if o in table("suffer")), None)
    if verb.lemma == "lose" and "life" in objects:
        return "killed"
    if verb.lemma == "treat" and _through(parse, verb, "for") in table("suffer"):
        return "injured"
    return None


def complement(parse: Parse, verb: Token) -> str | None:
    """*dead* in *were found dead*, *missing* in *remain missing*, *died* in *are believed to have died*."""
    if verb.lemma not in table("link"):
        return None
    for child in parse.children[verb.index]:
        token = parse.tokens[child]
        if token.dep not in _COMPLEMENTS or token.index < verb.index:
            continue
        word = token.text.lower()
        stating = token.dep in _STATING or (token.dep == "dobj" and word in _TAKEN)
        if stating and word in table("state"):
            return table("state")[word]
        if token.dep in {"xcomp", "ccomp"} and not kids(parse, token, "nsubj"):
            return of_verb(parse, token, passive=token.tag == "VBN" and not kids(parse, token, "aux"))
        if token.dep in {"xcomp", "ccomp"} and word in table("state"):
            return table("state")[word]
    return None


def _among(parse: Parse, verb: Token) -> str | None:
    """*are among the dead*."""
    for prep in kids(parse, verb, "prep"):
        if verb.lemma == "be" and prep.text.lower() == "among":
            for thing in kids(parse, prep, "pobj"):
                return table("noun").get(thing.text.lower())
    return None


def moved(parse: Parse, verb: Token) -> str | None:
    """*taken to hospital*, *in custody*, *pulled from the rubble*."""
    if verb.lemma in table("move"):
        for prep in kids(parse, verb, "prep"):
            if prep.text.lower() in {"to", "in", "into", "at"}:
                for thing in kids(parse, prep, "pobj"):
                    if thing.lemma.lower() in {"center", "centre", "unit"} and any(
                        t.text.lower() in words("care") for t in kids(parse, thing, "compound", "amod")
                    ):
                        return "hospitalized"
                    if thing.lemma.lower() in table("to"):
                        return table("to")[thing.lemma.lower()]
    if verb.lemma in table("pull") and _through(parse, verb, "from") in table("from"):
        return "rescued"
    return None
