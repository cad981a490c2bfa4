"""Quotations linked to their cues, by position as well as by dependency.

The parser splits sentences badly around quote marks, so a cue is looked for in the narration right
after a quotation, right before it, or between its two halves; the parse only says who the subject is.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from variorum.claims.attribution import grammar
from variorum.claims.attribution.lexicon import words as word_list
from variorum.claims.attribution.quotes import Quote
from variorum.model import Parse, Token
from variorum.text import Span

_SPOKEN = 4
"""Quoted words from which a quotation inside a clause counts as an utterance (CONTRACT)."""
_DASHES = frozenset(("-", "–", "—", "―", "--"))
_NAME = 12
"""Tokens of a name with its office and its mark (``– Ana Ruiz, mayor of Tolba``)."""
_STOPS = frozenset((".", "?", "!", ";", "..", "?!", "!!"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_LIKELY = 0.3
"""The rating from which a verb beside a quotation is taken for its cue."""
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
    embedded: bool = False
    """Whether the quotation begins inside a clause of the reporter's."""


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
            and _goes_on(parse, before, last, rating)
        ):
            out[-1] = replace(last, quotes=(*last.quotes, quote))
            continue
        if quote.continues and not _reopens(quote) and _follows(out, quote):
            out[-1] = replace(out[-1], quotes=(*out[-1].quotes, quote))
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
        elif _stands_alone(parse, quote, before, after, rating):
            alone = _cueless(parse, quote, before, last, rating)
            if alone.source is None and before.empty and _alone(parse, after) and _follows(out, quote):
                # A paragraph of nothing but quotation goes on with the speaker of the paragraph before.
                out[-1] = replace(out[-1], quotes=(*out[-1].quotes, quote))
            else:
                out.append(alone)


def _reopens(quote: Quote) -> bool:
    return quote.outer.start < quote.inner.start


def _follows(out: list[Utterance], quote: Quote) -> bool:
    return bool(out) and out[-1].quotes[-1].paragraph == quote.paragraph - 1


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


def _goes_on(parse: Parse, gap: _Gap, last: Utterance, rating: Rating) -> bool:
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


def _own_cue(parse: Parse, quote: Quote, before: _Gap, after: _Gap, rating: Rating) -> bool:
    """Whether a new sentence of quotation has a cue of its own after it."""
    if _alone(parse, before) or _lead(parse, before, rating) != "start" or _end(parse, quote) != ",":
        return False
    return not _coordinated(parse, after) and _cue_after(parse, after, rating) is not None


def _verb_at_end(parse: Parse, gap: _Gap, trigger: int) -> bool:
    return parse.tokens[gap.last - 1].text in _DASHES | {":", "..."} or trigger >= gap.last - 3


def _linked(
    parse: Parse, quote: Quote, before: _Gap, after: _Gap, rating: Rating, previous_cue: int | None
) -> Utterance | None:
    """The quotation with the cue that stands next to it, if one does."""
    lead = _lead(parse, before, rating)
    late = _cue_after(parse, after, rating) if _may_follow(parse, quote, after, lead, rating) else None
    early = _cue_before(parse, before, rating) if _may_precede(parse, quote, lead) else None
    if early is not None and early == previous_cue and lead != ":":
        early = None
    ends = _end(parse, quote)
    if late is not None and early is not None and (ends != "," or _colon(parse, early, lead) or _trails(parse, after)):
        late = None
    if late is not None and lead == "word" and _trails(parse, after):
        late = None
    chosen, gap = (late, after) if late is not None else (early, before)
    if chosen is None:
        return _signed(parse, quote, before, after)
    source = _subject(parse, chosen, gap, early=gap is before)
    embedded = gap is after and lead in {"word", "cue"}
    opening = _opening(parse, before, rating) if embedded else None
    return Utterance((quote,), chosen, source, _cue(parse, chosen), opening, embedded)


def _colon(parse: Parse, early: int, lead: str) -> bool:
    return lead == ":" and parse.tokens[early].lemma not in {"be", "have", "do"}


def _signed(parse: Parse, quote: Quote, before: _Gap, after: _Gap) -> Utterance | None:
    """A quotation with no more than a name: ``Name: "…"`` before it, or ``"…" – Name`` after it."""
    head, tail = _head_part(parse, after), _tail_part(parse, before)
    if not before.empty and parse.tokens[before.last - 1].text == ":" and 1 < len(tail) <= _NAME:
        mark, name = tail[-1], range(tail.start, tail.stop - 1)
    elif not after.empty and parse.tokens[after.first].text in _DASHES and 1 < len(head) <= _NAME:
        mark, name = head[0], range(head.start + 1, head.stop)
        first = parse.tokens[before.first].text if not before.empty else ""
        if not (_alone(parse, before) or first in _DASHES) or head.stop < after.last - 1:
            return None
    else:
        return None
    if _verbs(parse, name):
        return None
    top = parse.head_in(Span(parse.tokens[name[0]].start, parse.tokens[name[-1]].end))
    if top is None or parse.tokens[top].pos not in _NOMINAL:
        return None
    return Utterance((quote,), None, top, (mark,))


