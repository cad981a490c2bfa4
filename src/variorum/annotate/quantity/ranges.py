"""Two numbers that are one range, or the ends of a change, or a score: *12 to 15*, *from 12 to 17*, *3-1*."""

import re
from dataclasses import replace

from variorum.annotate.quantity.figure import SCALES, Amount
from variorum.annotate.quantity.lexicon import words

_RANGE = re.compile(r"\s?[-–—]\s?|\s(?:to|or)\s|[-\s]to[-\s]|\s-\s", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<!\w)between\s+(?:an?\s|(?:the\s)?ages\s(?:of\s)?)?\Z", re.IGNORECASE)
_FROM = re.compile(r"(?<!\w)from\s+\Z", re.IGNORECASE)
_BY = re.compile(r"(?<!\w)by\s(?:\w+\s){0,2}\Z", re.IGNORECASE)
_MODERN = 1800
"""From here on *2009 to 2017* are years where nothing is counted."""
_PLURAL = re.compile(r"\s[a-z]+s(?!\w)")
_DASHED = re.compile(r"[-–]\d")


def joined(text: str, found: list[Amount]) -> list[Amount]:
    """The numbers of a text in order, with two that are one range made one."""
    out: list[Amount] = []
    for one in found:
        pair = _pair(text, out[-1], one) if out else None
        if pair is None:
            out.append(one)
        else:
            out[-1:] = pair
    return out


def _pair(text: str, a: Amount, b: Amount) -> tuple[Amount, ...] | None:
    """Two numbers as one range, as the two ends of a change, as a score, or ``None`` where nothing joins them."""
    if a.vague or b.vague or a.range or a.fraction or b.fraction:
        return None
    joint = text[a.end : b.start]
    before = text[max(0, a.start - 60) : a.start]
    between = bool(_BETWEEN.search(before)) and joint.lower() in {" and ", " to ", " – ", "-", "–"}
    if not between and (not _RANGE.fullmatch(joint) or _opens(text, before, joint, b)):
        return None
    if a.unit and b.unit and a.unit != b.unit.partition(" per ")[0] and a.unit != b.unit:
        return None
    if not between and joint.strip().isalpha() and _apart(text, a, b):
        return None
    if _no_range(text, a, b, before, between=between):
        return (replace(a, score=True), replace(b, score=True, range=True))
    low, high = _levelled(text, a, b)
    to = joint.strip().lower() == "to"
    if to and _FROM.search(before) and (low >= high or _moves(before)):
        return (replace(a, change=True, unit=a.unit or b.unit), replace(b, range=True))
    if to and _BY.search(before) and high > 2 * low:
        return (replace(a, change=True), replace(b, range=True))
    if low >= high:
        return None
    start = a.start - (len(before) - before.lower().rindex("between") if between else 0)
    years = "year" if between and "ages" in text[start : a.start].lower() else None
    return (
        replace(
            b, start=start, core_start=a.core_start, stated=low, low=low, high=high, unit=b.unit or a.unit or years,
            range=True, worded=a.worded, approx=a.approx or "or" in joint.lower().split(),
            age=a.age or b.age or years is not None,
        ),
    )  # fmt: skip


def _opens(text: str, before: str, joint: str, b: Amount) -> bool:
    """Whether a dash stands between a date and the sentence that it opens (*Corrin, 3 March 2026 — Two men died*)."""
    dashed = joint.endswith(" ") and not joint.strip().isalpha()
    dated = (before.split() or [""])[-1].rstrip(".").lower() in words("month")
    return dashed and (text[b.start].isupper() or dated)


def _no_range(text: str, a: Amount, b: Amount, before: str, *, between: bool) -> bool:
    """Whether two joined numbers are a score, a vote, years, a name or a model: *3-1*, *60 to 40*, *7-Eleven*."""
    joint = text[a.end : b.start].strip().lower()
    to, dash = joint == "to", not joint.isalpha()
    spell = to and a.stated >= _MODERN and not _PLURAL.match(text, b.end)
    if (between or spell) and _both_years(text, a, b):
        return True
    if dash and (a.worded != b.worded or _DASHED.match(text, b.end)):
        return True
    if not between and dash and (a.stated >= b.stated or text[a.core_start : a.core] in words("model")):
        return True
    if not between and (dash or to) and _scored(text, a, b):
        return True
    bare = not (a.unit or b.unit)
    if dash and 1000 < a.stated < 2100 and "," not in text[a.start : a.end] and bare:
        return True
    return to and bare and a.stated > b.stated and not _FROM.search(before)


def _apart(text: str, a: Amount, b: Amount) -> bool:
    """Whether *to* joins no range: *up 3.4 per cent to 1.2 million*, *rose in 2018 to 3.9 million*."""
    if a.unit and not b.unit and a.end > a.core:
        return True
    written = text[a.core_start : a.core]
    year = written.isdigit() and len(written) == 4 and 1900 <= a.stated <= 2100
    return (
        not a.unit
        and a.stated >= 1000
        and (b.stated > 100 * a.stated or (year and not _both_years(text, a, b)))
    )


def _both_years(text: str, a: Amount, b: Amount) -> bool:
    written = (text[a.core_start : a.core], text[b.core_start : b.core])
    return all(w.isdigit() and len(w) == 4 and 1000 <= int(w) <= 2200 for w in written) and not (
        a.unit or b.unit
    )


def _levelled(text: str, a: Amount, b: Amount) -> tuple[float, float]:
    # "2 to 3 million": the scale word belongs to both.
    scale = re.search(
        r"(dozen|hundred|thousand|million|billion|trillion|bn|mn|m|k)(?!\w)", text[b.start : b.core]
    )
    if scale and a.stated < 1000 and (b.stated >= 1000 or scale[1] == "dozen"):
        factor = {
            "dozen": 12,
            "hundred": 100,
            "thousand": 1e3,
            "million": 1e6,
            "billion": 1e9,
            "trillion": 1e12,
        }.get(scale[1], SCALES.get(scale[1], 1))
        if a.stated * factor < b.stated:
            return a.stated * factor, b.stated
    return a.stated, b.stated


def _moves(before: str) -> bool:
    said = {w.strip(",.;") for w in before.lower().split()}
    return any(w in words("rise") or stem(w) in words("rise") for w in said)


def stem(word: str) -> str:
    """The base form of a verb of rising or falling; any other word as it is."""
    irregular = {"rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow",
                 "sank": "sink", "shrank": "shrink", "slid": "slide", "lost": "lose"}  # fmt: skip
    if word in irregular:
        return irregular[word]
    for ending in ("ping", "ped", "ing", "ied", "ed", "es", "d", "s"):
        if word.endswith(ending) and word[: -len(ending)] in words("rise"):
            return word[: -len(ending)]
        if ending == "ing" and word.endswith(ending) and word[:-3] + "e" in words("rise"):
            return word[:-3] + "e"
    return word


def _scored(text: str, a: Amount, b: Amount) -> bool:
    if a.unit or b.unit or a.worded != b.worded:
        return False
    after = re.findall(r"[a-z]+", text[b.end : b.end + 24].lower())[:1]
    before = re.findall(r"[a-z]+", text[max(0, a.start - 30) : a.start].lower())[-2:]
    return any(word in words("score") for word in after + before)
