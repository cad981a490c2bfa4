"""Amounts of change (*rose by 12*, *up 4%*), and the unit that *from* and *to* share."""

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.quantity.clauses import Read
from variorum.annotate.quantity.figure import Amount
from variorum.annotate.quantity.lexicon import words
from variorum.model import Measure, Parse, Quantity, Token
from variorum.text import Span

_LEVEL = frozenset({"below", "above", "under", "over", "beyond", "past"})
"""*Slipped below $80* tells where it is."""
_THAN = re.compile(r"\s(?:more|fewer|less|higher|lower)\sthan(?!\w)", re.IGNORECASE)
_OF_VOTES = re.compile(
    r"\sof\s(?:the\s|all\s)?(?:\w+\s)?(?:votes?|ballots?|electorate|seats)(?!\w)", re.IGNORECASE
)
"""*Gained 61 percent of the vote* tells what was won."""
_EXTENTS = frozenset({"length", "area", "mass", "duration", "speed", "volume"})
_RATES = frozenset({"percent", "percentage point", "basis point"})
_NEAR = 6
"""Tokens between *208 pounds* and *193*."""
_LIKE = 50
"""What a value changes from is at most fifty times what it changes to."""
_AGAINST = frozenset({"from", "to", "versus", "against", "than"})
_OF_WHICH = re.compile(r"(?<!\w)of\s(?:which|that|this|it)\s(?:\w+\s){0,2}\Z", re.IGNORECASE)
_SCALED = re.compile(r"(?:million|billion|trillion|\dbn|\dm|crore|lakh)(?!\w)", re.IGNORECASE)
_FAR = 110
"""Characters between a sum and a number that goes on it."""
_LARGE = 1000
_OR = re.compile(r"(?:,\s|\s\(|,?\sor\s)\Z")


def changes(parse: Parse, one: Amount, family: str | None) -> bool:
    """Whether the amount is how much something rose or fell, rather than what it is."""
    first = parse.tokens_in(Span(one.start, one.end))[0]
    if _THAN.match(parse.text, one.end):
        return True
    before = parse.tokens[first.index - 1] if first.index else None
    if _OF_VOTES.match(parse.text, one.end):
        return False
    if before is not None and before.sentence == first.sentence and _led(parse, one, first, before, family):
        return True
    after = parse.text[one.end : one.end + 14].split()
    if after and one.unit in _RATES and after[0].strip(".,") in {"up", "down", "higher", "lower"}:
        return True
    return (
        bool(after) and one.unit is not None and after[0].strip(".,") in words("rise") - {"up", "down", "cut"}
    )


def _led(parse: Parse, one: Amount, first: Token, before: Token, family: str | None) -> bool:
    if before.text.lower() in {"just", "only", "barely"} and before.index:
        before = parse.tokens[before.index - 1]
    word = before.text.lower()
    if one.bounded and first.text.lower() in _LEVEL:
        return False
    if word == "by":
        if before.index and parse.tokens[before.index - 1].text.lower() in {"up", "down"}:
            return True
        head = parse.tokens[before.head]
        return head.lemma in words("rise") or head.pos == "ADV"
    counted = one.unit is not None or parse.text[one.end : one.end + 7] == " points"
    if (
        word in {"up", "down"}
        and (one.unit in _RATES or one.unit is None)
        and counted
        and _set_off(parse, before)
    ):
        return True
    if word in {"up", "down"}:
        # "shot down 41 drones" is no fall.
        return (
            before.dep not in {"prt", "advmod"}
            or parse.tokens[before.head].lemma in words("rise") | {"be"}
            or (one.unit is not None and parse.tokens[before.head].pos != "VERB")
        )
    if word == "from":
        # "fell to 4.1 percent from 4.3 percent", "up from 12": what it was before.
        start = max(parse.sentences[first.sentence][0], first.index - 14)
        return any(_moves(parse, t) for t in parse.tokens[start : first.index])
    if before.lemma in words("rise") and before.pos == "VERB" and counted and family not in _EXTENTS:
        return before.lemma != "raise" or one.unit in _RATES  # money raised is collected
    risen = parse.tokens[before.index - 1].lemma if word == "of" and before.index > 0 else ""
    # "a loss of $48m" is what was lost, "a loss of 3 percent" is how much less there is
    return risen in words("rise") and (risen != "loss" or one.unit in _RATES)


