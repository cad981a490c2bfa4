"""Whether and how a predicate is put: polarity and modality, with what governs it in view.

The distinctions are those of FactBank (Saurí and Pustejovsky 2009): certainty and polarity follow from modal verbs,
negation, and the predicates that govern an event (*failed to*, *accused of*, *plans for*).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.claims.doubts import empty, since_corrected, weighed
from variorum.claims.phrases import SUBJECTS, kids
from variorum.model import Modality, Parse, Polarity, Token
from variorum.values.predicates import words, wrappers

_GROUPS = ("attempt", "negative", "possible", "planned", "required", "alleged")


@dataclass(frozen=True, slots=True)
class Put:
    """How a predicate is put. ``attempted``: it was tried; ``denied``: a verb of denial governs it."""

    polarity: Polarity
    modality: Modality
    attempted: bool
    denied: bool


def put(parse: Parse, token: Token, chain: Sequence[int], *, nominal: bool, parts: Sequence[int] = ()) -> Put:
    """How a predicate is put.

    Args:
        parse: the parse of the report.
        token: the predicate.
        chain: its governing verbs, outermost first.
        nominal: whether it is an event noun.
        parts: the other tokens of a predicate of several words (*found not guilty*).
    """
    governors = [parse.tokens[i] for i in chain]
    # The light verb that carries an event noun says nothing of it ("no injuries were reported").
    groups = _groups(parse, token, governors[:-1] if nominal else governors, nominal=nominal and not chain)
    beside = [k for g in (*governors, token) for k in kids(parse, g)] + _shared(parse, token)
    if chain and parse.tokens[chain[-1]].lemma == "be" and _infinitive(parse, token):
        groups.append("planned")  # "is to be completed in June"
    modifiers = (
        {k.lemma.lower() for k in kids(parse, token) if k.dep in ("amod", "advmod")} if nominal else set()
    )
    table = wrappers()
    denied = "denied" in groups
    negations = groups.count("negative") + denied + _negations(parse, token, beside)
    negations += any(k.dep == "neg" and k.index not in {b.index for b in beside}
                     for i in parts for k in kids(parse, parse.tokens[i]))  # fmt: skip
    return Put(
        Polarity.NEGATIVE if negations % 2 else Polarity.POSITIVE,
        _modality(
            parse,
            token,
            governors[0] if governors else token,
            groups=frozenset(groups),
            beside=beside,
            modifiers=modifiers,
        ),
        "attempt" in groups
        or bool(modifiers & table["attempt_modifiers"])
        or _nearly(parse, token, governors),
        denied,
    )


def _groups(parse: Parse, token: Token, governors: Sequence[Token], *, nominal: bool) -> list[str]:
    """The groups of ``wrappers.json`` that govern a predicate, one entry a governor."""
    table = wrappers()
    out = [name for g in governors for name in _GROUPS if g.lemma.lower() in table[name]]
    out += ["planned" for g in governors if g.text.lower() == "going"]  # "is going to", beside "goes to"
    out += ["denied" for g in governors if g.lemma in table["denials"]]
    top = _first_joined(parse, governors[0] if governors else token)
    head = parse.tokens[top.head]
    if head.index == top.index:
        return out
    if top.dep == "acl" and head.pos == "NOUN" and _infinitive(parse, top):
        out += _of_noun(head)
    elif top.dep == "acl" and head.pos == "NOUN" and any(k.dep == "mark" for k in kids(parse, top)):
        out += [g for g in _of_noun(head) if g in ("alleged", "possible")]  # "the allegation that …"
    elif top.dep in ("pcomp", "pobj") and head.pos in ("ADP", "SCONJ", "ADV"):
        if head.lemma.lower() in table["not_so"] and top.dep == "pcomp":
            out.append("negative")
        out += _through(parse, head)
    elif top.dep in ("advcl", "ccomp") and _infinitive(parse, top) and head.pos == "VERB":
        marks = [k.lemma.lower() for k in kids(parse, top) if k.dep == "mark"]
        out += [
            group for mark in marks for group in _over(parse, head, f"_{mark}")
        ]  # "called for him to resign"
    elif nominal and top.dep in ("dobj", "nsubjpass", "npadvmod"):
        out += _over(parse, head, _particle(parse, head))
    return out


def _first_joined(parse: Parse, top: Token) -> Token:
    """The first of what is joined: *accused of killing one and injuring two*, *charged with murder and arson*."""
    while top.dep == "conj" and top.head < top.index:
        head = parse.tokens[top.head]
        finite = top.pos == "VERB" and top.tag not in ("VBG", "VB", "VBN")
        if head.pos != top.pos or finite or any(k.dep in SUBJECTS for k in kids(parse, top)):
            break
        top = head
    return top


def _shared(parse: Parse, token: Token) -> list[Token]:
    """What a joined verb shares with the first: its modal (*will buy and sell*), its adverb, its *not* before *or*."""
    head = parse.tokens[token.head]
    own = kids(parse, token)
    if token.dep != "conj" or head.pos not in ("VERB", "AUX") or any(k.dep in SUBJECTS for k in own):
        return []
    first = kids(parse, head)
    adverbs = wrappers()["alleged_adverbs"]
    out = [k for k in first if k.dep == "advmod" and k.lemma.lower() in adverbs and k.index < head.index]
    if token.tag not in ("VB", "VBN") or any(k.dep in ("aux", "auxpass") for k in own):
        return out
    out += [k for k in first if k.dep == "aux" and k.tag in ("MD", "TO")]
    if any(k.dep == "cc" and k.lemma.lower() in ("or", "nor") for k in first):
        out += [k for k in first if k.dep == "neg"]
    return [*out, *_shared(parse, head)]


def _of_noun(noun: Token) -> list[str]:
    table = wrappers()
    return [name for name in _GROUPS if noun.lemma.lower() in table[f"{name}_nouns"]]


def _through(parse: Parse, prep: Token) -> list[str]:
    """What governs through a preposition: *accused of*, *kept from*, *fears of*."""
    head = parse.tokens[prep.head]
    found = _of_noun(head) if head.pos == "NOUN" else []
    if head.pos in ("NOUN", "PROPN", "PRON") and head.dep in ("dobj", "nsubjpass"):
        head = parse.tokens[head.head]  # "accused Kolm of theft": the preposition may hang on the noun
    if found:
        return found
    if head.pos not in ("VERB", "AUX", "ADJ"):
        return []
    if f"{head.lemma}_{prep.lemma.lower()}" in wrappers()["kept_from"]:
        return ["negative"]
    return _over(parse, head, f"_{prep.lemma.lower()}")


def _over(parse: Parse, head: Token, particle: str) -> list[str]:
    """What a verb says of the event noun that it is about; *did not rule out arson* leaves it possible."""
    table = wrappers()
    key = head.lemma + particle
    found = [name for name in _GROUPS if key in table[f"{name}_over"]]
    if not particle and head.lemma in table["denials"]:
        found.append("denied")
    if any(k.dep == "neg" for k in kids(parse, head)):
        return ["possible" if name in ("negative", "denied") else name for name in found]
    return found


def _particle(parse: Parse, verb: Token) -> str:
    return next((f"_{k.lemma.lower()}" for k in kids(parse, verb) if k.dep == "prt"), "")


def _infinitive(parse: Parse, token: Token) -> bool:
    return any(k.dep == "aux" and k.tag == "TO" for k in kids(parse, token))


def _negations(parse: Parse, token: Token, beside: Sequence[Token]) -> int:
    found = sum(k.dep == "neg" or (k.dep == "det" and k.lemma.lower() == "no") for k in beside)
    return found + any(
        empty(parse, k) for k in beside if k.dep in (*SUBJECTS, "dobj", "attr") and k is not token
    )


def _modality(
    parse: Parse,
    token: Token,
    top: Token,
    *,
    groups: frozenset[str],
    beside: Sequence[Token],
    modifiers: set[str],
) -> Modality:
    table = wrappers()
    modals = {
        w for k in beside if k.dep == "aux" and k.tag == "MD" for w in (k.lemma.lower(), k.text.lower())
    }
    adverbs = {k.lemma.lower() for k in beside if k.dep == "advmod"}
    if _conditional(parse, top, modals):
        return Modality.CONDITIONAL
    if "alleged" in groups or adverbs & table["alleged_adverbs"] or modifiers & table["alleged_modifiers"]:
        return Modality.ALLEGED
    if since_corrected(parse, _first_joined(parse, top)):
        return Modality.ALLEGED
    if "required" in groups or modals & table["required_modals"]:
        return Modality.REQUIRED
    if "planned" in groups or modals & table["planned_modals"] or modifiers & table["planned_modifiers"]:
        return Modality.PLANNED
    if "possible" in groups or modals & table["possible_modals"] or adverbs & table["possible_adverbs"]:
        return Modality.POSSIBLE
    if modifiers & table["possible_modifiers"]:
        return Modality.POSSIBLE
    if top is token and not groups and _infinitive(parse, token):
        return _bare_infinitive(parse, token)
    return Modality.ASSERTED


def _bare_infinitive(parse: Parse, token: Token) -> Modality:
    """How a bare infinitive is put.

    *The second to be killed* was killed; a purpose (*went out to buy milk*) may have been reached; the rest is to come.
    """
    head = parse.tokens[token.head]
    if token.dep in ("relcl", "acl") and any(_single_out(k) for k in kids(parse, head)):
        return Modality.ASSERTED
    if token.dep == "advcl" and head.lemma in words()["motion"]:
        return Modality.ASSERTED  # "rushed to the door to block them": the motion is the deed
    return Modality.POSSIBLE if token.dep == "advcl" else Modality.PLANNED


def _single_out(kid: Token) -> bool:
    return kid.lemma.lower() in words()["singled_out"] or (kid.ent == "ORDINAL" and kid.tag in ("JJS", "JJ"))


def _conditional(parse: Parse, top: Token, modals: set[str]) -> bool:
    """Whether a clause is a condition (*if the dam breaks*) or hangs on one (*the valley would flood*)."""
    table = wrappers()
    beside = kids(parse, top)
    first = _first_joined(parse, top)  # "whether to keep or cut the rate"
    marks = [*beside, *(kids(parse, first) if first is not top else ())]
    if any(k.dep == "mark" and k.lemma.lower() in table["conditions"] for k in marks):
        return True
    if weighed(parse, first) or _afterthought(parse, top, beside) or _inverted(top, beside):
        return True
    if not modals:
        return False
    if "would" in modals and any(k.dep == "aux" and k.lemma == "have" for k in beside):
        return True  # "would have escaped"
    return any(
        any(m.dep == "mark" and m.lemma.lower() in table["supposing"] for m in kids(parse, k))
        or _inverted(k, kids(parse, k))
        for k in beside
        if k.dep == "advcl"
    )


def _nearly(parse: Parse, token: Token, governors: Sequence[Token]) -> bool:
    # "nearly hit the school", "almost won": not done; "nearly doubled" tells how far
    table = wrappers()
    return any(
        k.dep == "advmod" and k.lemma.lower() in table["nearly"] and k.index < g.index
        for g in (*governors, token)
        if g.lemma.lower() not in table["multiplying"] and g.pos in ("VERB", "AUX")
        for k in kids(parse, g)
    )


def _afterthought(parse: Parse, top: Token, beside: Sequence[Token]) -> bool:
    # "sold 400 missiles to Sudland, if the letter is real"; not the habit of "took the tram if it rained"
    return top.tag in ("VBD", "VBN") and any(
        k.dep == "advcl"
        and k.index > top.index
        and k.tag in ("VBZ", "VBP")
        and any(m.dep == "mark" and m.lemma.lower() in wrappers()["supposing"] for m in kids(parse, k))
        for k in beside
    )


def _inverted(top: Token, beside: Sequence[Token]) -> bool:
    # "Had the alarm sounded, ..."
    subject = next((k for k in beside if k.dep in SUBJECTS), None)
    return (
        top.dep == "advcl"
        and subject is not None
        and any(
            k.dep in ("aux", "auxpass")
            and k.text in ("Had", "had", "Were", "were", "Should", "should")
            and k.index < subject.index
            for k in beside
        )
    )
