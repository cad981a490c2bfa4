"""Drafts of attributions: an utterance with its cue, or a likely candidate of the parse, as spans."""

from collections.abc import Iterable
from dataclasses import dataclass

from variorum.claims.attribution import grammar, odds
from variorum.claims.attribution.candidates import Candidate, candidates
from variorum.claims.attribution.direct import Utterance
from variorum.claims.attribution.lexicon import Lexicon
from variorum.claims.attribution.lexicon import words as word_list
from variorum.claims.attribution.narration import words
from variorum.claims.attribution.quotes import Quote, opening_in
from variorum.model import Act, Parse
from variorum.text import Span

_SURE = frozenset(("scene", "tape", "estimate", "put it"))
_SEEN = frozenset(("inf/p", "ing/p"))
_SPOKEN = 4
"""Quoted words from which a quotation counts as an utterance (CONTRACT)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before it is named: token indices of cue and source, and the three spans."""

    trigger: int | None
    source: int | None
    source_spans: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    direct: bool
    via: tuple[int, ...] = ()
    """Token indices of the heads of those through whom the words came."""


def from_utterance(parse: Parse, said: Utterance, lexical: Lexicon) -> Draft:
    """The draft of an utterance: its quotations with their marks, and the half clause before them."""
    outer = tuple(q.outer for q in said.quotes)
    barred = {t.index for span in outer for t in parse.tokens_in(span)} | set(said.cue)
    head = grammar.named(parse, said.source) if said.source is not None else None
    source = grammar.phrase(parse, head, frozenset(barred)) if head is not None else ()
    content = (*((said.opening,) if said.opening else ()), *outer)
    # A colon or a dash is a cue where there is no verb.
    cue = grammar.pieces(parse, said.cue) or tuple(parse.tokens[i].span for i in said.cue)
    lemma = parse.tokens[said.trigger].lemma if said.trigger is not None else "say"
    act = lexical.act(lemma, "V", "quote")
    return Draft(said.trigger, head, source, cue, _joined(parse.text, content), act, direct=True)


def _joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans with nothing but white space between them made one (inside a paragraph)."""
    out: list[Span] = []
    for span in sorted(spans):
        if (
            out
            and "\n\n" not in text[out[-1].end : span.start]
            and not text[out[-1].end : span.start].strip()
        ):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


def indirect(
    parse: Parse, found: tuple[Quote, ...], said: tuple[Utterance, ...], lexical: Lexicon, threshold: float
) -> list[Draft]:
    """The likely candidates of the parse outside quotations: the likeliest of each trigger."""
    linked = {q.outer for u in said for q in u.quotes}
    spoken = {
        token.index
        for quote in found
        if quote.depth == 0 and (words(parse.text, quote.inner) >= _SPOKEN or quote.outer in linked)
        for token in parse.tokens_in(quote.outer)
    }
    taken = {u.trigger for u in said}
    uttered = {t.index for u in said for q in u.quotes for t in parse.tokens_in(q.outer)}
    every = [c for c in candidates(parse) if c.trigger not in spoken and c.content]
    inside = odds.reported(every, lexical)
    best: dict[int, tuple[float, Candidate]] = {}
    for candidate in every:
        likely = _likely(parse, candidate, lexical, inside)
        if likely < threshold or likely <= best.get(candidate.trigger, (0.0, None))[0]:
            continue
        shared = len(uttered.intersection(candidate.content))
        if shared and (candidate.trigger in taken or len(candidate.content) - shared < _SPOKEN):
            continue
        if candidate.frame in _SEEN and taken.intersection(candidate.content):
            continue
        best[candidate.trigger] = (likely, candidate)
    drafts = (_from_candidate(parse, c, found, lexical) for _, c in best.values())
    return [d for d in drafts if _tells(parse.text, d.content)]


def _tells(text: str, content: tuple[Span, ...]) -> bool:
    """Whether a content says anything (*which he repeated* does not)."""
    told = {word for span in content for word in span.of(text).lower().split()}
    return bool(told - word_list("empty"))


def _likely(parse: Parse, c: Candidate, lexical: Lexicon, inside: frozenset[int]) -> float:
    """How likely the candidate is an attribution; what footage shows and who is seen always count."""
    if c.frame in _SURE or (c.frame in _SEEN and c.lemma in word_list("seen")):
        return 1.0
    if c.frame in {"raise/p", "clause/p"} and c.lemma in word_list("raised"):
        return 0.5
    rating = lexical.rating(c.lemma, c.pos, c.frame)
    if rating < odds.LEAST or _deed(parse, c):
        return 0.0
    around = frozenset[int]() if odds.nested(parse, c, rating) else inside
    return max(odds.probability(odds.features(parse, c, around), rating), _owned(c))


def _deed(parse: Parse, c: Candidate) -> bool:
    """Whether it tells what was done (*tried to enter*) or what an event shows, which nobody has said."""
    if (
        c.pos == "V"
        and c.frame.split("/")[0] in {"inf", "ing", "object", "patient"}
        and c.lemma in word_list("deed")
    ):
        return True
    return c.source is not None and parse.tokens[c.source].lemma.lower() in word_list("happening")


def _owned(c: Candidate) -> float:
    """*Ortiz's claim that …*: a noun of claiming with an owner and a clause always counts."""
    return 0.5 if c.frame == "clause" and c.source is not None and c.lemma in word_list("claiming") else 0.0


def _from_candidate(parse: Parse, c: Candidate, found: tuple[Quote, ...], lexical: Lexicon) -> Draft:
    head = grammar.named(parse, c.source) if c.source is not None else None
    source = grammar.phrase(parse, head, frozenset(c.cue)) if head is not None else ()
    act = lexical.act(c.lemma, c.pos, c.frame)
    content = tuple(_closed(parse.text, s, found) for s in grammar.pieces(parse, sorted(set(c.content))))
    cue = grammar.pieces(parse, sorted(c.cue))
    return Draft(c.trigger, head, source, cue, content, act, direct=False)


def _closed(text: str, span: Span, found: tuple[Quote, ...]) -> Span:
    """A content that ends just inside a quotation, taken to the closing mark."""
    for quote in opening_in(found, span):
        near = span.start <= quote.outer.start < span.end < quote.outer.end
        if near and not any(c.isalnum() for c in text[span.end : quote.outer.end]):
            return Span(span.start, quote.outer.end)
    return span


def distinct(drafts: list[Draft]) -> list[Draft]:
    """One draft for each cue and content; direct ones win."""
    out: dict[object, Draft] = {}
    for draft in drafts:
        out.setdefault((draft.content, draft.source_spans), draft)
    return list(out.values())
