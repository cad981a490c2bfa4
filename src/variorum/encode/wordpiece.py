"""Words cut into WordPieces (Wu et al. 2016), as BERT's uncased vocabulary wants them."""

import unicodedata
from collections.abc import Iterable

UNKNOWN, FIRST, LAST, PAD = "[UNK]", "[CLS]", "[SEP]", "[PAD]"
_LONGEST = 60
"""Characters from which a word is not cut any more (an address, a hash)."""


class WordPieces:
    """The vocabulary, and the pieces of every word that has been cut before."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.first, self.last, self.pad = self.ids[FIRST], self.ids[LAST], self.ids[PAD]
        self._unknown = self.ids[UNKNOWN]
        self._seen: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces, at least one."""
        found = self._seen.get(word)
        if found is None:
            found = tuple(i for part in _parts(word) for i in self._cut(part)) or (self._unknown,)
            self._seen[word] = found
        return found

    def _cut(self, part: str) -> list[int]:
        if len(part) > _LONGEST:
            return [self._unknown]
        out: list[int] = []
        start = 0
        while start < len(part):
            end = len(part)
            while end > start and (found := self.ids.get(("##" if start else "") + part[start:end])) is None:
                end -= 1
            if end == start or found is None:
                return [self._unknown]
            out.append(found)
            start = end
        return out


def _parts(word: str) -> list[str]:
    """Lower case without accents, split at punctuation (BERT's basic tokenisation)."""
    plain = unicodedata.normalize("NFD", word.lower())
    out, run = [], ""
    for c in plain:
        kind = unicodedata.category(c)
        if kind == "Mn" or kind[0] == "C" or c.isspace():
            continue
        if _punctuation(c, kind):
            out += [run, c]
            run = ""
        else:
            run += c
    return [part for part in (*out, run) if part]


def _punctuation(c: str, kind: str) -> bool:
    return kind[0] == "P" or (c.isascii() and not c.isalnum())
