"""Quotations linked to their cues, by position as well as by dependency.

The parser splits sentences badly around quote marks, so a cue is looked for in the narration right
after a quotation, right before it, or between its two halves; the parse only says who the subject is.
"""

from dataclasses import dataclass, replace

from variorum.claims.attribution import grammar
from variorum.claims.attribution.lexicon import words as word_list
from variorum.claims.attribution.narration import (
    DASHES,
    LIKELY,
    NOMINAL,
    STOPS,
    Gap,
    Rating,
    alone,
    comma_first,
    coordinated,
    cue_after,
    cue_before,
    end_of,
    gaps_of,
    head_part,
    last_token,
    lead_of,
    person,
    subject_of,
    tail_part,
    trails,
    verbs_of,
    words,
)  # fmt: skip
from variorum.claims.attribution.quotes import Quote
from variorum.model import Parse
from variorum.text import Span

_SPOKEN = 4
"""Quoted words from which a quotation inside a clause counts as an utterance (CONTRACT)."""
_NAME = 12
"""Tokens of a name with its office and its mark (``– Ana Ruiz, mayor of Tolba``)."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Quotations that one cue gives to one source: tokens of source head and cue, and the quotations."""

    quotes: tuple[Quote, ...]
    trigger: int | None
    source: int | None
    cue: tuple[int, ...]
    opening: Span | None = None
    """Words of the content that stand before the first quotation, in the same clause."""
    embedded: bool = False
    """Whether the quotation begins inside a clause of the reporter's."""


def utterances(parse: Parse, found: tuple[Quote, ...], rating: Rating) -> tuple[Utterance, ...]:
    """The quotations that are speech of their own, each with its cue and source where they can be told."""
    out: list[Utterance] = []
    by_paragraph: dict[int, list[Quote]] = {}
    for quote in found:
        if quote.depth == 0:
            by_paragraph.setdefault(quote.paragraph, []).append(quote)
    for number, paragraph in enumerate(parse.paragraphs):
        here = [q for q in by_paragraph.get(number, ()) if not _scare(parse, q, rating)]
        if here:
            _paragraph(parse, paragraph, here, rating, out)
    return tuple(out)


def _paragraph(
    parse: Parse, paragraph: Span, here: list[Quote], rating: Rating, out: list[Utterance]
) -> None:
    start = len(out)
    gaps = gaps_of(parse, paragraph, here)
    waiting: tuple[Quote, ...] = ()
    for k, quote in enumerate(here):
        before, after = gaps[k], gaps[k + 1]
        last = out[-1] if len(out) > start else None
        if last is not None and last.quotes[-1] is here[k - 1] and _goes_on(parse, before, last, rating):
            own = _next_voice if alone(parse, before) else _own_cue
            joined = not own(parse, quote, before, after, rating)
        else:
            joined = quote.continues and not _reopens(quote) and _follows(out, quote)
        said = None
        if not joined:
            said = _linked(parse, quote, before, after, rating, previous_cue=last.trigger if last else None)
            joined = said is None and quote.continues and _follows(out, quote) and alone(parse, before)
        if said is None and not joined and _stands_alone(parse, quote, before, after, rating):
            said = _cueless(parse, quote, before, last, rating)
            # A paragraph of nothing but quotation goes on with the speaker of the paragraph before.
            whole = before.empty and alone(parse, after) and _follows(out, quote)
            joined = whole and (said.source is None or _closes(parse, out[-1]))
        if joined:
            out[-1] = replace(out[-1], quotes=(*out[-1].quotes, quote))
        elif said is not None:
            out.append(replace(said, quotes=(*waiting, *said.quotes)))
        # “We heard a bang,” “and then nothing,” said Dorn: the comma says that the cue is still to come.
        waits = said is None and not joined and alone(parse, after) and end_of(parse, quote) == ","
        waiting = (*waiting, quote) if waits else ()


def _reopens(quote: Quote) -> bool:
    return quote.outer.start < quote.inner.start


def _follows(out: list[Utterance], quote: Quote) -> bool:
    return bool(out) and out[-1].quotes[-1].paragraph == quote.paragraph - 1


def _closes(parse: Parse, said: Utterance) -> bool:
    """Whether a paragraph ends with this utterance or with its cue."""
    end = last_token(parse, said.quotes[-1].paragraph)
    if (
        end is None
        or said.trigger is None
        or parse.tokens[end].sentence == parse.tokens[said.trigger].sentence
    ):
        return True
    return parse.tokens[end].start < said.quotes[-1].outer.end


