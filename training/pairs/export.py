"""Write a trained pair reader as an int8 ONNX graph, as the package of weights holds it.

    python training/pairs/export.py --checkpoint FILE --base FOLDER --out FOLDER

Matrices become int8 with one scale a column, activations are quantised as they come (dynamic quantisation, Jacob et
al. 2018); embeddings int8 with one scale a row.
"""

import argparse
import hashlib
import json
from pathlib import Path

import onnx
import torch
from network import Pairs, written_out
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from graphs import quantised  # isort: skip - network adds the folder above this one


class Plain(nn.Module):
    """The network from its summed embeddings on, its attention written out for the graph's optimiser."""

    def __init__(self, model: Pairs) -> None:
        super().__init__()
        self.model = model

    def forward(self, x: Tensor, marks: Tensor) -> Tensor:
        """Log odds, from summed embeddings of one pair."""
        x = self.model.norm(x)
        added = torch.zeros(1, 1, 1, 1)
        for layer in self.model.layers:
            x = written_out(layer, x, added)
        return self.model.head(x, marks)


def main() -> None:
    """Export one checkpoint."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--checkpoint", type=Path, required=True)
    asked.add_argument("--base", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    said = asked.parse_args()
    vocabulary = (said.base / "vocab.txt").read_text(encoding="utf-8")
    model = Pairs(vocabulary.count("\n"))
    model.load_state_dict(torch.load(said.checkpoint))
    said.out.mkdir(parents=True, exist_ok=True)
    write(model.eval(), said.out, vocabulary)
    print(json.dumps({p.name: p.stat().st_size for p in sorted(said.out.iterdir()) if p.is_file()}))


def write(model: Pairs, out: Path, vocabulary: str) -> None:
    """The files of one pair reader."""
    axes = {"x": {0: "pairs", 1: "pieces"}, "marks": {0: "pairs"}, "odds": {0: "pairs"}}
    inputs = {"x": torch.zeros(1, 16, 384), "marks": torch.tensor([[1, 9]])}
    graph = quantised(Plain(model), inputs, ["odds"], axes)
    with_embeddings(graph, model)
    onnx.checker.check_model(graph)
    onnx.save(graph, out / "pairs.onnx")
    (out / "vocab.txt").write_text(vocabulary, encoding="utf-8")
    digest = hashlib.sha256((out / "pairs.onnx").read_bytes()).hexdigest()
    (out / "pairs.json").write_text(json.dumps({"sha256": digest}) + "\n", encoding="utf-8")


def with_embeddings(graph: onnx.ModelProto, model: Pairs) -> None:
    """Put the embeddings before the graph: rows of int8, each with its own scale."""
    nodes, weights = [], []

    def looked_up(name: str, index: str) -> str:
        values = getattr(model, name).weight.detach()
        scale = values.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        whole = (values / scale).round().clamp(-127, 127).to(torch.int8)
        weights.append(numpy_helper.from_array(whole.numpy(), f"{name}.rows"))
        weights.append(numpy_helper.from_array(scale.numpy(), f"{name}.scale"))
        nodes.append(helper.make_node("Gather", [f"{name}.rows", index], [f"{name}.picked"]))
        nodes.append(helper.make_node("Cast", [f"{name}.picked"], [f"{name}.float"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Gather", [f"{name}.scale", index], [f"{name}.by"]))
        nodes.append(helper.make_node("Mul", [f"{name}.float", f"{name}.by"], [f"{name}.value"]))
        return f"{name}.value"

    word, side, place = looked_up("word", "ids"), looked_up("seg", "sides"), looked_up("position", "places")
    nodes.append(helper.make_node("Add", [word, side], ["word.side"]))
    nodes.append(helper.make_node("Add", ["word.side", place], ["x"]))
    kept = [i for i in graph.graph.input if i.name != "x"]
    del graph.graph.input[:]
    for name, shape in (("ids", ["pairs", "pieces"]), ("sides", ["pairs", "pieces"]), ("places", ["pieces"])):
        graph.graph.input.append(helper.make_tensor_value_info(name, TensorProto.INT64, shape))
    graph.graph.input.extend(kept)
    graph.graph.initializer.extend(weights)
    old = list(graph.graph.node)
    del graph.graph.node[:]
    graph.graph.node.extend((*nodes, *old))


if __name__ == "__main__":
    main()
