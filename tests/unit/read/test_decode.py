"""Bytes to characters."""

import pytest

from variorum.errors import UnreadableError
from variorum.read.decode import decode

TEXT = (
    "The café on Orla Street was closed on Monday, and the mayor said that it was “not safe” for the guests."
)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    """English text comes back from each encoding, and a note names every one but plain UTF-8."""
    decoded = decode(TEXT.encode(encoding), "a.txt")
    assert decoded.text == TEXT
    assert (decoded.note is None) == (encoding == "utf-8-sig")


def test_a_declared_encoding() -> None:
    """A page's declared encoding is used where it is not UTF-8."""
    page = '<html><head><meta charset="iso-8859-2"></head><body>Łódź: żółw</body></html>'
    assert decode(page.encode("iso-8859-2"), "a.html", page=True).text == page


def test_offsets_in_bytes_of_a_multibyte_encoding() -> None:
    """Each code point of a capture starts at the byte where its encoding begins, also with a mark."""
    data = "ab“c”".encode("utf-8-sig")
    starts = decode(data, "a.txt").offsets(data).of("ab“c”", [0, 2, 3, 4, 5])
    assert starts == {0: 3, 2: 5, 3: 8, 4: 9, 5: 12}


def test_bytes_that_no_encoding_fits() -> None:
    """Damaged UTF-8 is refused with the byte at which it breaks."""
    with pytest.raises(UnreadableError, match="tried utf-8, which breaks at byte 23"):
        decode("“a” “b” “c”".encode() + b"\xff", "a.txt")


def test_a_zero_byte_does_not_make_a_text_binary() -> None:
    """A text with a stray zero byte is read, its zero kept; one that is full of them is no text."""
    assert decode(TEXT.replace("closed", "clo\0sed").encode(), "a.txt").text == TEXT.replace(
        "closed", "clo\0sed"
    )
    cp1252 = TEXT.replace("closed", "clo\0sed").encode("cp1252")
    assert decode(cp1252, "a.txt").text == TEXT.replace("closed", "clo\0sed")
    with pytest.raises(UnreadableError, match="binary"):
        decode(b"\0\1\2\3 a b c" * 40, "a.txt")


def test_a_guessed_encoding_is_not_sure() -> None:
    """Bytes that name no encoding and are neither UTF-8 nor English in Windows-1252 are read as a guess."""
    russian = "Паром сел на мель у гавани в густом тумане, сообщила служба спасения города во вторник. " * 4
    decoded = decode(russian.encode("cp1251"), "a.txt")
    assert decoded.text == russian
    assert not decoded.sure
    assert decode(TEXT.encode("cp1252"), "a.txt").sure
