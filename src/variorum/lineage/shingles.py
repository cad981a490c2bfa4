"""Winnowed word shingles: where reports may share words (Schleimer et al., SIGMOD 2003)."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from variorum.lineage.align import skips
from variorum.lineage.data import Settings, Shingling
from variorum.lineage.words import PROSE, QUOTE, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

_MIX = 0x9E3779B97F4A7C15

MANY = 20_000
"""Places whose surroundings are looked at together."""

Seeds = tuple[int, int, list[tuple[int, int]]]
"""Two texts (by index), and word positions at which they hold the same shingle."""


class _Columns(NamedTuple):
    # The words of all texts in one row: their codes, the piece and the text each is of, the kind of each piece,
    # and the position in the row at which each text begins.
    codes: "Hashes"
    pieces: "Numbers"
    kinds: "Numbers"
    owners: "Numbers"
    begins: "Numbers"


def seeds(texts: Sequence[Words], rules: Settings) -> Iterator[Seeds]:
    """For every two texts that hold a fingerprint in common, in order: where they hold it.

    Quoted words are held against quoted words by the finer shingles of quotes; all else (prose against prose,
    and words that one report quotes and another has unmarked, as a block or a post) by those of prose. Of
    neighbouring places that follow from one another (the shingles overlap on one diagonal) only the first is
    given.
    """
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    if not texts:
        return
    columns = _columns(texts)
    one, other = _firsts(columns, *_all_meetings(columns, rules), rules)
    a, b = columns.owners[one], columns.owners[other]
    kept = _in_company(a, b)
    alone = np.flatnonzero(~kept)
    kept[alone] = _hopeful(columns, one[alone], other[alone], rules)
    a, b, i, j = a[kept], b[kept], (one - columns.begins[a])[kept], (other - columns.begins[b])[kept]
    if not len(a):
        return
    edges = np.flatnonzero((a[1:] != a[:-1]) | (b[1:] != b[:-1])) + 1
    places = list(zip(i.tolist(), j.tolist(), strict=True))
    firsts, afters = [0, *edges.tolist()], [*edges.tolist(), len(a)]
    heads = zip(a[firsts].tolist(), b[firsts].tolist(), firsts, afters, strict=True)
    for first, second, start, end in heads:
        yield first, second, places[start:end]


def _all_meetings(columns: _Columns, rules: Settings) -> tuple["Numbers", "Numbers"]:
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    quoted = columns.kinds == QUOTE
    one, other = _meetings(columns, quoted | (columns.kinds == PROSE), rules.prose, rules)
    mixed = ~(quoted[columns.pieces[one]] & quoted[columns.pieces[other]])
    fine_one, fine_other = _meetings(columns, quoted, rules.quote, rules)
    return np.concatenate([one[mixed], fine_one]), np.concatenate([other[mixed], fine_other])


def _firsts(
    columns: _Columns, one: "Numbers", other: "Numbers", rules: Settings
) -> tuple["Numbers", "Numbers"]:
    # The places sorted by their texts, then by diagonal; of those that overlap on one, within a piece, the first.
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    pairs = columns.owners[one] * len(columns.begins) + columns.owners[other]
    order = np.lexsort((one, other - one, pairs))
    one, other, pairs = one[order], other[order], pairs[order]
    follows = (pairs[1:] == pairs[:-1]) & (other[1:] - one[1:] == other[:-1] - one[:-1])
    follows &= one[1:] - one[:-1] <= min(rules.prose.gram, rules.quote.gram)
    for side in (one, other):
        follows &= columns.pieces[side[1:]] == columns.pieces[side[:-1]]
    kept = np.ones(len(one), bool)
    kept[1:] = ~follows
    return one[kept], other[kept]


def _in_company(a: "Numbers", b: "Numbers") -> "NDArray[np.bool_]":
    # Whether two texts share more than one place.
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    same = (a[1:] == a[:-1]) & (b[1:] == b[:-1])
    company = np.zeros(len(a), bool)
    company[1:] |= same
    company[:-1] |= same
    return company


def _hopeful(columns: _Columns, one: "Numbers", other: "Numbers", rules: Settings) -> "NDArray[np.bool_]":
    # Whether the equal words around a place are enough for a passage, or go on beyond a gap at either end, so that
    # an alignment can find one: most shingles that meet by chance do not.
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    # The row is given margins, of no piece, so that what lies beyond it is equal to nothing.
    margin = rules.prose.least_words + max(s for skip in skips(rules.gap) for s in skip) + rules.resync
    beyond = np.full(margin, -1, np.int64)
    edge = beyond.astype(columns.codes.dtype)
    wide = columns._replace(
        codes=np.concatenate([edge, columns.codes, edge]),
        pieces=np.concatenate([beyond, columns.pieces, beyond]),
    )
    parts = [
        _hope(wide, one[at : at + MANY] + margin, other[at : at + MANY] + margin, rules)
        for at in range(0, len(one), MANY)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, bool)


def _hope(columns: _Columns, one: "Numbers", other: "Numbers", rules: Settings) -> "NDArray[np.bool_]":
    # All words around all places at once, for most stories have few of either.
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    codes, pieces = columns.codes, columns.pieces
    here, there = pieces[one][:, None], pieces[other][:, None]

    def equal(i: "Numbers", j: "Numbers") -> "NDArray[np.bool_]":
        inside: NDArray[np.bool_] = (pieces[i] == here) & (pieces[j] == there) & (codes[i] == codes[j])
        return inside

    quoted = columns.kinds == QUOTE
    both_quoted = (quoted[here] & quoted[there])[:, 0]
    enough = np.where(both_quoted, rules.quote.least_words, rules.prose.least_words)
    words, hope = np.ones(len(one), np.int64), np.zeros(len(one), bool)
    away = np.arange(1, rules.prose.least_words)
    over = np.array(skips(rules.gap))[:, :, None] + np.arange(rules.resync)  # skip, side, word after it
    for step in (1, -1):
        follows = equal(one[:, None] + step * away, other[:, None] + step * away)
        reach = np.logical_and.accumulate(follows, axis=1).sum(axis=1)
        words += reach
        i, j = (x + step * (reach + 1) for x in (one, other))
        more = equal(i[:, None] + step * over[:, 0].ravel(), j[:, None] + step * over[:, 1].ravel())
        resumed = more.reshape(len(one), len(over), rules.resync).sum(axis=2) >= rules.resync - 1
        hope |= resumed.any(axis=1)
    hope |= words >= enough
    return hope


def _columns(texts: Sequence[Words]) -> _Columns:
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    sizes = np.array([len(text.keys) for text in texts], np.int64)
    lengths = [after - first for text in texts for first, after, _ in text.pieces]
    return _Columns(
        np.concatenate([text.codes for text in texts]),
        np.repeat(np.arange(len(lengths)), lengths),
        np.array([kind for text in texts for *_, kind in text.pieces], np.int64),
        np.repeat(np.arange(len(texts)), sizes),
        np.concatenate([[0], sizes.cumsum()[:-1]]),
    )


def _meetings(
    columns: _Columns, wanted: "NDArray[np.bool_]", shingling: Shingling, rules: Settings
) -> tuple["Numbers", "Numbers"]:
    # Pairs of positions in the row at which two different texts hold one fingerprint, in the wanted pieces.
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    values, positions = fingerprints(columns.codes, columns.pieces, wanted, shingling)
    order = np.argsort(values, kind="stable")
    values, positions = values[order], positions[order]
    twice = np.zeros(len(values), bool)
    twice[1:] |= values[1:] == values[:-1]
    twice[:-1] |= twice[1:]
    values, positions = values[twice], positions[twice]
    owners = columns.owners[positions]
    kept = _ranks(values, owners) < rules.repeats
    values, positions, owners = values[kept], positions[kept], owners[kept]
    if not len(values):
        return positions, positions
    edges = np.concatenate([[0], np.flatnonzero(values[1:] != values[:-1]) + 1, [len(values)]])
    sizes = np.diff(edges)
    left = np.repeat(edges[1:], sizes) - np.arange(len(values)) - 1
    sizes = np.repeat(sizes, sizes)
    ones, others = [], []
    active = np.flatnonzero(left >= 1)
    for apart in range(1, rules.all_pairs_up_to):
        ones.append(positions[active])
        others.append(positions[active + apart])
        active = active[(left[active] > apart) & (sizes[active] <= rules.all_pairs_up_to)]
        if not len(active):
            break
    one, other = np.concatenate(ones), np.concatenate(others)
    apart = columns.owners[one] != columns.owners[other]
    return one[apart], other[apart]


def _ranks(values: "Hashes", owners: "Numbers") -> "Numbers":
    # How many equal fingerprints of the same text come before each: a refrain must not cost the square of its length.
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    fresh = np.ones(len(values), bool)
    fresh[1:] = (values[1:] != values[:-1]) | (owners[1:] != owners[:-1])
    at = np.arange(len(values))
    return at - np.maximum.accumulate(np.where(fresh, at, 0)) if len(values) else at


def fingerprints(
    codes: "Hashes", pieces: "Numbers", wanted: "NDArray[np.bool_]", shingling: Shingling
) -> tuple["Hashes", "Numbers"]:
    """The winnowed fingerprints of a row of words: 64-bit hashes and word positions, in order.

    Of each ``window`` shingles in a row the least hash is kept (the rightmost of equals), so every run
    of ``gram + window - 1`` equal words in two texts shares at least one fingerprint. No shingle and no
    window crosses the edge of a piece, so what stands around a passage does not change its prints.

    Args:
        codes: a number for each word, made of its characters.
        pieces: the number of the piece that each word is in, ascending.
        wanted: for each piece, whether its words are fingerprinted.
        shingling: how.
    """
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    reach = shingling.gram + shingling.window - 1
    count = len(codes) - reach + 1
    if count <= 0:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    hashes = _hashes(codes, shingling.gram)
    least, chosen = hashes[:count].copy(), np.arange(count)
    for shift in range(1, shingling.window):
        other = hashes[shift : shift + count]
        nearer = other <= least
        least[nearer] = other[nearer]
        chosen[nearer] = np.flatnonzero(nearer) + shift
    inside = (pieces[:count] == pieces[reach - 1 :]) & wanted[pieces[:count]]
    positions = chosen[inside]  # ascending, for the rightmost least of the next window is never further left
    if len(positions):
        positions = positions[np.concatenate([[True], positions[1:] != positions[:-1]])]
    return hashes[positions], positions


def _hashes(codes: "Hashes", gram: int) -> "Hashes":
    # A 64-bit mix of the words' codes in order. Different shingles may meet by chance: the alignment
    # compares the words themselves.
    count = len(codes) - gram + 1
    values = codes[:count] * 0
    for at in range(gram):
        values = (values ^ codes[at : at + count]) * codes.dtype.type(_MIX)
        values ^= values >> codes.dtype.type(29)
    return values