def _end(parse: Parse, quote: Quote) -> str:
    return quote.inner.of(parse.text).rstrip()[-1:]


def _coordinated(parse: Parse, gap: _Gap) -> bool:
    return not gap.empty and parse.tokens[gap.first].pos in {"CCONJ", "SCONJ"}


def _trails(parse: Parse, gap: _Gap) -> bool:
    """Whether the narration goes on with the clause before the quotation (*and added*, *adding*)."""
    return _coordinated(parse, gap) or (not gap.empty and parse.tokens[gap.first].tag == "VBG")


def _may_follow(parse: Parse, quote: Quote, gap: _Gap, lead: str, rating: Rating) -> bool:
    """Whether the narration after a quotation can hold its cue: no new sentence begins there."""
    if gap.empty:
        return False
    ends = _end(parse, quote)
    if lead == "word" and words(parse.text, quote.inner) < _SPOKEN:
        return False
    if ends in {",", "—", "–", "-", "…"} or _comma_first(parse, gap):
        return True
    if lead == "word":
        return False
    first = parse.tokens[gap.first]
    if not first.text[:1].isupper():
        return ends in {"?", "!", "."} or lead == "start"
    near = _cue_after(parse, gap, rating)
    return first.pos == "PROPN" and near is not None and near - gap.first <= (6 if ends in {"?", "!"} else 3)


def _may_precede(parse: Parse, quote: Quote, lead: str) -> bool:
    """Whether the narration before a quotation can hold its cue: the quotation is a sentence of its own."""
    size, capital = words(parse.text, quote.inner), quote.inner.of(parse.text).lstrip()[:1].isupper()
    if lead == ":":
        return True
    if lead in {",", "dash", "cue"}:
        return (capital and size >= 2) or size >= 5 or _end(parse, quote) in {"!", "?"}
    return lead == "word" and capital and size >= 4


def _cue(parse: Parse, verb: int) -> tuple[int, ...]:
    """The tokens of a cue, with the verb of hearing or seeing that it depends on (*can be heard shouting*)."""
    cue = grammar.cue_tokens(parse, verb)
    over = parse.tokens[parse.tokens[verb].head]
    if over.index < verb <= over.index + 4 and over.lemma in word_list("heard") and grammar.is_passive(parse, over.index):
        return tuple(range(min(grammar.cue_tokens(parse, over.index)), verb + 1))
    return cue


def _opening(parse: Parse, before: _Gap, rating: Rating) -> Span | None:
    """The half clause before a quotation whose cue follows it, unless it has a cue of its own."""
    part = _tail_part(parse, before)
    if not part or _cue_before(parse, before, rating) is not None:
        return None
    return Span(parse.tokens[part[0]].start, parse.tokens[part[-1]].end)


def _lead(parse: Parse, gap: _Gap, rating: Rating) -> str:
    """What stands right before a quotation: ``start``, ``,``, ``:``, ``dash``, ``cue`` or ``word``."""
    if gap.empty:
        return "start"
    token = parse.tokens[gap.last - 1]
    if token.text in _STOPS or token.text in {"...", "…"}:
        return "start"
    if token.text in {",", ":"}:
        return token.text
    if token.text in _DASHES:
        return "dash"
    return "cue" if token.pos == "VERB" and rating(token.lemma, "quote-before") >= _LIKELY else "word"


def _comma_first(parse: Parse, gap: _Gap) -> bool:
    return not gap.empty and parse.tokens[gap.first].text == ","


def _verbs(parse: Parse, part: range) -> list[Token]:
    tokens = (parse.tokens[i] for i in part)
    return [t for t in tokens if t.pos in {"VERB", "AUX"} and t.dep not in {"aux", "auxpass"}]


def _cue_after(parse: Parse, gap: _Gap, rating: Rating) -> int | None:
    part = _head_part(parse, gap)
    if part and parse.tokens[part.start].tag in {"VBD", "VBZ"} and parse.tokens[part.start].pos == "VERB":
        return part.start
    for token in _verbs(parse, part):
        if token.dep in {"relcl", "acl"} and token.head in part and token.index - part.start > 1:
            continue
        if token.lemma in word_list("heard") and grammar.is_passive(parse, token.index):
            continue
        if rating(token.lemma, "quote-after") >= _LIKELY:
            return token.index
    return None


