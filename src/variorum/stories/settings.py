"""Weights and limits of the room, read once from ``data/stories.json``."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of ``data/stories.json``.

    A report belongs to a story if the weighted sum of its likenesses, ``bias`` included, reaches ``threshold``
    (log odds; the likenesses are described in :mod:`variorum.stories.score`).
    """

    bias: float
    average: float
    widening: float
    """How much less alike reports of a large story may be: the average counts more by this power of their number."""
    wording: float
    fading_days: float
    """Days after which 1/e of the likenesses is left."""
    undated_a_day: float
    """Reports that make a day of a stream whose reports have no dates."""
    undated_days: float
    """Days that are at most taken to have passed between two such reports."""
    threshold: float
    split_margin: float
    """How far below the threshold the likeness of two parts of a story has to be before it is split."""
    background: float
    """What a report of the background counts beside one of the stream."""
    headline_weight: float
    """How many times a term of the headline counts."""
    text_limit: int
    """Characters of the text that are looked at."""
    strongest: int
    """Terms of a report that are kept."""
    asked: int
    """Terms of a report by which stories are looked up."""
    postings: int
    """Stories kept for one term: the ones that used it last."""
    window_days: float
    """A story is closed when its last report is this much older than the newest of the stream."""
    most_held: int
    """Stories held open at most."""


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The numbers that the room works with."""
    raw = json.loads((files("variorum.stories") / "data" / "stories.json").read_text(encoding="utf-8"))
    del raw["source"]
    return Settings(**raw)
