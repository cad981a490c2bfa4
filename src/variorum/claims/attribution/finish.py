"""Drafts made into attributions: form, act, the source's name, the route, and what stands in what."""

from collections.abc import Iterable
from dataclasses import replace

from variorum.claims.attribution import chain
from variorum.claims.attribution.drafts import Draft
from variorum.claims.attribution.lexicon import words as word_list
from variorum.claims.attribution.names import Namer
from variorum.claims.attribution.narration import words
from variorum.claims.attribution.quotes import Quote, opening_in
from variorum.model import Attribution, Layers, Parse, Report, Speech
from variorum.text import Span, content_id, hull, trimmed


def finished(
    report: Report, layers: Layers, found: tuple[Quote, ...], drafts: Iterable[Draft]
) -> tuple[Attribution, ...]:
    """The attributions of one report in text order, each with the one that it stands in.

    Args:
        report: the text.
        layers: its layers; mentions and entities may be empty.
        found: the quotations of the text.
        drafts: source, cue and content, in any order.
    """
    parse = layers.parse
    spoken = frozenset(t.index for q in found for t in parse.tokens_in(q.inner) if q.depth == 0)
    namer = Namer(layers, spoken)
    whole = (replace(d, content=tuple(_unbroken(found, s) for s in d.content)) for d in drafts)
    every = (_finished(report, layers, found, d, namer) for d in whole)
    return chain.nested(sorted(every, key=_position))


def _finished(
    report: Report, layers: Layers, found: tuple[Quote, ...], draft: Draft, namer: Namer
) -> Attribution:
    text = layers.parse.text
    draft = _heard(layers.parse, draft)
    quoted = _quoted(text, found, draft)
    entity, name = namer.source(draft.source) if draft.source_spans else (None, None)
    through = (n for i in draft.via if (n := namer.source(i)[1]))
    via = (*through, *namer.via(draft.trigger, draft.content))
    spans = tuple((s.start, s.end) for s in (*draft.source_spans, *draft.cue, *draft.content))
    return Attribution(
        id=content_id("attribution", report.id, spans),
        report_id=report.id,
        source=draft.source_spans,
        cue=draft.cue,
        content=draft.content,
        quoted=quoted,
        form=_form(text, draft, quoted),
        act=draft.act,
        entity=entity,
        source_name=name,
        via=via,
    )


def _heard(parse: Parse, draft: Draft) -> Draft:
    """A draft without the source that it is said of: who *is accused of* a thing does not say it."""
    token = None if draft.source is None else parse.tokens[draft.source]
    if token is None or draft.direct:
        return draft
    cue = None if draft.trigger is None else parse.tokens[draft.trigger]
    passive = token.dep == "nsubjpass" and token.head == draft.trigger
    described = cue is not None and cue.dep == "acl" and cue.tag == "VBN" and cue.head == token.index
    lemma = "" if cue is None else cue.lemma
    accused = (passive and lemma in word_list("said_of")) or (described and lemma in word_list("accused_of"))
    return replace(draft, source=None, source_spans=()) if accused else draft


def _unbroken(found: tuple[Quote, ...], span: Span) -> Span:
    """A content that begins inside a quotation and goes on behind it, from the quotation's beginning on.

    *“The inquiry did not establish that they met,” the report said, according to Brandt* is not *that they met*.
    """
    broken = (q for q in found if q.depth == 0 and q.inner.start < span.start < q.inner.end < span.end)
    return Span(min((q.outer.start for q in broken), default=span.start), span.end)


def _quoted(text: str, found: tuple[Quote, ...], draft: Draft) -> tuple[Span, ...]:
    """The words between marks in a content, outermost quotations only, the marks left out."""
    inner = (q for c in draft.content for q in opening_in(found, c) if q.depth == 0 and _holds(c, q))
    return tuple(s for q in inner if (s := trimmed(text, q.inner)))


def _holds(content: Span, quote: Quote) -> bool:
    return content.start <= quote.inner.start and quote.inner.end <= content.end + 1


def _form(text: str, draft: Draft, quoted: tuple[Span, ...]) -> Speech:
    if not quoted:
        return Speech.INDIRECT
    every = sum(words(text, s) for s in draft.content)
    inside = sum(words(text, s) for s in quoted)
    # A quotation inside the reporter's own clause is never direct: the clause may be someone else's.
    return Speech.DIRECT if draft.direct and inside >= every else Speech.MIXED


def _position(a: Attribution) -> tuple[int, int, int, str]:
    whole = hull((*a.source, *a.cue, *a.content))
    return (whole.start, -whole.end, a.cue[0].start if a.cue else whole.start, a.id)
