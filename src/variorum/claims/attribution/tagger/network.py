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
        for window in windows(parse, self.pieces):
            # Each alone: several at once, padded to one length, are read more slowly on a CPU.
            labels, links = self.session.run(None, _inputs(window))
            at = list(window.words[window.own - window.first :])
            scores[window.own : window.own + len(at)] = labels[0, at]
            vectors[window.own : window.own + len(at)] = links[0, at]
        return scores, vectors


def _inputs(window: Window) -> dict[str, object]:
    length = len(window.ids)
    return {
        "ids": np.asarray([window.ids], dtype=np.int64),
        "rows": np.asarray([window.rows], dtype=np.int64),
        "mask": np.ones((1, length), dtype=np.float32),
        "places": np.arange(length, dtype=np.int64),
    }


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
