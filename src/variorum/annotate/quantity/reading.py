"""From numbers to quantities: what each number measures, and of what."""

import re
from dataclasses import replace

from variorum.annotate.quantity.amounts import Amount, amounts
from variorum.annotate.quantity.filters import counts_nothing, phone_spans
from variorum.annotate.quantity.lexicon import words
from variorum.annotate.quantity.nouns import (
    aged_person,
    counted,
    decades,
    numeral_head,
    person_of,
    subset_of,
)
from variorum.annotate.quantity.numerals import ordinal_value
from variorum.annotate.quantity.partial import is_partial
from variorum.model import Measure, Parse, Quantity, Timex, Token
from variorum.text import Span

_PEOPLE = frozenset({"people", "anyone", "those", "everyone"})
_AGED = re.compile(r"(?<!\w)age[ds]?\s", re.IGNORECASE)
_CLAUSES = frozenset({"relcl", "acl"})
_NO_ORDINAL = frozenset(
    {"responder", "lady", "name", "place", "hand", "aid", "degree", "base", "second", "thing"}
)


def quantities(parse: Parse, timexes: tuple[Timex, ...]) -> tuple[Quantity, ...]:
    """The quantities of a text, in text order.

    Numbers inside *timexes* are left out, except ages. ``noun_token`` is the counted noun, or the
    number's own token where the text names none (*14 were killed*); for an age it is the person's
    head token where one can be told. ``change`` marks an amount of change (*rose by 12*, *up 4%*),
    the value that a change starts from (*from 12 to 17*) and additions (*another 12*). Money has an
    ISO 4217 code as its unit, percentages ``percent``, shares (*two-thirds*) ``fraction`` with a value
    from 0 to 1; a rate ends in ``per`` and its denominator. A quantity inside another one is kept too:
    *two of the five suspects* is 2, with ``subset_of`` 5, and 5. ``partial`` marks a count that is not
    of the whole, known or not.
    """
    times = tuple((t.span.start, t.span.end) for t in timexes)
    phones = phone_spans(parse.text)
    found = [(one, parse.tokens_in(Span(one.core_start, one.core))) for one in amounts(parse.text)]
    found = [(one, inside) for one, inside in found if inside]
    values = {inside[0].index: one.stated for one, inside in found if not one.age}
    out: list[Quantity] = []
    ages = [_decade(parse, *d) for d in decades(parse.text)]
    titled: dict[int, bool] = {}
    for one, inside in found:
        if any(start < one.core and one.core_start < end for start, end in phones):
            continue
        sentence = inside[0].sentence
        title = titled.setdefault(sentence, _title_case(parse, sentence))
        made = _also_aged(parse, one, inside, out) or _quantity(
            parse, one, inside, times, values, title=title
        )
        if made is not None:
            out.append(made)
    out += ages + _ordinals(parse, times)
    out.sort(key=lambda q: (q.span.start, -q.span.end, q.stated))
    return tuple(out)


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
        return _age(parse, one, inside)
    person = None if one.score or one.bare else person_of(parse, one, inside)
    if person is not None and not counts_nothing(parse, one, inside, title=title):
        return _age_of(parse, one, person)
    if any(start < one.core and one.core_start < end for start, end in times):
        return None
    if counts_nothing(parse, one, inside, title=title) or (
        _is_one(parse, one) and not _counting_one(parse, inside)
    ):
        return None
    if one.fraction:
        return _measured(parse, one, inside, Measure.PERCENT, "fraction")
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
    money = base.isupper() or base in {"cent", "penny", "peso"}
    return _measured(parse, one, inside, Measure.MONEY if money else Measure.UNIT, one.unit)


def _also_aged(parse: Parse, one: Amount, inside: tuple[Token, ...], out: list[Quantity]) -> Quantity | None:
    """The further ages of *aged 3 and 5*; the bounds of *children under 12*."""
    if one.unit or one.score or one.bare or not 0 < one.stated < 120:
        return None
    following = parse.tokens[inside[-1].index + 1] if inside[-1].index + 1 < len(parse.tokens) else None
    if following is not None and following.pos in {"NOUN", "PROPN", "ADJ"}:
        return None
    last = out[-1] if out else None
    if last is not None and last.measure is Measure.AGE and last.span.end < one.start:
        joint = parse.text[last.span.end : one.start]
        if joint in {" and ", ", ", ", and ", " or "} and _AGED.search(
            parse.text, max(0, one.start - 40), one.start
        ):
            return replace(
                last, span=Span(one.start, one.end), stated=one.stated, low=one.low, high=one.high,
                approx=one.approx, strict=one.strict,
            )  # fmt: skip
    first = parse.tokens_in(Span(one.start, one.end))[0].index
    people = parse.tokens[first - 1] if first else None
    bound = one.bounded and one.low != one.high
    if bound and people is not None and (people.lemma in words("person") or people.lemma in _PEOPLE):
        return Quantity(
            Span(one.start, one.end), Measure.AGE, one.stated, one.low, one.high, one.approx, one.strict,
            "year", people.lemma, people.index,
        )  # fmt: skip
    return None


