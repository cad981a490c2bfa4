"""Predicates: the tokens that tell of an occurrence, with what governs them."""

from dataclasses import dataclass

from variorum.model import Modality, Parse, Polarity, Token
from variorum.values.predicates import Sense, lexicon, wrappers

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_NOT_EVENTS = frozenset(
    {"be", "have", "do", "include", "involve", "accord", "follow", "base", "mean", "concern"}
)
_LIGHT = frozenset({
    "make", "take", "carry_out", "give", "conduct", "launch", "stage", "commit", "perform", "undertake", "issue", "hold",
    "mount", "suffer", "sustain", "cause", "spark", "trigger", "prompt", "force", "gain", "have", "do", "face",
})  # fmt: skip
_STATUS = {"dead": "die", "killed": "kill", "injured": "injure", "wounded": "wound", "hurt": "hurt",
           "missing": "go_missing", "arrested": "arrest", "detained": "detain", "displaced": "displace",
           "hospitalized": "hospitalize", "hospitalised": "hospitalize"}  # fmt: skip
_TOLL_OF = {
    "kill": {"death", "dead", "fatality"}, "vanish": {"missing"}, "injure": {"injured", "wounded", "injury"},
    "arrest": {"arrest", "detainee"},
}  # fmt: skip
_LEFT = frozenset({
    "station", "building", "scene", "house", "home", "school", "city", "country", "town", "airport", "port", "consulate",
    "hospital", "court", "office", "area", "site", "room", "party", "stadium", "hotel", "village", "embassy", "prison", "club",
})  # fmt: skip
TOLLS = frozenset({"turnout", "attendance", "crowd", "toll", "number", "figure", "count", "total", "tally"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """One predicate. ``chain`` holds the governing verbs, outermost first (*were filmed attempting to*).

    ``predicate`` is the lemma, joined with its particle or object where that makes the meaning;
    ``senses`` its classes; ``attempted`` marks what was tried, ``nominal`` an event noun.
    """

    token: int
    predicate: str
    senses: tuple[Sense, ...]
    nominal: bool
    chain: tuple[int, ...]
    polarity: Polarity
    modality: Modality
    attempted: bool
    perceived: bool


def triggers(parse: Parse) -> tuple[Trigger, ...]:
    """The predicates of a text in text order."""
    found: list[Trigger] = []
    taken: set[int] = set()
    for token in parse.tokens:
        trigger = None
        if token.pos == "VERB":
            trigger = _verbal(parse, token)
        elif token.pos == "NOUN" and token.dep not in ("compound", "nmod") and token.index not in taken:
            trigger = _nominal(parse, token)
        elif token.pos == "AUX" and token.lemma == "be" and token.dep not in ("aux", "auxpass"):
            trigger = _copular(parse, token)
        if trigger is None and token.text.lower() in _STATUS:
            trigger = _status(parse, token)
        if trigger:
            found.append(trigger)
            taken.update(_objects_of(parse, trigger))
    return tuple(found)


def _departs(parse: Parse, token: Token) -> bool:
    kids = [parse.tokens[i] for i in parse.children[token.index]]
    objects = [k for k in kids if k.dep in ("dobj", "oprd")]
    return all(k.ent in ("GPE", "LOC", "FAC") or k.lemma in _LEFT for k in objects)


def _objects_of(parse: Parse, trigger: Trigger) -> list[int]:
    # "force entry": the object is in the key already and is no occurrence of its own.
    words = set(trigger.predicate.split("_")[1:])
    return [i for i in parse.children[trigger.token] if parse.tokens[i].lemma in words]


def _verbal(parse: Parse, token: Token) -> Trigger | None:
    if (
        token.dep in ("amod", "aux", "auxpass", "compound")
        or not token.text[0].isalpha()
        or _is_wrapper(parse, token)
    ):
        return None
    key, senses = phrase(parse, token)
    if key in _NOT_EVENTS:
        return None
    if key == "leave" and not _departs(parse, token):
        senses = ()  # "left both nations on edge" is no departure
    light = _light_object(parse, token)
    if light is not None and not senses:
        return None  # the event noun that it carries is the trigger
    chain = _chain(parse, token)
    return _made(parse, token, key, senses, chain, nominal=False)


def phrase(parse: Parse, token: Token) -> tuple[str, tuple[Sense, ...]]:
    """The key of a verb with its particle or object, and the classes of the longest that is known."""
    lemma = token.lemma
    kids = [parse.tokens[i] for i in parse.children[token.index]]
    tries: list[str] = []
    particle = next((k.lemma for k in kids if k.dep in ("prt", "advmod") and k.start >= token.end), None)
    for kid in kids:
        if kid.dep in ("prep", "agent"):
            objects = [parse.tokens[i] for i in parse.children[kid.index] if parse.tokens[i].dep == "pobj"]
            tries.extend(f"{lemma}_{kid.lemma}_{o.lemma}" for o in objects)
    for kid in kids:
        if kid.dep in ("dobj", "oprd", "acomp", "attr", "nsubjpass"):
            tries.append(f"{lemma}_{kid.lemma}")
    if particle:
        tries.append(f"{lemma}_{particle}")
    tries.extend(
        f"{lemma}_{kid.lemma}" for kid in kids if kid.dep in ("acomp", "advmod") or _has_object(parse, kid)
    )
    for key in tries:
        senses = lexicon().verb(key)
        if senses:
            return key, _with_fatal(parse, token, senses)
    has_particle = any(k.dep == "prt" for k in kids)
    if has_particle:
        # Unknown verb and particle: the plain verb's classes would be wrong (*set off*, *give up*).
        return f"{lemma}_{particle}", ()
    return lemma, _with_fatal(parse, token, lexicon().verb(lemma))


def _has_object(parse: Parse, prep: Token) -> bool:
    return prep.dep == "prep" and any(parse.tokens[i].dep == "pobj" for i in parse.children[prep.index])


def _with_fatal(parse: Parse, token: Token, senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    # "shot dead", "fatally shot", "a fatal shooting", "stabbed to death": also a killing.
    if not senses or any(s.name == "kill" for s in senses):
        return senses
    words = {parse.tokens[i].lemma.lower() for i in parse.children[token.index]}
    words |= {parse.tokens[j].lemma for i in parse.children[token.index] if parse.tokens[i].lemma == "to"
              for j in parse.children[i]}  # fmt: skip
    after = parse.tokens[token.index + 1].lemma if token.index + 1 < len(parse.tokens) else ""
    if words & wrappers()["fatal"] or after == "dead":
        return (*senses, Sense("kill", senses[0].undergo))
    return senses


def _is_wrapper(parse: Parse, token: Token) -> bool:
    # A verb that only says how its complement is put: the complement is the trigger.
    table = wrappers()
    comp = [parse.tokens[i] for i in parse.children[token.index] if parse.tokens[i].dep == "xcomp"]
    if not any(c.pos in ("VERB", "AUX") for c in comp):
        return False
    groups = ("attempt", "aspect", "negative", "possible", "planned", "perceived", "required", "alleged")
    return any(token.lemma in table[g] for g in groups)


def _chain(parse: Parse, token: Token) -> tuple[int, ...]:
    chain: list[int] = []
    at = token
    while True:
        head = parse.tokens[at.head]
        if head.index == at.index:
            break
        if at.dep == "xcomp" and head.pos in ("VERB", "AUX", "ADJ"):
            chain.append(head.index)
            at = head
        elif (at.dep == "conj" and head.pos == "VERB" and head.dep == "xcomp" and _no_subject(parse, at)) or (at.dep in ("pcomp", "acomp") and head.pos in ("ADP", "AUX", "VERB") and at.pos in ("ADJ",)):
            at = head
        else:
            break
    return tuple(reversed(chain))


def _no_subject(parse: Parse, token: Token) -> bool:
    return not any(parse.tokens[i].dep in SUBJECTS for i in parse.children[token.index])


def _light_object(parse: Parse, token: Token) -> Token | None:
    if token.lemma not in _LIGHT:
        return None
    for i in parse.children[token.index]:
        kid = parse.tokens[i]
        if kid.dep == "dobj" and kid.pos == "NOUN" and lexicon().noun(kid.lemma):
            return kid
    return None


def _nominal(parse: Parse, token: Token) -> Trigger | None:
    senses = lexicon().noun(token.lemma.lower()) or _toll(parse, token)
    head = parse.tokens[token.head]
    if not senses or (token.dep == "pobj" and head.lemma in ("under", "like")):
        return None
    senses = _with_fatal(parse, token, senses)
    chain: tuple[int, ...] = ()
    if token.dep == "dobj" and head.lemma in _LIGHT:
        chain = (*_chain(parse, head), head.index)
    return _made(
        parse,
        token,
        lexicon().verb_of(token.lemma.lower()) or token.lemma.lower(),
        senses,
        chain,
        nominal=True,
    )


def _toll(parse: Parse, token: Token) -> tuple[Sense, ...]:
    # "the death toll rose to 14", "the number of dead stands at 14"
    if token.lemma.lower() not in TOLLS:
        return ()
    below = {parse.tokens[i].lemma.lower() for i in range(token.left, token.right)}
    for name, words in _TOLL_OF.items():
        if below & words:
            return (Sense(name, undergo=False),)
    return ()


def _copular(parse: Parse, token: Token) -> Trigger | None:
    kids = [parse.tokens[i] for i in parse.children[token.index]]
    comp = next((k for k in kids if k.dep in ("acomp", "attr") and k.pos in ("ADJ", "NOUN", "VERB")), None)
    if comp is None or not any(k.dep in SUBJECTS for k in kids):
        return None
    if any(parse.tokens[i].dep == "xcomp" for i in parse.children[comp.index]):
        return None  # "was unable to verify": the complement is the trigger
    senses = lexicon().verb(f"be_{comp.text.lower()}")
    return _made(parse, token, f"be {comp.lemma.lower()}", senses, _chain(parse, token), nominal=False)


def counted_before(parse: Parse, token: Token) -> int | None:
    """The number or counted noun that stands right before a status word (*12 dead*, *30 people injured*)."""
    if token.index == 0 or parse.tokens[token.index - 1].sentence != token.sentence:
        return None
    before = parse.tokens[token.index - 1]
    if before.pos == "NUM" or before.tag == "CD":
        return before.index
    counted = any(parse.tokens[i].dep == "nummod" for i in parse.children[before.index])
    return before.index if before.pos == "NOUN" and counted else None


def _status(parse: Parse, token: Token) -> Trigger | None:
    if counted_before(parse, token) is None:
        return None
    key = _STATUS[token.text.lower()]
    senses = tuple(Sense(s.name, undergo=True) for s in lexicon().verb(key))
    head = parse.tokens[token.head]
    chain = (head.index,) if head.pos == "VERB" and head.lemma in ("leave", "report", "confirm") else ()
    return Trigger(token.index, key, senses, nominal=False, chain=chain, polarity=Polarity.POSITIVE,
                   modality=Modality.ASSERTED, attempted=False, perceived=False)  # fmt: skip


def _made(
    parse: Parse, token: Token, key: str, senses: tuple[Sense, ...], chain: tuple[int, ...], *, nominal: bool
) -> Trigger:
    table = wrappers()
    governors = [parse.tokens[i] for i in chain]
    words = [parse.tokens[i] for g in (*governors, token) for i in parse.children[g.index]]
    modifiers = {w.lemma.lower() for w in words if w.dep in ("amod", "advmod")} if nominal else set()
    attempted = (
        any(g.lemma in table["attempt"] for g in governors)
        or "attempted" in modifiers
        or "attempt" in modifiers
    )
    negations = sum(w.dep == "neg" or (w.dep == "det" and w.lemma == "no") for w in words)
    negations += sum(g.lemma in table["negative"] for g in governors) + _empty_argument(parse, words)
    polarity = Polarity.NEGATIVE if negations % 2 else Polarity.POSITIVE
    return Trigger(
        token.index, f"attempt {key}" if attempted else key, senses, nominal, chain, polarity,
        _modality(parse, token, governors, words, modifiers), attempted,
        any(g.lemma in table["perceived"] for g in governors),
    )  # fmt: skip


def _empty_argument(parse: Parse, words: list[Token]) -> bool:
    # "no one was hurt", "nobody", "none of the passengers", "no arrests were made"
    for word in words:
        if word.dep in (*SUBJECTS, "dobj", "attr"):
            if word.lemma.lower() in ("nobody", "none", "nothing", "neither"):
                return True
            if any(
                parse.tokens[i].lemma.lower() == "no" and parse.tokens[i].dep == "det"
                for i in parse.children[word.index]
            ):
                return True
    return False


def _modality(
    parse: Parse, token: Token, governors: list[Token], words: list[Token], modifiers: set[str]
) -> Modality:
    table = wrappers()
    lemmas = {g.lemma for g in governors} | {g.text.lower() for g in governors}  # "is going to"
    modal = {w.lemma.lower() for w in words if w.dep == "aux" and w.tag == "MD"} | {
        w.text.lower() for w in words if w.dep == "aux" and w.tag == "MD"
    }
    adverbs = {w.lemma.lower() for w in words if w.dep == "advmod"}
    if _conditional(parse, token, governors):
        return Modality.CONDITIONAL
    if (
        adverbs & table["alleged_adverbs"]
        or lemmas & table["alleged"]
        or modifiers & {"alleged", "suspected", "reported"}
    ):
        return Modality.ALLEGED
    if lemmas & table["required"] or modal & table["required_modals"]:
        return Modality.REQUIRED
    if (
        modal & table["planned_modals"]
        or lemmas & table["planned"]
        or modifiers & {"planned", "proposed", "future"}
    ):
        return Modality.PLANNED
    if modal & table["possible_modals"] or adverbs & table["possible_adverbs"] or lemmas & table["possible"]:
        return Modality.POSSIBLE
    if modifiers & {"possible", "potential", "apparent", "likely"}:
        return Modality.POSSIBLE
    if not governors and any(w.dep == "aux" and w.tag == "TO" for w in words):
        return _infinitive(parse, token)
    return Modality.ASSERTED


def _infinitive(parse: Parse, token: Token) -> Modality:
    """How a bare infinitive is put: a purpose may have been reached, *the second to be killed* was, the rest is to come."""
    head = parse.tokens[token.head]
    if token.dep == "relcl" and any((parse.tokens[i].tag in ("JJS", "JJ") and parse.tokens[i].ent == "ORDINAL") or
                                    parse.tokens[i].lemma.lower() in ("first", "last", "only", "latest", "late")
                                    for i in parse.children[head.index]):  # fmt: skip
        return Modality.ASSERTED
    return Modality.POSSIBLE if token.dep == "advcl" else Modality.PLANNED


def _conditional(parse: Parse, token: Token, governors: list[Token]) -> bool:
    top = governors[0] if governors else token
    return any(parse.tokens[i].dep == "mark" and parse.tokens[i].lemma.lower() in ("if", "unless", "whether")
               for i in parse.children[top.index])  # fmt: skip
