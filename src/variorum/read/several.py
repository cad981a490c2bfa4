"""Signs that a file holds more than one report."""

import re
from itertools import pairwise

from variorum.model import Problem, Severity
from variorum.read.credits import dateline_of
from variorum.read.header import Header, metadata
from variorum.read.lines import split_lines
from variorum.read.spaces import squeezed
from variorum.text import Span

_FRONT = re.compile(r"^---[ \t]*\n(?:[A-Za-z_]+:[^\n]*\n){2,20}---[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"(?:[-=_*~#] ?){3,}")
_LONG_RULE = re.compile(r"(?:[-=_*~#] ?){8,}")
SHORT_REPORT = 80
"""Words from which a text on either side of a rule may be a report of its own."""
_HEADED = re.compile(
    r"(?:(?:date|published)\b\s*:?\s*\d{4}-\d{2}-\d{2}\s+\S+\s+\S+|(?:title|headline)\s*:\s*\S).*",
    re.IGNORECASE,
)


def several_reports(text: str, where: str) -> tuple[Problem, ...]:
    """A problem if *text* shows the header of a second report below the body of the first.

    Signs: two front matters; two lines of the form *date … HEADLINE* or *Title: …*; a rule with a
    headline and a byline, date or dateline right below it; one long rule between two texts of a report's length.
    """
    second = _second_report(text)
    if second is None:
        return ()
    message = "The file seems to hold more than one report; split it, for they are read as one here."
    return (Problem("several-reports", Severity.WARNING, message, where),)


def _second_report(text: str) -> Span | None:
    fronts = list(_FRONT.finditer(text.replace("\r\n", "\n")))
    if len(fronts) > 1:
        return Span(*fronts[1].span())
    lines = split_lines(text)
    shown = [squeezed(text[line.start : line.end]) for line in lines]
    headed = [i for i, line in enumerate(shown) if len(line) <= 300 and _HEADED.fullmatch(line)]
    apart = next((b for a, b in pairwise(headed) if b - a >= 2 and _body(shown[a + 1 : b])), None)
    if apart is not None:
        return Span(lines[apart].start, lines[apart].end)
    for index, line in enumerate(shown):
        ruled = _RULE.fullmatch(line) and index >= 1 and _body(shown[:index])
        if ruled and (_opens(shown, index + 1) or (_LONG_RULE.fullmatch(line) and _halves(shown, index))):
            return Span(lines[index].start, lines[index].end)
    return None


def _halves(shown: list[str], index: int) -> bool:
    """Whether a long rule parts two texts that are both as long as a report, and is the only one (no section marks)."""
    sizes = [sum(len(line.split()) for line in part) for part in (shown[:index], shown[index + 1 :])]
    return min(sizes) >= SHORT_REPORT and sum(bool(_RULE.fullmatch(line)) for line in shown) == 1


def _body(lines: list[str]) -> bool:
    """Whether lines hold at least one sentence of a report."""
    return any(len(line.split()) >= 8 and line.rstrip("\"'”’)").endswith((".", "!", "?")) for line in lines)


def _opens(shown: list[str], index: int) -> bool:
    """Whether a report stands at a line: a headline, then a byline, a date or a dateline, and a body."""
    if index >= len(shown) or (len(shown[index].split()) > 30 and not dateline_of(shown[index])):
        return False
    if not _body(shown[index + 1 :]):
        return False
    for line in shown[index : index + 4]:
        if dateline_of(line):
            return True
        found = metadata(line, 0, Header())
        if found is not None and (found.byline or found.published):
            return True
    return False