def _age_of(parse: Parse, one: Amount, person: Token) -> Quantity:
    start = min(person.start, one.start) if one.start - person.end < 4 else one.start
    end = one.end + (parse.text[start : one.end + 1].endswith(")") and "(" in parse.text[start : one.end])
    return Quantity(
        Span(start, end), Measure.AGE, one.stated, one.low, one.high, one.approx, one.strict, "year",
        person.lemma, person.index,
    )  # fmt: skip


def _age(parse: Parse, one: Amount, inside: tuple[Token, ...]) -> Quantity:
    last = parse.tokens_in(Span(one.start, one.end))[-1]
    person = aged_person(parse, one, (*inside, last))
    end = one.end
    if (
        person is not None
        and 0 <= person.start - one.end < 24
        and "," not in parse.text[one.end : person.start]
    ):
        end = person.end
    start = one.start
    aged = re.search(
        r"(?<!\w)(?:aged?|ages|age of)\s\Z", parse.text[max(0, start - 8) : start], re.IGNORECASE
    )
    start -= len(aged[0]) if aged else 0
    noun = None if person is None or person.pos == "PRON" else person.lemma
    return Quantity(
        Span(start, end), Measure.AGE, one.stated, one.low, one.high, one.approx, one.strict, one.unit, noun,
        person.index if person else last.index,
    )  # fmt: skip


def _decade(parse: Parse, start: int, end: int, low: float, high: float) -> Quantity:
    last = parse.tokens_in(Span(start, end))[-1]
    head = parse.tokens[parse.tokens[last.head].head]
    person = head if head.pos in {"NOUN", "PROPN", "PRON"} and head.index < last.index else None
    if head.lemma == "be":
        subjects = [c for c in parse.children[head.index] if parse.tokens[c].dep == "nsubj"]
        person = parse.tokens[subjects[0]] if subjects else None
    return Quantity(
        Span(start, end), Measure.AGE, low - low % 10, low, high, approx=True, unit="year",
        noun=person.lemma if person and person.pos != "PRON" else None,
        noun_token=person.index if person else last.index,
    )  # fmt: skip


def _millions(parse: Parse, one: Amount, inside: tuple[Token, ...]) -> bool:
    """Whether the m of *1.5m refugees* is a million: it touches the figure, and what it counts follows."""
    at = parse.tokens_in(Span(one.start, one.end))[-1].index + 1
    touches = parse.text[one.core : one.core + 1] == "m"
    if not (touches and at < len(parse.tokens)) or not inside:
        return False
    return parse.tokens[at].tag in {"NNS", "NNPS"} or parse.tokens[at].text.lower() in words("state")


def _is_one(parse: Parse, one: Amount) -> bool:
    return one.stated == 1 and parse.text[one.core_start : one.core].lower() == "one" and one.unit is None


def _counting_one(parse: Parse, inside: tuple[Token, ...]) -> bool:
    """Whether *one* is a number (*one man*, *killing one*), not a pronoun (*the one who*)."""
    token = inside[0]
    before = parse.tokens[token.index - 1].text.lower() if token.index else ""
    following = parse.tokens[token.index + 1] if token.index + 1 < len(parse.tokens) else None
    if before in words("notone") or before in {"-", "number"} or following is None:
        return False
    head = parse.tokens[token.head]
    if following.text in {"-", "‑"} or following.text.lower() in {
        "another",
        "by",
        "who",
        "that",
        "day",
        "thing",
        "point",
        "time",
        "side",
        "hand",
        "way",
    }:
        return False
    if following.text.lower() == "of":
        return not _superlative(parse, following)
    if token.dep == "nummod" and head.index > token.index and head.pos in {"NOUN", "PROPN"}:
        return True
    if following.text.lower() in words("state") or following.tag in {"NN", "NNS"}:
        return True
    verb = head if head.pos == "VERB" else parse.tokens[head.head]
    return token.dep in {"dobj", "nsubjpass", "conj", "nsubj"} and verb.lemma in words("toll")


