"""Sources, cues and contents read off the parse: whose verb it is, and which words it reports."""

from variorum.model import Parse, Token
from variorum.text import Span

_LEFT_OF_CUE = frozenset(("aux", "auxpass", "neg"))
_PUNCTUATION = frozenset("\"“”‘’'`«»„,;:.!?—–-()[]…").union(("``", "''", "--", "..."))
_LOOSE = frozenset(("relcl", "advcl", "parataxis", "dep", "ccomp"))
_MAX_CLIMB = 6


def kids(parse: Parse, index: int, *deps: str) -> tuple[Token, ...]:
    """The dependants of a token that bear one of the relations *deps*, in text order."""
    return tuple(parse.tokens[k] for k in parse.children[index] if parse.tokens[k].dep in deps)


def is_passive(parse: Parse, index: int) -> bool:
    """Whether the verb is in the passive voice."""
    return bool(kids(parse, index, "auxpass", "nsubjpass", "csubjpass"))


def speaker(parse: Parse, verb: int, depth: int = 0) -> int | None:
    """The token index of the head of the one whose act *verb* is, or ``None`` where nobody is named.

    Subjects are inherited by coordinated verbs, infinitives and participles (control, as far as the
    parse shows it); a passive has its agent.
    """
    subject = kids(parse, verb, "nsubj")
    if subject and not is_passive(parse, verb):
        return (
            subject[-1].index
            if subject[-1].text.lower() not in {"it", "there"} or len(subject) == 1
            else None
        )
    agent = [p.index for a in kids(parse, verb, "agent") for p in kids(parse, a.index, "pobj")]
    if agent:
        return agent[0]
    token = parse.tokens[verb]
    if is_passive(parse, verb) or depth > _MAX_CLIMB or token.head == verb:
        return None
    return _inherited(parse, token, depth)


def _inherited(parse: Parse, token: Token, depth: int) -> int | None:
    head = parse.tokens[token.head]
    if token.dep == "conj" and head.pos in {"VERB", "AUX"}:
        return speaker(parse, head.index, depth + 1)
    if token.dep in {"acl", "relcl"} and head.pos in {"NOUN", "PROPN", "PRON"}:
        if token.tag == "VBG":
            return head.index
        if token.tag == "VB":
            return _owner(parse, head, depth)
        return None
    if (
        token.dep in {"xcomp", "advcl", "dep", "ccomp"}
        and token.tag in {"VBG", "VB", "VBN"}
        and head.pos in {"VERB", "AUX"}
    ):
        if token.dep == "ccomp" and token.tag == "VBN":
            return None
        return _actor(parse, head.index, depth + 1)
    if token.dep == "pcomp":
        over = parse.tokens[head.head]
        if over.pos in {"VERB", "AUX"}:
            return _actor(parse, over.index, depth + 1)
        if over.pos == "NOUN":
            return _owner(parse, over, depth)
    return None


def _actor(parse: Parse, verb: int, depth: int) -> int | None:
    passive = kids(parse, verb, "nsubjpass")
    return passive[-1].index if passive else speaker(parse, verb, depth)


def _owner(parse: Parse, noun: Token, depth: int) -> int | None:
    """Whose *decision*, *statement*, *claim* it is: the possessor, or who performs the verb that takes it."""
    owners = kids(parse, noun.index, "poss")
    if owners:
        return owners[0].index
    by = [
        p.index
        for a in kids(parse, noun.index, "prep")
        if a.lemma in {"by", "from"}
        for p in kids(parse, a.index, "pobj")
    ]
    if by:
        return by[0]
    head = parse.tokens[noun.head]
    if noun.dep in {"dobj", "attr"} and head.pos in {"VERB", "AUX"} and depth <= _MAX_CLIMB:
        return speaker(parse, head.index, depth + 1)
    return None


def owner(parse: Parse, noun: int) -> int | None:
    """Whose act the noun names (*Ortiz's claim*, *the army's denial*, *a statement by the council*)."""
    return _owner(parse, parse.tokens[noun], 0)


def phrase(parse: Parse, head: int, without: frozenset[int] = frozenset()) -> tuple[Span, ...]:
    """The noun phrase of a source: its subtree, less relative clauses after a comma and *without*."""
    token = parse.tokens[head]
    out = set(without)
    for child in parse.children[head]:
        dependant = parse.tokens[child]
        if dependant.left > head and dependant.dep in _LOOSE:
            out.update(range(dependant.left, dependant.right))
    low = high = head
    while low > token.left and low - 1 not in out:
        low -= 1
    while high + 1 < token.right and high + 1 not in out:
        high += 1
    return pieces(parse, range(low, high + 1))


def pieces(parse: Parse, indices: "object") -> tuple[Span, ...]:
    """The spans of uninterrupted runs of tokens, with punctuation trimmed except quote marks and full stops."""
    spans: list[Span] = []
    run: list[int] = []
    for i in [*indices, None]:  # type: ignore[misc]
        if run and (i is None or i != run[-1] + 1):
            span = _trim(parse, run)
            if span:
                spans.append(span)
            run = []
        if i is not None:
            run.append(i)
    return tuple(spans)


def _trim(parse: Parse, run: list[int]) -> Span | None:
    lead, trail = frozenset(",;:.!?—–-)…"), frozenset(",;:—–-(")
    first, last = 0, len(run)
    while first < last and parse.tokens[run[first]].text in lead:
        first += 1
    while last > first and (parse.tokens[run[last - 1]].text in trail):
        last -= 1
    if not any(parse.tokens[i].text not in _PUNCTUATION for i in run[first:last]):
        return None
    return Span(parse.tokens[run[first]].start, parse.tokens[run[last - 1]].end)


def cue_tokens(parse: Parse, trigger: int, extra: tuple[int, ...] = ()) -> tuple[int, ...]:
    """The tokens of a cue: the trigger, its auxiliaries, negation, short adverbs and particle, and *extra*."""
    chosen = {trigger, *extra}
    mine = set(parse.children[trigger])
    i = trigger - 1
    while i in mine and (
        parse.tokens[i].dep in _LEFT_OF_CUE or (parse.tokens[i].dep == "advmod" and parse.tokens[i].left == i)
    ):
        chosen.add(i)
        i -= 1
    chosen.update(t.index for t in kids(parse, trigger, "prt"))
    # A single adverb at the far left is rarely part of the cue unless an auxiliary or *also* holds it there.
    low, high = min(chosen), max(chosen)
    if high - low <= len(chosen) + 2:
        return tuple(range(low, high + 1)) if high - low < 8 else tuple(sorted(chosen))
    return tuple(sorted(chosen))


def subtree(parse: Parse, index: int) -> range:
    """The token indices of a token and all its dependants."""
    token = parse.tokens[index]
    return range(token.left, token.right)


def according(parse: Parse, index: int) -> int | None:
    """The head of the one that *according to* names."""
    to = next(iter(kids(parse, index, "prep")), None)
    who = next(iter(kids(parse, to.index, "pobj", "pcomp")), None) if to else None
    return who.index if who else None
