"""From numbers to quantities: what each number measures, and of what."""

import re
from dataclasses import replace

from variorum.annotate.quantity.ages import age, age_by_decade, age_of, also_aged
from variorum.annotate.quantity.amounts import amounts, family
from variorum.annotate.quantity.changes import carried, changes
from variorum.annotate.quantity.clauses import Read, kids
from variorum.annotate.quantity.figure import Amount
from variorum.annotate.quantity.filters import counts_nothing, phone_spans
from variorum.annotate.quantity.implied import sums
from variorum.annotate.quantity.lexicon import coins, words
from variorum.annotate.quantity.nouns import (
    counted,
    decades,
    numeral_head,
    subset_of,
)
from variorum.annotate.quantity.numerals import LESS
from variorum.annotate.quantity.ones import counting_one, is_one
from variorum.annotate.quantity.ordinals import ordinals
from variorum.annotate.quantity.partial import is_partial
from variorum.annotate.quantity.persons import person_of
from variorum.annotate.quantity.status import with_status
from variorum.annotate.quantity.subsets import with_wholes
from variorum.model import Measure, Parse, Quantity, Timex, Token
from variorum.text import Span

_SCALES = frozenset(("m", "bn", "tn", "million", "billion", "trillion", "crore", "lakh"))
_OVER = re.compile(r"(?:over|under|above|below|around)\s", re.IGNORECASE)
_TIED = frozenset({"compound", "nmod", "nummod"})
_SMALLEST_SCALE = 12
_SHARE_OF = frozenset({"mass", "volume", "area", "percent", "concentration", "energy"})
"""Families of units that measure what *of* names (*30 pounds of cocaine*); *5 miles of the town* do not."""


def quantities(parse: Parse, timexes: tuple[Timex, ...]) -> tuple[Quantity, ...]:
    """The quantities of a text, in text order.

    Numbers inside *timexes* are left out, except ages. ``noun_token`` is the counted noun, or the
    number's own token where the text names none (*14 were killed*); for an age it is the person's
    head token where one can be told. ``change`` marks an amount of change (*rose by 12*, *up 4%*),
    the value that a change starts from (*from 12 to 17*) and additions (*another 12*). Money has an
    ISO 4217 code as its unit, percentages ``percent``, shares (*two-thirds*) ``fraction`` with a value
    from 0 to 1; a rate ends in ``per`` and its denominator. A quantity inside another one is kept too:
    *two of the five suspects* is 2, with ``subset_of`` 5, and 5. ``partial`` marks a count that is not
    of the whole, known or not. ``status`` says what befell the counted, ``implied`` a sum of persons
    that are named one by one.
    """
    times = tuple((t.span.start, t.span.end) for t in timexes)
    phones = phone_spans(parse.text)
    found = [
        (_told_about(parse, one), parse.tokens_in(Span(one.core_start, one.core)))
        for one in amounts(parse.text)
    ]
    found = [(one, inside) for one, inside in found if inside]
    values = {inside[0].index: one.stated for one, inside in found if not (one.age or one.bare or one.score)}
    out: list[Quantity] = []
    reads: list[Read] = []
    titled: dict[int, bool] = {}
    for one, inside in found:
        if any(start < one.core and one.core_start < end for start, end in phones):
            continue
        sentence = inside[0].sentence
        title = titled.setdefault(sentence, _title_case(parse, sentence))
        made = also_aged(parse, one, inside, out) or _quantity(parse, one, inside, times, values, title=title)
        if made is not None:
            out.append(made)
            reads.append(Read(made, inside[0].index, inside[-1].index))
    reads = with_status(parse, with_wholes(parse, carried(parse, reads)))
    reads += with_status(parse, [Read(q, t.index, t.index) for q, t in ordinals(parse, times)])
    out = [r.quantity for r in reads] + sums(parse, reads)
    out += [age_by_decade(parse, *d) for d in decades(parse.text)]
    out.sort(key=lambda q: (q.span.start, -q.span.end, q.stated))
    return tuple(out)


