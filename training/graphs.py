"""A network as an int8 ONNX graph: its matrices with one scale a column, activations quantised as they come.

Dynamic quantisation: Jacob et al. 2018.
"""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn


def quantised(
    network: nn.Module, inputs: Mapping[str, Tensor], outputs: Sequence[str], axes: Mapping[str, Mapping[int, str]]
) -> onnx.ModelProto:
    """The graph of a network with 12 heads of attention over states of 384 numbers, fused and quantised."""
    with tempfile.TemporaryDirectory() as folder:
        whole, fused, small = (Path(folder) / f"{n}.onnx" for n in ("whole", "fused", "small"))
        torch.onnx.export(
            network, tuple(inputs.values()), whole, input_names=list(inputs), output_names=list(outputs),
            dynamic_axes={name: dict(held) for name, held in axes.items()}, opset_version=17, dynamo=False,
        )  # fmt: skip
        optimizer.optimize_model(str(whole), "bert", num_heads=12, hidden_size=384).save_model_to_file(str(fused))
        kind = {"DefaultTensorType": TensorProto.FLOAT}
        quantize_dynamic(fused, small, weight_type=QuantType.QInt8, per_channel=True, extra_options=kind)
        return onnx.load(small)
