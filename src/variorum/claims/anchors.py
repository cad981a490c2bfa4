"""The shortest phrase that carries a claim: some three to fifteen words around its predicate."""

import re
from collections.abc import Sequence

from variorum.claims.participants import core
from variorum.claims.triggers import Trigger
from variorum.model import Parse, Participant, Token
from variorum.text import Span, hull, whole_quotations
from variorum.values.predicates import words

LONGEST = 15
"""Words of an anchor at most; a longer phrase is cut to the predicate and what is nearest to it."""

_TAIL = re.compile(r"\s+[-–—]\s+\w+(?:\s\w+)?\Z")
_ORDER = {"patient": 0, "agent": 1, "recipient": 2, "attribute": 3}
_COMPLEMENTS = ("acomp", "oprd", "attr", "dative")
_OPEN = ("ADP", "DET", "CCONJ", "SCONJ", "PART")
_CLAUSES = ("ROOT", "conj", "advcl", "ccomp", "pcomp", "xcomp", "relcl")


def phrase_span(
    parse: Parse, trigger: Trigger, who: Sequence[Participant], amounts: Sequence[Span] = ()
) -> Span:
    """The span of the predicate, its patient and its agent, then of others while it stays short.

    Args:
        parse: the parse of the report.
        trigger: the predicate.
        who: its participants.
        amounts: the spans of its quantities.

    Returns:
        A span inside one sentence, of at most ``LONGEST`` words.
    """
    token = parse.tokens[trigger.token]
    own = [
        parse.tokens[i].span
        for i in (*trigger.chain, *trigger.parts)
        if parse.tokens[i].sentence == token.sentence
    ]
    near = [p for p in who if parse.tokens[p.head].sentence == token.sentence and p.role != "modifier"]
    if trigger.nominal:
        own.append(core(parse, trigger.token))
    elif token.dep == "acl" and parse.tokens[token.head].lemma.lower() in words()["agentless"]:
        own.append(core(parse, token.head, 0))  # "plans to lay off 300 workers"
    best = hull([token.span, *own])
    if _words(parse, best) > LONGEST:
        best = token.span
    near.sort(key=lambda p: _ORDER.get(p.role, len(_ORDER)))
    whole = parse.sentence_span(token.sentence)
    # "After a tense standoff, the agents withdrew": a phrase that began behind its preposition would not read.
    ahead = [p.span for p in near if p.role not in _ORDER and p.span.end <= token.start]
    for extra in (*(a for a in amounts if whole.contains(a)), *(p.span for p in near)):
        if extra in ahead:
            continue
        wider = hull([best, extra])
        if _words(parse, wider) <= LONGEST and not _another_between(parse, best, extra, trigger):
            best = wider
    for extra in _complements(parse, parse.tokens[trigger.token]):
        wider = hull([best, extra])
        if _words(parse, wider) <= LONGEST and not _another_between(parse, best, extra, trigger):
            best = wider
    told = _closed(parse.text, _without_tail(parse.text, _finished(parse, best, trigger)))
    if token.pos != "VERB":
        return told  # "were a “total success”" is not told without the quotation
    return _finished(parse, whole_quotations(parse.text, told, token.end), trigger)


def _complements(parse: Parse, token: Token) -> list[Span]:
    """What a verb is not told without (*voted "present"*, *fell short*, *was named its new head*), each whole."""
    if token.pos not in ("VERB", "AUX"):
        return []
    kids = [parse.tokens[i] for i in parse.children[token.index] if i > token.index]
    return [parse.subtree_span(k.index) for k in kids if k.dep in _COMPLEMENTS]


def _finished(parse: Parse, span: Span, trigger: Trigger) -> Span:
    """The span without a preposition, article or conjunction that its end leaves without what follows it."""
    held = [t for t in parse.tokens_in(span) if t.span.end <= span.end]
    own = {trigger.token, *trigger.chain, *trigger.parts}
    while len(held) > 1 and held[-1].index not in own and held[-1].pos in _OPEN and held[-1].dep != "prt":
        held.pop()
    return Span(span.start, held[-1].end) if held and held[-1].end > span.start else span


def _without_tail(text: str, span: Span) -> Span:
    """The span without a dash and a word or two at its end (*the Winter Games - news*)."""
    tail = _TAIL.search(span.of(text))
    return Span(span.start, span.start + tail.start()) if tail and tail.start() else span


def _another_between(parse: Parse, span: Span, extra: Span, trigger: Trigger) -> bool:
    """Whether a predicate of another clause stands between a phrase and a participant."""
    if span.overlaps(extra):
        return False
    gap = Span(min(span.end, extra.end), max(span.start, extra.start) + 1)
    own = {trigger.token, *trigger.chain}
    return any(
        t.pos == "VERB" and t.index not in own and t.dep in _CLAUSES and t.span.end <= gap.end - 1
        for t in parse.tokens_in(gap)
    )


def _words(parse: Parse, span: Span) -> int:
    return sum(t.pos != "PUNCT" for t in parse.tokens_in(span))


_CLOSERS = {"”": "“", "’": "‘", "»": "«", '"': '"'}


def _closed(text: str, span: Span) -> Span:
    """The span with the quote mark right behind it, where it holds the one that opens."""
    after = text[span.end : span.end + 1]
    opener = _CLOSERS.get(after)
    if opener is None:
        return span
    exact = span.of(text)
    # A mark before a letter is an apostrophe (*Ecuador’s*).
    closed = sum(c == after and not exact[k + 1 : k + 2].isalpha() for k, c in enumerate(exact))
    opened = exact.count(opener)
    unclosed = opened % 2 == 1 if opener == after else opened > closed
    return Span(span.start, span.end + 1) if unclosed else span
