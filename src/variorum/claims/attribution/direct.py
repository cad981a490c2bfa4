"""Quotations linked to their cues, by position as well as by dependency.

The parser splits sentences badly around quote marks, so a cue is looked for in the narration right
after a quotation, right before it, or between its two halves; the parse only says who the subject is.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from variorum.claims.attribution import grammar
from variorum.claims.attribution.quotes import Quote
from variorum.model import Parse, Token
from variorum.text import Span

_STOPS = frozenset((".", "?", "!", ";", "..", "?!", "!!"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_REACH = 34
"""Tokens of narration in which a cue is looked for (a subject with an apposition may come first)."""

Rating = Callable[[str, str], float]
"""``rating(lemma, frame)``: how often a verb in that place is a cue, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Quotations that one cue gives to one source: tokens of source head and cue, and the quotations."""

    quotes: tuple[Quote, ...]
    trigger: int | None
    source: int | None
    cue: tuple[int, ...]
    opening: Span | None = None
    """Words of the content that stand before the first quotation, in the same clause."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """Narration between two quotations of a paragraph, as token indices; ``stop`` tells that a sentence ends in it."""

    first: int
    last: int

    @property
    def empty(self) -> bool:
        return self.first >= self.last


def words(text: str, span: Span) -> int:
    """The number of words in a span."""
    return len(span.of(text).split())


def utterances(parse: Parse, found: tuple[Quote, ...], rating: Rating) -> tuple[Utterance, ...]:
    """The quotations that are speech of their own, each with its cue and source where they can be told."""
    out: list[Utterance] = []
    for number, paragraph in enumerate(parse.paragraphs):
        here = [
            q for q in found if q.paragraph == number and q.depth == 0 and len(q.inner.of(parse.text).strip())
        ]
        if here:
            _paragraph(parse, paragraph, here, rating, out)
    return tuple(out)


def _paragraph(
    parse: Parse, paragraph: Span, here: list[Quote], rating: Rating, out: list[Utterance]
) -> None:
    start = len(out)
    gaps = _gaps(parse, paragraph, here)
    for k, quote in enumerate(here):
        before, after = gaps[k], gaps[k + 1]
        last = out[-1] if len(out) > start else None
        if (
            k
            and last is not None
            and last.quotes[-1] is here[k - 1]
            and _goes_on(parse, before, here[k - 1], last, rating)
        ):
            out[-1] = replace(last, quotes=(*last.quotes, quote))
            continue
        linked = _linked(parse, quote, before, after, rating, previous_cue=last.trigger if last else None)
        if linked is not None:
            out.append(linked)
        elif (
            quote.continues
            and out
            and out[-1].quotes[-1].paragraph == quote.paragraph - 1
            and _alone(parse, before)
        ):
            out[-1] = replace(out[-1], quotes=(*out[-1].quotes, quote))
        elif _stands_alone(parse, quote, before, after):
            out.append(_cueless(parse, quote, before, last))


def _gaps(parse: Parse, paragraph: Span, here: list[Quote]) -> list[_Gap]:
    edges = [paragraph.start]
    for quote in here:
        edges += [quote.outer.start, quote.outer.end]
    edges.append(paragraph.end)
    out: list[_Gap] = []
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        inside = parse.tokens_in(Span(a, b)) if a < b else ()
        inside = tuple(t for t in inside if t.start >= a and t.end <= b)
        out.append(_Gap(inside[0].index, inside[-1].index + 1) if inside else _Gap(0, 0))
    return out


def _alone(parse: Parse, gap: _Gap) -> bool:
    return gap.empty or all(t.pos == "PUNCT" for t in parse.tokens[gap.first : gap.last])


def _head_part(parse: Parse, gap: _Gap) -> range:
    """The part of the narration before its first full stop."""
    end = gap.first
    while end < gap.last and parse.tokens[end].text not in _STOPS:
        end += 1
    return range(gap.first, min(end, gap.first + _REACH))


def _tail_part(parse: Parse, gap: _Gap) -> range:
    """The part of the narration after its last full stop."""
    start = gap.last
    while start > gap.first and parse.tokens[start - 1].text not in _STOPS:
        start -= 1
    return range(start, gap.last)


def _goes_on(parse: Parse, gap: _Gap, earlier: Quote, last: Utterance, rating: Rating) -> bool:
    """Whether the quotation after *gap* goes on with the one before it (same source, same cue)."""
    if _alone(parse, gap):
        return True
    if last.trigger is None or not gap.first <= last.trigger < gap.last:
        return False
    stops = [i for i in range(gap.first, gap.last) if parse.tokens[i].text in _STOPS]
    if any(i < gap.last - 1 for i in stops):
        return False
    if not stops and parse.tokens[gap.last - 1].text != "," and not _verb_at_end(parse, gap, last.trigger):
        return False
    other = _cue_before(parse, gap, rating)
    return other is None or other == last.trigger


def _verb_at_end(parse: Parse, gap: _Gap, trigger: int) -> bool:
    return parse.tokens[gap.last - 1].text in {":", "—", "–", "--", "-", "..."} or trigger >= gap.last - 3


def _linked(
    parse: Parse, quote: Quote, before: _Gap, after: _Gap, rating: Rating, previous_cue: int | None
) -> Utterance | None:
    """The quotation with the cue that stands next to it, if one does."""
    text = parse.text
    ends = quote.inner.of(text).rstrip()[-1:]
    lead = _lead(parse, before)
    late = (
        _cue_after(parse, quote, after, rating) if ends in ",?!—–-….;" or _comma_first(parse, after) else None
    )
    early = _cue_before(parse, before, rating) if lead in {",", ":", "dash", "word", "verb"} else None
    if early is not None and early == previous_cue and lead != ":":
        early = None
    if early is not None and lead == "word" and not _large(text, quote):
        early = None
    chosen, gap = (late, after) if late is not None and (ends == "," or early is None) else (early, before)
    if chosen is None:
        return None
    if chosen == early and lead == "word" and late is None:
        return None
    source = _subject(parse, chosen, gap, early=gap is before)
    opening = _opening(parse, before, rating) if gap is after and lead in {"word", "verb"} else None
    return Utterance((quote,), chosen, source, grammar.cue_tokens(parse, chosen), opening)


def _opening(parse: Parse, before: _Gap, rating: Rating) -> Span | None:
    """The half clause before a quotation whose cue follows it, unless it has a cue of its own."""
    part = _tail_part(parse, before)
    if not part or _cue_before(parse, before, rating) is not None:
        return None
    return Span(parse.tokens[part[0]].start, parse.tokens[part[-1]].end)


def _large(text: str, quote: Quote) -> bool:
    return words(text, quote.inner) >= 4 and quote.inner.of(text).lstrip()[:1].isupper()


def _lead(parse: Parse, gap: _Gap) -> str:
    """What stands right before a quotation: ``start``, ``,``, ``:``, ``dash``, ``verb`` or ``word``."""
    if gap.empty:
        return "start"
    token = parse.tokens[gap.last - 1]
    if token.text in _STOPS or token.text in {"...", "…"}:
        return "start"
    if token.text in {",", ":"}:
        return token.text
    if token.text in {"-", "–", "—", "--"}:
        return "dash"
    return "verb" if token.pos == "VERB" or token.lemma == "be" else "word"


def _comma_first(parse: Parse, gap: _Gap) -> bool:
    return not gap.empty and parse.tokens[gap.first].text == ","


def _cue_after(parse: Parse, quote: Quote, gap: _Gap, rating: Rating) -> int | None:
    part = _head_part(parse, gap)
    if gap.empty or not part:
        return None
    best: int | None = None
    for i in part:
        token = parse.tokens[i]
        if token.pos not in {"VERB", "AUX"} or token.dep in {"aux", "auxpass"}:
            continue
        if token.dep == "relcl" and parse.tokens[token.head].index in part and i - part.start > 2:
            continue
        score = rating(token.lemma, "quote-after")
        if score >= 0.3:
            best = i
            break
        if i - part.start > 24:
            break
    return best


def _cue_before(parse: Parse, gap: _Gap, rating: Rating) -> int | None:
    if gap.empty:
        return None
    part = _tail_part(parse, gap)
    lead = _lead(parse, gap)
    verbs = [
        parse.tokens[i]
        for i in part
        if parse.tokens[i].pos in {"VERB", "AUX"} and parse.tokens[i].dep not in {"aux", "auxpass"}
    ]
    for token in reversed(verbs):
        if rating(token.lemma, "quote-before") >= 0.3:
            return token.index
    if lead == ":" and verbs:
        return next((t.index for t in verbs if t.dep == "ROOT"), verbs[-1].index)
    return None


def _subject(parse: Parse, verb: int, gap: _Gap, *, early: bool) -> int | None:
    """The head of the cue's subject, by the parse if it stands in the narration, else by position."""
    found = grammar.speaker(parse, verb)
    if (
        found is not None
        and (gap.first <= found < gap.last)
        and parse.tokens[found].pos in _NOMINAL | {"DET", "ADJ"}
    ):
        return found
    if grammar.is_passive(parse, verb) or early:
        return found if early else None
    for i in range(verb - 1, gap.first - 1, -1):
        if parse.tokens[i].pos in _NOMINAL and parse.tokens[i].dep not in {"npadvmod", "dobj", "pobj"}:
            return i
    for i in range(verb + 1, min(gap.last, verb + 5)):
        token = parse.tokens[i]
        if token.pos in _NOMINAL:
            while parse.tokens[i].dep in {"compound", "nmod"} and verb < parse.tokens[i].head < gap.last:
                i = parse.tokens[i].head
            return i
        if token.pos == "ADP":
            break
    return None


