"""The weights of the tagger, from the installed package ``variorum_tagger``, run by ONNX Runtime.

Nothing is imported or loaded before the first text is read.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from variorum.claims.attribution.tagger.decode import Numbers, steps
from variorum.claims.attribution.tagger.windows import Window, windows
from variorum.encode import weights
from variorum.encode.wordpiece import WordPieces
from variorum.errors import ModelError
from variorum.model import Parse

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

PACKAGE = "variorum_tagger"
_BATCH = 1536
"""Pieces that are read at once."""


@dataclass(frozen=True, slots=True)
class Network:
    """Weights that are ready to read texts."""

    session: "InferenceSession"
    pieces: WordPieces
    moves: Numbers
    near: Numbers
    size: int
    sha256: str

    def read(self, parse: Parse) -> tuple[Numbers, Numbers]:
        """Label scores ``[tokens, 7]`` and link vectors ``[tokens, 4 * size + 1]`` of a text's tokens."""
        count = len(parse.tokens)
        scores = np.zeros((count, len(self.moves)), dtype=np.float32)
        vectors = np.zeros((count, 4 * self.size + 1), dtype=np.float32)
        for group in _groups(tuple(windows(parse, self.pieces))):
            labels, links = self.session.run(None, _inputs(group, self.pieces.pad))
            for k, window in enumerate(group):
                at = list(window.words[window.own - window.first :])
                scores[window.own : window.own + len(at)] = labels[k, at]
                vectors[window.own : window.own + len(at)] = links[k, at]
        return scores, vectors


def _groups(every: tuple[Window, ...]) -> list[list[Window]]:
    """Windows of like length together, so that little is read in vain."""
    out: list[list[Window]] = []
    for window in sorted(every, key=lambda w: (len(w.ids), w.first)):
        if out and (len(out[-1]) + 1) * len(window.ids) <= _BATCH:
            out[-1].append(window)
        else:
            out.append([window])
    return out


def _inputs(group: list[Window], pad: int) -> dict[str, object]:
    longest = max(len(w.ids) for w in group)
    ids = np.full((len(group), longest), pad, dtype=np.int64)
    rows = np.zeros((len(group), longest, len(group[0].rows[0])), dtype=np.int64)
    mask = np.zeros((len(group), longest), dtype=np.float32)
    for k, window in enumerate(group):
        ids[k, : len(window.ids)] = window.ids
        rows[k, : len(window.ids)] = window.rows
        mask[k, : len(window.ids)] = 1.0
    return {"ids": ids, "rows": rows, "mask": mask, "places": np.arange(longest, dtype=np.int64)}


def installed() -> bool:
    """Whether the package with the weights is there."""
    return weights.folder(PACKAGE, "tagger.onnx") is not None


@lru_cache(maxsize=1)
def network() -> Network:
    """The installed weights, loaded once.

    Raises:
        ModelError: the package or ONNX Runtime is not installed, or a file of it is damaged.
    """
    folder = weights.folder(PACKAGE, "tagger.onnx")
    if folder is None:
        msg = f"the package {PACKAGE} is not installed. Install it, or choose --attributor rules."
        raise ModelError(msg)
    return load(folder)


def load(folder: Path) -> Network:
    """The weights of one folder (``tagger.onnx``, ``tagger.json``, ``vocab.txt``).

    Raises:
        ModelError: ONNX Runtime is not installed, or a file is missing or is not what was published.
    """
    try:
        held = weights.load(folder, "tagger")
        vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
        near = np.asarray(held.tables["near"], dtype=np.float32)
        moves = steps(np.asarray(held.tables["steps"], dtype=np.float32))
        return Network(
            held.session, WordPieces(vocabulary), moves, near, int(held.tables["link"]), held.sha256
        )
    except (OSError, ValueError, KeyError, ModelError) as error:
        msg = f"the tagger cannot be loaded: {error} Choose --attributor rules."
        raise ModelError(msg) from error
