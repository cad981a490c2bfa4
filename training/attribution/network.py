"""The network: MiniLM-L6 with features added to its words, label scores, and vectors that link spans.

Wang et al. 2020 (MiniLM), Reimers and Gurevych 2019 (the weights it starts from), Lample et al. 2016
(the chain of labels), Dozat and Manning 2017 (spans linked by a bilinear score).
"""

import json
import struct
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from variorum.claims.attribution.tagger.features import SIZES

LABELS = 7
LINK = 48
"""Numbers in each of the four vectors by which spans are linked."""
DISTANCES = 25
"""Classes of signed distance between the two ends of a link."""


class Layer(nn.Module):
    """One layer of a transformer's encoder, as BERT has it."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value = (nn.Linear(size, size) for _ in range(3))
        self.out = nn.Linear(size, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)
        self.last = nn.LayerNorm(size, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The states after this layer; *mask* is added to the attention's scores."""
        batch, length, size = x.shape
        q, k, v = (
            part(x).view(batch, length, self.heads, size // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        rate = self.dropout if self.training else 0.0
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=rate)
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, size))
        x = self.norm(x + functional.dropout(seen, self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.last(x + functional.dropout(inner, self.dropout, self.training))


def written_out(layer: Layer, x: Tensor, added: Tensor) -> Tensor:
    """What a layer makes, its attention written out, so that the optimiser of an ONNX graph knows it again."""
    batch, length, size = x.shape
    heads = layer.heads
    q, k, v = (
        part(x).view(batch, length, heads, size // heads).transpose(1, 2)
        for part in (layer.query, layer.key, layer.value)
    )
    weights = torch.softmax(q @ k.transpose(2, 3) / (size // heads) ** 0.5 + added, -1)
    seen = (weights @ v).transpose(1, 2).reshape(batch, length, size)
    x = layer.norm(x + layer.out(seen))
    inner = layer.down(functional.gelu(layer.up(x)))
    return layer.last(x + inner)


class Tagger(nn.Module):
    """Label scores and link vectors of every piece of a batch of windows."""

    def __init__(self, words: int, size: int = 384, heads: int = 12, layers: int = 6, inner: int = 1536,
                 positions: int = 512, dropout: float = 0.1) -> None:  # fmt: skip
        super().__init__()
        self.dropout = dropout
        self.word = nn.Embedding(words, size)
        self.position = nn.Embedding(positions, size)
        self.feature = nn.Embedding(sum(SIZES), size)
        nn.init.zeros_(self.feature.weight)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, heads, inner, dropout) for _ in range(layers))
        self.label = nn.Linear(size, LABELS)
        self.link = nn.Linear(size, 4 * LINK + 1)
        # What follows is not part of the exported graph: it weighs labels and links of whole texts.
        self.steps = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.near = nn.Parameter(torch.zeros(2, DISTANCES))

    def forward(self, ids: Tensor, rows: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Label scores ``[batch, pieces, 7]`` and link vectors ``[batch, pieces, 4 * 48 + 1]``."""
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.feature(rows).sum(2)
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        added = ((1.0 - mask) * -1e4)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, added)
        return self.label(x), self.link(x)

    def pretrained(self, folder: Path) -> None:
        """Take over the weights of a BERT encoder (``model.safetensors``)."""
        given = safetensors(folder / "model.safetensors")
        own = {"word": "word_embeddings", "position": "position_embeddings", "norm": "LayerNorm"}
        with torch.no_grad():
            for mine, theirs in own.items():
                for name, value in getattr(self, mine).named_parameters():
                    value.copy_(given[f"embeddings.{theirs}.{name}"])
            # Every piece is of the first of BERT's two segments.
            self.position.weight += given["embeddings.token_type_embeddings.weight"][0]
            for number, layer in enumerate(self.layers):
                for name, value in layer.named_parameters():
                    part, kind = name.split(".")
                    value.copy_(given[f"encoder.layer.{number}.{THEIRS[part]}.{kind}"])


THEIRS = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "out": "attention.output.dense", "norm": "attention.output.LayerNorm", "up": "intermediate.dense",
    "down": "output.dense", "last": "output.LayerNorm",
}  # fmt: skip


def safetensors(path: Path) -> dict[str, Tensor]:
    """The float32 tensors of a safetensors file."""
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    out = {}
    for name, told in json.loads(raw[8 : 8 + size]).items():
        if name != "__metadata__" and told["dtype"] == "F32":
            start, end = (8 + size + o for o in told["data_offsets"])
            values = torch.frombuffer(bytearray(raw[start:end]), dtype=torch.float32)
            out[name.removeprefix("bert.")] = values.view(*told["shape"])
    return out


def chain_loss(scores: Tensor, gold: Tensor, lengths: Tensor, steps: Tensor) -> Tensor:
    """Minus the log-likelihood of the gold labels in a linear chain, summed over a padded batch."""
    batch, longest, _ = scores.shape
    steps = steps + forbidden().to(steps)
    alive = torch.arange(longest)[None] < lengths[:, None]
    picked = scores.gather(2, gold[..., None])[..., 0]
    moved = steps[gold[:, :-1], gold[:, 1:]]
    total = (picked * alive).sum() + (moved * alive[:, 1:]).sum()
    alpha = scores[:, 0]
    for t in range(1, longest):
        moved_on = torch.logsumexp(alpha[:, :, None] + steps[None], 1) + scores[:, t]
        alpha = torch.where(alive[:, t, None], moved_on, alpha)
    return torch.logsumexp(alpha, 1).sum() - total


def forbidden() -> Tensor:
    """What is added to a step from one label to the next: *inside* follows only its own role."""
    out = torch.zeros(LABELS, LABELS)
    for inside in (2, 4, 6):
        for before in range(LABELS):
            if before not in {inside, inside - 1}:
                out[before, inside] = -1e4
    return out


def distance_class(distance: Tensor) -> Tensor:
    """Signed distances in tokens as one of 25 classes, coarser the farther."""
    size = distance.abs().float()
    near = torch.where(size < 5, size, 5 + torch.floor(torch.log2(size.clamp(min=5) / 5) * 1.5))
    return (12 + distance.sign() * near.clamp(max=12).long()).long()
