"""Sets (*every Friday*, *daily*, *per week*) and the references without a date (*now*, *recently*)."""

from variorum.annotate.time.civil import holiday_month
from variorum.annotate.time.context import Context, Sense
from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.units import amount, counted
from variorum.annotate.time.words import number_of


def every(item: Item, _: Context) -> Sense | None:
    """*every week*, *every two years*, *every other day*."""
    unit_item = item.parts["u"][0]
    unit = unit_item.code("units" if "units" in unit_item.classes else "unit")
    number = 1.0
    if "other" in item.parts:
        number = 2
    elif "n" in item.parts:
        number = counted(item.parts["n"])[0] or 1
    return Sense("SET", amount(number, unit))


def every_nth(item: Item, _: Context) -> Sense | None:
    """*every third year*."""
    return Sense("SET", amount(float(number_of(item.parts["n"][0])), item.parts["u"][0].code("unit")))


def every_nth_day(item: Item, _: Context) -> Sense | None:
    """*the first Sunday of each month*."""
    return Sense(
        "SET", amount(1, item.parts["u"][0].code("unit")), weekday=int(item.parts["w"][0].number("wday"))
    )


def every_weekday(item: Item, _: Context) -> Sense:
    """*every Friday*."""
    number = int(item.parts["w"][0].number("wday"))
    return Sense("SET", f"XXXX-WXX-{number + 1}", weekday=number)


def weekdays(item: Item, _: Context) -> Sense:
    """*Fridays*."""
    number = int(item.parts["w"][0].number("wdays"))
    return Sense("SET", f"XXXX-WXX-{number + 1}", weekday=number)


def weekday_parts(item: Item, _: Context) -> Sense:
    """*Sunday mornings*, *every Saturday night*."""
    number = int(item.parts["w"][0].number("wday"))
    part = item.parts["p"][0]
    code = part.code("parts" if "parts" in part.classes else "part")
    return Sense("SET", f"XXXX-WXX-{number + 1}T{code}", weekday=number)


def every_holiday(item: Item, _: Context) -> Sense:
    """*every Christmas*."""
    month, day = holiday_month(item.parts["h"][0].code("holiday"))
    value = f"XXXX-{month:02d}-{day:02d}" if month and day else "P1Y"
    return Sense("SET", value, month=month, day=day)


def every_month(item: Item, _: Context) -> Sense:
    """*every July*."""
    number = int(item.parts["m"][0].number("month"))
    return Sense("SET", f"XXXX-{number:02d}", month=number)


def every_season(item: Item, _: Context) -> Sense:
    """*every summer*."""
    name = item.parts["s"][0]
    return Sense("SET", f"XXXX-{name.code('seasons' if 'seasons' in name.classes else 'season')}")


def every_part(item: Item, _: Context) -> Sense:
    """*every morning*."""
    return Sense("SET", f"XXXX-XX-XXT{item.parts['p'][0].code('part')}")


def adverb(item: Item, context: Context) -> Sense | None:
    """*daily*, *annually*."""
    word = item.parts["x"][0]
    tokens = context.tokens(word)
    if tokens and tokens[0].ent in ("ORG", "WORK_OF_ART") and word.text[0].isupper():
        return None
    if tokens and tokens[0].pos in ("NOUN", "PROPN"):
        return None  # "the party daily"
    return Sense("SET", word.code("adverb"))


def annual(item: Item, context: Context) -> Sense | None:
    """*annual*: once a year; not *the 30th Annual Ball*."""
    named = item.text[0].isupper() and context.word_before(item)
    return None if named else Sense("SET", item.parts["x"][0].code("annual"))


def per_unit(item: Item, _: Context) -> Sense | None:
    """*per week*."""
    unit = item.parts["u"][0].code("unit")
    return None if unit == "S" else Sense("SET", amount(1, unit))


def reference(item: Item, context: Context) -> Sense | None:
    """*now*, *recently*, *soon*: the TIMEX3 references without a date."""
    word = item.parts["x"][0]
    for name in ("now", "recent", "futureword", "currentword", "presentword"):
        if name in word.classes:
            value = word.code(name)
            break
    else:
        return Sense("DATE", "PAST_REF") if context.word_before(item) == "in" else None
    if value == "PAST_REF" and context.word_after(item) == "as":
        return None  # "as recently as Monday"
    token = context.tokens(word)
    if name == "futureword" and token and (token[0].tag != "NN" or token[0].dep in ("amod", "compound")):
        return None
    if word.text.lower() == "soon" and (
        context.word_after(item) in ("after", "as") or context.word_before(item) == "as"
    ):
        return None
    if word.text.lower() == "soon" and context.direction() <= 0:
        return None
    if value == "PRESENT_REF" and word.text == "NOW":
        return None
    if word.text.lower() == "to date" and context.word_after(item) not in ("", ",", ".", ";"):
        return None
    return Sense("DATE", value)
