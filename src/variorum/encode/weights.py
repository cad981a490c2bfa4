"""Weights of an installed package, checked against their published hash and run by ONNX Runtime.

Nothing is imported or loaded before it is first needed.
"""

import hashlib
import importlib.util
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from variorum.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


@dataclass(frozen=True, slots=True)
class Weights:
    """A graph that is ready to run, with its tables and hash."""

    session: "InferenceSession"
    tables: dict[str, Any]
    sha256: str


_SLOW = ["SkipLayerNormFusion"]
"""What ONNX Runtime 1.32 would fuse into an operator that takes five times as long on a CPU as its parts."""


def folder(package: str, file: str) -> Path | None:
    """The folder of an installed package that holds *file*, or ``None``; nothing of it is imported."""
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return next((Path(p) for p in places or () if (Path(p) / file).is_file()), None)


def load(at: Path, name: str) -> Weights:
    """The graph ``NAME.onnx`` of a folder, with the tables of ``NAME.json``.

    Raises:
        ModelError: ONNX Runtime is not installed, or a file is missing or is not what was published.
    """
    # Release 1.32 sends what it calls telemetry to its maker, on Linux too; the call that is meant to turn it
    # off leaves the look-up of its address, this variable does not (tests/unit/test_offline.py).
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime  # noqa: PLC0415 - loads when it is first needed

        graph = (at / f"{name}.onnx").read_bytes()
        tables = json.loads((at / f"{name}.json").read_text(encoding="utf-8"))
        sha256 = hashlib.sha256(graph).hexdigest()
        if sha256 != tables["sha256"]:
            msg = f"the weights in {at} are not those that were published. Install {at.name} again."
            raise ModelError(msg)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
        )
    except (OSError, ImportError, ValueError, KeyError, RuntimeError) as error:
        msg = f"the weights in {at} cannot be loaded ({error})."
        raise ModelError(msg) from error
    return Weights(session, tables, sha256)
