"""Amounts of change (*rose by 12*, *up 4%*), and the unit that *from* and *to* share."""

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.quantity.amounts import Amount
from variorum.annotate.quantity.clauses import Read
from variorum.annotate.quantity.lexicon import words
from variorum.model import Measure, Parse, Token
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
_AGAINST = frozenset({"from", "to", "versus", "against", "than"})
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
    return (
        bool(after) and one.unit is not None and after[0].strip(".,") in words("rise") - {"up", "down", "cut"}
    )


def _led(parse: Parse, one: Amount, first: Token, before: Token, family: str | None) -> bool:
    word = before.text.lower()
    if one.bounded and first.text.lower() in _LEVEL:
        return False
    if word == "by":
        head = parse.tokens[before.head]
        return head.lemma in words("rise") or head.pos == "ADV"
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
        return any(t.lemma in words("rise") for t in parse.tokens[start : first.index])
    counted = one.unit is not None or parse.text[one.end : one.end + 7] == " points"
    if before.lemma in words("rise") and before.pos == "VERB" and counted and family not in _EXTENTS:
        return before.lemma != "raise" or one.unit in _RATES  # money raised is collected
    risen = parse.tokens[before.index - 1].lemma if word == "of" and before.index > 0 else ""
    # "a loss of $48m" is what was lost, "a loss of 3 percent" is how much less there is
    return risen in words("rise") and (risen != "loss" or one.unit in _RATES)


def carried(parse: Parse, reads: Sequence[Read]) -> list[Read]:
    """The readings; a bare number after *from* or *to* has the unit of its partner, *or 0.9 percent* its change."""
    out: list[Read] = []
    for k, read in enumerate(reads):
        q = read.quantity
        previous = out[-1] if out and out[-1].sentence(parse) == read.sentence(parse) else None
        following = (
            reads[k + 1]
            if k + 1 < len(reads) and reads[k + 1].sentence(parse) == read.sentence(parse)
            else None
        )
        made = q
        if (
            previous is not None
            and previous.quantity.change
            and not q.change
            and q.measure in {Measure.PERCENT, Measure.MONEY}
        ):
            joint = parse.text[previous.quantity.span.end : q.span.start]
            if _OR.fullmatch(joint):
                made = replace(made, change=True)
        for partner in (previous, following):
            if partner is not None and made.unit is None and _partners(parse, read, partner):
                other = partner.quantity
                made = replace(made, measure=other.measure, unit=other.unit, noun=other.noun)
        if (
            previous is not None
            and made.measure is Measure.COUNT
            and made.noun is None
            and previous.quantity.measure is Measure.COUNT
        ):
            # "by 218 votes to 212"
            joint = parse.text[previous.quantity.span.end : q.span.start]
            if joint in {" to ", " against "}:
                made = replace(made, noun=previous.quantity.noun)
        out.append(replace(read, quantity=made))
    return out


def _word_before(parse: Parse, read: Read) -> str:
    start = min(parse.tokens_in(read.quantity.span)[0].index, read.first)
    return parse.tokens[start - 1].text.lower() if start else ""


def _partners(parse: Parse, read: Read, partner: Read) -> bool:
    q, other = read.quantity, partner.quantity
    if (
        q.measure is not Measure.COUNT
        or q.noun is not None
        or other.measure not in {Measure.MONEY, Measure.PERCENT}
    ):
        return False
    if other.unit == "fraction" or _word_before(parse, read) not in _AGAINST:
        return False
    paired = _word_before(parse, partner) in _AGAINST or partner.first > read.first
    like = 0.02 <= q.stated / other.stated <= 50 if other.stated and q.stated else False
    return paired and like and abs(partner.first - read.first) < 12
