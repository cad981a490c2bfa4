"""Sources, cues and contents read off the parse: whose verb it is, and which words it reports."""

import re
from collections.abc import Iterable

from variorum.claims.attribution.lexicon import words
from variorum.model import Parse, Token
from variorum.text import Span

_LEFT_OF_CUE = frozenset(("aux", "auxpass", "neg"))
_PUNCTUATION = frozenset("\"“”‘’'`«»„,;:.!?—–-()[]…").union(("``", "''", "--", "..."))
_DATELINE = re.compile(r"[A-Z][A-Z .,'’/-]+(?:, [A-Z][\w. ]+?)?(?: ?\([^()\n]{2,30}\))? ?[-–—]{1,2} ")
_LOOSE = frozenset(("relcl", "advcl", "parataxis", "dep", "ccomp"))
_MAX_CLIMB = 6
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_IMPERSONAL = frozenset(("be", "seem", "appear", "'s", "’s", "turn", "happen", "remain", "become", "take"))


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
    token = parse.tokens[verb]
    if subject and not is_passive(parse, verb):
        return None if _expletive(token, subject[-1]) else subject[-1].index
    agent = [p.index for a in kids(parse, verb, "agent") for p in kids(parse, a.index, "pobj")]
    if agent:
        return agent[0]
    if is_passive(parse, verb) or depth > _MAX_CLIMB or (token.tag == "VBN" and token.dep == "advcl"):
        return None
    found = _inherited(parse, token, depth) if token.head != verb else None
    if found is None and token.tag in _FINITE and token.dep in {"ROOT", "ccomp", "advcl", "relcl", "dep"}:
        return _beside(parse, token)
    return found


def _expletive(verb: Token, subject: Token) -> bool:
    """Whether the subject stands for nobody (*it seems*, *it is clear*, *there is*)."""
    word = subject.text.lower()
    return word == "there" or (word == "it" and verb.lemma in _IMPERSONAL)


def _beside(parse: Parse, verb: Token) -> int | None:
    """The noun phrase right before a finite verb whose subject the parser attached elsewhere."""
    first, _ = parse.sentences[verb.sentence]
    for i in range(verb.index - 1, max(first, verb.index - 12) - 1, -1):
        token = parse.tokens[i]
        if token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass", "acl", "relcl"}:
            return None
        if token.dep in {"nsubj", "ROOT", "npadvmod", "nmod", "dep", "dobj"} and token.pos in {
            "NOUN",
            "PROPN",
            "PRON",
        }:
            return None if token.ent in {"DATE", "TIME"} else i
    return None


def _inherited(parse: Parse, token: Token, depth: int) -> int | None:
    head = parse.tokens[token.head]
    if token.dep == "conj" and head.pos in {"VERB", "AUX"}:
        return speaker(parse, head.index, depth + 1)
    if token.dep in {"acl", "relcl"} and head.pos in {"NOUN", "PROPN", "PRON"}:
        if token.tag == "VBG":
            return head.index
        if token.tag == "VB":
            return _owner(parse, head, depth)
        # *The office alleged that …*, taken for *the office alleged*: a reduced relative has no clause of its own.
        return head.index if head.dep == "ROOT" and kids(parse, token.index, "ccomp") else None
    if (
        token.dep in {"xcomp", "advcl", "dep", "ccomp"}
        and token.tag in {"VBG", "VB", "VBN"}
        and head.pos in {"VERB", "AUX"}
    ):
        if token.dep == "ccomp" and token.tag == "VBN":
            return None
        return _shown(parse, head) or _actor(parse, head.index, depth + 1)
    if token.dep == "pcomp":
        over = parse.tokens[head.head]
        if over.pos in {"VERB", "AUX"}:
            return _actor(parse, over.index, depth + 1)
        if over.pos == "NOUN":
            return _owner(parse, over, depth)
    return None


def _shown(parse: Parse, verb: Token) -> int | None:
    """Who acts in what footage shows (*the video shows a guard running, shouting …*)."""
    subject = kids(parse, verb.index, "nsubj")
    if not subject or subject[-1].lemma.lower() not in words("evidence"):
        return None
    inside = [s for c in kids(parse, verb.index, "ccomp", "xcomp") for s in kids(parse, c.index, "nsubj")]
    return next((t.index for t in (*inside, *kids(parse, verb.index, "dobj"))), None)


def _actor(parse: Parse, verb: int, depth: int) -> int | None:
    """Whose participle hangs on *verb*: its subject, or who says it where the subject is a thing acted on."""
    passive = kids(parse, verb, "nsubjpass")
    if not passive:
        return speaker(parse, verb, depth)
    token = parse.tokens[verb]
    person = passive[-1].ent in {"PERSON", "ORG", "NORP"} or passive[-1].pos == "PRON"
    if not person and token.dep == "ccomp" and (outer := speaker(parse, token.head, depth + 1)) is not None:
        return outer
    return passive[-1].index


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
    start = _after_dateline(parse, token)
    while low > token.left and low - 1 not in out and parse.tokens[low - 1].start >= start:
        low -= 1
    while high + 1 < token.right and high + 1 not in out:
        high += 1
    return pieces(parse, range(low, high + 1))


def named(parse: Parse, head: int) -> int:
    """The head of a source, past the dateline that the parser took for its beginning."""
    token = parse.tokens[head]
    start = _after_dateline(parse, token)
    if token.start >= start:
        return head
    later = [i for i in subtree(parse, head) if parse.tokens[i].start >= start and i < token.right]
    tops = [
        i
        for i in later
        if parse.tokens[i].head not in later and parse.tokens[i].pos in {"NOUN", "PROPN", "PRON"}
    ]
    return tops[0] if tops else head


def _after_dateline(parse: Parse, token: Token) -> int:
    """Where the text goes on after a dateline (*TOLBA, Norland (NPA) -*) at the start of its paragraph."""
    first, _ = parse.sentences[token.sentence]
    opening = parse.tokens[first]
    if first and "\n" not in parse.text[parse.tokens[first - 1].end : opening.start]:
        return 0
    match = _DATELINE.match(parse.text, opening.start)
    return match.end() if match else 0


def pieces(parse: Parse, indices: Iterable[int]) -> tuple[Span, ...]:
    """The spans of uninterrupted runs of tokens, with punctuation at their ends trimmed, quote marks kept."""
    spans: list[Span] = []
    run: list[int] = []
    for i in (*indices, None):
        if run and (i is None or i != run[-1] + 1):
            span = _trim(parse, run)
            if span:
                spans.append(span)
            run = []
        if i is not None:
            run.append(i)
    return tuple(spans)


def _trim(parse: Parse, run: list[int]) -> Span | None:
    lead, trail = {*",;:.!?—–-)…", "--"}, {*".,;:—–-(", "--"}
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
