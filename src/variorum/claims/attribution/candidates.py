"""Every place where the parse allows a cue to take a content: the lexicon decides later which are cues."""

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.claims.attribution import grammar
from variorum.claims.attribution.grammar import kids, subtree
from variorum.claims.attribution.lexicon import words
from variorum.model import Parse, Token
from variorum.text import Span


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
        elif token.lemma == "accord":
            yield from _according(parse, token)
        if token.lemma == "accord":
            yield from _according(parse, token)


def _verb(parse: Parse, token: Token) -> Iterator[Candidate]:
    i = token.index
    source = grammar.speaker(parse, i)
    passive = grammar.is_passive(parse, i)

    shows = token.lemma in words("showing") and source is not None
    shows = shows and parse.tokens[source or 0].lemma.lower() in words("evidence")

    def made(
        frame: str,
        content: Iterator[int] | tuple[int, ...],
        extra: tuple[int, ...] = (),
        who: int | None = source,
    ) -> Candidate:
        name = f"{frame}/p" if passive else frame
        if shows and frame in {"clause", "object", "ing"}:
            name = "scene"
        cue = grammar.cue_tokens(parse, i, extra)
        barred = {*cue, *(subtree(parse, who) if who is not None and not _holds(parse, who, i) else ())}
        words = tuple(k for k in content if k not in barred)
        return Candidate(i, token.lemma, "V", name, who, cue, words)

    yield from _on_tape(parse, token)
    clauses = kids(parse, i, "ccomp")
    infinitives = kids(parse, i, "xcomp")
    objects = kids(parse, i, "dobj")
    named = kids(parse, i, "oprd")
    patient = kids(parse, i, "nsubjpass")[-1:]
    if clauses:
        content = {k for c in clauses for k in subtree(parse, c.index)}
        aside = {k for c in clauses for k in _contrast(parse, c)}
        yield made("clause", tuple(sorted(content - aside - set(_own(parse, i)))))
        return
    if infinitives:
        content = [k for t in (*objects, *infinitives) for k in subtree(parse, t.index)]
        if passive:
            content = [*(k for t in patient for k in subtree(parse, t.index)), *content]
        if _first_tag(parse, infinitives[0]) == "to":
            yield made("inf", tuple(content))
            yield made("raise", (*_subject(parse, i), *content), who=None)
        else:
            yield made("ing", tuple(content))
        return
    if passive:
        rest = tuple(
            k for t in kids(parse, i, "prep", "oprd", "xcomp", "dobj") for k in subtree(parse, t.index)
        )
        head = tuple(k for t in patient for k in subtree(parse, t.index))
        if head:
            yield made("patient", (*head, *rest))
    elif objects:
        head = tuple(k for t in objects for k in subtree(parse, t.index))
        rest = tuple(k for t in (*named, *_tail(parse, i, objects[-1])) for k in subtree(parse, t.index))
        yield made("object", (*head, *rest))
    elif named:
        yield made("named", tuple(k for t in named for k in subtree(parse, t.index)))
    if not objects:
        yield from _verb_prepositions(parse, token, made)
    if token.dep == "parataxis" and not objects and source is not None:
        yield made("aside", tuple(_rest_of_clause(parse, token)))
    elif (
        token.dep == "advcl"
        and source is not None
        and not objects
        and any(m.lemma == "as" for m in kids(parse, i, "mark", "advmod"))
    ):
        yield made("as", tuple(_rest_of_clause(parse, token)))


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


def _verb_prepositions(parse: Parse, token: Token, made: "object") -> Iterator[Candidate]:
    for prep in kids(parse, token.index, "prep"):
        if prep.index < token.index:
            continue
        inside = kids(parse, prep.index, "pobj", "pcomp", "prep")
        if inside:
            extra = (prep.index,) if prep.index - token.index <= 3 else ()
            content = tuple(k for t in inside for k in subtree(parse, t.index))
            yield made(f"prep:{prep.lemma}", content, extra)  # type: ignore[operator]


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


def _first_tag(parse: Parse, token: Token) -> str:
    return next((t.lemma for t in kids(parse, token.index, "aux") if t.tag == "TO"), "")


def _holds(parse: Parse, outer: int, inner: int) -> bool:
    return inner in subtree(parse, outer)


def spans(parse: Parse, indices: tuple[int, ...]) -> tuple[Span, ...]:
    """The spans of runs of tokens."""
    return grammar.pieces(parse, sorted(set(indices)))