def _stands_alone(parse: Parse, quote: Quote, before: _Gap, after: _Gap) -> bool:
    """Whether a quotation without a cue is a sentence of its own."""
    ends = quote.inner.of(parse.text).rstrip()[-1:]
    following = after.empty or parse.tokens[after.first].text[:1].isupper() or _alone(parse, after)
    closed_off = ends in ".?!…" or (not after.empty and parse.tokens[after.first].text in _STOPS)
    return (
        _lead(parse, before) == "start" and following and closed_off and words(parse.text, quote.inner) >= 2
    )


def _cueless(parse: Parse, quote: Quote, before: _Gap, last: Utterance | None) -> Utterance:
    """A quotation that stands alone: its source is who the sentence before it is about."""
    source: int | None = None
    if not before.empty:
        sentence = parse.tokens[before.last - 1].sentence
        first, end = parse.sentences[sentence]
        root = next((t for t in parse.tokens[first:end] if t.dep == "ROOT"), None)
        if root is not None:
            source = _person(parse, grammar.speaker(parse, root.index))
    elif last is not None:
        source = last.source
    return Utterance((quote,), None, source, ())


def _person(parse: Parse, index: int | None) -> int | None:
    if index is None:
        return None
    token: Token = parse.tokens[index]
    return (
        index if token.ent in {"PERSON", "ORG"} or token.text.lower() in {"he", "she", "they", "i"} else None
    )
