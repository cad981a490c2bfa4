"""White space: what counts as it, and what it becomes."""

import re

BREAK = r"\r\n|[\n\r\x0b\x0c\x85\u2028]"
"""A line break, in any of the forms that Unicode Standard Annex 14 calls mandatory (but a paragraph separator)."""
_GAP = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
SPACE = _GAP + "\n\r\x0b\x0c\x85\u2028\u2029"
"""White space as Unicode has it, without the control characters that Python adds."""
RUN = re.compile(f"[{_GAP}]+")
STRIP = "".join(
    chr(c)
    for c in (
        9,
        10,
        11,
        12,
        13,
        32,
        0x85,
        0xA0,
        0x1680,
        *range(0x2000, 0x200B),
        0x2028,
        0x2029,
        0x202F,
        0x205F,
        0x3000,
    )
)
"""The same set for ``str.strip``."""


def gaps(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The runs of horizontal space in a line that become one plain space.

    A single plain space stays as it is, and so does a single no-break or thin space between two
    digits, which groups a number and parts no words.
    """
    found = []
    for run in RUN.finditer(text, start, end):
        a, b = run.span()
        if run[0] == " ":
            continue
        if (
            b - a == 1
            and run[0] != "\t"
            and a > start
            and b < end
            and text[a - 1].isdigit()
            and text[b].isdigit()
        ):
            continue
        found.append((a, b))
    return found


def squeezed(text: str) -> str:
    """*text* on one line, each run of white space a single plain space: for comparing, never for showing."""
    return " ".join(re.split(f"[{SPACE}]+", text.strip(STRIP)))
