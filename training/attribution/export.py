"""Write a trained tagger as an int8 ONNX graph with its tables, as the package of weights holds them.

    python training/attribution/export.py --checkpoint FILE --base FOLDER --out FOLDER

Matrices become int8 with one scale a column, activations are quantised as they come (dynamic
quantisation, Jacob et al. 2018); embeddings int8 with one scale a row.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

import onnx
import torch
from network import LINK, Tagger, written_out
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

sys.path.append(str(Path(__file__).parents[1]))
from graphs import quantised


class Plain(nn.Module):
    """The network with its attention written out, so that the graph's optimiser knows it again."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Label scores and link vectors, from summed embeddings."""
        model = self.model
        x = model.norm(x)
        added = ((1.0 - mask) * -1e4)[:, None, None, :]
        for layer in model.layers:
            x = written_out(layer, x, added)
        return model.label(x), model.link(x)


def main() -> None:
    """Export one checkpoint."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--checkpoint", type=Path, required=True)
    asked.add_argument("--base", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    said = asked.parse_args()
    export(said.checkpoint, said.base, said.out)


def export(checkpoint: Path, base: Path, out: Path) -> None:
    """Write the package's files of one checkpoint."""
    vocabulary = (base / "vocab.txt").read_text(encoding="utf-8")
    model = Tagger(vocabulary.count("\n"))
    model.load_state_dict(torch.load(checkpoint))
    out.mkdir(parents=True, exist_ok=True)
    write(model.eval(), out, vocabulary)
    print(json.dumps({p.name: p.stat().st_size for p in sorted(out.iterdir()) if p.is_file()}))


def write(model: Tagger, out: Path, vocabulary: str) -> None:
    """The files of one tagger."""
    axes = {n: {0: "windows", 1: "pieces"} for n in ("x", "mask", "labels", "links")}
    inputs = {"x": torch.zeros(2, 16, 384), "mask": torch.ones(2, 16)}
    graph = quantised(Plain(model), inputs, ["labels", "links"], axes)
    with_embeddings(graph, model)
    onnx.checker.check_model(graph)
    onnx.save(graph, out / "tagger.onnx")
    (out / "vocab.txt").write_text(vocabulary, encoding="utf-8")
    tables = {"steps": model.steps.tolist(), "near": model.near.tolist(), "link": LINK}
    digest = hashlib.sha256((out / "tagger.onnx").read_bytes()).hexdigest()
    (out / "tagger.json").write_text(json.dumps({**tables, "sha256": digest}) + "\n", encoding="utf-8")


def with_embeddings(graph: onnx.ModelProto, model: Tagger) -> None:
    """Put the embeddings before the graph: rows of int8, each with its own scale."""
    nodes, weights = [], []

    def table(name: str, values: Tensor) -> None:
        scale = values.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        whole = (values / scale).round().clamp(-127, 127).to(torch.int8)
        weights.append(numpy_helper.from_array(whole.numpy(), f"{name}.rows"))
        weights.append(numpy_helper.from_array(scale.numpy(), f"{name}.scale"))

    def looked_up(name: str, index: str) -> str:
        nodes.append(helper.make_node("Gather", [f"{name}.rows", index], [f"{name}.picked"]))
        nodes.append(helper.make_node("Cast", [f"{name}.picked"], [f"{name}.float"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Gather", [f"{name}.scale", index], [f"{name}.by"]))
        nodes.append(helper.make_node("Mul", [f"{name}.float", f"{name}.by"], [f"{name}.value"]))
        return f"{name}.value"

    for name in ("word", "position", "feature"):
        table(name, getattr(model, name).weight.detach())
    word = looked_up("word", "ids")
    place = looked_up("position", "places")
    told = looked_up("feature", "rows")
    axis = numpy_helper.from_array(torch.tensor([2]).numpy(), "told.axis")
    weights.append(axis)
    nodes.append(helper.make_node("ReduceSum", [told, "told.axis"], ["told.sum"], keepdims=0))
    nodes.append(helper.make_node("Add", [word, "told.sum"], ["word.told"]))
    nodes.append(helper.make_node("Add", ["word.told", place], ["x"]))
    inputs = [i for i in graph.graph.input if i.name != "x"]
    del graph.graph.input[:]
    for name, shape in (
        ("ids", ["windows", "pieces"]),
        ("places", ["pieces"]),
        ("rows", ["windows", "pieces", 8]),
    ):
        graph.graph.input.append(helper.make_tensor_value_info(name, TensorProto.INT64, shape))
    graph.graph.input.extend(inputs)
    graph.graph.initializer.extend(weights)
    old = list(graph.graph.node)
    del graph.graph.node[:]
    graph.graph.node.extend((*nodes, *old))


if __name__ == "__main__":
    main()
