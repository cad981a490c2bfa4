"""Lines and paragraphs: which line breaks only wrap a sentence, and which part paragraphs."""

import re
from dataclasses import dataclass
from itertools import pairwise

from variorum.read.spaces import BREAK, STRIP
from variorum.read.tables import mapping, words

CLOSERS = "\"'”’»)]›"
OPENERS = "\"'“‘«([‹"
_BREAK = re.compile(f"{BREAK}|(?P<paragraph>\u2029)")
_BULLET = re.compile(r"(?:[-*•‣◦▪·–—]|\d{1,3}[.)])[ \t\u00a0]+\S")
WIDEST = 130
"""Code points: text of which a line is wider was not wrapped by an editor or a mail program."""
NEARLY = 0.85
"""Share of the width from which a line counts as full where nothing speaks against it."""
LONG_LINE = 14
"""Words: a line with more, without a full stop, is a cut sentence and no subhead."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds more than white space.

    ``start`` and ``end`` are code points without the white space around; ``blank`` tells whether a
    blank line (or a paragraph separator) stands before it, ``indent`` how far it is set in.
    """

    start: int
    end: int
    blank: bool
    indent: int


@dataclass(frozen=True, slots=True)
class Layout:
    """How the text as a whole is laid out.

    ``wrapped`` tells that its lines were cut at about ``width`` code points; ``spaced`` that blank
    lines part its paragraphs.
    """

    wrapped: bool
    width: int
    spaced: bool


def split_lines(text: str, start: int = 0) -> tuple[Line, ...]:
    """The lines of *text* from *start* on that hold more than white space."""
    found: list[Line] = []
    blank, at = True, start
    stops = [(m.start(), m.end(), m["paragraph"] is not None) for m in _BREAK.finditer(text, start)]
    for stop, after, paragraph in [*stops, (len(text), len(text), True)]:
        raw = text[at:stop]
        inner = raw.strip(STRIP)
        if inner:
            indent = len(raw) - len(raw.lstrip(STRIP))
            found.append(Line(at + indent, at + indent + len(inner), blank, indent))
            blank = paragraph
        else:
            blank = True
        at = after
    return tuple(found)


def layout(text: str, lines: tuple[Line, ...]) -> Layout:
    """How *text* is laid out, judged by all its line breaks together.

    Text is wrapped if its lines are narrow, most of its breaks come where the next word would not have
    fitted, and many of them inside a sentence. A report whose lines are paragraphs has neither.
    """
    breaks = [(a, b) for a, b in pairwise(lines) if not b.blank]
    spaced = sum(b.blank for b in lines[1:]) >= 2
    width = max((line.end - line.start for pair in breaks for line in pair), default=0)
    if len(breaks) < 2 or width > WIDEST:
        return Layout(wrapped=False, width=width, spaced=spaced)
    full = sum(fills(text, a, b, NEARLY * width) for a, b in breaks)
    cut = sum(not ends_sentence(text, a) for a, _ in breaks)
    wrapped = full >= 0.6 * len(breaks) and cut >= 0.4 * len(breaks)
    return Layout(wrapped=wrapped, width=width, spaced=spaced)


def fills(text: str, first: Line, second: Line, width: float) -> bool:
    """Whether the next line's first word would not have fitted on the line."""
    word = text[second.start : second.end].split(maxsplit=1)[0]
    return first.end - first.start + 1 + len(word) > width


def ends_sentence(text: str, line: Line) -> bool:
    """Whether the line ends with sentence-final punctuation, closing quotes and brackets left aside."""
    core = text[line.start : line.end].rstrip(CLOSERS + STRIP)
    return core.endswith((".", "!", "?", "…", ":")) or (
        core.endswith(";") and len(core) == line.end - line.start
    )


