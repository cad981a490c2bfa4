"""Years, decades, centuries, fiscal years."""

import re

from variorum.annotate.time.context import Context, Sense
from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.tense import listed
from variorum.annotate.time.units import UNKNOWN, unit_value
from variorum.annotate.time.words import determiner, has_the, number_of, year_of


def year(item: Item, context: Context) -> Sense | None:
    """A year by itself, where the words around it say that it is one."""
    word = item.parts["y"][0]
    number = year_of(word)
    if "the" in item.parts:
        return (
            Sense("DATE", f"{number:04d}", year=number)
            if item.parts["the"][0].classes.get("unit") == "Y"
            else None
        )
    if "yy" in word.classes or _is_year(item, word, number, context):
        return Sense("DATE", f"{number:04d}", year=number)
    return None


_YEAR_TAIL = re.compile(
    r"^[-–—/](?:\d{4}|\d\d)s?$|^(?:1\d|20)\d\d[-–—/]$|^[-–—'’().,”\x22]*$|^(?:-|post|pre|mid)"
)
"""What may stand in one token with a year: *1861-1863*, *2004-05*, *post-2001*."""


def _is_year(item: Item, word: Item, number: int, context: Context) -> bool:
    words = listed("years.tsv")
    after = context.after(item)
    left, right = context.word_before(item), context.word_after(item)
    if right in words["not_after"] or left in words["not_before"] or right in words["make"]:
        return False
    if _is_address(item, context) or _PHONE.search(context.parse.text, max(0, item.start - 5), item.start):
        return False
    far = context.base is not None and number > context.base.year + 40
    if far and left not in words["before_far"]:
        return False
    tokens = context.tokens(word)
    token = tokens[0] if tokens else None
    if token and word.text.isdigit() and not _YEAR_TAIL.match(token.text.replace(word.text, "", 1)):
        return False
    dated = token is not None and token.ent == "DATE"
    if not 1900 <= number <= 2100 and not dated:
        history = context.narrative and (left == "(" or right == ")")
        return history or left in words["before_old"]
    if (
        token
        and not dated
        and token.dep == "nummod"
        and after
        and after.tag == "NNS"
        and after.dep != "nsubj"
    ):
        return False  # "1984 homes"
    if not word.text[0].isdigit() and number % 100 == 0 and after and after.tag == "NNS":
        return False  # "the two thousand mourners"
    if token and token.ent in ("MONEY", "PERCENT", "QUANTITY", "TIME") and left not in ("in", "since"):
        return False
    edge = ("", ",")
    if (
        dated
        or left in edge
        or left in words["before"]
        or left in words["noun"]
        or left in words["mark_before"]
    ):
        return True
    return right in edge or right in words["mark_after"] or (token is not None and token.ent in _NAMED)


_PHONE = re.compile(r"(?<!\d)\d{3}[-.–]\Z")
"""Before the last four digits of a telephone number."""


def _is_address(item: Item, context: Context) -> bool:
    # "1915 Birch Street": a street's name follows within three words.
    streets = listed("years.tsv")["street"]
    for ahead in (1, 2, 3, 4):
        word = context.raw_after(item, ahead)
        if not word[:1].isupper():
            return False
        if word.lower() in streets:
            return ahead > 1
    return False


_NAMED = ("EVENT", "LAW", "ORG", "WORK_OF_ART", "FAC")
"""Entities whose names carry years: *the 2024 Olympics*."""


def before_christ(item: Item, _: Context) -> Sense | None:
    """*480 BC*, *AD 70*."""
    if "ad" in item.parts:
        return Sense("DATE", f"{int(item.parts['ad'][0].number('num')):04d}")
    value = f"BC{int(item.parts['y'][0].number('num')):04d}"
    if "m" in item.parts:
        value += f"-{int(item.parts['m'][0].number('month')):02d}"
    return Sense("DATE", value)


def decade(item: Item, context: Context) -> Sense | None:
    """*the 1990s*, *the '90s*, *the nineties*."""
    word = item.parts["t"][0]
    if "decadeword" in word.classes:
        return Sense("DATE", f"19{int(word.number('decadeword'))}") if has_the(item) else None
    digits = word.code("tens")
    whole_century = len(digits) == 4 and digits.endswith("00") and digits != "2000"
    if whole_century and context.word_before(item) in ("early", "late", "mid", "-"):
        return Sense("DATE", digits[:2])
    if len(digits) < 4 and not has_the(item) and word.text[0].isdigit():
        return None
    if len(digits) == 4:
        return Sense("DATE", digits[:3])
    return Sense("DATE", f"19{digits[0]}" if int(digits[0]) >= 2 else f"20{digits[0]}")


def century(item: Item, _: Context) -> Sense | None:
    """*the 20th century*."""
    if item.parts["u"][0].classes.get("unit") != "C":
        return None
    return Sense("DATE", f"{number_of(item.parts['n'][0]) - 1:02d}")


def year_end(item: Item, context: Context) -> Sense:
    """*year-end*, *month's end*."""
    unit = item.parts["x"][0].code("ical")
    base = context.last if context.narrative and context.last else context.base
    if base is None:
        return Sense("DATE", UNKNOWN[unit], mod="END", relative=True)
    step = -(context.word_before(item) in listed("tense.tsv")["since"])
    return Sense("DATE", unit_value(base, unit, step), mod="END", relative=True)


def new_year(_: Item, context: Context) -> Sense:
    """*in the new year*: the first weeks of the coming one, or of the one just begun."""
    base = context.last if context.narrative and context.last else context.base
    if base is None:
        return Sense("DATE", "XXXX", mod="START", relative=True)
    year = base.year + (base.month > 3)
    return Sense("DATE", f"{year:04d}", mod="START", relative=True)


def year_tail(item: Item, context: Context) -> Sense | None:
    """The second year of *1947-54*."""
    joined = context.parse.text[max(0, item.start - 2) : item.start - 1].isdigit()
    if not joined or context.last is None or context.last_value is None or len(context.last_value) != 4:
        return None
    year = context.last.year // 100 * 100 + int(item.parts["y"][0].number("two"))
    return Sense("DATE", f"{year:04d}", year=year) if year > context.last.year else None


def fiscal_code(item: Item, _: Context) -> Sense:
    """*FY2025*, *FY25*."""
    number = int(item.parts["x"][0].number("fycode"))
    return Sense("DATE", f"{number:04d}", year=number)


def fiscal(item: Item, context: Context) -> Sense | None:
    """*fiscal 2026*, *the current fiscal year*."""
    if "y" in item.parts:
        year = year_of(item.parts["y"][0])
        return Sense("DATE", f"{year:04d}", year=year)
    if item.parts["u"][0].code("unit") != "Y":
        return None
    if context.base is None:
        return Sense("DATE", "XXXX", relative=True)
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(
        determiner(item), 0
    )
    return Sense("DATE", f"{context.base.year + step:04d}", relative=True)
