"""Every place where the parse allows a cue to take a content: the lexicon decides later which are cues."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from variorum.claims.attribution import grammar
from variorum.claims.attribution.grammar import kids, subtree
from variorum.claims.attribution.lexicon import words
from variorum.model import Parse, Token
from variorum.text import Span

_FINITE = frozenset(("VBD", "VBZ", "VBP", "VBN", "VBG"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger with what would be its source, cue and content, were it a cue.

    ``frame`` says by which construction the content hangs on the trigger (``clause``, ``object``,
    ``prep:on`` ...); ``source`` is the token index of the source's head.
    """

    trigger: int
    lemma: str
    pos: str
    frame: str
    source: int | None
    cue: tuple[int, ...]
    content: tuple[int, ...]


def candidates(parse: Parse) -> Iterator[Candidate]:
    """All candidates in text order of their triggers."""
    for token in parse.tokens:
        if token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass"}:
            yield from _verb(parse, token)
        elif token.pos == "NOUN":
            yield from _noun(parse, token)
        elif token.pos == "ADJ" and token.dep in {"acomp", "conj", "oprd"}:
            yield from _adjective(parse, token)
        elif token.pos == "ADV" and token.dep == "advmod" and token.lemma in words("hearsay"):
            yield from _adverb(parse, token)
        if token.lemma == "accord":
            yield from _according(parse, token)


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb with its source, from which candidates are made."""

    parse: Parse
    token: Token
    source: int | None
    passive: bool
    shows: bool
    """Whether footage or the like is its subject."""

    def made(
        self, frame: str, content: Iterable[int], extra: tuple[int, ...] = (), *, nobody: bool = False
    ) -> Candidate:
        """The candidate of one construction; ``nobody`` leaves the source out."""
        parse, i = self.parse, self.token.index
        who = None if nobody else self.source
        name = f"{frame}/p" if self.passive else frame
        if self.shows and frame in {"clause", "object", "ing"}:
            name = "scene"
        cue = grammar.cue_tokens(parse, i, extra)
        barred = {*cue, *(subtree(parse, who) if who is not None and not _holds(parse, who, i) else ())}
        kept = tuple(k for k in content if k not in barred)
        return Candidate(i, self.token.lemma, "V", name, who, cue, kept)

    def all_of(self, tokens: Iterable[Token]) -> tuple[int, ...]:
        """The words of some dependants."""
        return tuple(k for t in tokens for k in subtree(self.parse, t.index))


def _verb(parse: Parse, token: Token) -> Iterator[Candidate]:
    i = token.index
    source = grammar.speaker(parse, i)
    shows = source is not None and token.lemma in words("showing")
    shows = shows and parse.tokens[source or 0].lemma.lower() in words("evidence")
    verb = _Verb(parse, token, source, grammar.is_passive(parse, i), shows)
    yield from _on_tape(parse, token)
    if clauses := kids(parse, i, "ccomp") or _strayed(parse, token):
        aside = {k for c in clauses for k in _contrast(parse, c)}
        yield verb.made("clause", sorted(set(verb.all_of(clauses)) - aside - set(_own(parse, i))))
    elif infinitives := kids(parse, i, "xcomp"):
        yield from _infinitive(verb, infinitives)
    else:
        yield from _nominal(verb)
        yield from _hanging(verb)


def _infinitive(verb: _Verb, infinitives: tuple[Token, ...]) -> Iterator[Candidate]:
    """*wants to leave*, *is said to have left*, *is seen leaving*."""
    parse, i = verb.parse, verb.token.index
    patient = kids(parse, i, "nsubjpass")[-1:] if verb.passive else ()
    content = verb.all_of((*patient, *kids(parse, i, "dobj"), *infinitives))
    if not any(t.tag == "TO" for t in kids(parse, infinitives[0].index, "aux")):
        yield verb.made("ing", content)
        return
    yield verb.made("inf", content)
    yield verb.made("raise", (*_subject(parse, i), *content), nobody=True)


def _nominal(verb: _Verb) -> Iterator[Candidate]:
    """*condemned the sale*, *was accused of the sale*, *put the toll at 14*."""
    parse, i = verb.parse, verb.token.index
    objects, named = kids(parse, i, "dobj"), kids(parse, i, "oprd")
    if verb.passive:
        patient = verb.all_of(kids(parse, i, "nsubjpass")[-1:])
        if patient:
            yield verb.made("patient", (*patient, *verb.all_of(kids(parse, i, "prep", "oprd", "dobj"))))
    elif objects and (at := _put_at(parse, verb.token)):
        yield verb.made("estimate", verb.all_of((*objects, *at)))
    elif objects:
        yield verb.made("object", verb.all_of((*objects, *named, *_tail(parse, i, objects[-1]))))
    elif named:
        yield verb.made("named", verb.all_of(named))
    if objects:
        return
    for prep in kids(parse, i, "prep"):
        inside = kids(parse, prep.index, "pobj", "pcomp", "prep")
        if prep.index > i and inside:
            extra = (prep.index,) if prep.index - i <= 3 else ()
            yield verb.made(f"prep:{prep.lemma}", verb.all_of(inside), extra)


def _hanging(verb: _Verb) -> Iterator[Candidate]:
    """A cue that hangs on the clause it reports: *the ferry, Ruiz says, sank*; *as the mayor put it*."""
    parse, token = verb.parse, verb.token
    objects = kids(parse, token.index, "dobj")
    put_it = token.lemma == "put" and [t.text.lower() for t in objects] == ["it"]
    if verb.source is None or (objects and not put_it):
        return
    if token.dep == "parataxis":
        yield verb.made("aside", _rest_of_clause(parse, token))
    elif token.dep == "advcl" and any(m.lemma == "as" for m in kids(parse, token.index, "mark", "advmod")):
        yield verb.made(
            "put it" if put_it else "as", _rest_of_clause(parse, token), tuple(t.index for t in objects)
        )


def _strayed(parse: Parse, token: Token) -> tuple[Token, ...]:
    """The *that* clause which the parser hung on a place or time between (*alleged in court papers that …*)."""
    if token.tag not in _FINITE:
        return ()
    between = [p for a in kids(parse, token.index, "prep") for p in kids(parse, a.index, "pobj")]
    between += kids(parse, token.index, "npadvmod")
    clauses = (
        c for n in between if n.index > token.index for c in kids(parse, n.index, "acl", "relcl", "ccomp")
    )
    return tuple(c for c in clauses if any(m.lemma == "that" for m in kids(parse, c.index, "mark")))[:1]


def _put_at(parse: Parse, token: Token) -> tuple[Token, ...]:
    """The *at 14* of *put the toll at 14*."""
    if token.lemma != "put":
        return ()
    at = (p for p in kids(parse, token.index, "prep") if p.lemma == "at")
    return tuple(p for p in at if any(parse.tokens[k].pos == "NUM" for k in subtree(parse, p.index)))


def _on_tape(parse: Parse, token: Token) -> Iterator[Candidate]:
    """*The raid, captured on video*: what a recording holds."""
    if token.lemma not in words("seen") or token.tag != "VBN":
        return
    for prep in kids(parse, token.index, "prep"):
        for medium in kids(parse, prep.index, "pobj"):
            if prep.lemma in {"on", "in", "by"} and medium.lemma.lower() in words("evidence"):
                patient = kids(parse, token.index, "nsubjpass")
                head = patient[0] if patient else parse.tokens[token.head]
                if head.pos not in {"NOUN", "PROPN", "PRON"}:
                    return
                mine = set(subtree(parse, token.index)) if not patient else set()
                content = tuple(k for k in subtree(parse, head.index) if k not in mine)
                cue = (*grammar.cue_tokens(parse, token.index), prep.index)
                yield Candidate(token.index, token.lemma, "V", "tape", medium.index, cue, content)


def _tail(parse: Parse, verb: int, last: Token) -> tuple[Token, ...]:
    """The prepositional phrases after the object that belong to what is praised or blamed (*for*, *as*, *of*)."""
    wanted = {"for", "as", "of", "over", "against", "from", "that"}
    return tuple(t for t in kids(parse, verb, "prep") if t.index > last.index and t.lemma in wanted)


def _noun(parse: Parse, token: Token) -> Iterator[Candidate]:
    i = token.index
    source = grammar.owner(parse, i)
    cue = (i,)
    for child in kids(parse, i, "acl", "ccomp", "relcl"):
        marks = kids(parse, child.index, "mark")
        if child.index > i and (child.dep != "relcl") and (marks or child.tag == "VB"):
            frame = "clause" if marks else "inf"
            yield Candidate(i, token.lemma, "N", frame, source, cue, tuple(subtree(parse, child.index)))
    for prep in kids(parse, i, "prep"):
        inside = kids(parse, prep.index, "pobj", "pcomp")
        if prep.index > i and inside and prep.lemma not in {"by", "from"}:
            extra = (prep.index,) if prep.index == i + 1 else ()
            content = tuple(k for t in inside for k in subtree(parse, t.index))
            yield Candidate(i, token.lemma, "N", f"prep:{prep.lemma}", source, (*cue, *extra), content)


def _adjective(parse: Parse, token: Token) -> Iterator[Candidate]:
    i = token.index
    verb = parse.tokens[token.head]
    if verb.pos not in {"VERB", "AUX"}:
        return
    source = grammar.speaker(parse, verb.index)
    cue = tuple(sorted({*grammar.cue_tokens(parse, verb.index), i}))
    for child in kids(parse, i, "ccomp", "xcomp", "prep"):
        frame = {"ccomp": "clause", "xcomp": "inf"}.get(child.dep, f"prep:{child.lemma}")
        inside = kids(parse, child.index, "pobj", "pcomp") if child.dep == "prep" else (child,)
        content = tuple(k for t in inside for k in subtree(parse, t.index))
        if content:
            yield Candidate(i, token.lemma, "A", frame, source, cue, content)


def _adverb(parse: Parse, token: Token) -> Iterator[Candidate]:
    head = parse.tokens[token.head]
    if head.pos in {"VERB", "AUX"}:
        content = tuple(k for k in subtree(parse, head.index) if k != token.index)
        yield Candidate(token.index, token.lemma, "R", "adverb", None, (token.index,), content)


def _according(parse: Parse, token: Token) -> Iterator[Candidate]:
    to = next(iter(kids(parse, token.index, "prep")), None)
    who = next(iter(kids(parse, to.index, "pobj", "pcomp")), None) if to else None
    if to is None or who is None or token.dep not in {"prep", "advcl", "acl", "advmod", "pcomp", "dep"}:
        return
    content = tuple(_rest_of_clause(parse, token))
    yield Candidate(token.index, "accord", "P", "clause", who.index, (token.index, to.index), content)


def _rest_of_clause(parse: Parse, token: Token) -> Iterator[int]:
    """The clause that *token* hangs on, without *token*'s own words."""
    head = token.head
    while parse.tokens[head].pos not in {"VERB", "AUX"} and parse.tokens[head].head != head:
        head = parse.tokens[head].head
    mine = set(subtree(parse, token.index))
    return (k for k in subtree(parse, head) if k not in mine)