def joins(text: str, first: Line, second: Line, how: Layout) -> bool:
    """Whether the break between two neighbouring lines only wraps a sentence."""
    head, tail = text[first.start : first.end], text[second.start : second.end]
    if second.blank:
        return _runs_on(text, first, head, tail)
    verdict = _after_stop(head, tail)
    if verdict is not None:
        return verdict
    if _BULLET.match(tail) and (
        not how.wrapped or ends_sentence(text, first) or second.indent > first.indent
    ):
        return False
    if how.wrapped:
        return _joins_wrapped(text, first, second, how)
    if ends_sentence(text, first) or head.endswith(("”", "’", '"', "»")):
        return False
    return unfinished(head) or _lower(tail) or _cut_sentence(head, tail)


def _cut_sentence(head: str, tail: str) -> bool:
    """Whether a long line without a stop goes on with a name: neither a caption's end nor a sentence's start."""
    words_of = head.split()
    last, first = words_of[-1], tail.split(maxsplit=1)[0].strip(OPENERS + ",")
    return (
        len(words_of) > LONG_LINE
        and last.isalpha()
        and last.islower()
        and first[:1].isalpha()
        and first.lower() not in words("starters.txt")
    )


def _runs_on(text: str, first: Line, head: str, tail: str) -> bool:
    """A blank line inside a sentence, as an advertisement leaves it: long, no stop before, lower case after."""
    return (
        not ends_sentence(text, first)
        and head[-1] not in CLOSERS + ";*—–-"
        and len(head.split()) >= 6
        and _lower(tail)
        and tail.rstrip(CLOSERS).endswith((".", "!", "?"))
    )


def _joins_wrapped(text: str, first: Line, second: Line, how: Layout) -> bool:
    ended = ends_sentence(text, first)
    if second.indent >= first.indent + 2 and ended:
        return False
    if fills(text, first, second, how.width if ended and not how.spaced else NEARLY * how.width):
        return True
    if ended:
        return False
    head, tail = text[first.start : first.end], text[second.start : second.end]
    return _lower(tail) or unfinished(head) or len(head) >= 0.5 * how.width


def unfinished(head: str) -> bool:
    """Whether a line ends where no sentence and no headline does: a comma, a dash, *the*, *of*, an open quote."""
    word = head.rsplit(maxsplit=1)[-1] if head else ""
    return head.endswith((",", "–", "—", "(", "[", "“", "‘", "&", "-")) or word in words("function_words.txt")


def _lower(tail: str) -> bool:
    return tail.lstrip(OPENERS)[:1].islower()


def _after_stop(head: str, tail: str) -> bool | None:
    """What an abbreviation, an initial or a stop inside a quotation says; ``None``: nothing."""
    first_word = tail.split(maxsplit=1)[0]
    core = first_word.strip(OPENERS + CLOSERS + ",.;:!?")
    if head[-1] in CLOSERS and head.rstrip(CLOSERS).endswith((",", "!", "?")) and core.islower():
        return True
    if not head.endswith("."):
        return None
    tokens = head.split()
    token = tokens[-1].lstrip(OPENERS + "—–-")
    kind = mapping("abbreviations.tsv").get(token) or mapping("abbreviations.tsv").get(token.lower())
    before = tokens[-2].lower() if len(tokens) > 1 else ""
    if kind is None:
        initial = re.fullmatch(r"(?:[A-Z]\.){1,3}", token) and tokens[-2:-1] and tokens[-2][:1].isupper()
        return True if initial and core[:1].isupper() and core.lower() not in words("starters.txt") else None
    if core[:1].islower() or kind == "title":
        return True
    if kind == "noun":
        return _noun_goes_on(before, core, first_word)
    if kind == "month":
        return core[:1].isdigit()
    return kind == "clock" and (core in words("clock_followers.txt"))


def _noun_goes_on(before: str, core: str, first_word: str) -> bool:
    """Whether *U.S.* at a line's end modifies the next line's first noun.

    Without a determiner it always does (*after U.S. | Immigration …*): as a name of its own it takes
    one. After *the*, only before a noun of the list (*the U.S. | Embassy*).
    """
    if core.lower() in words("starters.txt") or first_word[:1] in OPENERS:
        return False
    if before in {"the", "a", "an"}:
        return core in words("modified_nouns.txt") or first_word in words("modified_nouns.txt")
    return before.islower() or core in words("modified_nouns.txt")