def _cue_before(parse: Parse, gap: _Gap, rating: Rating) -> int | None:
    if gap.empty:
        return None
    verbs = _verbs(parse, _tail_part(parse, gap))
    for token in reversed(verbs):
        if rating(token.lemma, "quote-before") >= _LIKELY:
            return token.index
    if parse.tokens[gap.last - 1].text == ":" and verbs:
        return next((t.index for t in verbs if t.dep == "ROOT"), verbs[-1].index)
    return None


def _subject(parse: Parse, verb: int, gap: _Gap, *, early: bool) -> int | None:
    """The head of the cue's subject, by the parse if it stands in the narration, else by position."""
    if parse.tokens[verb].lemma == "accord":
        return grammar.according(parse, verb)
    found = grammar.speaker(parse, verb)
    if (
        found is not None
        and (gap.first <= found < gap.last)
        and parse.tokens[found].pos in _NOMINAL | {"DET", "ADJ"}
        and not _dated(parse, found)
    ):
        return found
    if grammar.is_passive(parse, verb):
        return found if early else None
    if early:
        return found if found is not None else _sentence_subject(parse, range(gap.first, verb))
    first = _sentence_subject(parse, range(gap.first, verb))
    if first is not None:
        return first
    for i in range(verb + 1, min(gap.last, verb + 5)):
        token = parse.tokens[i]
        if token.pos in _NOMINAL:
            while parse.tokens[i].dep in {"compound", "nmod"} and verb < parse.tokens[i].head < gap.last:
                i = parse.tokens[i].head
            return i
        if token.pos == "ADP":
            break
    return None


def _dated(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    return token.ent in {"DATE", "TIME"} or token.dep == "npadvmod"


def _sentence_subject(parse: Parse, part: range) -> int | None:
    """The first subject of the narration before a cue, past sentence breaks that are none."""
    start = part.stop
    while start > part.start and parse.tokens[start - 1].text not in _STOPS:
        start -= 1
    nominal = [i for i in range(start, part.stop) if parse.tokens[i].pos in _NOMINAL and not _dated(parse, i)]
    subjects = [i for i in nominal if parse.tokens[i].dep in {"nsubj", "nsubjpass"}]
    if subjects:
        return subjects[0]
    first = next(iter(nominal), None)
    while first is not None and parse.tokens[first].dep == "compound" and parse.tokens[first].head < part.stop:
        first = parse.tokens[first].head
    return first


def _stands_alone(parse: Parse, quote: Quote, before: _Gap, after: _Gap, rating: Rating) -> bool:
    """Whether a quotation without a cue is a sentence of its own."""
    ends = quote.inner.of(parse.text).rstrip()[-1:]
    following = after.empty or parse.tokens[after.first].text[:1].isupper() or _alone(parse, after)
    closed_off = ends in ".?!…" or (not after.empty and parse.tokens[after.first].text in _STOPS)
    return (
        _lead(parse, before, rating) == "start" and following and closed_off and words(parse.text, quote.inner) >= 2
    )


def _cueless(parse: Parse, quote: Quote, before: _Gap, last: Utterance | None, rating: Rating) -> Utterance:
    """A quotation that stands alone: its source is who the sentence before it is about."""
    if before.empty and (colon := _colon_before(parse, quote, rating)) is not None:
        return colon
    source = last.source if last is not None and before.empty else None
    end = before.last - 1 if not before.empty else _last_token(parse, quote.paragraph - 1)
    if end is not None and source is None:
        first, stop = parse.sentences[parse.tokens[end].sentence]
        root = next((t for t in parse.tokens[first:stop] if t.dep == "ROOT"), None)
        if root is not None:
            who = grammar.speaker(parse, root.index)
            cue = rating(root.lemma, "quote-before") >= _LIKELY or rating(root.lemma, "clause") >= 2 * _LIKELY
            source = who if cue else (_person(parse, who) if not before.empty else None)
    return Utterance((quote,), None, source, ())


def _last_token(parse: Parse, paragraph: int) -> int | None:
    inside = parse.tokens_in(parse.paragraphs[paragraph]) if paragraph >= 0 else ()
    return inside[-1].index if inside else None


def _colon_before(parse: Parse, quote: Quote, rating: Rating) -> Utterance | None:
    """The cue that ends the paragraph before with a colon."""
    if not quote.paragraph:
        return None
    inside = parse.tokens_in(parse.paragraphs[quote.paragraph - 1])
    gap = _Gap(inside[0].index, inside[-1].index + 1) if inside else _Gap(0, 0)
    if gap.empty or parse.tokens[gap.last - 1].text != ":":
        return None
    verb = _cue_before(parse, gap, rating)
    if verb is None:
        return None
    return Utterance((quote,), verb, _subject(parse, verb, gap, early=True), _cue(parse, verb))


def _person(parse: Parse, index: int | None) -> int | None:
    if index is None:
        return None
    token: Token = parse.tokens[index]
    return (
        index if token.ent in {"PERSON", "ORG"} or token.text.lower() in {"he", "she", "they", "i"} else None
    )
