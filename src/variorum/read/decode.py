"""Bytes to characters: strictly, with the encoding named, or not at all."""

import codecs
import re
from dataclasses import dataclass

from variorum.errors import UnreadableError
from variorum.read.offsets import ByteOffsets
from variorum.read.tables import rows, words

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset\s*=\s*["']?\s*|\?xml\b[^>]{0,200}?encoding\s*=\s*["'])([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"utf-?(?:8|16-?[bl]e|32-?[bl]e)|ascii|latin|iso-?8859|cp12|windows-12|koi8|mac|gb|big5|euc|shift|cp9",
    re.IGNORECASE,
)
HEAD = 4096
"""Bytes of a page in which its encoding is declared (the HTML standard asks for 1024)."""
SAMPLE = 200_000
"""Bytes that the encoding detector looks at."""
GUESS = "a guess from its bytes"
CONTROL_SHARE = 0.02
"""A text with a larger share of control characters is none."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a capture, without byte order mark; ``note`` says why it is not plain UTF-8.

    ``sure`` is false where the encoding was guessed from the bytes, so that letters may be wrong.
    """

    text: str
    encoding: str
    mark: int
    note: str | None
    sure: bool = True

    def offsets(self, data: bytes) -> ByteOffsets:
        """Where each code point starts in *data*."""
        if _MEASURED.match(self.encoding) and self.text.encode(self.encoding) == data[self.mark :]:
            return ByteOffsets(self.encoding, self.mark)
        return ByteOffsets(self.encoding, self.mark, _one_by_one(data, self.mark, self.encoding))


def decode(data: bytes, location: str, *, page: bool = False) -> Decoded:
    """The characters of *data*.

    Tried in order: byte order mark, UTF-8, what a page declares, UTF-16 without a mark, Windows-1252
    where that gives English, the detector of charset-normalizer, Windows-1252.

    Args:
        data: the bytes of a text or a page.
        location: named in errors.
        page: whether to look for a declaration in the HTML.

    Raises:
        UnreadableError: the bytes are no text (``not-text``), or no encoding fits (``undecodable``).
    """
    _refuse_signatures(data, location)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            if text is None or _is_binary(text):
                raise _undecodable(data, location, [encoding])
            note = None if encoding == "utf-8" else f"read as {encoding}, as its byte order mark says"
            return Decoded(text, encoding, len(mark), note)
    text = _strict(data, "utf-8")
    if text is not None and not _is_wide(data):
        if _is_binary(text):
            raise _not_text(location)
        return Decoded(text, "utf-8", 0, None)
    return _guessed(data, location, page=page)


def _guessed(data: bytes, location: str, *, page: bool) -> Decoded:
    tried = ["utf-8"]
    candidates: list[tuple[str, str]] = []
    declared = _DECLARED.search(data[:HEAD]) if page else None
    if declared:
        name = declared[1].decode("ascii").lower()
        # the Encoding standard (WHATWG) reads these labels as Windows-1252, for pages so labelled are written in it
        name = "cp1252" if name in {"iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"} else name
        candidates.append((name, "as the page declares"))
    if _is_wide(data):
        odd = data[1::2].count(0) > data[::2].count(0)
        candidates.append(("utf-16-le" if odd else "utf-16-be", "by the look of its bytes"))
    elif 0 in data and _is_binary(data.decode("latin-1")):
        raise _not_text(location)
    elif _damaged_utf8(data):
        raise _undecodable(data, location, tried)
    else:
        if _english(_strict(data, "cp1252") or ""):
            candidates.append(("cp1252", "for it is not UTF-8"))
        detected = _detected(data)
        if detected:
            candidates.append((detected, GUESS))
        candidates.append(("cp1252", GUESS))
    for encoding, why in candidates:
        text = _strict(data, encoding)
        if text is not None and not _is_binary(text):
            name = codecs.lookup(encoding).name
            return Decoded(text, name, 0, f"read as {name}, {why}", sure=why != GUESS)
        tried.append(encoding)
    raise _undecodable(data, location, list(dict.fromkeys(tried)))


def _detected(data: bytes) -> str | None:
    import charset_normalizer  # noqa: PLC0415 - slow to import, seldom needed

    best = charset_normalizer.from_bytes(data[:SAMPLE]).best()
    return best.encoding if best and codecs.lookup(best.encoding).name in words("encodings.txt") else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _is_wide(data: bytes) -> bool:
    # Whether so many bytes are zero that it is UTF-16 without a mark, or no text.
    return data.count(0) > len(data) // 5


def _is_binary(text: str) -> bool:
    # A zero or two among the letters is a defect of a text, which :mod:`variorum.read.checks` names, as other controls.
    controls = len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", text))
    return controls > max(3, CONTROL_SHARE * len(text))


def _english(text: str) -> bool:
    """Whether a decoding gives English with nothing stranger than accents, typographic marks and currency signs."""
    if not text or re.search(r"[^\x1b -~\s¡-ÿŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]", text):
        return False
    found = re.findall(r"[A-Za-z]+", text)
    common = sum(word.lower() in words("english.txt") for word in found)
    doubled = re.search(r"[\xa1-\xff]{3}", text)
    return doubled is None and len(found) >= 5 and common >= 0.2 * len(found)


def _damaged_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with a few broken ones, which no other encoding may make words of."""
    whole = len(
        re.findall(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", data)
    )
    high = len(re.findall(rb"[\x80-\xff]+", data))
    return whole >= 3 and whole * 4 >= high * 3


def _one_by_one(data: bytes, mark: int, encoding: str) -> tuple[int, ...]:
    decoder = codecs.getincrementaldecoder(encoding)()
    starts: list[int] = []
    begin = mark
    for at in range(mark, len(data)):
        out = decoder.decode(data[at : at + 1], final=at + 1 == len(data))
        for _ in out:
            starts.append(begin)
            begin = at + 1
    return (*starts, len(data))


def _refuse_signatures(data: bytes, location: str) -> None:
    for signature, code, what, advice in rows("signatures.tsv"):
        if data.startswith(bytes.fromhex(signature)):
            if code == "zip" and b"word/" in data[: 1 << 20]:
                raise UnreadableError(
                    location,
                    "it is a Word document (DOCX)",
                    "Open it and save it as text or HTML",
                    code="docx",
                )
            raise UnreadableError(location, f"it is {what}", advice[0].upper() + advice[1:], code=code)


def _not_text(location: str) -> UnreadableError:
    return UnreadableError(
        location,
        "it is binary data, not text (tried utf-8)",
        "Give the report's text or its HTML page",
        code="not-text",
    )


def _undecodable(data: bytes, location: str, tried: list[str]) -> UnreadableError:
    try:
        data.decode("utf-8")
        place = ""
    except UnicodeDecodeError as error:
        place = f", which breaks at byte {error.start}"
    reason = f"its bytes cannot be decoded (tried {', '.join(tried)}{place})"
    return UnreadableError(location, reason, "Save it again as UTF-8", code="undecodable")
