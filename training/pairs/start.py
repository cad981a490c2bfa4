"""The weights of a published reader as a network again, to go on from: int8 matrices times their scales."""

from pathlib import Path

import onnx
import torch
from network import Pairs
from onnx import numpy_helper
from torch import Tensor

SIZE, LAYERS = 384, 6


def loaded(folder: Path) -> Pairs:
    """The network of ``pairs.onnx`` as ``export.py`` writes it; what rounding took is lost."""
    graph = onnx.load(folder / "pairs.onnx").graph
    held = {i.name: torch.tensor(numpy_helper.to_array(i).astype("float32")) for i in graph.initializer}
    net = Pairs(held["word.rows"].shape[0])
    state = net.state_dict()

    def matrix(name: str) -> Tensor:
        return (held[f"{name}_quantized"] * held[f"{name}_scale"]).T

    for name in ("word", "seg", "position"):
        state[f"{name}.weight"] = held[f"{name}.rows"] * held[f"{name}.scale"]
    inputs = [n.input[1].removesuffix("_quantized") for n in graph.node if n.op_type == "MatMulInteger"]
    plain = [name for name in inputs if "Transposed" not in name]
    for k in range(LAYERS):
        attention, bias = matrix(f"Attention_{k}_qkv_weight"), held[f"Attention_{k}_qkv_bias"]
        for j, part in enumerate(("query", "key", "value")):
            rows = slice(j * SIZE, (j + 1) * SIZE)
            state[f"layers.{k}.{part}.weight"], state[f"layers.{k}.{part}.bias"] = attention[rows], bias[rows]
        for part, name in zip(("out", "up", "down"), plain[3 * k : 3 * k + 3], strict=True):
            state[f"layers.{k}.{part}.weight"] = matrix(name)
    for part in ("hid", "out"):
        state[f"{part}.weight"] = matrix(f"model.{part}.weight_Transposed")
    state |= {name: held[f"model.{name}"] for name in state if f"model.{name}" in held}
    net.load_state_dict(state)
    return net