def _told_about(parse: Parse, one: Amount) -> Amount:
    """The number without its *about* where that belongs to a verb: *asked about one point*."""
    if one.bounded and one.compound and not one.unit and _OVER.match(parse.text, one.start):
        # "leads over three-term incumbent": no bound
        return replace(
            one,
            start=one.core_start,
            low=one.stated,
            high=one.stated,
            strict=False,
            approx=False,
            bounded=False,
        )
    if one.bounded and _OVER.match(parse.text, one.start):
        first = parse.tokens_in(Span(one.start, one.core))[0]
        spread = first.text.lower() == "over" and family(one.unit) == "duration" and _spread(parse, first)
        if spread or (first.index and parse.tokens[first.index - 1].text.lower() in words("because")):
            # "three arrested over £1.5m heist", "will hear 50 witnesses over six days"
            return replace(
                one, start=one.core_start, low=one.stated, high=one.stated, strict=False, bounded=False
            )
    if one.stated != 1 or not one.worded or parse.text[one.start : one.start + 6].lower() != "about ":
        return one
    first = parse.tokens_in(Span(one.start, one.core))[0]
    if not first.index or parse.tokens[first.index - 1].lemma not in words("telling"):
        return one
    return replace(one, start=one.core_start, approx=False, bounded=False)


def _spread(parse: Parse, over: Token) -> bool:
    """Whether *over* is the preposition of a time (*heard witnesses over six days*), and not *more than*."""
    before = parse.tokens[over.index - 1] if over.index else None
    if before is not None and (before.tag == "CD" or before.text[:1].isdigit() or before.lemma in _SCALES):
        return True  # "pledged $600m over three years"
    if over.dep != "prep" or before is None or before.sentence != over.sentence:
        return False
    return before.pos not in {"ADP", "ADV", "AUX", "SCONJ"} and before.lemma not in words("lasting")


def _title_case(parse: Parse, sentence: int) -> bool:
    first, last = parse.sentences[sentence]
    long = [t.text for t in parse.tokens[first:last] if t.text.isalpha() and len(t.text) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) > 0.8 * len(long)


def _quantity(
    parse: Parse,
    one: Amount,
    inside: tuple[Token, ...],
    times: tuple[tuple[int, int], ...],
    values: dict[int, float],
    *,
    title: bool,
) -> Quantity | None:
    if one.age:
        return age(parse, one, inside)
    person = None if one.score or one.bare else person_of(parse, one, inside)
    if person is not None and not counts_nothing(parse, one, inside, title=title):
        return age_of(parse, one, person)
    if any(start < one.core and one.core_start < end for start, end in times):
        return None
    if counts_nothing(parse, one, inside, title=title) or (
        is_one(parse, one) and not counting_one(parse, inside)
    ):
        return None
    if one.fraction:
        return _share(parse, one, inside, values)
    if one.unit == "metre" and _millions(parse, one, inside):
        one = replace(
            one,
            stated=one.stated * 1e6,
            low=one.low and one.low * 1e6,
            high=one.high and one.high * 1e6,
            unit=None,
        )
    if one.unit is None or one.unit.startswith("per "):
        return _count(parse, one, inside, values)
    base = one.unit.split(" per ")[0]
    if base in {"percent", "percentage point", "basis point"}:
        return _measured(parse, one, inside, Measure.PERCENT, one.unit)
    money = base.isupper() or base in coins()
    return _measured(parse, one, inside, Measure.MONEY if money else Measure.UNIT, one.unit)


def _millions(parse: Parse, one: Amount, inside: tuple[Token, ...]) -> bool:
    """Whether the m of *1.5m refugees* is a million: it touches the figure, and what it counts follows."""
    at = parse.tokens_in(Span(one.start, one.end))[-1].index + 1
    touches = parse.text[one.core : one.core + 1] == "m"
    if not (touches and at < len(parse.tokens)) or not inside:
        return False
    return parse.tokens[at].tag in {"NNS", "NNPS"} or parse.tokens[at].text.lower() in words("state")


