"""Attributions by rules on the parse: no weights, only a lexicon with counts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from variorum.claims.attribution import grammar, names, odds
from variorum.claims.attribution.candidates import Candidate, candidates
from variorum.claims.attribution.direct import Utterance, utterances, words
from variorum.claims.attribution.lexicon import Lexicon, lexicon
from variorum.claims.attribution.lexicon import words as word_list
from variorum.claims.attribution.quotes import Quote, quotes
from variorum.model import Act, Attribution, Layers, Parse, Report, Speech
from variorum.text import Span, content_id, hull, trimmed

THRESHOLD = 0.4
"""The rating from which a candidate is taken for an attribution (best triple F1 on the train half of PolNeAR)."""

_SEEN = frozenset(("inf/p", "ing/p"))
_SPOKEN = 4
"""Quoted words from which a quotation counts as an utterance (CONTRACT)."""


@dataclass(frozen=True, slots=True)
class RuleAttributor:
    """Attributions from the parse, the quote marks and a cue lexicon; no weights."""

    threshold: float = THRESHOLD

    def __call__(self, report: Report, layers: Layers) -> tuple[Attribution, ...]:
        """The attributions of one report, in text order."""
        parse = layers.parse
        lexical = lexicon()
        found = quotes(parse.text, parse.paragraphs)
        said = utterances(parse, found, lambda lemma, frame: lexical.rating(lemma, "V", frame))
        drafts = [_from_utterance(parse, u, lexical) for u in said]
        drafts += _indirect(parse, found, said, lexical, self.threshold)
        spoken = frozenset(t.index for q in found for t in parse.tokens_in(q.inner) if q.depth == 0)
        namer = names.Namer(layers, spoken)
        return _nested(
            sorted((_finished(report, parse, found, d, namer) for d in _distinct(drafts)), key=_position)
        )


@dataclass(frozen=True, slots=True)
class _Draft:
    trigger: int | None
    source: int | None
    source_spans: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    direct: bool


def _from_utterance(parse: Parse, said: Utterance, lexical: Lexicon) -> _Draft:
    outer = tuple(q.outer for q in said.quotes)
    barred = {t.index for span in outer for t in parse.tokens_in(span)} | set(said.cue)
    source = grammar.phrase(parse, said.source, frozenset(barred)) if said.source is not None else ()
    content = (*((said.opening,) if said.opening else ()), *outer)
    cue = grammar.pieces(parse, said.cue)
    lemma = parse.tokens[said.trigger].lemma if said.trigger is not None else "say"
    act = lexical.act(lemma, "V", "quote")
    return _Draft(said.trigger, said.source, source, cue, _joined(parse.text, content), act, direct=True)


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


def _indirect(
    parse: Parse, found: tuple[Quote, ...], said: tuple[Utterance, ...], lexical: Lexicon, threshold: float
) -> list[_Draft]:
    spoken = {
        token.index
        for quote in found
        if quote.depth == 0
        and (words(parse.text, quote.inner) >= _SPOKEN or any(quote in u.quotes for u in said))
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
    return [d for _, c in best.values() if (d := _from_candidate(parse, c, found, lexical)).content]


def _likely(parse: Parse, c: Candidate, lexical: Lexicon, inside: frozenset[int]) -> float:
    """How likely the candidate is an attribution; what footage shows and who is seen always count."""
    if c.frame in {"scene", "tape"} or (c.frame in _SEEN and c.lemma in word_list("seen")):
        return 1.0
    rating = lexical.rating(c.lemma, c.pos, c.frame)
    return odds.probability(odds.features(parse, c, inside), rating) if rating >= odds.LEAST else 0.0


def _from_candidate(parse: Parse, c: Candidate, found: tuple[Quote, ...], lexical: Lexicon) -> _Draft:
    source = grammar.phrase(parse, c.source, frozenset(c.cue)) if c.source is not None else ()
    act = lexical.act(c.lemma, c.pos, c.frame)
    content = tuple(_closed(parse.text, s, found) for s in grammar.pieces(parse, sorted(set(c.content))))
    cue = grammar.pieces(parse, sorted(c.cue))
    return _Draft(c.trigger, c.source, source, cue, content, act, direct=False)


def _closed(text: str, span: Span, found: tuple[Quote, ...]) -> Span:
    """A content that ends just inside a quotation, taken to the closing mark."""
    for quote in found:
        near = span.start <= quote.outer.start < span.end < quote.outer.end
        if near and not any(c.isalnum() for c in text[span.end : quote.outer.end]):
            return Span(span.start, quote.outer.end)
    return span


def _distinct(drafts: list[_Draft]) -> list[_Draft]:
    """One draft for each cue and content; direct ones win."""
    out: dict[object, _Draft] = {}
    for draft in drafts:
        out.setdefault((draft.content, draft.source_spans), draft)
    return list(out.values())


def _finished(
    report: Report, parse: Parse, found: tuple[Quote, ...], draft: _Draft, namer: names.Namer
) -> Attribution:
    inner = [
        q
        for q in found
        if q.depth == 0 and any(c.start <= q.inner.start and q.inner.end <= c.end + 1 for c in draft.content)
    ]
    quoted = tuple(s for q in inner if (s := _stripped(parse.text, q.inner)))
    form = _form(parse.text, draft, quoted)
    entity, name = namer.source(draft.source) if draft.source_spans else (None, None)
    via = namer.via(draft.trigger, draft.content)
    spans = tuple((s.start, s.end) for s in (*draft.source_spans, *draft.cue, *draft.content))
    key = content_id("attribution", report.id, spans)
    return Attribution(
        key, report.id, draft.source_spans, draft.cue, draft.content, quoted, form, draft.act, entity, name, None, via
    )  # fmt: skip


def _stripped(text: str, span: Span) -> Span | None:
    return trimmed(text, span)


def _form(text: str, draft: _Draft, quoted: tuple[Span, ...]) -> Speech:
    if not quoted:
        return Speech.INDIRECT
    every = sum(words(text, s) for s in draft.content)
    inside = sum(words(text, s) for s in quoted)
    # A quotation inside the reporter's own clause is never direct: the clause may be someone else's.
    return Speech.DIRECT if draft.direct and inside >= every else Speech.MIXED


def _position(a: Attribution) -> tuple[int, int, int]:
    whole = hull((*a.source, *a.cue, *a.content))
    return (whole.start, -whole.end, a.cue[0].start if a.cue else whole.start)


def _nested(found: list[Attribution]) -> tuple[Attribution, ...]:
    """Each attribution with the id of the smallest other one whose content holds its cue and content."""
    out: list[Attribution] = []
    for inner in found:
        whole = hull((*inner.cue, *inner.content))
        holders = [o for o in found if o is not inner and any(c.contains(whole) for c in o.content)]
        parent = min(holders, key=lambda o: sum(map(len, o.content)), default=None)
        out.append(replace(inner, parent=parent.id) if parent else inner)
    return tuple(out)
