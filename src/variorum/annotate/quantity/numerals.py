"""Numbers as written: figures, number words, fractions, vague amounts; without regard to the parse."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from variorum.annotate.quantity.lexicon import (
    NumberWord,
    currency_codes,
    currency_letters,
    number_words,
    vague_amounts,
)

_FRACTION_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "fifteenth": 15, "sixteenth": 16, "twentieth": 20,
}  # fmt: skip
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_SMALL_UNITS = (
    "mile|kilomet(?:re|er)|ton|tonne|pound|point|percentage|inch|cent|gallon|lit(?:re|er)|acre|per|percent"
)
_POWER = re.compile(
    r"(?<![\w.])(\d{1,3}(?:\.\d+)?)\s?[×x*]\s?10(?:\^(?=[-−–\d])|(?=[-−–]\d))([-−–]?\d{1,2})(?![\w.]\d)"
)
_SINGLE = re.compile(
    r"(?<![\w-])(an?)\s(?:(?P<far>kilomet(?:re|er)|mile|met(?:re|er)|foot|inch|nautical\smile)|yard|lit(?:re|er)|gallon|kilo|"
    r"kilogram|tonne|ton|acre|hectare)(?![\w-])",
    re.IGNORECASE,
)
_AT_BOUND = re.compile(
    r"(?<!\w)(?:(?:more|less|fewer|longer|further|farther|deeper|higher|wider)\sthan|over|under|about|around|nearly|almost|roughly|"
    r"barely|within|at\sleast|up\sto|just\sshort\sof)\s\Z",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\s(?:away|off|long(?!\ssince)|wide|deep|high|tall|thick|apart|ahead|behind|upstream|downstream|inland|offshore|(?:to\sthe\s)?"
    r"(?:north|south|east|west)(?:east|west|ern)?|down(?:hill)?\sfrom|from\sthe)(?!\w)",
    re.IGNORECASE,
)
_LARGE = (
    r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?(?:\s(?:thousand|million|billion|trillion)|\s?(?:bn|m))(?!\w)"
)
"""A figure that a letter before it makes money: *R5.6 million*, *N420,000*; *M25* and *P5* are names."""
_FOLD = re.compile(
    r"(?<![\w-])(two|three|four|five|six|seven|eight|nine|ten|hundred)(?=fold(?!\w))", re.IGNORECASE
)
_AND_A_HALF = re.compile(
    r"[\s-]+and[\s-]+a[\s-]+half(?!\w)(?:[\s-]+(hundred|thousand|million|billion|trillion))?", re.IGNORECASE
)
_OTHER_HALF = re.compile(r"(?<!\w)(?:first|second|latter|other|final|better|1st|2nd)\s\Z", re.IGNORECASE)
"""*The second half of the game* is no share."""
_UNIT_OF = re.compile(r"\s(?:an?|a\sdozen)(?!\w)")
_OF_ONE = re.compile(r"\s+of\s+(?:an?|one|1)(?=\s+per\s?cent)", re.IGNORECASE)
_SPELL = re.compile(
    r"\s+(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|states?|countries|cities)(?!\w)"
)
"""*Killed five in 12 hours* is no share."""
_BY = re.compile(
    r"(?<!\w)(?:by|(?:of|in)\s(?:which|whom)|(?:cut|reduction|rise|increase|fall|drop|decline|discount|share|stake|saving|"
    r"premium|surcharge)s?\sof)\s(?:(?:about|around|almost|nearly|roughly|only|just|over|under|(?:more|less|fewer)\sthan)\s)?\Z",
    re.IGNORECASE,
)
LESS = re.compile(
    r"\s(?:less|fewer|cheaper|dearer|lower|higher|smaller|larger|bigger|shorter|longer|faster|slower|above|below)(?!\w)|"
    r"\smore(?=\sthan(?!\w)|[.,;]|\Z)",
    re.IGNORECASE,
)
"""*A third less sand*, *a quarter more than the year before* are shares."""
_MUCH = re.compile(
    r"(?<!\w)(?:as much as|up to|at least|(?:more|less) than|nearly|almost|roughly|about)\s\Z", re.IGNORECASE
)
_ENDS = re.compile(
    r"(?=[.,;:)]|\s(?:on|in|from|off|since|between|this|last|after|and|or|has|have|had|is|are|was|were|will|would)(?!\w)|\s*\Z)"
)
"""*Cut by as much as a third on most goods* is a share; *nearly a quarter century* is none."""
_WORDED = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written, at ``[start, end)``.

    ``low`` and ``high`` differ from ``value`` for vague amounts; ``scaled`` tells that a scale word
    (*million*) is part of it; ``worded`` that it opens with letters.
    """

    start: int
    end: int
    value: float
    low: float | None
    high: float | None
    worded: bool = False
    scaled: bool = False
    vague: bool = False
    fraction: bool = False


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    # USD10m, RM23.50: a currency code may touch its figure. Codes of one length are one look back, for figures alone.
    by_length = [[m for m in currency_codes() if len(m) == size] for size in (1, 2, 3)]
    marks = "|".join(rf"(?<=(?<![A-Za-z])(?:{'|'.join(some)}))" for some in by_length)
    marks = rf"(?=[\d.])(?:{marks}|(?<=(?<![\w$€£.-])[{currency_letters()}])(?={_LARGE}))"
    names = sorted(number_words(), key=lambda w: (-len(w), w))
    word = rf"(?i:{'|'.join(names)})(?![A-Za-z])"
    grouped = r"\d{1,3}(?:,\d{3})+(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    mixed = r"\s?[½¼¾⅓⅔]|[\s-][1-7]/[2-8](?!\d)"
    figure = rf"(?:{grouped}|\d+)(?:\.\d+)?(?:{mixed})?|[½¼¾⅓⅔]|\.\d+"
    atom = rf"(?:{figure}|{word})"
    chain = re.compile(
        rf"(?:(?<![\w.,:/’'])|{marks})({atom})(?![:/.,]?\d)((?:(?:\s+and\s+|[^\S\n]|-){word})*)"
    )
    step = re.compile(rf"(\s+and\s+|[^\S\n]|-)({word})")
    small = "one|two|three|four|five|six|seven|eight|nine|ten"
    part = "|".join(_PARTS)
    fraction = re.compile(
        rf"(?<![\w-])(?:(?P<half>half|(?:an?\s)?quarter)[\s-](?:an?[\s-])?(?P<of>dozen|hundred|thousand|million|billion|trillion)"
        rf"|(?P<top>{small}|an?)[\s-](?P<part>{part})(?P<many>s?)"
        rf"(?P<mark>\s+of(?P<great>\s+an?\s+(?:dozen|hundred|thousand|million|billion|trillion))?)?"
        rf"|(?<!\d\s)(?<!\d-)(?P<over>\d{{1,2}})[/⁄](?P<under>\d{{1,3}})"
        rf"(?=\s+of\s|[\s-](?:miles?|inch|inches|cups?|points?|pounds?|ounces?|acres?|percent|hours?)(?!\w))"
        rf"|(?P<small>half)\s+an?(?=\s(?:{_SMALL_UNITS})(?!\w))"
        rf"|(?P<bare>half)\s+(?:of|the|its|his|her|their|that)|(?<=[a-z]\s)(?P<fell>half)(?=[.,;)]|\s[a-z]|\Z)|(?P<deep>{small}|\d+)(?:\s+(?:in|out\s+of)\s+(?:every\s+)?|-in-)"
        rf"(?P<base>{small}|\d+))(?![\w-])",
        re.IGNORECASE,
    )
    return chain, step, fraction


