"""Winnowed word shingles: where reports may share words (Schleimer et al., SIGMOD 2003)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, pairwise
from zlib import crc32

from variorum.lineage.data import Settings, Shingling
from variorum.lineage.words import PROSE, QUOTE, Words

_MIX = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1

Seeds = dict[tuple[int, int], list[tuple[int, int]]]
"""For two texts (by index), the word positions at which they hold the same fingerprint."""


def seeds(texts: Sequence[Words], rules: Settings) -> Seeds:
    """The places at which any two texts hold the same fingerprint of the same kind."""
    found: Seeds = {}
    for kind, shingling in ((PROSE, rules.prose), (QUOTE, rules.quote)):
        holders: dict[int, list[tuple[int, int]]] = {}
        for index, text in enumerate(texts):
            seen: dict[int, int] = {}
            for value, position in fingerprints(text, kind, shingling):
                seen[value] = seen.get(value, 0) + 1
                if seen[value] <= rules.repeats:  # a refrain must not cost the square of its length
                    holders.setdefault(value, []).append((index, position))
        for value in sorted(v for v, held in holders.items() if len(held) > 1):
            for (a, i), (b, j) in _pairs(holders[value], rules):
                if a != b:
                    found.setdefault((a, b), []).append((i, j))
    return found


def _pairs(held: list[tuple[int, int]], rules: Settings) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    if len(held) <= rules.all_pairs_up_to * 2:
        return combinations(held, 2)
    return pairwise(held)


def fingerprints(text: Words, kind: int, shingling: Shingling) -> Iterator[tuple[int, int]]:
    """The winnowed fingerprints ``(hash, word position)`` of the words of one kind.

    Of each ``window`` shingles in a row the least hash is kept (the rightmost of equals), so every run
    of ``gram + window - 1`` equal words in two texts shares at least one fingerprint. No shingle
    crosses the edge of a segment.
    """
    codes = _codes(text.keys)
    for first, after in _stretches(text, kind):
        hashes = _shingles(codes[first:after], shingling.gram)
        last = -1
        for at in range(len(hashes) - shingling.window + 1):
            least = min(range(at, at + shingling.window), key=lambda n: (hashes[n], -n))
            if least != last:
                last = least
                yield hashes[least], first + least


def _codes(keys: Sequence[str]) -> list[int]:
    return [crc32(key.encode("utf-8", "surrogatepass")) + 1 for key in keys]


def _stretches(text: Words, kind: int) -> Iterator[tuple[int, int]]:
    edges = [n for n in range(1, len(text.segments)) if text.segments[n] != text.segments[n - 1]]
    for first, after in pairwise(chain([0], edges, [len(text.segments)])):
        if first < after and text.kind_at(first) == kind:
            yield first, after


def _shingles(codes: Sequence[int], gram: int) -> list[int]:
    # A 64-bit mix of the words' codes in order; two different shingles meet by chance once in 2**64,
    # and the alignment compares the words themselves.
    hashes = []
    for at in range(len(codes) - gram + 1):
        value = 0
        for code in codes[at : at + gram]:
            value = ((value ^ code) * _MIX) & _MASK
            value ^= value >> 29
        hashes.append(value)
    return hashes