def _count(parse: Parse, one: Amount, inside: tuple[Token, ...], values: dict[int, float]) -> Quantity | None:
    noun, token, last = counted(parse, one, inside)
    if one.vague and one.stated < _SMALLEST_SCALE and token.tag == "NN":
        return None  # "a handful of rice"
    end = one.end
    if 0 <= last.end - one.end < 60 and last.sentence == inside[0].sentence:
        end = max(end, last.end)
    change = (one.change and not _compared(parse, one)) or changes(parse, one, family(one.unit))
    whole = subset_of(parse, inside[-1], values)
    return Quantity(
        Span(one.start, end), Measure.COUNT, one.stated, one.low, one.high, one.approx, one.strict,
        one.unit, noun, token.index, whole, change,
        partial=whole is not None or is_partial(parse, one, inside, token),
    )  # fmt: skip


def _compared(parse: Parse, one: Amount) -> bool:
    """Whether *more* belongs to an adjective: *the four more conservative judges*."""
    tokens = parse.tokens_in(Span(one.start, one.end))
    more = parse.tokens[tokens[-1].index + 1 : tokens[-1].index + 3]
    return (
        len(more) == 2
        and more[0].text.lower() == "more"
        and more[0].head == more[1].index
        and more[1].pos == "ADJ"
    )


def _share(parse: Parse, one: Amount, inside: tuple[Token, ...], values: dict[int, float]) -> Quantity:
    """A fraction of what is counted: *two-thirds of the 99 senators*, *one in five workers*."""
    noun, token, last = counted(parse, one, inside)
    whole = subset_of(parse, inside[-1], values)
    near = noun is not None and 0 <= last.end - one.end < 60 and last.sentence == inside[0].sentence
    span = Span(one.start, last.end if near else one.end)
    change = one.change or changes(parse, one, "percent") or LESS.match(parse.text, one.end) is not None
    return Quantity(
        span, Measure.PERCENT, one.stated, one.low, one.high, one.approx, one.strict, "fraction",
        noun, token.index, whole, change, partial=whole is not None,
    )  # fmt: skip


def _measured(parse: Parse, one: Amount, inside: tuple[Token, ...], measure: Measure, unit: str) -> Quantity:
    kind = family(one.unit)
    noun = _measured_noun(parse, one, measure, kind)
    return Quantity(
        Span(one.start, one.end), measure, one.stated, one.low, one.high, one.approx, one.strict, unit,
        noun.lemma if noun is not None else None, noun.index if noun is not None else numeral_head(inside).index,
        None, one.change or changes(parse, one, kind),
    )  # fmt: skip


def _measured_noun(parse: Parse, one: Amount, measure: Measure, kind: str | None) -> Token | None:
    """What a measure is of: *30 pounds of cocaine*, *2 million euros in cash*, *a 120-metre crane*."""
    last = parse.tokens_in(Span(one.start, one.end))[-1]
    money = measure is Measure.MONEY
    after = parse.tokens[last.index + 1 : last.index + 3]
    if money and len(after) > 1 and after[0].text.lower() == "in" and after[1].tag == "NNS":
        return after[1]
    for prep in kids(parse, last, "prep"):
        if prep.text.lower() in {"of", "in"} and prep.index > last.index:
            objects = kids(parse, prep, "pobj")
            direct = bool(objects) and objects[0].index == prep.index + 1
            fits = money or (prep.text.lower() == "of" and (kind in _SHARE_OF or direct))
            if objects and fits and objects[0].pos in {"NOUN", "PROPN"}:
                return objects[0]
            break
    head = parse.tokens[last.head]
    if head.text.lower() in words("extent") and head.head > head.index:
        head = parse.tokens[head.head]  # "a 12-mile-long slick"
    elif not one.compound and not (
        measure is Measure.UNIT and kind != "magnitude" and last.dep in _TIED and head.index == last.index + 1
    ):
        return None
    if "(" in parse.text[last.end : head.start] or head.index <= last.index:
        return None
    return head if head.pos in {"NOUN", "PROPN"} else None
