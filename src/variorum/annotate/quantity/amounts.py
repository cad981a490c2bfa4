"""Numbers with their bounds, ranges, currencies and units: the grammar over characters."""

import re
from dataclasses import replace

from variorum.annotate.quantity.figure import SCALES, Amount
from variorum.annotate.quantity.lexicon import bounds, currency_symbols, measures, units, words
from variorum.annotate.quantity.numerals import Numeral, numerals
from variorum.annotate.quantity.ranges import joined, stem

_REACH = 44
"""Characters before a number in which a bound phrase is looked for."""
_AGE_AFTER = re.compile(r"[\s-]?(year|month|week|day|yr)s?[\s-]{0,2}olds?(?!\w)", re.IGNORECASE)
_AGE_BEFORE = re.compile(
    r"(?<!\w)(?:aged?|ages|ages?\s+of|age\s+(?:is|was)|as\s+(?:young|old)\s+as|aged\s+between|(?:aged|ages)\s+(?:ranging\s+)?(?:from|between))\s+(?:between\s+)?\Z",
    re.IGNORECASE,
)
_AGE_ENDING = re.compile(
    r"(?<!\w)(?:the\s(?:youngest|oldest|eldest)(?:\sof\s(?:them|whom|the\s\w+))?(?:\s(?:is|was|being|just|only|barely|at|aged)){0,3}|"
    r"(?:dies|died|dying)\sat|\A(?:now|then)|(?<=[.!?”]\s)(?:now|then))\s\Z",
    re.IGNORECASE,
)
"""What an age follows if its clause ends with it: *the youngest was four*, *she died at 93*, *Now 38, he lives*."""
_AGE_END = re.compile(r"[,.;:)]|\s?\Z|\s(?:and\sthe|when|who|while|but|in\sthe|last|on|after)(?!\w)")
_SCALE_MONEY = re.compile(r"\s?(mn|mil|mln|bn|tn|[mMbBkKtT])(?![\w])")
_SCALE_PLAIN = re.compile(
    r"(bn|mn|k|K|M|B|m(?=\s(?:euros?|dollars?|pounds?|francs?|yen|rupees?|yuan|rou?bles?|kron[aeo]r?|pesos?|rand|naira|"
    r"liras?|shekels?|dirhams?|riyals?|won|baht)(?!\w)))(?!\w)"
)
_MINUS = re.compile(r"(?<!\w)(?:(?<!or[\s-])(?<!/)minus[\s-]|(?<![^\s($£€])[-−])\Z")
_SOME_MORE = re.compile(
    r"(?<!\w)(?:another|an? (?:additional|further|extra)|additional|a further)\s+\Z", re.IGNORECASE
)
_MORE_AFTER = re.compile(r"\s(?:more(?!\s+than)|additional|further|extra)(?!\w)", re.IGNORECASE)
_RATE = re.compile(
    r"(?:\s(?:per|every)\s|/|\s(?:an?|each)\s(?=(?:day|week|month|year|hour|minute|second|barrel|share|head|gallon|night|"
    r"person|tonn?e?|litre|kilo|ounce|game|piece|dozen|bushel|ton|mile|acre|pound)(?!\w)))(\w+)(?!\s(?:ago|earlier|later|before|after|from|on)(?!\w))(?!\w)",
    re.IGNORECASE,
)
_LETTER_AFTER = re.compile(r"[A-Za-z]")
_TIED = re.compile(r"-(?:odd|plus|strong|ish)(?!\w)", re.IGNORECASE)
_MORE_UNITS = re.compile(r"\s(?:more|additional|further|extra)(?=\s)", re.IGNORECASE)
_SMALLER = {
    "foot": (
        re.compile(
            r"""[\s-]?(\d{1,2}(?:\.\d)?)(?:\s?(?:in(?:ch(?:es)?)?\.?|["”])(?!\w)|(?:(?<=-\d)|(?<=-\d\d)|(?<=[f]eet\s\d)|(?<=[f]eet\s1[01]))(?![\d\w]))"""
        ),
        12,
    ),
    "pound": (re.compile(r"[\s-]?(\d{1,2}(?:\.\d)?)\s?(?:oz|ounces?)(?!\w)"), 16),
}
"""What a smaller unit adds to a figure: *6ft 2in*, *7lb 3oz*, *6-foot-2*."""
_PAST = re.compile(r"(?<!\w)(\w+)\s(past\s)\Z", re.IGNORECASE)
_FEET = re.compile(r"""['’]\s?(\d{1,2})(?:["”]|['’]{2})?(?![\w'’])""")
_TALLEST = 8
_MAGNITUDE = re.compile(r"(?<!\w)(?:magnitude[\s-](?:of\s)?)\Z", re.IGNORECASE)
_MONEY_TALK = re.compile(
    r"(?<!\w)(?:costs?|pay|pays|paid|fine[ds]?|worth|prices?|priced|spen[dt]|salary|prize|earn\w*|fees?|bills?)(?!\w)[^.]*\Z",
    re.IGNORECASE,
)
_FEW = 50
_STERLING = ("million", "billion", "thousand")


