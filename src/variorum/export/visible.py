"""Text that can be shown to a person: nothing in it moves the cursor, hides, or turns the line round."""

import re
import unicodedata

_KEPT = "\n\t"
_JOINERS = "\u200c\u200d"
"""Zero-width joiners that scripts and emoji need; alone they hide nothing."""


def visible(text: str) -> str:
    """*text* with every control character as a glyph; line ends and tabs stay.

    C0 controls and DEL become their pictures (U+2400 block); C1 controls, bidirectional and other format
    characters, lone surrogates and separators become ``⟨U+XXXX⟩`` (Unicode Technical Report 36).
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_glyph, text))


def one_line(text: str) -> str:
    """*text* made visible on one line: runs of white space are one space, none at the ends."""
    return " ".join(visible(text).split())


def spaced(text: str) -> str:
    """*text* made visible on one line like :func:`one_line`, but a space at an end stays one space."""
    return re.sub(r"\s+", " ", visible(text))


def _glyph(char: str) -> str:
    code = ord(char)
    if char in _KEPT or 0x20 <= code < 0x7F:
        return char
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    hidden = unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in _JOINERS
    return f"⟨U+{code:04X}⟩" if hidden else char