def _moves(parse: Parse, token: Token) -> bool:
    """Whether a word tells of rising or falling; *up to 85 mph* does not."""
    bound = token.lemma == "up" and parse.tokens[token.index + 1].text.lower() == "to"
    return token.lemma in words("rise") and not bound


def _set_off(parse: Parse, word: Token) -> bool:
    # "a million visitors last year, up 9 per cent"
    return word.index > 0 and parse.tokens[word.index - 1].text in {",", "(", "—", "–", "--"}


def carried(parse: Parse, reads: Sequence[Read]) -> list[Read]:
    """The readings; a bare number after *from* or *to* has the unit of its partner, *or 0.9 percent* its change."""
    out: list[Read] = []
    for k, read in enumerate(reads):
        near = [out[-1]] if out else []
        near += reads[k + 1 : k + 2]
        made = read.quantity
        for partner in near:
            if partner.sentence(parse) == read.sentence(parse):
                made = _beside(parse, replace(read, quantity=made), partner)
        out.append(replace(read, quantity=made))
    return out


def _beside(parse: Parse, read: Read, other: Read) -> Quantity:
    """A quantity with what the one beside it says of it too: its unit, its noun, that it is a change."""
    q, beside = read.quantity, other.quantity
    joint = parse.text[beside.span.end : q.span.start] if other.first < read.first else ""
    if q.measure in {Measure.PERCENT, Measure.MONEY}:
        same = beside.change and not q.change and bool(_OR.fullmatch(joint))
        return replace(q, change=True) if same else q
    if q.measure is not Measure.COUNT or q.noun is not None or q.unit is not None:
        return q
    if beside.measure is Measure.COUNT and joint in {" to ", " against "}:
        return replace(q, noun=beside.noun)  # "by 218 votes to 212"
    if _partners(parse, read, other) or _goes_on(parse, read, other):
        return replace(q, measure=beside.measure, unit=beside.unit, noun=beside.noun)
    return q


def _goes_on(parse: Parse, read: Read, money: Read) -> bool:
    """Whether a bare number goes on a sum: *58 million euros, of which 19 million*, *asked 14,600 euros, got 9,000*."""
    q, told = read.quantity, money.quantity
    if told.measure is not Measure.MONEY or " per " in (told.unit or "") or money.first > read.first:
        return False
    joint = parse.text[told.span.end : q.span.start]
    if joint.startswith(")") or len(joint) > _FAR or q.stated < _LARGE or not told.stated:
        return False
    if _OF_WHICH.search(joint) or all(_SCALED.search(x.span.of(parse.text)) for x in (q, told)):
        return True
    number = parse.tokens[read.last]
    head = parse.tokens[number.head]
    paid = number.dep == "dobj" and head.lemma in words("paying")
    led = number.dep == "pobj" and head.text.lower() in _AGAINST | {"plus"}
    return (paid or led) and 1 / _LIKE <= q.stated / told.stated <= _LIKE


def _word_before(parse: Parse, read: Read) -> str:
    start = min(parse.tokens_in(read.quantity.span)[0].index, read.first)
    return parse.tokens[start - 1].text.lower() if start else ""


def _partners(parse: Parse, read: Read, partner: Read) -> bool:
    """Whether a bare number is of its partner's kind: *to 340 million euros from 170 million*."""
    other, word, before = partner.quantity, _word_before(parse, read), _word_before(parse, partner)
    if other.measure is Measure.UNIT:
        return other.change and (before, word) == ("from", "to") and 0 < read.first - partner.last < _NEAR
    if (
        other.measure not in {Measure.MONEY, Measure.PERCENT}
        or other.unit == "fraction"
        or word not in _AGAINST
    ):
        return False
    size = read.quantity.stated / other.stated if other.stated else 0.0
    paired = before in _AGAINST or partner.first > read.first
    return paired and 1 / _LIKE <= size <= _LIKE and abs(partner.first - read.first) < 2 * _NEAR
