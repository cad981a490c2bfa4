"""Winnowed word shingles: where reports may share words (Schleimer et al., SIGMOD 2003)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from variorum.lineage.data import Settings, Shingling
from variorum.lineage.words import PROSE, QUOTE, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MIX = 0x9E3779B97F4A7C15

Place = tuple[int, int]
"""A text, by index, and a word position in it."""

Seeds = dict[tuple[int, int], list[tuple[int, int]]]
"""For two texts (by index), the word positions at which they hold the same fingerprint."""


def seeds(texts: Sequence[Words], rules: Settings) -> Seeds:
    """The places at which any two texts hold the same fingerprint of the same kind."""
    found: Seeds = {}
    for kind, shingling in ((PROSE, rules.prose), (QUOTE, rules.quote)):
        for held in _shared(texts, kind, shingling):
            for (a, i), (b, j) in _pairs(_without_refrains(held, rules.repeats), rules):
                if a != b:
                    found.setdefault((a, b), []).append((i, j))
    return found


def _shared(texts: Sequence[Words], kind: int, shingling: Shingling) -> Iterable[list[Place]]:
    # The places of each fingerprint that at least two texts hold, by hash, then by text and position.
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    prints = [fingerprints(text, kind, shingling) for text in texts]
    if not prints:
        return
    values = np.concatenate([value for value, _ in prints])
    positions = np.concatenate([position for _, position in prints])
    owners = np.repeat(np.arange(len(prints)), [len(value) for value, _ in prints])
    order = np.argsort(values, kind="stable")
    values, positions, owners = values[order], positions[order], owners[order]
    edges = np.flatnonzero(values[1:] != values[:-1]) + 1
    firsts = np.concatenate([[0], edges])
    afters = np.concatenate([edges, [len(values)]])
    # Stable sorting keeps the order of texts, so a group has two of them if its first and last differ.
    held = afters > firsts + 1
    for first, after in zip(firsts[held].tolist(), afters[held].tolist(), strict=True):
        if owners[first] != owners[after - 1]:
            yield list(zip(owners[first:after].tolist(), positions[first:after].tolist(), strict=True))


def _without_refrains(held: list[Place], repeats: int) -> list[Place]:
    # A refrain must not cost the square of its length.
    seen: dict[int, int] = {}
    kept = []
    for place in held:
        seen[place[0]] = seen.get(place[0], 0) + 1
        if seen[place[0]] <= repeats:
            kept.append(place)
    return kept


def _pairs(held: list[Place], rules: Settings) -> Iterable[tuple[Place, Place]]:
    if len(held) <= rules.all_pairs_up_to:
        return combinations(held, 2)
    return pairwise(held)


def fingerprints(
    text: Words, kind: int, shingling: Shingling
) -> "tuple[NDArray[np.uint64], NDArray[np.int64]]":
    """The winnowed fingerprints of the words of one kind: 64-bit hashes and word positions, in text order.

    Of each ``window`` shingles in a row the least hash is kept (the rightmost of equals), so every run
    of ``gram + window - 1`` equal words in two texts shares at least one fingerprint. No shingle and no
    window crosses the edge of a segment, so what stands around a passage does not change its prints.
    """
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    reach = shingling.gram + shingling.window - 1
    count = len(text.keys) - reach + 1
    if count <= 0:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    hashes = _hashes(np.fromiter(map(_code, text.keys), np.uint64, len(text.keys)), shingling.gram)
    least, chosen = hashes[:count].copy(), np.arange(count)
    for shift in range(1, shingling.window):
        other = hashes[shift : shift + count]
        nearer = other <= least
        least[nearer] = other[nearer]
        chosen[nearer] = np.flatnonzero(nearer) + shift
    segments = np.array(text.segments)
    inside = segments[:count] == segments[reach - 1 :]
    inside &= (np.array(text.kinds) == kind)[segments[:count]]
    positions = np.unique(chosen[inside])
    return hashes[positions], positions


@lru_cache(maxsize=200_000)
def _code(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass")) + 1


def _hashes(codes: "NDArray[np.uint64]", gram: int) -> "NDArray[np.uint64]":
    # A 64-bit mix of the words' codes in order. Different shingles may meet by chance: the alignment
    # compares the words themselves.
    count = len(codes) - gram + 1
    values = codes[:count] * 0
    for at in range(gram):
        values = (values ^ codes[at : at + count]) * codes.dtype.type(_MIX)
        values ^= values >> codes.dtype.type(29)
    return values