def _contrast(parse: Parse, clause: Token) -> Iterator[int]:
    """A trailing *, while …*: the reporter's own contrast, not part of what was said."""
    for late in kids(parse, clause.index, "advcl"):
        marks = kids(parse, late.index, "mark")
        before = parse.tokens[late.left - 1] if late.left else None
        trailing = late.left > clause.index and before is not None and before.text == ","
        if trailing and marks and marks[0].lemma in {"while", "whereas"} and kids(parse, late.index, "nsubj"):
            yield from range(late.left, late.right)


def _own(parse: Parse, verb: int) -> Iterator[int]:
    """The words that belong to the verb itself: its subject and its auxiliaries."""
    for token in kids(parse, verb, "nsubj", "nsubjpass", "aux", "auxpass", "neg", "dobj", "dative", "agent"):
        yield from subtree(parse, token.index)


def _subject(parse: Parse, verb: int) -> tuple[int, ...]:
    return tuple(k for t in kids(parse, verb, "nsubj", "nsubjpass") for k in subtree(parse, t.index))


def _holds(parse: Parse, outer: int, inner: int) -> bool:
    return inner in subtree(parse, outer)


def spans(parse: Parse, indices: tuple[int, ...]) -> tuple[Span, ...]:
    """The spans of runs of tokens."""
    return grammar.pieces(parse, sorted(set(indices)))
