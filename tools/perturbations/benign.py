"""Changes that change nothing: what two reports both hold, put in another form, which must stay silent."""

import re

from common import Draft, Edit, Pair, draft
from plain import of_kind
from words import parsed, table

from variorum.bench.collation.values import NUMBERS, sentences, stems


def half_day(pair: Pair) -> Draft | None:
    """10:30 p.m. as 22:30."""
    text = pair.two.text
    for one, two in of_kind(pair, "clock"):
        m = re.match(
            r"(\d+)(?::(\d\d))?\s?([ap])\.?m\b(\.(?=\s[a-z(]|,))?",
            text[two.start : two.end + 1],
            re.IGNORECASE,
        )
        if m:
            hour = int(m[1]) % 12 + (12 if m[3].lower() == "p" else 0)
            new = f"{hour:02}:{m[2] or '00'}"
            return draft("clock-24", pair, [(two.start, two.start + m.end(), new)], (one.start, one.end))
    return None


def digits(pair: Pair) -> Draft | None:
    """*two people* as *2 people*, and back."""
    text = pair.two.text
    for one, two in of_kind(pair, "count"):
        number = int(two.value)
        old = text[two.start : two.end]
        opens = not text[: two.start].rstrip(" ") or text[: two.start].rstrip(" ")[-1] in '.\n”"?!'
        if number > 12 or (opens and not old[0].isdigit()):
            continue
        new = NUMBERS[number] if old[0].isdigit() else two.value
        new = new.capitalize() if opens else new
        return draft("digits", pair, [(two.start, two.end, new)], (one.start, one.end))
    return None


def coarser(pair: Pair) -> Draft | None:
    """A count as *more than* one less, a clock time as *around* its hour."""
    text = pair.two.text
    for one, two in of_kind(pair, "clock"):
        m = re.match(r"(\d+):([0-2]\d)", text[two.start : two.end])
        before = re.search(
            r"(?:around|about|shortly (?:after|before)|just (?:after|before)|at|after|before) $",
            text[: two.start],
        )
        if m and before and int(m[2]) <= 20 and before[0] == "at ":
            return draft(
                "coarser",
                pair,
                [(before.start(), two.start + m.end(), f"around {m[1]}")],
                (one.start, one.end),
            )
    for one, two in of_kind(pair, "count"):
        number = int(two.value)
        if number >= 4 and not re.search(
            r"(?:than|least|about|nearly|the|all|other|another|some) $", text[: two.start]
        ):
            return draft(
                "coarser",
                pair,
                [(two.start, two.end, f"more than {_form(number - 1)}")],
                (one.start, one.end),
            )
    return None


def _form(number: int) -> str:
    return NUMBERS[number] if number < 10 else str(number)


def attributed(pair: Pair) -> Draft | None:
    """*, police said* after a sentence in the report's own voice that holds what the other report holds."""
    text = pair.two.text
    kinds = ("count", "weekday", "age", "clock")
    for kind in pair.dice.sample(kinds, len(kinds)):
        for one, two in of_kind(pair, kind):
            first, last = next((b for b in sentences(text) if b[0] <= two.start < b[1]), (0, 0))
            sentence = text[first:last].rstrip()
            own = re.search(
                r"\b(?:said|says|according|told|police|reported|sheriff|officials)\b|[“”\"?:]",
                sentence,
                re.IGNORECASE,
            )
            if sentence.endswith(".") and not own and sentence[-3:-2] != "." and len(sentence) > 40:
                end = first + len(sentence) - 1
                return draft("attributed", pair, [(end, end, ", police said")], (one.start, one.end))
    return None


def synonym(pair: Pair) -> Draft | None:
    """A word for another that means the same, in a sentence that both reports have."""
    text = pair.two.text
    first = [stems(pair.one.text[s:e]) for s, e in sentences(pair.one.text)]
    words = table("synonym")
    found = []
    for s, e in sentences(text):
        if any(len(stems(text[s:e]) & w) >= 3 for w in first) and not re.search('[“”"]', text[s:e]):
            found += [(s + m.start(), s + m.end(), words[m[0]][0])
                      for m in re.finditer(r"[a-z]+(?: [a-z]+)?", text[s:e]) if m[0] in words]  # fmt: skip
            found += [(s + m.start(), s + m.end(), words[m[0]][0])
                      for m in re.finditer(r"[a-z]+", text[s:e]) if m[0] in words]  # fmt: skip
    return draft("synonym", pair, [pair.dice.choice(found)], (0, 1)) if found else None


def active(pair: Pair) -> Draft | None:
    """*X was arrested by police* as *police arrested X*, and *police arrested X* as *X was arrested by police*."""
    text = pair.two.text
    found: list[Edit] = [
        (m.start(), m.end(), f"{_upper(text, m.start(), m['by'])} {m['did']} {m['who']}")
        for m in re.finditer(
            r"(?P<who>(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+) was (?P<did>[a-z]+ed) by (?P<by>police|officers|deputies)\b",
            text,
        )
    ]
    for m in re.finditer(r"\b(?P<by>[Pp]olice|[Oo]fficers|[Dd]eputies) (?P<did>arrested|identified|charged|located|detained) "
                         r"(?P<who>(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+)(?=[.,]| (?:on|in|at|after) )", text):  # fmt: skip
        if not re.search(r"\b(?:that|and|when|where|as|before|after) $", text[: m.start()]):
            edit = (m.start(), m.end(), f"{m['who']} was {m['did']} by {m['by'].lower()}")
            found.append(edit)
    found += _turned(text)
    return draft("voice", pair, [pair.dice.choice(found)], (0, 1)) if found else None


def _turned(text: str) -> list[Edit]:
    """Sentences *X was shot by Y* with plain noun phrases on both sides, turned into the active."""
    out: list[Edit] = []
    for start, end in sentences(text):
        if re.search(r"\b(?:was|were) \w+ed by\b", text[start:end]):
            out += [(start + s, start + e, new) for s, e, new in _turned_sentence(text[start:end])]
    return out


def _turned_sentence(text: str) -> list[Edit]:
    out: list[Edit] = []
    for verb in parsed(text):
        subjects = [c for c in verb.children if c.dep_ == "nsubjpass"]
        agents = [c for c in verb.children if c.dep_ == "agent"]
        was = [c for c in verb.children if c.dep_ == "auxpass" and c.lower_ in {"was", "were"}]
        others = [c for c in verb.children if c.i < verb.i and c not in subjects + was]
        if (
            verb.dep_ != "ROOT"
            or not subjects
            or not agents
            or not was
            or others
            or not verb.text.endswith("ed")
        ):
            continue
        by = [c for c in agents[0].children if c.dep_ == "pobj"]
        if not by or agents[0].i != verb.i + 1 or len(list(by[0].subtree)) > 6 or subjects[0].pos_ == "PRON":
            continue
        first, last = next(iter(subjects[0].subtree)), list(by[0].subtree)[-1]
        if list(subjects[0].subtree)[-1].i != was[0].i - 1 or was[0].i != verb.i - 1:
            continue
        agent = text[by[0].left_edge.idx : last.idx + len(last.text)]
        patient = text[first.idx : was[0].idx].rstrip()
        patient = patient if first.pos_ == "PROPN" else patient[0].lower() + patient[1:]
        new = f"{_upper(text, first.idx, agent)} {verb.text} {patient}"
        out.append((first.idx, last.idx + len(last.text), new))
    return out


def _upper(text: str, at: int, words: str) -> str:
    opens = not text[:at].rstrip(" ") or text[:at].rstrip(" ")[-1] in '.\n”"?!'
    return words[0].upper() + words[1:] if opens else words