def _scare(parse: Parse, quote: Quote, rating: Rating) -> bool:
    """Whether a quotation is a nickname, a title or a word in quote marks inside the reporter's clause."""
    size = words(parse.text, quote.inner)
    if not size:
        return True
    before = parse.text[: quote.outer.start].rstrip(" ")
    if size >= _SPOKEN or not before[-1:].isalnum():
        return False
    return not any(
        token.pos == "VERB" and rating(token.lemma, "quote-before") >= LIKELY
        for token in parse.tokens_in(Span(len(before) - 1, len(before)))
    )


def _goes_on(parse: Parse, gap: Gap, last: Utterance, rating: Rating) -> bool:
    """Whether the quotation after *gap* goes on with the one before it (same source, same cue)."""
    if alone(parse, gap):
        return True
    if last.trigger is None or not gap.first <= last.trigger < gap.last:
        return False
    stops = [i for i in range(gap.first, gap.last) if parse.tokens[i].text in STOPS]
    if any(i < gap.last - 1 for i in stops):
        return False
    if not stops and parse.tokens[gap.last - 1].text != "," and not _verb_at_end(parse, gap, last.trigger):
        return False
    other = cue_before(parse, gap, rating)
    return other is None or other == last.trigger


def _next_voice(parse: Parse, quote: Quote, before: Gap, after: Gap, rating: Rating) -> bool:
    """Whether a quotation right after another one is the next paragraph's, which was run on: *“… .” “…,” said Ines*.

    Nobody closes the marks after a full stop and opens them again: on PolNeAR's texts 24 of 28 such pairs have
    two attributions, 13 of 13 that a comma parts have one.
    """
    head = parse.text[: quote.outer.start].rstrip("\"“”’' \n\u00a0")
    if not head.endswith((".", "?", "!", "…")) or not quote.inner.of(parse.text)[:1].isupper():
        return False
    lead = lead_of(parse, before, rating)
    return _may_follow(parse, quote, after, lead, rating) and cue_after(parse, after, rating) is not None


def _own_cue(parse: Parse, quote: Quote, before: Gap, after: Gap, rating: Rating) -> bool:
    """Whether a new sentence of quotation has a cue of its own after it."""
    if lead_of(parse, before, rating) != "start" or not (
        end_of(parse, quote) == "," or comma_first(parse, after)
    ):
        return False
    return not coordinated(parse, after) and cue_after(parse, after, rating) is not None


def _verb_at_end(parse: Parse, gap: Gap, trigger: int) -> bool:
    return parse.tokens[gap.last - 1].text in DASHES | {":", "..."} or trigger >= gap.last - 3


def _linked(
    parse: Parse, quote: Quote, before: Gap, after: Gap, rating: Rating, *, previous_cue: int | None
) -> Utterance | None:
    """The quotation with the cue that stands next to it, if one does."""
    lead = lead_of(parse, before, rating)
    late = cue_after(parse, after, rating) if _may_follow(parse, quote, after, lead, rating) else None
    early = cue_before(parse, before, rating) if _may_precede(parse, quote, lead) else None
    if early is not None and early == previous_cue and lead != ":":
        early = None
    ends = end_of(parse, quote)
    if (
        late is not None
        and early is not None
        and (ends != "," or _colon(parse, early, lead) or trails(parse, after))
    ):
        late = None
    if late is not None and lead == "word" and trails(parse, after):
        late = None
    chosen, gap = (late, after) if late is not None else (early, before)
    if chosen is None:
        return _signed(parse, quote, before, after)
    source = subject_of(parse, chosen, gap, early=gap is before)
    lower = quote.inner.of(parse.text).lstrip()[:1].islower()
    embedded = gap is after and (lead in {"word", "cue"} or (lead == "," and lower))
    opening = _opening(parse, before, rating) if embedded else None
    return Utterance((quote,), chosen, source, _cue(parse, chosen), opening, embedded)


def _colon(parse: Parse, early: int, lead: str) -> bool:
    return lead == ":" and parse.tokens[early].lemma not in {"be", "have", "do"}


def _signed(parse: Parse, quote: Quote, before: Gap, after: Gap) -> Utterance | None:
    """A quotation with no more than a name: ``Name: "…"`` before it, or ``"…" – Name`` after it."""
    head, tail = head_part(parse, after), tail_part(parse, before)
    if not before.empty and parse.tokens[before.last - 1].text == ":" and 1 < len(tail) <= _NAME:
        mark, name = tail[-1], range(tail.start, tail.stop - 1)
    elif not after.empty and parse.tokens[after.first].text in DASHES and 1 < len(head) <= _NAME:
        mark, name = head[0], range(head.start + 1, head.stop)
        first = parse.tokens[before.first].text if not before.empty else ""
        if not (alone(parse, before) or first in DASHES) or head.stop < after.last - 1:
            return None
    else:
        return None
    if verbs_of(parse, name):
        return None
    top = parse.head_in(Span(parse.tokens[name[0]].start, parse.tokens[name[-1]].end))
    if top is None or parse.tokens[top].pos not in NOMINAL:
        return None
    return Utterance((quote,), None, top, (mark,))