def numerals(text: str) -> list[Numeral]:
    """All numbers of a text, in order, without overlaps."""
    found = _fractions(text) + _vague(text) + _singles(text) + _folds(text) + _scientific(text)
    found.sort(key=lambda n: (n.start, -n.end))
    taken: list[Numeral] = []
    for one in found:
        if not taken or one.start >= taken[-1].end:
            taken.append(one)
    plain = _plain(text)
    spans = [(n.start, n.end) for n in taken]
    taken += [n for n in plain if not any(n.start < end and start < n.end for start, end in spans)]
    return sorted(taken, key=lambda n: n.start)


def _vague(text: str) -> list[Numeral]:
    pattern, amounts = vague_amounts()
    out = []
    for match in pattern.finditer(text):
        amount = amounts[(match.lastindex or 1) - 1]
        out.append(
            Numeral(
                match.start(), match.end(), amount.stated, amount.low, amount.high, worded=True, vague=True
            )
        )
    return out


def _singles(text: str) -> list[Numeral]:
    """The *a* of *more than a kilometre* and of *a mile away*: one of a unit of length, mass or volume."""
    out = []
    for match in _SINGLE.finditer(text):
        bound = _AT_BOUND.search(text, max(0, match.start() - 24), match.start())
        if bound or (match["far"] and _AWAY.match(text, match.end())):
            end = match.start() + len(match[1])
            out.append(Numeral(match.start(), end, 1.0, 1.0, 1.0, worded=True))
    return out