def amounts(text: str) -> list[Amount]:
    """The numbers of a text with bounds, ranges and units, in order."""
    found: list[Amount] = []
    for numeral in numerals(text):
        if not found or numeral.start >= found[-1].end:
            found.append(_measured(text, numeral))
    return [_bounded(text, _more(text, one)) for one in joined(text, found)]


def _measured(text: str, numeral: Numeral) -> Amount:
    value, low, high, start, end = numeral.value, numeral.low, numeral.high, numeral.start, numeral.end
    minus = _MINUS.search(text, max(0, start - 7), start)
    if minus:
        value, start = -value, minus.start()
        low, high = value, value
    pattern, codes = currency_symbols()
    symbol = None if numeral.worded else pattern.search(text, max(0, start - 6), start)
    if symbol and symbol[0] == "PS" and numeral.end - numeral.start < 3 and not _SCALE_MONEY.match(text, end):
        # £ is PS in transliterated copy; PS5 is a console.
        symbol = None
    if symbol is None and not numeral.worded and text[start - 1 : start].isalpha():
        return Amount(start, end, start, end, value, low, high, bare=True)
    unit = codes[(symbol.lastindex or 1) - 1] if symbol else None
    if symbol:
        start = symbol.start()
    if not numeral.worded:
        scale = (_SCALE_MONEY if symbol else _SCALE_PLAIN).match(text, end)
        if scale:
            value *= SCALES[scale[1].lower()]
            low, high, end = value, value, scale.end()
    made = Amount(
        start, end, start, end, value, low, high, approx=numeral.vague, unit=unit, worded=numeral.worded,
        vague=numeral.vague, fraction=numeral.fraction,
    )  # fmt: skip
    magnitude = _MAGNITUDE.search(text, max(0, start - 14), start) if unit is None and value < 10 else None
    if magnitude:
        return replace(made, start=magnitude.start(), unit="magnitude")
    return _with_unit(text, made, numeral)


def _with_unit(text: str, made: Amount, numeral: Numeral) -> Amount:
    tall = (
        _FEET.match(text, made.end)
        if not made.unit and not numeral.worded and made.stated <= _TALLEST
        else None
    )
    if tall and int(tall[1]) < 12:
        value = made.stated + int(tall[1]) / 12
        return replace(made, end=tall.end(), stated=value, low=value, high=value, unit="foot")
    age = None if made.unit or numeral.fraction else _AGE_AFTER.match(text, made.end)
    if age:
        unit = "year" if age[1].lower() == "yr" else age[1].lower()
        return replace(made, end=age.end(), unit=unit, age=True)
    more = _MORE_UNITS.match(text, made.end)
    at = more.end() if more else made.end
    gap = text[at : at + 1]
    hyphen = gap in {"-", "‑"} and text[at + 1 : at + 2].isalpha() and not _TIED.match(text, at)
    of = " of " if numeral.vague and text.startswith(" of ", at) else ""
    at += len(of) or (1 if gap in {" ", "-", "‑"} and gap else 0)
    at += text.startswith("- ", at - 1) and text[at + 1 : at + 2].isalpha()
    pattern, names = measures()
    match = pattern.match(text, at)
    if match and _plausible(text, match, numeral, adjacent=at == made.end, money=made.unit):
        name = _resolved(text, names[(match.lastindex or 1) - 1], made, hyphen=hyphen, unit=match[0])
        end = match.end() - (3 if match[0].endswith(" of") else 0)
        made = _with_smaller(text, replace(made, end=end, unit=name, compound=hyphen, change=bool(more)))
    elif hyphen:
        made = replace(made, compound=True)
    elif at == made.end and not numeral.worded and _LETTER_AFTER.match(text, at):
        made = replace(made, bare=True)
    rate = _RATE.match(text, made.end) if (made.unit and made.unit.isupper()) or made.unit else None
    if rate and not made.age:
        made = replace(made, end=rate.end(), unit=f"{made.unit} per {rate[1].lower()}")
    return made


