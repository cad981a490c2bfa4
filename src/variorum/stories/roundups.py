"""Round-ups: reports that tell of several stories in brief, and so belong to none of them alone.

The headline has to say so, and the paragraphs must not be all of one story (*Review round-up* of one film).
"""

import re
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    text = (files("variorum.stories") / "data" / "roundups.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t")[0] for line in text.splitlines() if line and not line.startswith("#")]
    return re.compile("|".join(f"(?:{row})" for row in rows), re.IGNORECASE)


def is_roundup(headline: str) -> bool:
    """Whether a headline says that several stories follow, such as *Morning briefing* or *News in brief*."""
    return _pattern().search(headline) is not None


def passages(text: str) -> tuple[str, ...]:
    """The parts of a round-up that may each tell of a story of its own: its paragraphs."""
    return tuple(
        part for part in re.split(r"\n\s*\n|\n(?=[*•–-] )", text) if len(part.split()) >= FEWEST_WORDS
    )


FEWEST_WORDS = 8
"""Words below which a paragraph is a heading."""