def _folds(text: str) -> list[Numeral]:
    """The numbers of *twofold*, without the ending."""
    out = []
    for match in _FOLD.finditer(text):
        value = number_words()[match[0].lower()].value
        out.append(Numeral(match.start(), match.end(), value, value, value, worded=True))
    return out


def _scientific(text: str) -> list[Numeral]:
    """*6.02×10^23*; a minus may stand for the raised one."""
    out = []
    for match in _POWER.finditer(text):
        value = float(match[1]) * 10.0 ** int(match[2].replace("−", "-").replace("–", "-"))
        out.append(Numeral(match.start(), match.end(), value, value, value, scaled=True))
    return out


def _small(word: str) -> float:
    word = word.lower()
    if word in {"a", "an"}:
        return 1.0
    return float(word) if word.isdigit() else number_words()[word].value


def _fractions(text: str) -> list[Numeral]:
    return [one for match in _patterns()[2].finditer(text) if (one := _fraction(text, match)) is not None]


def _fraction(text: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    if match["half"]:
        value = number_words()[match["of"].lower()].value / (2 if match["half"].lower() == "half" else 4)
        return Numeral(start, end, value, value, value, worded=True, scaled=True)
    if match["small"]:
        return Numeral(start, end, 0.5, 0.5, 0.5, worded=True)
    if match["bare"] or match["fell"]:
        led = match["bare"] or _BY.search(text, max(0, start - 30), start)
        if (
            not led
            or _OTHER_HALF.search(text, max(0, start - 8), start)
            or (match["fell"] and _UNIT_OF.match(text, end))
        ):
            return None
        share, end = 0.5, start + len("half")
    elif match["over"]:
        share = int(match["over"]) / int(match["under"]) if int(match["under"]) else 1.0
        if not 0 < share < 1:
            return None
    elif match["base"]:
        top, base = _small(match["deep"]), _small(match["base"])
        spell = _SPELL.match(text, end) or 1900 <= base <= 2100
        if not 0 < top < base or (base < 3 and match["deep"].isdigit()) or spell:
            return None
        share = top / base
    else:
        top, parts = _small(match["top"]), _PARTS[match["part"].lower()]
        much = _MUCH.search(text, max(0, start - 14), start) and _ENDS.match(text, end)
        by = _BY.search(text, max(0, start - 30), start) or much or LESS.match(text, end)
        if not top < parts or (top > 1) != bool(match["many"]) or not (match["many"] or match["mark"] or by):
            return None
        share = top / parts
        if match["great"]:
            value = share * number_words()[match["great"].split()[-1].lower()].value
            return Numeral(start, end, value, value, value, worded=True, scaled=True)
        end = match.end("many")
    of_one = _OF_ONE.match(text, end)
    if of_one:  # "one-half of 1 percent" is half a percent
        return Numeral(start, of_one.end(), share, share, share, worded=True)
    return Numeral(start, end, share, share, share, worded=bool(_WORDED.match(text, start)), fraction=True)


def _plain(text: str) -> list[Numeral]:
    chain, step, _ = _patterns()
    out: list[Numeral] = []
    at = 0
    while match := chain.search(text, at):
        numeral = _combine(text, match, step)
        at = max(numeral.end, match.start() + 1) if numeral else match.end(1)
        if numeral:
            out.append(numeral)
    return out


def _figure(written: str) -> float:
    extra = 0.0
    mixed = re.fullmatch(r"(.*)[\s-](\d)/(\d)", written)
    if mixed:
        return float(mixed[1].replace(",", "")) + int(mixed[2]) / int(mixed[3])
    if written[-1] in _FRACTION_SIGNS:
        extra = _FRACTION_SIGNS[written[-1]]
        written = written[:-1].strip()
    return (float(written.replace(",", "")) if written else 0.0) + extra


def _combine(text: str, match: re.Match[str], step: re.Pattern[str]) -> Numeral | None:
    words = number_words()
    first = match[1]
    start, end = match.start(), match.end(1)
    known = words.get(first.lower())
    article = re.search(r"(?<!\w)an?\s\Z", text[max(0, start - 3) : start], re.IGNORECASE)
    if known is None:
        total, current, last = 0.0, _figure(first), "figure"
    elif known.kind in {"scale", "dozen"}:
        if not article and known.value > 1000:
            return None
        total, current, last = (
            (0.0, known.value, "hundred") if known.value == 100 else (known.value, 0.0, known.kind)
        )
        start -= article.end() - article.start() if article else 0
    else:
        total, current, last = 0.0, known.value, known.kind
    scaled = known is not None and known.kind == "scale"
    for piece in step.finditer(text, end, match.end()):
        if known is None and "and" in piece[1].lower():
            break  # "2.7 million and six kilos"
        state = _add(total, current, last, words[piece[2].lower()], piece[1])
        if piece.start() != end or state is None:
            break
        total, current, last = state
        scaled = scaled or words[piece[2].lower()].kind == "scale"
        end = piece.end()
    half = _AND_A_HALF.match(text, end)
    value = total + current
    if half:
        # "two and a half million", "a million and a half".
        grain = 1.0 if half[1] or value < 1000 else 10 ** (math.log10(value) // 3 * 3)
        value = (value + grain / 2) * (words[half[1].lower()].value if half[1] else 1)
        end = half.end()
    return Numeral(start, end, value, value, value, worded=known is not None, scaled=scaled)


def _add(
    total: float, current: float, last: str, word: NumberWord, joint: str
) -> tuple[float, float, str] | None:
    joined_by_and = "and" in joint.lower()
    if last == "dozen" or (
        joined_by_and and (word.kind not in {"unit", "ten"} or last not in {"hundred", "scale"})
    ):
        return None
    if word.kind == "dozen":
        return (
            (current * 12, 0.0, "dozen")
            if current and not total and last in {"unit", "ten", "figure"}
            else None
        )
    if word.kind == "scale" and word.value == 100:
        return (
            (total, current * 100, "hundred")
            if last in {"unit", "ten", "figure"} and 0 < current < 100
            else None
        )
    if word.kind == "scale":
        if last == "scale":
            return (total * word.value, 0.0, "scale") if total < word.value else None
        return (total + current * word.value, 0.0, "scale") if current else None
    if last == "ten" and word.kind == "unit" and 0 < word.value < 10:
        return total, current + word.value, "unit"
    # "two hundred five" is one number, "3 million two" and "hundred and" without a word before it are not.
    if last in {"hundred", "scale"}:
        return total, current + word.value, word.kind
    return None


def ordinal_value(word: str) -> int | None:
    """The number of an ordinal word (*second*, *22nd*, *twenty-third*), or ``None``."""
    word = word.lower()
    figures = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word)
    if figures:
        return int(figures[1])
    if word in _ORDINALS:
        return _ORDINALS.index(word)
    tens, _, rest = word.partition("-")
    known = number_words().get(tens)
    if known and known.kind == "ten" and rest in _ORDINALS[1:10]:
        return int(known.value) + _ORDINALS.index(rest)
    return None