def _may_follow(parse: Parse, quote: Quote, gap: Gap, lead: str, rating: Rating) -> bool:
    """Whether the narration after a quotation can hold its cue: no new sentence begins there."""
    if gap.empty:
        return False
    ends = end_of(parse, quote)
    if lead == "word" and words(parse.text, quote.inner) < _SPOKEN:
        return False
    if ends in {",", "—", "–", "-", "…"} or comma_first(parse, gap):
        return True
    if lead == "word":
        return False
    first = parse.tokens[gap.first]
    if not first.text[:1].isupper():
        return ends in {"?", "!", "."} or lead == "start"
    near = cue_after(parse, gap, rating)
    return first.pos == "PROPN" and near is not None and near - gap.first <= (6 if ends in {"?", "!"} else 3)


def _may_precede(parse: Parse, quote: Quote, lead: str) -> bool:
    """Whether the narration before a quotation can hold its cue: the quotation is a sentence of its own."""
    size, capital = words(parse.text, quote.inner), quote.inner.of(parse.text).lstrip()[:1].isupper()
    if lead == ":":
        return True
    if lead in {",", "dash", "cue"}:
        return (capital and size >= 2) or size >= 5 or end_of(parse, quote) in {"!", "?"}
    return lead == "word" and capital and size >= 4


def _cue(parse: Parse, verb: int) -> tuple[int, ...]:
    """The tokens of a cue, with the verb of hearing or seeing that it depends on (*can be heard shouting*)."""
    cue = grammar.cue_tokens(parse, verb)
    if parse.tokens[verb].lemma == "accord":
        return (*cue, *(t.index for t in grammar.kids(parse, verb, "prep")[:1]))
    over = parse.tokens[parse.tokens[verb].head]
    if (
        over.index < verb <= over.index + 4
        and over.lemma in word_list("heard")
        and grammar.is_passive(parse, over.index)
    ):
        return tuple(range(min(grammar.cue_tokens(parse, over.index)), verb + 1))
    return cue


def _opening(parse: Parse, before: Gap, rating: Rating) -> Span | None:
    """The half clause before a quotation whose cue follows it, unless it has a cue of its own."""
    part = tail_part(parse, before)
    if not part or cue_before(parse, before, rating) is not None:
        return None
    return Span(parse.tokens[part[0]].start, parse.tokens[part[-1]].end)


def _stands_alone(parse: Parse, quote: Quote, before: Gap, after: Gap, rating: Rating) -> bool:
    """Whether a quotation without a cue is a sentence of its own."""
    ends = quote.inner.of(parse.text).rstrip()[-1:]
    following = after.empty or parse.tokens[after.first].text[:1].isupper() or alone(parse, after)
    closed_off = ends in ".?!…" or (not after.empty and parse.tokens[after.first].text in STOPS)
    return (
        lead_of(parse, before, rating) == "start"
        and following
        and closed_off
        and words(parse.text, quote.inner) >= 2
    )


def _cueless(parse: Parse, quote: Quote, before: Gap, last: Utterance | None, rating: Rating) -> Utterance:
    """A quotation that stands alone: its source is who the sentence before it is about."""
    if before.empty and (colon := _colon_before(parse, quote, rating)) is not None:
        return colon
    source = last.source if last is not None and before.empty else None
    end = before.last - 1 if not before.empty else last_token(parse, quote.paragraph - 1)
    if end is not None and source is None:
        first, stop = parse.sentences[parse.tokens[end].sentence]
        root = next((t for t in parse.tokens[first:stop] if t.dep == "ROOT"), None)
        if root is not None:
            who = grammar.speaker(parse, root.index)
            cue = rating(root.lemma, "quote-before") >= LIKELY or rating(root.lemma, "clause") >= 2 * LIKELY
            source = who if cue else (person(parse, who) if not before.empty else None)
    return Utterance((quote,), None, source, ())


def _colon_before(parse: Parse, quote: Quote, rating: Rating) -> Utterance | None:
    """The cue that ends the paragraph before with a colon."""
    if not quote.paragraph:
        return None
    inside = parse.tokens_in(parse.paragraphs[quote.paragraph - 1])
    gap = Gap(inside[0].index, inside[-1].index + 1) if inside else Gap(0, 0)
    if gap.empty or parse.tokens[gap.last - 1].text != ":":
        return None
    verb = cue_before(parse, gap, rating)
    if verb is None:
        return None
    return Utterance((quote,), verb, subject_of(parse, verb, gap, early=True), _cue(parse, verb))
