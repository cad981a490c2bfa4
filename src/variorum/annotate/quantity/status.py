"""What befell the counted (*killed*, *injured*, *arrested*), and whether they do or undergo what their clause tells."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from variorum.annotate.quantity.clauses import Part, Read, kids, kin, part_of, told_of
from variorum.annotate.quantity.lexicon import rows, words
from variorum.model import Measure, Parse, Token

_LINKS = frozenset(
    {
        "be", "remain", "go", "lie", "become", "get", "stay", "end", "find", "leave", "report", "confirm", "presume",
        "declare", "pronounce", "list", "fear", "believe", "think", "know", "say", "feel", "stand", "hold", "take", "wind",
        "feared", "shoot", "beat", "strike", "bring", "turn",
    }
)  # fmt: skip
_COMPLEMENTS = ("acomp", "attr", "oprd", "xcomp", "ccomp", "advcl", "dobj", "conj")
_MOVES = frozenset(
    {"take", "rush", "fly", "airlift", "transport", "bring", "transfer", "admit", "send", "carry", "move", "ferry", "be"}
)
_PULLS = frozenset({"pull", "pluck", "dig", "lift", "free", "winch", "carry", "drag", "save"})
_DEADLY = frozenset({"stab", "beat", "shoot", "burn", "crush", "hack", "bludgeon", "club", "choke", "freeze", "starve", "bleed",
                     "trample", "batter", "maul", "put", "do", "bring", "strangle", "kick"})  # fmt: skip
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "ee", "eer", "man", "woman", "ant", "ese", "mate", "boy", "girl")
_ABOUT = frozenset({Measure.COUNT, Measure.PERCENT, Measure.ORDINAL})
_NEAR = 4
"""Tokens within which *of the five* follows on *two*."""
_OF_PERSONS = frozenset({"released", "shot", "arrested", "laid off", "rescued", "sentenced", "charged", "convicted", "deported",
                         "stabbed", "acquitted", "survived", "execute", "capture"})  # fmt: skip
"""What befalls persons only: shots are fired and songs released, too."""
_OF_THINGS = frozenset({"destroyed", "damaged", "seized", "sunk"})
_FINAL = frozenset({"killed", "missing", "kidnapped"})


@lru_cache(maxsize=8)
def _table(use: str) -> dict[str, str]:
    return {word: status for status, kind, word in rows("status.tsv") if kind == use}


@lru_cache(maxsize=1)
def _rank() -> dict[str, int]:
    return {status: k for k, status in reversed(list(enumerate(row[0] for row in rows("status.tsv"))))}


def with_status(parse: Parse, reads: Iterable[Read]) -> list[Read]:
    """The readings with ``status`` and ``role``; parts of a whole that say nothing themselves have the whole's."""
    out: list[Read] = []
    for read in reads:
        q = read.quantity
        if q.measure not in _ABOUT or (q.measure is Measure.PERCENT and q.unit not in {"fraction", "percent"}):
            out.append(read)
            continue
        before = out[-1] if out else None
        whole = before is not None and 0 < read.first - before.last <= _NEAR and before.quantity.subset_of == q.stated
        status, role = status_of(parse, read, whole=whole)
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
    return not (part.dep in {"nsubj", "nsubjpass"} and _below(parse, parse.tokens[read.last], part.verb))


def _below(parse: Parse, token: Token, verb: Token) -> bool:
    return token.head == verb.index


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
    own = _table("noun").get(q.noun or "")
    if own in _FINAL and own is not None and q.noun != "hostage":
        return own, role
    status = None
    if part is not None:
        status, undergone = _of_clause(parse, part, noun)
        role = "patient" if undergone else role
    status = status or _beside(parse, read, noun) or own or _of_toll(parse, read)
    narrow = status in _OF_PERSONS or (part is not None and part.verb.lemma in _OF_PERSONS)
    if status is not None and narrow and not persons(parse, read, noun):
        return None, role
    return status, role


def persons(parse: Parse, read: Read, noun: Token) -> bool:
    """Whether what is counted can be persons: nothing is named, or a word for persons or a people."""
    word = (read.quantity.noun or "").lower()
    if not word or word in words("person") or word in words("people") or word in _table("noun") or word in words("state"):
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


def _of_clause(parse: Parse, part: Part, start: Token) -> tuple[str | None, bool]:
    """The status that a clause gives, and whether the phrase undergoes it."""
    passive = part.dep == "nsubjpass" or (part.dep == "nsubj" and _reduced(parse, part.verb))
    if part.dep == "root":
        return None, False
    if part.dep in {"dobj", "attr"}:
        if part.dep == "dobj" and not _negated(parse, part.verb):
            if part.verb.lemma in {"claim", "lose", "take"} and start.lemma == "life":
                return "killed", True
            found = _done(parse, part.verb) or _complement(parse, part.verb) or _moved(parse, part.verb)
            return found, found is not None
        return None, False
    found = [s for verb in kin(parse, part.verb) if not _negated(parse, verb) and (s := _of_verb(parse, verb, passive=passive))]
    best = min(found, key=lambda s: (s != "killed", found.index(s)), default=None)
    return best, best is not None


def _reduced(parse: Parse, verb: Token) -> bool:
    """Whether a verb without *was* is passive: *and 12 captured*, *Twelve killed in raid*."""
    if verb.tag not in {"VBN", "VBD"} or kids(parse, verb, "dobj", "aux", "auxpass", "ccomp"):
        return False
    head = parse.tokens[verb.head]
    joined = verb.dep == "conj" and bool(kids(parse, head, "nsubjpass", "auxpass"))
    return joined or (verb.dep in {"ROOT", "ccomp"} and _phrasal(parse, verb) in _table("done"))


