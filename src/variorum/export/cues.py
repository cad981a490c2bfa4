"""By which words a source is tied to the content: the report's cue, and whether the source stands behind it.

Only the text is read, so that a dossier and its JSON are told alike.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

from variorum.export.visible import one_line
from variorum.text import Span

_LAST = re.compile(r"([\w'’-]+)[^\S\n]+$")
_WORD = re.compile(r"[\w'’-]+")
_JOINED = re.compile(r"[^\S\n]*")
_BETWEEN = re.compile(r"[^\S\n]+(?:about|against|as|for|of|on|over|to|upon|with|by)[^\S\n]+")


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    text = resources.files("variorum.export").joinpath("data", "cues.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {use: frozenset(word for use_, word in rows if use_ == use) for use, _ in rows}


def cue_words(text: str, cue: Iterable[Span], content: Iterable[Span] = ()) -> str:
    """The report's words that tie a source to the content: ``has not yet commented on``.

    Args:
        text: the report's text.
        cue: the spans of the cue; none gives an empty string.
        content: the spans of the content; a preposition between the cue and it belongs to the cue.

    Returns:
        The cue with the auxiliaries and negations that stand right before it, on one line.
    """
    spans = sorted(cue)
    if not spans:
        return ""
    first, last = spans[0], spans[-1]
    spans[0] = Span(_extended(text, first.start), first.end)
    after = min((s.start for s in content if s.start >= last.end), default=None)
    if after is not None and _BETWEEN.fullmatch(text, last.end, after):
        spans[-1] = Span(spans[-1].start, after)
    out = ""
    for k, span in enumerate(spans):
        near = k and _JOINED.fullmatch(text, spans[k - 1].end, span.start)
        out += ("" if not k else " " if near else " … ") + one_line(span.of(text))
    return out


def withheld(words: str, source: str = "") -> bool:
    """Whether a source is not said to give the content: its cue denies or is negated, or it is nobody.

    Args:
        words: what :func:`cue_words` returned.
        source: the source's words in the report.
    """
    table = _table()
    told = [w.replace("’", "'") for w in _WORD.findall(words.casefold())]
    pairs = [" ".join(told[k : k + n]) for n in (1, 2, 3) for k in range(len(told) - n + 1)]
    nobody = _WORD.findall(source.casefold())[:1]
    return (
        any(w in table["denial"] or _negates(w) for w in pairs)
        or any(w in table["nobody"] for w in nobody)
    )  # fmt: skip


def _negates(word: str) -> bool:
    return word in _table()["not"] or word.endswith("n't")


def _extended(text: str, start: int) -> int:
    """Where the auxiliaries and negations right before *start* begin; *start* itself where none stand there."""
    table, at, taken = _table(), start, start
    while found := _LAST.search(text, max(0, at - 40), at):
        word = found[1].casefold().replace("’", "'")
        if word in table["verb"] or _negates(word):
            at = taken = found.start()
        elif word in table["soft"] or word.endswith("ly"):
            at = found.start()
        else:
            break
    return taken