def _with_smaller(text: str, made: Amount) -> Amount:
    pattern, parts = _SMALLER.get(made.unit or "", (None, 1))
    match = pattern.match(text, made.end) if pattern and not made.worded else None
    if match is None or float(match[1]) >= parts:
        return made
    value = made.stated + float(match[1]) / parts
    return replace(made, end=match.end(), stated=value, low=value, high=value, compound=False)


def _plausible(
    text: str, match: re.Match[str], numeral: Numeral, *, adjacent: bool, money: str | None
) -> bool:
    surface = match[0]
    if numeral.value < _FEW and surface.lower() in words("coinlike"):
        return False  # "two crowns"
    if money and not surface.isupper() and "dollar" not in surface.lower() and "US" not in surface:
        return False
    if len(surface) <= 2 and surface.isalpha():
        if numeral.worded or (surface in {"C", "F", "p", "W", "V", "g", "m", "M", "t"} and not adjacent):
            # "12 m" and "5 C" are units too, "5 W" hardly in news.
            return not numeral.worded and surface in {"m", "C", "F"}
        return True
    # "a second", "two seconds"; "the second" is no duration.
    return not (
        surface.lower() == "second"
        and numeral.worded
        and numeral.value > 1
        and text[match.start() - 1] != "-"
    )


def _resolved(text: str, name: str, made: Amount, *, hyphen: bool, unit: str) -> str:
    if name == "X-WON":
        return "KRW"
    if name.startswith("X-"):
        return name[2:].lower()
    if name == "GBP" and unit.lower() in {"pound", "pounds"}:
        said = text[max(0, made.start - 40) : made.start]
        large = any(scale in text[made.start : made.core] for scale in _STERLING)
        return "GBP" if not hyphen and (large or _MONEY_TALK.search(said)) else "pound"
    return name


def _more(text: str, one: Amount) -> Amount:
    before = _SOME_MORE.search(text, max(0, one.start - 20), one.start)
    if before:
        return replace(one, start=before.start(), change=True)
    after = _MORE_AFTER.match(text, one.end)
    return replace(one, change=True) if after and not one.unit else one


def _bounded(text: str, one: Amount) -> Amount:
    if _AGE_BEFORE.search(text, max(0, one.start - 24), one.start) and not one.unit and 0 <= one.stated < 130:
        one = replace(one, age=True, unit="year")
    elif _AGE_ENDING.search(text, max(0, one.start - _REACH), one.start) and _closes_age(text, one):
        return replace(one, age=True, unit="year")
    past = _PAST.search(text, max(0, one.start - _REACH), one.start)
    if past and (stem(past[1].lower()) in words("rise") or stem(past[1].lower()) in words("passing")):
        return replace(one, start=past.start(2), bounded=True, strict=True, high=None)
    pattern, effects = bounds("before")
    match = pattern.search(text, max(0, one.start - _REACH), one.start)
    if match:
        effect = effects[(match.lastindex or 1) - 1]
        one = replace(one, start=match.start())
    else:
        pattern, effects = bounds("after")
        match = pattern.match(text, one.end)
        if not match or ("," in match[0] and "plus" in match[0].lower()):
            return one  # "$2.8 million, plus costs" adds something else
        effect = effects[(match.lastindex or 1) - 1]
        one = replace(one, end=match.end())
    if one.range or one.vague:
        return replace(one, approx=one.approx or effect.approx, bounded=True)
    return replace(
        one, bounded=True, approx=one.approx or effect.approx, strict=effect.strict,
        low=one.low if effect.low else None, high=one.high if effect.high else None,
    )  # fmt: skip


def _closes_age(text: str, one: Amount) -> bool:
    plain = not (one.unit or one.range or one.vague or one.compound or one.fraction) and 0 < one.stated < 110
    return plain and one.stated == int(one.stated) and _AGE_END.match(text, one.end) is not None


def family(unit: str | None) -> str | None:
    """The family of a unit (*length*), or ``None`` for currencies and rates."""
    known = units().get(unit or "")
    return known.family if known else None
