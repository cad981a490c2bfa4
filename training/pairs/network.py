"""The network: MiniLM-L6 over two sentences at once, and one score a question from the marked words of both.

Wang et al. 2020 (MiniLM), Reimers and Gurevych 2019 (the weights it starts from), Devlin et al. 2019 (two sentences in
one sequence), Cattan et al. 2021 (a pair as its two marked spans and their product).
"""

import sys
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

sys.path.append(str(Path(__file__).parents[1]))
from attribution.network import THEIRS, Layer, safetensors, written_out

QUESTIONS = 2


class Pairs(nn.Module):
    """The log odds of each question for a batch of pairs."""

    def __init__(self, words: int, size: int = 384, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = dropout
        self.word = nn.Embedding(words, size)
        self.position = nn.Embedding(512, size)
        self.seg = nn.Embedding(2, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, 12, 4 * size, dropout) for _ in range(layers))
        self.hid = nn.Linear(4 * size, size)
        self.out = nn.Linear(size, QUESTIONS)

    def forward(self, ids: Tensor, sides: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Log odds ``[batch, questions]``; *marks* has the place of the opening marker on each side."""
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.seg(sides)
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        added = ((1.0 - mask) * -1e4)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, added)
        return self.head(x, marks)

    def head(self, x: Tensor, marks: Tensor) -> Tensor:
        """The scores, from the states of the whole pair and of what is marked on each side."""
        row = torch.arange(x.shape[0])
        one, two = ((x[row, marks[:, k]] + x[row, marks[:, k] + 1]) / 2 for k in (0, 1))
        held = torch.cat([x[:, 0], one * two, (one - two).abs(), one + two], 1)
        hidden = functional.dropout(functional.gelu(self.hid(held)), self.dropout, self.training)
        return self.out(hidden)

    def pretrained(self, folder: Path) -> None:
        """Take over the weights of a BERT encoder (``model.safetensors``)."""
        given = safetensors(folder / "model.safetensors")
        with torch.no_grad():
            self.word.weight.copy_(given["embeddings.word_embeddings.weight"])
            self.position.weight.copy_(given["embeddings.position_embeddings.weight"])
            self.seg.weight.copy_(given["embeddings.token_type_embeddings.weight"])
            # The base was trained on single sentences: its second segment begins near its first.
            self.seg.weight[1] = self.seg.weight[0] + 0.02 * torch.randn(self.seg.weight.shape[1])
            self.norm.weight.copy_(given["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(given["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(self.layers):
                for name, value in layer.named_parameters():
                    part, kind = name.split(".")
                    value.copy_(given[f"encoder.layer.{number}.{THEIRS[part]}.{kind}"])
