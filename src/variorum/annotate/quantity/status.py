"""What befell the counted (*killed*, *injured*, *arrested*), and whether they do or undergo what their clause tells."""

import re
from collections.abc import Iterable
from dataclasses import replace

from variorum.annotate.quantity.clauses import Part, Read, kids, kin, part_of, told_of
from variorum.annotate.quantity.fates import (
    complement,
    done_to,
    is_negated,
    is_reduced,
    moved,
    of_verb,
    table,
)
from variorum.annotate.quantity.lexicon import words
from variorum.model import Measure, Parse, Token
from variorum.text import Span

_PERSON_ENDINGS = (
    "er",
    "or",
    "ist",
    "ian",
    "ee",
    "eer",
    "man",
    "woman",
    "ese",
    "mate",
    "boy",
    "girl",
    "child",
    "people",
)
_ABOUT = frozenset({Measure.COUNT, Measure.PERCENT, Measure.ORDINAL})
_FATALLY = re.compile(r"\s(?:of\s(?:them|whom)\s)?(?:fatally|mortally)(?!\w)")
_NEAR = 4
"""Tokens within which *of the five* follows on *two*."""
_FINAL = frozenset({"killed", "missing", "kidnapped"})


def with_status(parse: Parse, reads: Iterable[Read]) -> list[Read]:
    """The readings with ``status`` and ``role``; parts of a whole that say nothing themselves have the whole's."""
    out: list[Read] = []
    for read in reads:
        q = read.quantity
        if q.measure not in _ABOUT or (
            q.measure is Measure.PERCENT and q.unit not in {"fraction", "percent"}
        ):
            out.append(read)
            continue
        before = out[-1] if out else None
        whole = (
            before is not None
            and 0 < read.first - before.last <= _NEAR
            and before.quantity.subset_of == q.stated
        )
        status, role = status_of(parse, read, whole=whole)
        if q.measure is Measure.COUNT and _FATALLY.match(parse.text, parse.tokens[read.last].end):
            status, role = "killed", "patient"
        if status is None and q.subset_of is not None and _inherits(parse, read):
            held = next((r.quantity for r in reversed(out) if r.quantity.stated == q.subset_of), None)
            status, role = (held.status, role or held.role) if held else (None, role)
        out.append(replace(read, quantity=replace(q, status=status, role=role)))
    return out


def _inherits(parse: Parse, read: Read) -> bool:
    """Whether a part shares the whole's lot: *including two children*, *two of them children*, *four of them in …*."""
    start = parse.tokens_in(read.quantity.span)[0].index
    before = parse.tokens[start - 1].text.lower() if start else ""
    if before in {"including", "them", "whom", "and"}:
        return True
    part = part_of(parse, parse.tokens[read.last], read.quantity.span)
    if part is None:
        return True
    return part.dep not in {"nsubj", "nsubjpass"} or parse.tokens[read.last].head != part.verb.index


def status_of(parse: Parse, read: Read, *, whole: bool = False) -> tuple[str | None, str | None]:
    """What befell the counted, and their role in their clause (``agent``, ``patient`` or ``None``).

    The *whole* of *41 of 48 drones* takes no part in the clause: the 41 do.
    """
    q = read.quantity
    number = parse.tokens[read.last]
    noun = parse.tokens[q.noun_token] if q.noun_token is not None else number
    part = None if whole else part_of(parse, number, q.span)
    if part is None and not whole and noun.index != number.index and not _of_whole(parse, read, noun):
        part = part_of(parse, noun, q.span)
    role = _role(part)
    own = table("noun").get(q.noun or "")
    if own in _FINAL and own is not None and q.noun != "hostage":
        return own, role
    status = None
    if part is not None:
        status, undergone = _of_clause(parse, part)
        role = "patient" if undergone else role
    if status is None and (beside := _beside(parse, read, noun)):
        status, role = beside, "patient"
    status = status or own or _of_noun(parse, noun) or _of_toll(parse, read) or of_the_dead(parse, read)
    narrow = status in table("narrow") or (part is not None and part.verb.lemma in table("narrow"))
    if status is not None and narrow and not persons(read, noun):
        return None, role
    return status, role


def befell(parse: Parse, noun: Token, span: Span) -> tuple[str | None, str | None]:
    """What the clause of a phrase says was done to those it names; ``(None, …)`` where they did it themselves."""
    part = part_of(parse, noun, span)
    if part is None:
        return None, None
    status, undergone = _of_clause(parse, part)
    return status, "patient" if undergone else _role(part)


def of_the_dead(parse: Parse, read: Read) -> str | None:
    """The status of those of whom a sentence opens to tell: *Of the dead, nine were children*."""
    first = parse.sentences[read.sentence(parse)][0]
    opening = parse.tokens[first : first + 4]
    if len(opening) < 4 or opening[0].text.lower() not in {"of", "among"} or opening[3].text != ",":
        return None
    return table("noun").get(opening[2].text.lower()) if read.first > opening[3].index else None


