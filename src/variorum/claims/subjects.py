"""What a predicate is said of: its subject, found through relative clauses, participles and control."""

from variorum.claims.phrases import kids, object_of
from variorum.model import Parse, Token
from variorum.values.predicates import words, wrappers

_CLAUSES = ("advcl", "xcomp", "pcomp", "prep")


def subject(parse: Parse, token: Token, chain: tuple[int, ...]) -> tuple[int | None, bool]:
    """The token that a predicate is said of, and whether the predicate is done to it.

    Args:
        parse: the parse of the report.
        token: the predicate.
        chain: its governing verbs, outermost first.

    Returns:
        A token index, or ``None`` where the text leaves it out, and ``True`` for a passive.
    """
    own = _own(parse, token)
    if own is not None:
        return antecedent(parse, own[0]), own[1]
    passive = any(k.dep == "auxpass" for k in kids(parse, token))
    for governor in reversed(chain):
        verb = parse.tokens[governor]
        held = _held_object(parse, verb, token)
        own = _own(parse, verb)
        if held is not None or own is not None:
            return (held if held is not None else antecedent(parse, own[0] if own else governor)), passive
    top = parse.tokens[chain[0]] if chain else token
    if top.dep == "ccomp":
        # "said a suspect, Ann Poe, was arrested": the parser may leave the subject with the verb of saying.
        stray = _held_object(parse, parse.tokens[top.head], top)
        if stray is not None:
            return stray, passive
    if top.dep in ("acl", "relcl"):
        return _of_clause(parse, top, token, passive=passive)
    return _beyond(parse, top, token, passive=passive)


def antecedent(parse: Parse, head: int) -> int:
    """The noun that a relative pronoun stands for (*the man, who was shot*); any other token itself."""
    token = parse.tokens[head]
    if _reduced(parse, token):
        return next(k.index for k in kids(parse, token) if k.dep == "nsubj")
    if token.lemma.lower() in words()["relative"]:
        at = parse.tokens[token.head]
        for _ in range(4):
            if at.dep in ("relcl", "acl"):
                return at.head
            at = parse.tokens[at.head]
    return head


def _own(parse: Parse, token: Token) -> tuple[int, bool] | None:
    own = [k for k in kids(parse, token) if k.dep in ("nsubj", "nsubjpass")]
    if not own:
        return None
    before = [k for k in own if k.index < token.index] or own
    passive = before[-1].dep == "nsubjpass" or _reduced(parse, token) or _elided_passive(parse, token)
    return before[-1].index, passive


def _reduced(parse: Parse, token: Token) -> bool:
    # "The men shot were brothers": misread as a clause that is a subject.
    return (
        token.dep in ("nsubj", "nsubjpass")
        and token.tag in ("VBN", "VBD")
        and any(k.dep == "nsubj" for k in kids(parse, token))
        and not any(k.dep in ("aux", "auxpass", "dobj") for k in kids(parse, token))
    )


def _elided_passive(parse: Parse, token: Token) -> bool:
    # "12 were killed and 30 injured", "left one dead and two men wounded": the second participle has no auxiliary.
    first = parse.tokens[token.head]
    if token.tag not in ("VBN", "VBD") or any(
        k.dep in ("aux", "auxpass", "dobj") for k in kids(parse, token)
    ):
        return False
    if first.lemma == "leave":
        return token.dep in ("conj", "ccomp", "xcomp")
    return token.dep == "conj" and any(k.dep == "auxpass" for k in kids(parse, first))


def _held_object(parse: Parse, governor: Token, token: Token) -> int | None:
    # "prompting the agents to pursue them": the object of the one verb is the subject of the next.
    if governor.lemma == "promise":
        return None
    between = [k for k in kids(parse, governor) if governor.index < k.index < token.index]
    objects = [k.index for k in between if k.dep == "dobj"]
    if not objects and governor.lemma in wrappers()["asked_on"]:
        goals = [object_of(parse, k) for k in between if k.dep == "prep"]
        objects = [g for g in goals if g is not None]
    return objects[-1] if objects else None


