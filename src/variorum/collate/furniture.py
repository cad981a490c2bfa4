"""What stands on a page beside the report: tip lines, links, notices, and captions that are printed twice."""

import re
from collections import Counter
from functools import lru_cache
from importlib.resources import files

from variorum.model import Parse


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    text = (files("variorum.collate") / "data" / "furniture.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return re.compile("|".join(lines))


def furniture(parse: Parse) -> frozenset[int]:
    """The sentences that are none of the report: they ask for tips, link, give notice, or are captions said twice."""
    said = [parse.sentence_span(k).of(parse.text) for k in range(len(parse.sentences))]
    times = Counter(said)
    return frozenset(
        k for k, words in enumerate(said) if times[words] > 1 or _pattern().search(words.lower())
    )