def persons(read: Read, noun: Token) -> bool:
    """Whether what is counted can be persons: nothing is named, or a word for persons or a people."""
    word = (read.quantity.noun or "").lower()
    if (
        not word
        or word in words("person")
        or word in words("people")
        or word in table("noun")
        or word in words("state")
    ):
        return True
    if noun.ent in {"NORP", "PERSON"}:
        return True
    return word not in words("thing") and word.endswith(_PERSON_ENDINGS)


def _of_whole(parse: Parse, read: Read, noun: Token) -> bool:
    """Whether the noun is that of a whole: its lot is not the part's."""
    return read.quantity.subset_of is not None or parse.tokens[noun.head].text.lower() == "of"


def _role(part: Part | None) -> str | None:
    if part is None or part.dep in {"root", "attr"} or part.verb.lemma in {"be", "have"}:
        return None
    return "agent" if part.dep == "nsubj" else "patient"


def _of_clause(parse: Parse, part: Part) -> tuple[str | None, bool]:
    """The status that a clause gives, and whether the phrase undergoes it."""
    passive = part.dep == "nsubjpass" or (part.dep == "nsubj" and is_reduced(parse, part.verb))
    if part.dep == "root":
        return None, False
    if part.dep in {"dobj", "attr"}:
        if part.dep == "dobj" and not is_negated(parse, part.verb):
            lives = any(t.lemma == "life" for t in kids(parse, part.verb, "dobj"))
            if part.verb.lemma in {"claim", "lose", "take", "cost"} and lives:
                return "killed", True
            found = done_to(parse, part.verb) or complement(parse, part.verb) or moved(parse, part.verb)
            return found, found is not None
        return None, False
    fates = [
        s
        for verb in kin(parse, part.verb)
        if not is_negated(parse, verb) and (s := of_verb(parse, verb, passive=passive))
    ]
    best = min(fates, key=lambda s: (s != "killed", fates.index(s)), default=None)
    return best, best is not None


def _beside(parse: Parse, read: Read, noun: Token) -> str | None:
    """*nine wounded soldiers*, *12 people killed in the raid*, *two men who died*, *12 injured*."""
    if read.quantity.subset_of is not None and noun.index > read.last + 1 and _of_whole(parse, read, noun):
        return None
    for child in parse.children[noun.index]:
        token = parse.tokens[child]
        if noun.lemma == "life" and token.lemma in {"lose", "claim", "take"}:
            return "killed"
        if token.dep == "amod" and token.text.lower() in table("state"):
            return table("state")[token.text.lower()]
        if token.dep in {"acl", "relcl"} and token.index > noun.index and not is_negated(parse, token):
            passive = bool(kids(parse, token, "nsubjpass", "auxpass")) or (
                token.dep == "acl" and token.tag in {"VBN", "VBD"}
            )
            subject = kids(parse, token, "nsubj", "nsubjpass")
            who = not subject or subject[0].tag in {"WP", "WDT"}
            found = of_verb(parse, token, passive=passive) if who else None
            if found is None and token.dep == "acl":
                found = table("state").get(token.text.lower())
            if found:
                return found
    return _next(parse, parse.tokens[max(read.last, noun.index)])


def _of_noun(parse: Parse, noun: Token) -> str | None:
    """*The death of four policemen*, *injuries to seven others*, *the arrest of 12 men*."""
    prep = parse.tokens[noun.head]
    head = parse.tokens[prep.head]
    if noun.dep != "pobj" or prep.text.lower() not in {"of", "to"} or head.pos != "NOUN":
        return None
    found = table("noun").get(head.lemma)
    return found if prep.text.lower() == "of" or found == "injured" else None


def _next(parse: Parse, last: Token) -> str | None:
    """The state that stands right behind a phrase, as in headlines: *Twelve people feared dead*."""
    for token in parse.tokens[last.index + 1 : last.index + 4]:
        if token.sentence != last.sentence:
            return None
        word = token.text.lower()
        if (
            word in table("state")
            and token.tag in {"VBN", "VBD", "JJ", "VBG"}
            and not kids(parse, token, "dobj", "neg")
        ):
            return table("state")[word]
        if word not in words("adverb") and token.tag != "RB":
            return None
    return None


def _of_toll(parse: Parse, read: Read) -> str | None:
    """*The death toll rose to 63*, *the number of dead*."""
    told = told_of(parse, read)
    if told is None or read.quantity.noun not in {None, told.lemma, told.text.lower()}:
        return None
    if told.lemma == "toll":
        kinds = {t.text.lower() for t in kids(parse, told, "compound", "amod")}
        return "injured" if kinds & {"injury", "injured"} else "killed"
    for child in kids(parse, told, "amod", "acl"):
        if child.text.lower() in table("state"):
            return table("state")[child.text.lower()]
    return table("noun").get(told.lemma) or table("state").get(told.text.lower())
