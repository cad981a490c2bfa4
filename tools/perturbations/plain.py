"""Changes of a weekday, date, clock time, count, age or sum that two reports hold."""

import re

from common import Draft, Edit, Pair, article, days_apart, draft, whole

from variorum.bench.collation.values import NUMBERS, WEEKDAYS, Value, shared, values

RELATIVE = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|last night|this (?:morning|afternoon|evening))\b", re.IGNORECASE
)
NAMED_DAY = re.compile(
    r"\b(?:Black|Super|Ruby|Ash|Bloody|Good|Easter|Cyber|Palm|Taco) (?:{})\b".format("|".join(WEEKDAYS))
)
DATED = re.compile(r"\b(?:{}),? (?:[A-Z][a-z]{{2,8}}\.? \d|\d)".format("|".join(WEEKDAYS)))
AGES = r"(?:(?<=, )%s(?=[,.;]| of | and )|(?<![\w$.,:-])%s(?=-year-old| years old))"


def of_kind(pair: Pair, kind: str) -> list[tuple[Value, Value]]:
    """The values of a kind that both texts hold about the same thing, in a drawn order."""
    found = [p for p in shared(pair.one.text, pair.two.text) if p[0].kind == kind]
    pair.dice.shuffle(found)
    return found


def weekday(pair: Pair) -> Draft | None:
    """Another weekday, everywhere in the report; none where a date or *yesterday* would belie it."""
    text = pair.two.text
    if days_apart(pair) > 5 or RELATIVE.search(text) or NAMED_DAY.search(text):
        return None
    for one, two in of_kind(pair, "weekday"):
        if re.search(rf"\b{two.value},? (?:[A-Z][a-z]{{2,8}}\.? \d|\d)", text):
            continue
        free = [d for d in WEEKDAYS if d not in text and d not in pair.one.text]
        free = [d for d in free if 2 <= (WEEKDAYS.index(d) - WEEKDAYS.index(two.value)) % 7 <= 5]
        if free:
            new = pair.dice.choice(free)
            edits = [(s, e, new) for s, e in whole(two.value, text)]
            return draft("weekday", pair, edits, (one.start, one.end))
    return None


def day(pair: Pair) -> Draft | None:
    """Another day of the month, with the weekday before it, everywhere in the report."""
    text = pair.two.text
    for one, two in of_kind(pair, "date"):
        line = text[text.rfind("\n", 0, two.start) + 1 : two.end + 40].split("\n")[0]
        if "@" in line or "twitter" in line.lower() or "update" in line.lower():
            continue
        step = pair.dice.choice([-4, -3, -2, 2, 3, 4])
        taken = {
            v.value for t in (text, pair.one.text) for v in values(t) if v.kind == "date" and v.key == two.key
        }
        new = int(two.value) + step
        if not 1 <= new <= 28 or str(new) in taken:
            continue
        edits: list[Edit] = []
        moved: set[str] = set()
        for v in values(text):
            if v.kind == "date" and (v.key, v.value) == (two.key, two.value):
                edits.append((v.start, v.end, str(new)))
                before = re.search(rf"\b({'|'.join(WEEKDAYS)}),? \w+\.? $", text[: v.start])
                if before:
                    moved.add(before[1])
                    shifted = WEEKDAYS[(WEEKDAYS.index(before[1]) + step) % 7]
                    edits.append((before.start(1), before.end(1), shifted))
        alone = sum(len(whole(w, text)) for w in moved) > len(edits) - sum(e[2].isdigit() for e in edits)
        if not alone and not re.search(rf"\b{two.value}(?:st|nd|rd|th)\b", text):
            return draft("date", pair, edits, (one.start, one.end))
    return None


def clock(pair: Pair) -> Draft | None:
    """A clock time two to four hours and some minutes off."""
    text = pair.two.text
    for one, two in of_kind(pair, "clock"):
        same = [v for v in values(text) if v.kind == "clock" and v.value == two.value]
        hour = re.match(r"\d+", two.value)
        assert hour
        new = str((int(hour[0]) + pair.dice.choice([2, 3, 4]) - 1) % 12 + 1)
        if len(same) == 1 and sum(v.kind == "clock" for v in values(text)) == 1:
            return draft("clock", pair, [(two.start, two.start + len(hour[0]), new)], (one.start, one.end))
    return None


def count(pair: Pair) -> Draft | None:
    """Another number before the same noun, in the form it had; none where the number is taken up again elsewhere."""
    text = pair.two.text
    for one, two in of_kind(pair, "count"):
        number = int(two.value)
        spelled = NUMBERS[number] if number < 13 else two.value
        again = re.compile(
            rf"\b(?:the|those|these|all|other|another|of) (?:{two.value}|{spelled})\b|\b(?:{two.value}|{spelled}) (?:of|were|was|"
            r"are|have|had|more|other|additional|young|adult|male|female|black|white|unidentified|injured|wounded|dead)\b", re.IGNORECASE
        )  # fmt: skip
        counts = [
            v for t in (text, pair.one.text) for v in values(t) if v.kind == "count" and v.key == two.key
        ]
        others = {int(v.value) for v in counts} - {number}
        steps = [-1, 1, 2, 3] if number < 20 else [-9, -6, 7, 11]
        free = [number + s for s in steps if number + s > 1 and not _crosses(number, number + s, others)]
        if not free or again.search(text):
            continue
        new = pair.dice.choice(free)
        edits = [(v.start, v.end, _written(text[v.start : v.end], new))
                 for v in values(text) if (v.kind, v.key, v.value) == ("count", two.key, two.value)]  # fmt: skip
        return draft("count", pair, edits, (one.start, one.end))
    return None


def _crosses(old: int, new: int, others: set[int]) -> bool:
    """Whether a new number is, or lies beyond, another number of the same noun (a part would outgrow its whole)."""
    return any(o == new or (o > old) != (o > new) for o in others)


def _written(old: str, new: int) -> str:
    if old[0].isdigit() or new > 12:
        return str(new)
    return NUMBERS[new].capitalize() if old[0].isupper() else NUMBERS[new]


def age(pair: Pair) -> Draft | None:
    """Another age of a named person, at every place where the report gives that age."""
    text = pair.two.text
    if days_apart(pair) > 200:
        return None
    for one, two in of_kind(pair, "age"):
        new = int(two.value) + pair.dice.choice([-8, -7, -6, -5, -4, -3, 3, 4, 5, 6, 7, 8, 9])
        holders = {v.key for v in values(text) if v.kind == "age" and v.value == two.value}
        if new < 3 or holders != {two.key} or (new < 18) != (int(two.value) < 18):
            continue
        edits: list[Edit] = []
        for m in re.finditer(AGES % (two.value, two.value), text):
            edits += [(m.start(), m.end(), str(new)), *article(text, m.start(), two.value, str(new))]
        return draft("age", pair, edits, (one.start, one.end))
    return None


def money(pair: Pair) -> Draft | None:
    """A sum with another leading digit, everywhere in the report."""
    text = pair.two.text
    for one, two in of_kind(pair, "money"):
        lead = int(two.value[1])
        new = str(pair.dice.choice([d for d in range(1, 10) if abs(d - lead) > 1]))
        same = [v for v in values(text) if v.kind == "money" and v.value == two.value]
        changed = two.value[0] + new + two.value[2:]
        if any(v.value == changed for t in (text, pair.one.text) for v in values(t)):
            continue
        return draft("money", pair, [(v.start + 1, v.start + 2, new) for v in same], (one.start, one.end))
    return None