def _of_clause(parse: Parse, top: Token, token: Token, *, passive: bool) -> tuple[int | None, bool]:
    """The subject of a clause that hangs on a noun."""
    noun = parse.tokens[top.head]
    infinitive = any(k.dep == "aux" and k.tag == "TO" for k in kids(parse, top))
    if infinitive and noun.lemma.lower() in words()["agentless"]:
        return _whose(parse, noun), passive  # "her attempt to enter", "announced plans to close"
    if top.dep == "relcl" and not infinitive:
        return (noun.index, passive) if passive else (None, False)
    if top is not token:
        return noun.index, passive
    has_object = any(k.dep == "dobj" for k in kids(parse, token))
    participle = top.dep == "acl" and token.tag in ("VBN", "VBD") and not has_object
    return noun.index, participle or passive


def _whose(parse: Parse, noun: Token) -> int | None:
    owner = next((k.index for k in kids(parse, noun) if k.dep == "poss"), None)
    if owner is not None:
        return owner
    verb = parse.tokens[noun.head]
    if noun.dep == "dobj" and verb.pos == "VERB":
        return subject(parse, verb, ())[0]
    return None


def _beyond(parse: Parse, top: Token, token: Token, *, passive: bool) -> tuple[int | None, bool]:
    """The subject of a clause without one, from the clause that it is joined to or hangs on."""
    head = parse.tokens[top.head]
    if head.index == top.index:
        return None, token.tag == "VBN" and passive
    if top.dep == "conj" and head.pos in ("VERB", "AUX"):
        found, first = subject(parse, head, ())
        return found, passive or (first and _bare(parse, token, head))
    if (
        top.dep == "ccomp"
        and head.pos == "VERB"
        and any(k.dep in ("aux", "auxpass") for k in kids(parse, top))
    ):
        return subject(parse, head, ())[
            0
        ], passive  # "the woman seen leaving was arrested": misread, no complement
    if top.dep in _CLAUSES and top.tag in ("VBG", "VB", "VBN"):
        done = token.tag == "VBN" if top is token else passive
        verb = head
        while verb.pos not in ("VERB", "AUX") and verb.dep in ("prep", "acomp", "pcomp", "advmod", "xcomp"):
            verb = parse.tokens[verb.head]
        if (
            verb.dep in ("dobj", "nsubjpass")
            and top.dep == "pcomp"
            and head.lemma in words()["control_prepositions"]
        ):
            return verb.index, done  # "convicted Kolm of killing": the preposition misread as the noun's
        if verb.pos not in ("VERB", "AUX") or verb.index == top.index:
            return None, done and passive
        controlled = _controlled(parse, verb, head)
        if controlled is not None:
            return controlled, done
        return _of_participle(parse, top, verb, head), done
    return None, token.tag == "VBN" and passive


def _bare(parse: Parse, token: Token, head: Token) -> bool:
    """Whether a joined participle shares the passive auxiliary (*was shot and wounded*, not *was shot and died*)."""
    return token.tag == head.tag == "VBN" and not any(k.dep in ("aux", "dobj") for k in kids(parse, token))


def _controlled(parse: Parse, verb: Token, head: Token) -> int | None:
    # "blocked the agents from entering": the object is the subject of what follows *from*.
    if head.lemma in words()["control_prepositions"] and verb.pos == "VERB":
        return next((k.index for k in kids(parse, verb) if k.dep in ("dobj", "nsubjpass")), None)
    return None


def _of_participle(parse: Parse, top: Token, verb: Token, head: Token) -> int | None:
    """The subject of a participle: that of the main verb, but the doer where a passive has an effect.

    *The hall was attacked by rebels, injuring three*: the rebels injured them; with no doer named, nobody is.
    """
    held = [k.index for k in kids(parse, verb) if k.dep == "dobj" and verb.index < k.index < top.index]
    if held and verb.lemma in words()["object_control"]:
        return held[-1]  # "found the man bleeding"
    found, passive = subject(parse, verb, ())
    effect = (
        passive and top.tag == "VBG" and top.index > verb.index and head is verb
        and not any(k.dep in ("mark", "advmod") and k.index < top.index for k in kids(parse, top))
        and any(k.dep == "dobj" for k in kids(parse, top))
    )  # fmt: skip
    if not effect:
        return found
    doers = [object_of(parse, k) for k in kids(parse, verb) if k.dep == "agent"]
    return doers[0] if doers else None
