"""Where a text quotes: the stretches between quote marks, found without a parse.

Only the masking of quotations needs them; attributions are the business of ``claims``.
"""

import re
from collections.abc import Iterator

from variorum.text import Span

_BREAK = re.compile(r"\n\s*\n\s*|\Z")
_MARKS = "“”\"„«‘'"
# A double mark, or a single one that stands before a word and after none (all in one class first, for speed).
_OPEN = re.compile(r"[“”\"„«‘'](?:(?<=[“”\"„«])|(?<![\w.,!?…].)(?=[\w…“\"])(?!\d0s\b))")
_CLOSERS = {
    "“": re.compile(r"”"),
    "”": re.compile(r"”"),  # the wrong way round, as some sites set it
    '"': re.compile(r'"'),
    "„": re.compile(r"[“”]"),
    "«": re.compile(r"»"),
    "‘": re.compile(r"’(?!\w)"),
    "'": re.compile(r"'(?!\w)"),
}
# How a post that a site embeds is signed: who posted it, and when.
_SIGNED = re.compile(
    r"[—–-] ?[^\n(—–]{1,60}\(@\w{1,20}\) [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}(?=[ \t]*(?:\n|\Z))"
)
_AFTER_STOP = re.compile(r"(?<=[,.!?…;:—-])[’'](?!\w)")


def quotations(text: str) -> tuple[Span, ...]:
    """The quoted stretches of *text* in order, marks included, nested ones inside their outer one.

    A line that is a signed post (*words — Name (@name) May 9, 2018*) is one. A quotation that is never closed
    runs to the end of its paragraph. An apostrophe at a word's end (*the players’ room*) does not close a
    single-marked quotation that a stop before the mark closes.
    """
    posts = list(_posts(text)) if "(@" in text else []
    if not any(mark in text for mark in _MARKS):
        return tuple(posts)
    found: list[Span] = []
    at = 0
    for gap in _BREAK.finditer(text):
        if at < gap.start():
            end = at + len(text[at : gap.start()].rstrip())
            found += _in_paragraph(text, at, end)
        at = gap.end()
    outside = [span for span in found if not any(post.overlaps(span) for post in posts)]
    return tuple(sorted(posts + outside)) if posts else tuple(found)


def _posts(text: str) -> Iterator[Span]:
    for signed in _SIGNED.finditer(text):
        start = text.rfind("\n", 0, signed.start()) + 1
        if text[start : signed.start()].strip():
            yield Span(start, signed.end())


def _in_paragraph(text: str, at: int, end: int) -> Iterator[Span]:
    while opening := _OPEN.search(text, at, end):
        start = opening.start()
        at = _close(text, opening[0], start + 1, end)
        yield Span(start, at)


def _close(text: str, mark: str, at: int, end: int) -> int:
    if mark in "‘'":
        following = _OPEN.search(text, at, end)
        limit = following.start() if following and following[0] == mark else end
        closing = _AFTER_STOP.search(text, at, limit) or _CLOSERS[mark].search(text, at, limit)
        # A single mark that nothing closes is an apostrophe ('em), not a quotation.
        return closing.end() if closing else at
    closing = _CLOSERS[mark].search(text, at, end)
    return closing.end() if closing else end