def _superlative(parse: Parse, of: Token) -> bool:
    # "one of the best speakers", "one of those moments" counts nothing that could differ.
    tail = parse.tokens[of.index + 1 : of.right]
    if any(t.tag in {"JJS", "RBS"} for t in tail[:5]):
        return True
    return not any(t.tag in {"NNS", "NNPS", "PRP", "CD"} for t in tail[:6])


def _count(parse: Parse, one: Amount, inside: tuple[Token, ...], values: dict[int, float]) -> Quantity:
    noun, token, last = counted(parse, one, inside)
    end = one.end
    if 0 <= last.end - one.end < 60 and last.sentence == inside[0].sentence:
        end = max(end, last.end)
    change = one.change or _changes(parse, one)
    whole = subset_of(parse, inside[-1], values)
    return Quantity(
        Span(one.start, end), Measure.COUNT, one.stated, one.low, one.high, one.approx, one.strict,
        one.unit, noun, token.index, whole, change,
        partial=whole is not None or is_partial(parse, one, inside, token),
    )  # fmt: skip


def _measured(parse: Parse, one: Amount, inside: tuple[Token, ...], measure: Measure, unit: str) -> Quantity:
    last = parse.tokens_in(Span(one.start, one.end))[-1]
    noun: Token | None = None
    for child in parse.children[last.index]:
        token = parse.tokens[child]
        if token.dep == "prep" and token.text.lower() in {"of", "in"} and token.index > last.index:
            objects = [parse.tokens[c] for c in parse.children[child] if parse.tokens[c].dep == "pobj"]
            if objects and (token.text.lower() == "of" or measure is Measure.MONEY):
                noun = objects[0]
            break
    if noun is None and one.compound:
        head = parse.tokens[last.head]
        noun = head if head.pos in {"NOUN", "PROPN"} and head.index > last.index else None
    named = noun is not None and noun.pos in {"NOUN", "PROPN"}
    return Quantity(
        Span(one.start, one.end), measure, one.stated, one.low, one.high, one.approx, one.strict, unit,
        noun.lemma if noun is not None and named else None,
        noun.index if noun is not None and named else numeral_head(inside).index,
        None, one.change or _changes(parse, one),
    )  # fmt: skip


def _changes(parse: Parse, one: Amount) -> bool:
    """Whether the amount is how much something rose or fell, rather than what it is."""
    first = parse.tokens_in(Span(one.start, one.end))[0]
    before = parse.tokens[first.index - 1] if first.index else None
    if before is not None and before.sentence == first.sentence:
        word = before.text.lower()
        if word == "by":
            head = parse.tokens[before.head]
            return head.lemma in words("rise") or head.pos == "ADV"
        if word in {"up", "down"}:
            return True
        if word == "from":
            # "fell to 4.1 percent from 4.3 percent", "up from 12": what it was before.
            said = [
                t.lemma
                for t in parse.tokens[max(parse.sentences[first.sentence][0], first.index - 14) : first.index]
            ]
            return any(w in words("rise") for w in said)
        if before.lemma in words("rise") and before.pos == "VERB" and one.unit is not None:
            return True
        if word == "of" and before.index and parse.tokens[before.index - 1].lemma in words("rise"):
            return True
    after = parse.text[one.end : one.end + 14].split()
    return (
        bool(after) and one.unit is not None and after[0].strip(".,") in words("rise") - {"up", "down", "cut"}
    )


def _ordinals(parse: Parse, times: tuple[tuple[int, int], ...]) -> list[Quantity]:
    """Ordinals that count: *the second citizen to be killed*, *the third death reported this week*."""
    out = []
    for token in parse.tokens:
        if token.pos not in {"ADJ", "ADV", "NOUN"} and token.ent != "ORDINAL":
            continue
        value = ordinal_value(token.text)
        if not value or any(start < token.end and token.start < end for start, end in times):
            continue
        noun = parse.tokens[token.head]
        counts = (
            noun.pos == "NOUN"
            and token.index < noun.index < token.index + 5
            and noun.lemma not in _NO_ORDINAL
        )
        clause = any(
            parse.tokens[c].dep in _CLAUSES and parse.tokens[c].index > noun.index
            for c in parse.children[noun.index]
        )
        if counts and clause:
            span = Span(token.start, noun.end)
            out.append(
                Quantity(span, Measure.ORDINAL, value, value, value, noun=noun.lemma, noun_token=noun.index)
            )
    return out
