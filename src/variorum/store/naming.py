"""A name wherever it stands: in what is said of a report, in its text, in the bytes that were received.

Names are compared as people read them: without accents, by the same letters, whatever apostrophe, hyphen or underscore
stands between their words, and without the invisible characters that may stand inside one.
"""

import email
import email.policy
import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

LARGEST_MEMBER = 16 * 1024 * 1024
"""Bytes of one file inside a document that are looked through; the reader's own caps have held before."""
MOST_MEMBERS = 2_000
_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_WORD = re.compile(r"[^\W_]+")


_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def folded(text: str) -> str:
    """*text* as names are compared in it."""
    if text.isascii():
        return text.casefold()
    return _FOREIGN.sub(lambda m: _seen(m[0]), unicodedata.normalize("NFKD", text)).casefold()


def _seen(letters: str) -> str:
    """Letters without accents that stand apart from them, and without invisible characters."""
    return "".join(c for c in letters if unicodedata.category(c) not in {"Mn", "Cf"})


class Name:
    """Finds a name, its words whole and in order; a name without a letter or a digit stands nowhere."""

    def __init__(self, name: str) -> None:
        words = _WORD.findall(folded(name))
        self._first = words[0] if words else ""
        joined = r"[\W_]+".join(map(re.escape, words))
        self._wanted = re.compile(rf"(?<![^\W_]){joined}(?![^\W_])" if words else r"(?!)")

    def stands_in(self, text: str) -> bool:
        """Whether the name stands in a text, or in what an address or a script writes for it."""
        if self._found(folded(text)):
            return True
        if "%" not in text and "\\u" not in text:
            return False
        said = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), unquote(text))
        return said != text and self._found(folded(said))

    def _found(self, text: str) -> bool:
        """Whether the name stands in a folded text; its first word is looked for first, which is much faster."""
        return self._first in text and self._wanted.search(text) is not None

    def stands_in_bytes(self, data: bytes) -> bool:
        """Whether the name stands in a capture, be it where no reading looks: a menu, a script, a header, a remark."""
        return any(
            self.stands_in(text) or ("<" in text and self._between_tags(text)) for text in _texts(data)
        )

    def _between_tags(self, text: str) -> bool:
        bare = html.unescape(text)
        return any(self.stands_in(_TAG.sub(by, bare)) for by in ("", " "))


def _texts(data: bytes) -> Iterator[str]:
    """The texts that bytes hold, as they are, of the parts of a letter, and of the files of an archive."""
    yield _decoded(data)
    if data[:4] == b"PK\x03\x04":
        yield from _members(data)
    elif b"\ncontent-transfer-encoding:" in data.lower() or b"=?" in data[:4096]:
        yield from _parts(data)


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _members(data: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist()[:MOST_MEMBERS]:
                with archive.open(info) as file:
                    yield _decoded(file.read(LARGEST_MEMBER))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return  # what was received is no whole archive: its bytes were looked through as they are


def _parts(data: bytes) -> Iterator[str]:
    letter = email.message_from_bytes(data, policy=email.policy.default)
    for part in letter.walk():
        for key in part:
            yield str(part[key])
        body = part.get_payload(decode=True)
        if isinstance(body, bytes):
            yield _decoded(body)