def _negated(parse: Parse, verb: Token) -> bool:
    return bool(kids(parse, verb, "neg"))


def _phrasal(parse: Parse, verb: Token) -> str:
    after = parse.tokens[verb.index + 1] if verb.index + 1 < len(parse.tokens) else None
    if after is not None and f"{verb.lemma} {after.text.lower()}" in _table("done"):
        return f"{verb.lemma} {after.text.lower()}"
    return verb.lemma


def _done(parse: Parse, verb: Token) -> str | None:
    if verb.lemma in _DEADLY and _through(parse, verb, "to") == "death":
        return "killed"
    dead = _complement(parse, verb)
    if dead == "killed":
        return dead
    return _table("done").get(_phrasal(parse, verb))


def _through(parse: Parse, verb: Token, word: str) -> str | None:
    for prep in kids(parse, verb, "prep", "agent"):
        if prep.text.lower() == word:
            objects = kids(parse, prep, "pobj")
            if objects:
                return objects[0].lemma.lower()
    return None


def _of_verb(parse: Parse, verb: Token, *, passive: bool) -> str | None:
    if verb.pos == "ADJ":
        return _table("state").get(verb.text.lower())
    if (passive or kids(parse, verb, "auxpass")) and (done := _done(parse, verb)):
        return done
    if not passive and not kids(parse, verb, "dobj") and verb.lemma in _table("be"):
        return _table("be")[verb.lemma]
    found = _complement(parse, verb) or _moved(parse, verb)
    if found:
        return found
    objects = {t.lemma for t in kids(parse, verb, "dobj")}
    if verb.lemma in {"suffer", "sustain", "receive"}:
        return next((_table("suffer")[o] for o in sorted(objects) if o in _table("suffer")), None)
    if verb.lemma == "lose" and "life" in objects:
        return "killed"
    if verb.lemma == "treat" and _through(parse, verb, "for") in _table("suffer"):
        return "injured"
    return None


def _complement(parse: Parse, verb: Token) -> str | None:
    """*dead* in *were found dead*, *missing* in *remain missing*, *died* in *are believed to have died*."""
    if verb.lemma not in _LINKS:
        return None
    for child in parse.children[verb.index]:
        token = parse.tokens[child]
        if token.dep not in _COMPLEMENTS or token.index < verb.index:
            continue
        word = token.text.lower()
        if token.dep in {"acomp", "attr", "oprd", "advcl"} or (token.dep == "dobj" and word in {"prisoner", "hostage", "captive"}):
            if word in _table("state"):
                return _table("state")[word]
        if token.dep in {"xcomp", "ccomp"} and not kids(parse, token, "nsubj"):
            return _of_verb(parse, token, passive=bool(kids(parse, token, "auxpass")) or token.tag == "VBN")
        if token.dep in {"xcomp", "ccomp"} and word in _table("state"):
            return _table("state")[word]
    return None


def _moved(parse: Parse, verb: Token) -> str | None:
    """*taken to hospital*, *in custody*, *pulled from the rubble*."""
    if verb.lemma in _MOVES or verb.lemma in {"treat", "recover", "hold"}:
        for prep in kids(parse, verb, "prep"):
            if prep.text.lower() in {"to", "in", "into", "at"}:
                for thing in kids(parse, prep, "pobj"):
                    if thing.lemma.lower() in _table("to"):
                        return _table("to")[thing.lemma.lower()]
    if verb.lemma in _PULLS and _through(parse, verb, "from") in _table("from"):
        return "rescued"
    return None


def _beside(parse: Parse, read: Read, noun: Token) -> str | None:
    """*nine wounded soldiers*, *12 people killed in the raid*, *two men who died*, *12 injured*."""
    if read.quantity.subset_of is not None and noun.index > read.last + 1 and _of_whole(parse, read, noun):
        return None
    for child in parse.children[noun.index]:
        token = parse.tokens[child]
        if token.dep == "amod" and token.text.lower() in _table("state"):
            return _table("state")[token.text.lower()]
        if token.dep in {"acl", "relcl"} and token.index > noun.index and not _negated(parse, token):
            passive = bool(kids(parse, token, "nsubjpass", "auxpass")) or (token.dep == "acl" and token.tag in {"VBN", "VBD"})
            subject = kids(parse, token, "nsubj", "nsubjpass")
            who = not subject or subject[0].tag in {"WP", "WDT"}
            found = _of_verb(parse, token, passive=passive) if who else None
            if found is None and token.dep == "acl":
                found = _table("state").get(token.text.lower())
            if found:
                return found
    return _next(parse, parse.tokens[max(read.last, noun.index)])


def _next(parse: Parse, last: Token) -> str | None:
    """The state that stands right behind a phrase, as in headlines: *Twelve people feared dead*."""
    for token in parse.tokens[last.index + 1 : last.index + 4]:
        if token.sentence != last.sentence:
            return None
        word = token.text.lower()
        if word in _table("state") and token.tag in {"VBN", "VBD", "JJ", "VBG"} and not kids(parse, token, "dobj", "neg"):
            return _table("state")[word]
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
        if child.text.lower() in _table("state"):
            return _table("state")[child.text.lower()]
    return _table("noun").get(told.lemma) or _table("state").get(told.text.lower())
