"""An endless stream of invented reports of invented stories, to time the stages on; nothing of it is news.

Words are drawn from the project's own count of terms, as often as news uses them, so that common words are as
common as they are; each story has a few names of its own and favourite words. Seeds are fixed.
"""

import random
from collections.abc import Iterator
from itertools import accumulate

from variorum.model import Report
from variorum.stories.terms import background

SEED = 20260101
NEW = 0.5
"""Chance that a report opens a story."""
LATEST = 2_000
SYLLABLES = tuple(c + v for c in "bdfgklmnprstvz" for v in "aeiou")


def invented(words: int, *, new: float = NEW, seed: int = SEED) -> Iterator[Report]:
    """Reports with a headline of nine words and a text of about *words* words (0: the headline alone).

    Args:
        words: of each text.
        new: the chance that a report opens a story; otherwise it tells of one of the latest.
        seed: other seeds give other reports.
    """
    dice = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    counts = background()[1]
    usual, weights = [term for term, _ in counts], list(accumulate(count for _, count in counts))
    latest: list[tuple[list[str], list[str]]] = []
    number = 0
    while True:
        if not latest or dice.random() < new:
            latest.append(([_name(dice) for _ in range(4)], dice.choices(usual, cum_weights=weights, k=25)))
            del latest[:-LATEST]
            names, own = latest[-1]
        else:
            names, own = dice.choice(latest)
        common = dice.choices(usual, cum_weights=weights, k=4 + words * 7 // 10)
        title = [*dice.sample(names, 2), *dice.sample(own, 3), *common[:4]]
        dice.shuffle(title)
        body = [*common[4:], *dice.choices(own, k=words // 4), *dice.choices(names, k=words // 20)]
        dice.shuffle(body)
        headline = " ".join(title)
        text = f"{headline}\n\n{' '.join(body)}" if words else headline
        name = f"{seed}-{number}"
        yield Report(name, name, (), text, (), headline=headline)
        number += 1


def _name(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(3, 4))).capitalize()
