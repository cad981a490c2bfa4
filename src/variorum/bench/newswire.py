"""A stream of short invented reports of invented events, to try the engine on; nothing of it is news.

Each event has its place, people, numbers and days. Several outlets tell of it in words of their own, print an
agency's text (whole or cut), get a number wrong, or follow it up on the days after. The seed decides everything.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any

from variorum.bench.invented import SEED, SYLLABLES
from variorum.stories.terms import background

FIRST = date(2026, 1, 5)
ALONE = 0.9
"""Chance that an event has one report."""
COPY = 0.3
"""Chance that a report is an agency's text."""
UNDATED = 0.01
WRONG = 0.08
"""Chance that a report has another number than the others."""
MOST = 25
"""Reports of the largest events."""

RARE = 8
"""Documents of the background in which a word stands at most that is an event's own."""

Line = dict[str, str | None]


@dataclass(slots=True)
class _Event:
    story: str
    day: date
    kind: dict[str, Any]
    slots: dict[str, str]
    dead: int
    wire: tuple[str, list[str], str] | None = None


def newswire(count: int, *, days: int = 30, alone: float = ALONE, seed: int = SEED) -> Iterator[Line]:
    """So many reports of *days* days, by day, as the lines of JSONL; ``story`` names the event.

    Args:
        count: of reports.
        days: over which they are spread.
        alone: the chance that an event has one report.
        seed: other seeds give other reports.
    """
    dice = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    waiting: list[list[tuple[_Event, int]]] = [[] for _ in range(days)]
    told = number = 0
    while told < count:
        event = _event(dice, f"e{number}", dice.randrange(days))
        number += 1
        size = 1 if dice.random() < alone else min(MOST, 2 + int(dice.expovariate(0.35)))
        for _ in range(min(size, count - told)):
            after = min(int(dice.expovariate(1.6)), days - 1 - (event.day - FIRST).days)
            waiting[(event.day - FIRST).days + after].append((event, after))
            told += 1
    place = 0
    for at, due in enumerate(waiting):
        dice.shuffle(due)
        due.sort(key=lambda one: one[1])
        for event, after in due:
            yield _line(dice, event, FIRST + timedelta(at), after, f"n{seed}-{place:07}")
            place += 1


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    raw: dict[str, Any] = json.loads((files("variorum.bench") / "data" / "newswire.json").read_text("utf-8"))
    return raw


def _event(dice: random.Random, story: str, day: int) -> _Event:
    words = _words()
    kind = dice.choice(words["kinds"])
    dead, on = dice.randint(2, 9), FIRST + timedelta(day)
    slots = {
        "place": _name(dice), "other": _name(dice), "thing": dice.choice(kind["things"]), "name": kind["name"],
        "person": f"{_name(dice)} {_name(dice)}", "witness": f"{_name(dice)} {_name(dice)}",
        "role": dice.choice(words["roles"]), "cause": dice.choice(words["causes"]),
        "hour": f"{dice.randint(1, 11)} {dice.choice(('a.m.', 'p.m.'))}", "day": f"{on:%A}",
        "hurt": str(dice.randint(11, 40)), "crowd": str(dice.randint(50, 900)),
    }  # fmt: skip
    slots |= {"street": f"{_name(dice)} {_name(dice)}", "firm": f"{_name(dice)} {_name(dice)}"}
    own = [*dice.sample(_rare(), 12), *(_name(dice).lower() for _ in range(12))]
    slots |= {f"w{n}": word for n, word in enumerate(dice.sample(own, 24))}
    return _Event(story, on, kind, slots, dead)


@lru_cache(maxsize=1)
def _rare() -> tuple[str, ...]:
    """Words that are rare in the news: those of an event tell it from others of its kind."""
    return tuple(
        term for term, count in background()[1] if count <= RARE and term.isalpha() and len(term) > 4
    )


def _name(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 4))).capitalize()


def _line(dice: random.Random, event: _Event, day: date, after: int, name: str) -> Line:
    outlet = dice.choice(_words()["outlets"])
    if after:
        headline, sentences = _later(dice, event, day, after)
    elif dice.random() < COPY:
        headline, sentences = _wire(dice, event)
    else:
        headline, sentences = _own(dice, event)
    text = "\n\n".join(" ".join(sentences[k : k + 2]) for k in range(0, len(sentences), 2))
    published = None if dice.random() < UNDATED else day.isoformat()
    return {"id": name, "headline": headline, "outlet": outlet, "published": published, "text": text,
            "story": event.story}  # fmt: skip


def _own(dice: random.Random, event: _Event) -> tuple[str, list[str]]:
    wrong = dice.random() < WRONG
    slots = {**event.slots, "dead": str(event.dead + dice.choice((1, 2)) if wrong else event.dead)}
    kind = event.kind
    chosen = dice.sample(kind["bodies"], dice.randint(0, 1))
    text = [dice.choice(kind["leads"]), *chosen, *dice.sample(_words()["own"], 6)]
    text[1:] = dice.sample(text[1:], len(text) - 1)
    return dice.choice(kind["heads"]).format(**slots), [line.format(**slots) for line in text]


def _wire(dice: random.Random, event: _Event) -> tuple[str, list[str]]:
    if event.wire is None:
        event.wire = (*_own(dice, event), dice.choice(_words()["agencies"]))
    headline, sentences, agency = event.wire
    kept = sentences[: dice.randint(3, len(sentences))]
    place = event.slots["place"].upper()
    return headline, [f"{place} ({agency}) — {kept[0]}", *kept[1:]]


def _later(dice: random.Random, event: _Event, day: date, after: int) -> tuple[str, list[str]]:
    words, deadly = _words(), event.kind["name"] in {"fire", "crash", "flood"}
    grown = deadly and after == 1
    slots = {**event.slots, "dead": str(event.dead + (2 if grown else 0)), "day": f"{day:%A}"}
    heads, leads = (
        (words["update_heads"], words["updates"]) if grown else (words["later_heads"], words["later"])
    )
    first = {**event.slots, "dead": str(event.dead)}
    chosen = [*dice.sample(event.kind["bodies"], 1), *dice.sample(words["own"], 4)]
    text = [dice.choice(leads).format(**slots), dice.choice(event.kind["leads"]).format(**first)]
    return dice.choice(heads).format(**slots), [*text, *(line.format(**first) for line in chosen)]
