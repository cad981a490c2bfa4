"""Pairs of sentences read together: whether they tell of one occurrence, and whether one value would fill both gaps.

A cross-encoder (Devlin et al. 2019; MiniLM, Wang et al. 2020) with weights of its own, from the installed package
``variorum_pairs``. It sees no value: what is compared is hidden before it reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from variorum.encode import weights
from variorum.encode.wordpiece import WordPieces
from variorum.errors import ModelError
from variorum.model import Problem, Severity
from variorum.settings import Pairing

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

PACKAGE = "variorum_pairs"
SIDE = 44
"""Pieces of one sentence that are read, around what is marked."""
_MARKED = 8
"""Pieces of what is marked."""
_BEFORE = 0.55
"""Share of the room that what stands before the mark gets, where both sides want more."""
_OPEN, _CLOSE, _HIDDEN = "[unused0]", "[unused1]", "[MASK]"


class Question(IntEnum):
    """What is asked of a pair."""

    OCCURRENCE = 0
    """Whether the two marked words tell of one occurrence."""
    VALUE = 1
    """Whether one value would fill both gaps."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence as words, in three parts: before the mark, what is marked (nothing where it is hidden), and after."""

    before: tuple[str, ...]
    inside: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairReader:
    """Weights that are ready to read pairs."""

    session: "InferenceSession"
    pieces: WordPieces
    sha256: str

    def read(self, pairs: Sequence[tuple[Marked, Marked]], question: Question) -> tuple[float, ...]:
        """The log odds of *yes* for each pair, to two places; the order within a pair does not matter.

        Each pair is read alone, so that what else is asked never moves an answer.
        """
        return tuple(self._one(a, b, question) for a, b in pairs)

    def _one(self, one: Marked, two: Marked, question: Question) -> float:
        (a, at), (b, by) = sorted((cut(self.pieces, one), cut(self.pieces, two)))
        pieces = self.pieces
        ids = np.asarray([[pieces.first, *a, pieces.last, *b, pieces.last]], dtype=np.int64)
        sides = np.asarray([[0] * (len(a) + 2) + [1] * (len(b) + 1)], dtype=np.int64)
        marks = np.asarray([[1 + at, 2 + len(a) + by]], dtype=np.int64)
        places = np.arange(ids.shape[1], dtype=np.int64)
        (odds,) = self.session.run(None, {"ids": ids, "sides": sides, "marks": marks, "places": places})
        return round(float(odds[0, question]), 2)


def cut(pieces: WordPieces, side: Marked) -> tuple[tuple[int, ...], int]:
    """The pieces of a side, ``SIDE`` at most, and at which of them the mark opens."""
    ids = pieces.ids
    inside = [i for w in side.inside for i in pieces.of(w)][:_MARKED] or [ids[_HIDDEN]]
    before = [i for w in side.before[-SIDE:] for i in pieces.of(w)]
    after = [i for w in side.after[:SIDE] for i in pieces.of(w)]
    room = SIDE - len(inside) - 2
    first = min(len(before), max(int(room * _BEFORE), room - len(after)))
    return (*before[len(before) - first :], ids[_OPEN], *inside, ids[_CLOSE], *after[: room - first]), first


def installed() -> bool:
    """Whether the package with the weights is there."""
    return weights.folder(PACKAGE, "pairs.onnx") is not None


@lru_cache(maxsize=1)
def reader() -> PairReader:
    """The installed weights, loaded once.

    Raises:
        ModelError: the package or ONNX Runtime is not installed, or a file of it is damaged.
    """
    folder = weights.folder(PACKAGE, "pairs.onnx")
    if folder is None:
        msg = f"the package {PACKAGE} is not installed."
        raise ModelError(msg)
    return load(folder)


def load(folder: Path) -> PairReader:
    """The weights of one folder (``pairs.onnx``, ``pairs.json``, ``vocab.txt``).

    Raises:
        ModelError: ONNX Runtime is not installed, or a file is missing or is not what was published.
    """
    held = weights.load(folder, "pairs")
    try:
        vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
        return PairReader(held.session, WordPieces(vocabulary), held.sha256)
    except (OSError, ValueError, KeyError) as error:
        msg = f"the weights in {folder} cannot be loaded ({error})."
        raise ModelError(msg) from error


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reader of a choice, if any, and what there is to say about that."""

    reader: PairReader | None
    problem: Problem | None = None


@lru_cache(maxsize=3)
def chosen(choice: Pairing = Pairing.AUTO) -> Chosen:
    """The reader of a choice; where it cannot be had, none, with a problem that says so."""
    if choice is Pairing.RULES:
        return Chosen(None)
    if choice is Pairing.AUTO and not installed():
        text = (
            "Values and occurrences of the reports were matched by rules alone: the trained reader of pairs (package "
            "variorum-pairs), which finds more that is told in other words, is not installed."
        )
        return Chosen(None, Problem("no-pairs", Severity.NOTE, text, "collate"))
    try:
        return Chosen(reader())
    except ModelError as error:
        text = f"Values and occurrences were matched by rules alone, since the reader of pairs cannot be used: {error}"
        return Chosen(None, Problem("no-pairs", Severity.WARNING, text, "collate"))
