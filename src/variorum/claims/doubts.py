"""What a report only weighs: a clause that it supposes, calls false, or hands on as a rumour."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from variorum.claims.phrases import SUBJECTS, kids
from variorum.model import Parse, Token
from variorum.values.predicates import wrappers

_CLAUSES = ("ccomp", "xcomp")


def empty(parse: Parse, word: Token) -> bool:
    """Whether a word stands for nobody or nothing (*no one*, *none of the passengers*, *neither driver*)."""
    if word.lemma.lower() in ("nobody", "none", "nothing", "neither", "noone"):
        return True
    return any(
        (k.dep in ("det", "neg") and k.lemma.lower() in ("no", "neither"))
        or (k.dep == "preconj" and k.lemma.lower() == "neither")
        for k in kids(parse, word)
    )


def weighed(parse: Parse, top: Token) -> bool:
    """Whether a clause is only supposed, called false or a rumour, or lies within one that is.

    Args:
        parse: the parse of the report.
        top: the verb that heads the clause, the first of those that are joined.
    """
    for clause in _around(parse, top):
        head = _over_doubt(parse, parse.tokens[clause.head])
        if _ordered(parse, clause) or _agreed_on(parse, clause) or _told_of_fiction(parse, clause):
            return True
        if clause.dep in (*_CLAUSES, "acl") and head.pos != "NOUN" and _governed(parse, clause, head):
            return True
        if head.pos == "NOUN" and _content_of(parse, clause) and _noun_doubted(parse, head):
            return True
    return _wronged(parse, top) or _by_a_doubted(parse, top) or _labelled(parse, top)


def since_corrected(parse: Parse, top: Token) -> bool:
    """Whether a clause is what somebody said at first (*initially said that …*)."""
    return any(
        clause.dep == "ccomp" and _has(parse, parse.tokens[clause.head], wrappers()["at_first"])
        for clause in _around(parse, top)
    )


def _around(parse: Parse, top: Token) -> Iterator[Token]:
    """A clause and those whose content it is part of, innermost first."""
    yield top
    while top.dep in _CLAUSES and top.head != top.index:
        top = parse.tokens[top.head]
        yield top


def _has(parse: Parse, word: Token, listed: Collection[str]) -> bool:
    return any(
        k.dep in ("advmod", "amod", "compound") and (k.lemma.lower() in listed or k.text.lower() in listed)
        for k in kids(parse, word)
    )


def _negated(parse: Parse, word: Token) -> bool:
    return any(k.dep == "neg" for k in kids(parse, word))


def _ordered(parse: Parse, clause: Token) -> bool:
    # "Suppose those petitions were granted", "imagine that the dam broke"
    head = parse.tokens[clause.head]
    order = head.dep == "ROOT" and not any(k.dep in SUBJECTS for k in kids(parse, head))
    return clause.dep in _CLAUSES and order and head.lemma.lower() in wrappers()["supposals"]


def _agreed_on(parse: Parse, clause: Token) -> bool:
    # "on condition that Norrland pays", "provided that Norrland pays"
    head = parse.tokens[clause.head]
    marked = any(k.dep == "mark" for k in kids(parse, clause))
    if clause.dep == "acl" and head.lemma == "condition" and parse.tokens[head.head].lemma.lower() == "on":
        return marked
    bare = not any(k.dep in (*SUBJECTS, "dobj") for k in kids(parse, head))
    return clause.dep == "ccomp" and marked and bare and head.text.lower() in ("provided", "providing")


def _told_of_fiction(parse: Parse, clause: Token) -> bool:
    # "In the film, the president shoots her rival"
    fronted = [
        k
        for k in kids(parse, clause)
        if k.dep == "prep" and k.lemma.lower() == "in" and k.index < clause.index
    ]
    return any(
        p.dep == "pobj" and p.lemma.lower() in wrappers()["fictions"] for k in fronted for p in kids(parse, k)
    )


def _governed(parse: Parse, clause: Token, head: Token) -> bool:
    """Whether the verb or adjective that governs a clause leaves it open or says that it is not so."""
    table = wrappers()
    lemma, beside = head.lemma.lower(), kids(parse, head)
    negated = _negated(parse, head)
    if lemma in table["pretending"]:
        return True  # "lied that he had served", "pretended to have served"
    if clause.dep == "xcomp":
        return lemma in table["proving"] and _has(
            parse, head, table["wrongly"]
        )  # "falsely claimed to have served"
    if clause.dep == "ccomp" and lemma in table["doubting"]:
        return not negated  # "doubts that he did"; "does not doubt that he did"
    if _has(parse, head, table["wrongly"]) or any(
        _noun_doubted(parse, k) for k in beside if k.dep in SUBJECTS
    ):
        return True  # "wrongly reported that …", "a rumour spread that …"
    if lemma == "be" and any(
        _called_false(parse, k, negated=negated) for k in beside if k.dep in ("acomp", "attr")
    ):
        return True  # "it is not true that …"
    if lemma in table["proving"]:
        nobody = any(empty(parse, k) for k in beside if k.dep in SUBJECTS)
        if nobody or negated or _of_no_avail(parse, head):
            return True
    return lemma in table["proving_for_sure"] and _still_to_do(parse, head)


def _still_to_do(parse: Parse, verb: Token) -> bool:
    # "must prove that …", "have to show that …", "sought to establish that …"
    table = wrappers()
    modal = table["required_modals"] | table["planned_modals"] | table["possible_modals"]
    if any(k.dep == "aux" and k.tag == "MD" and k.lemma.lower() in modal for k in kids(parse, verb)):
        return True
    over = parse.tokens[verb.head].lemma.lower()
    return verb.dep == "xcomp" and over in table["attempt"] | table["required"] | table["planned"] | {"have"}


def _content_of(parse: Parse, clause: Token) -> bool:
    """Whether a clause says what its noun is of (*the claim that …*); the parser may take it for a relative clause."""
    if clause.tag in ("VBG", "VBN") and not any(k.dep in SUBJECTS for k in kids(parse, clause)):
        return False
    taken = any(
        k.dep == "dobj" and k.lemma.lower() == "that" and k.index < clause.index for k in kids(parse, clause)
    )
    return clause.dep in ("acl", "ccomp") or (clause.dep == "relcl" and taken)


def _noun_doubted(parse: Parse, noun: Token) -> bool:
    """Whether a noun stands for what is not known to be so: a rumour, a forged letter, a claim that is called false."""
    table = wrappers()
    if noun.pos not in ("NOUN", "PROPN"):
        return False
    lemma = noun.lemma.lower()
    over = parse.tokens[noun.head]
    if lemma in table["untold_nouns"] or _has(parse, noun, table["unproved_modifiers"]):
        return True
    if lemma in table["proofs"]:
        lack = (
            over.dep == "prep"
            and over.lemma.lower() == "of"
            and parse.tokens[over.head].lemma in table["lacking"]
        )
        scant = _has(parse, noun, table["scant"]) or over.lemma.lower() == "without" or lack
        return scant or empty(parse, noun) or _negated(parse, over)
    within = parse.tokens[over.head]  # "no truth in the report that …"
    if over.dep == "prep" and within.lemma.lower() in table["truths"] and empty(parse, within):
        return True
    return _predicated_false(parse, noun, over)


def _predicated_false(parse: Parse, noun: Token, verb: Token) -> bool:
    # "claims that … are untrue", "the claim that … was debunked", "the police debunked claims that …"
    table = wrappers()
    if noun.dep in ("dobj", "nsubjpass") and verb.lemma.lower() in table["debunking"]:
        return not _negated(parse, verb)
    negated = _negated(parse, verb)
    held = [k for k in kids(parse, verb) if k.dep in ("acomp", "attr", "oprd")]
    return noun.dep == "nsubj" and any(_called_false(parse, k, negated=negated) for k in held)


def _called_false(parse: Parse, word: Token, *, negated: bool) -> bool:
    table = wrappers()
    lemma = word.lemma.lower()
    false = lemma in table["unproved_modifiers"] or (word.dep == "attr" and lemma in table["untold_nouns"])
    return (false and not negated) or (lemma in table["called_true"] and (negated or empty(parse, word)))


def _wronged(parse: Parse, top: Token) -> bool:
    # "was wrongly convicted of killing a clerk", "falsely accused of theft"
    prep = parse.tokens[top.head]
    if top.dep not in ("pcomp", "pobj") or prep.lemma.lower() != "of":
        return False
    return _has(parse, parse.tokens[prep.head], wrappers()["wrongly"])


def _by_a_doubted(parse: Parse, top: Token) -> bool:
    # "according to a forged letter", "according to a post that the police call false"
    for prep in (k for k in kids(parse, top) if k.dep == "prep" and k.lemma.lower() == "accord"):
        for to in kids(parse, prep):
            for noun in (k for k in kids(parse, to) if k.dep == "pobj"):
                called = [w for k in kids(parse, noun) if k.dep == "relcl" for w in kids(parse, k)]
                if _noun_doubted(parse, noun) or any(_called_false(parse, w, negated=False) for w in called):
                    return True
    return False


def _labelled(parse: Parse, top: Token) -> bool:
    # "FALSE: The mayor has resigned", "The claim: …": at the sentence's start, or cut off before it as a dateline is
    begin, end = parse.sentences[top.sentence]
    first, last = parse.tokens[begin], parse.tokens[end - 1]
    paragraph = next((p for p in parse.paragraphs if p.start <= first.start < p.end), None)
    before = parse.text[paragraph.start if paragraph else first.start : first.start]
    label = _label()
    return bool(label.fullmatch(before) or label.match(parse.text, first.start, last.end))


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, wrappers()["labels_of_doubt"])))
    return re.compile(rf"(?:the )?(?:{listed}): +", re.IGNORECASE)


def _over_doubt(parse: Parse, head: Token) -> Token:
    # "does not prove beyond a reasonable doubt that he fired": the clause hangs on the doubt, the verb governs it
    beyond = parse.tokens[head.head]
    return parse.tokens[beyond.head] if head.lemma == "doubt" and beyond.lemma.lower() == "beyond" else head


def _of_no_avail(parse: Parse, verb: Token) -> bool:
    # "was unable to prove that …", "failed to show that …"
    head = parse.tokens[verb.head]
    return verb.dep == "xcomp" and head.lemma.lower() in wrappers()["negative"]
