"""Defects of a report's material that a reader should know of."""

import re
from functools import lru_cache

from variorum.model import Problem, Severity
from variorum.read.decode import Decoded
from variorum.read.tables import rows
from variorum.text import Span


@lru_cache(maxsize=1)
def _invisible() -> tuple[re.Pattern[str], tuple[tuple[int, int, str], ...]]:
    ranges = tuple((int(low, 16), int(high, 16), name) for low, high, name in rows("invisible.tsv"))
    inside = "".join(f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high, _ in ranges)
    return re.compile(f"[{inside}]"), ranges


def invisible_characters(text: str, where: str) -> tuple[Problem, ...]:
    """A problem if the text holds characters that cannot be seen, with the span of the first.

    A joiner between two emoji is part of how they are written and is no problem.
    """
    form, ranges = _invisible()
    found = [m.start() for m in form.finditer(text) if not _joins_emoji(text, m.start())]
    if not found:
        return ()
    code = ord(text[found[0]])
    name = next(name for low, high, name in ranges if low <= code <= high)
    many = "one such character" if len(found) == 1 else f"{len(found)} such characters"
    message = (
        f"The text holds {many} that cannot be seen (the first is U+{code:04X}, {name}); they were kept."
    )
    return (Problem("invisible-characters", Severity.WARNING, message, where, Span(found[0], found[0] + 1)),)


def _joins_emoji(text: str, at: int) -> bool:
    return (
        text[at] == "\u200d"
        and 0 < at < len(text) - 1
        and ord(text[at - 1]) > 0x2000
        and ord(text[at + 1]) > 0x2000
    )


def damaged_characters(text: str, where: str) -> tuple[Problem, ...]:
    """A problem if characters were lost or garbled before the text came here, with the span of the first."""
    lost = text.find("\ufffd")
    if lost >= 0:
        message = f"{text.count(chr(0xFFFD))} characters were lost before the text came here (U+FFFD stands for them)."
        return (Problem("lost-characters", Severity.WARNING, message, where, Span(lost, lost + 1)),)
    garbled = re.search("â\x80[\x80-\xbf]|â€[\u0153\u009d™˜”“¦]|Ã[©¨¡³±¼¶¤§]|Â[ £©«»°]", text)
    if garbled:
        message = f"Some characters look garbled ({garbled[0]}): UTF-8 was once read as Windows-1252. They were kept."
        return (Problem("garbled-characters", Severity.WARNING, message, where, Span(*garbled.span())),)
    return ()


def encoding_note(decoded: Decoded, where: str) -> tuple[Problem, ...]:
    """A note if the capture was not plain UTF-8, naming its encoding; a warning if that had to be guessed."""
    if decoded.note is None:
        return ()
    if decoded.sure:
        return (Problem("encoding", Severity.NOTE, f"The file was {decoded.note}.", where),)
    message = (
        f"The file names no encoding: it was {decoded.note}, so letters may be wrong. Save it again as UTF-8."
    )
    return (Problem("encoding-guessed", Severity.WARNING, message, where),)
