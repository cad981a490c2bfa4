"""Train the reader of pairs and export it.

    python training/pairs/train.py --bench BENCH --base FOLDER --work FOLDER --out FOLDER [--start FOLDER]

One process, one thread, bfloat16, fixed seeds; some two CPU-hours, and the reading of the stories before it. The last
checkpoint stands in the work folder.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from data import Example, kept_out, labelled, occurrences, values, wikipedia
from export import write
from network import Pairs
from start import loaded
from torch import Tensor
from torch.nn import functional

from variorum.encode.pairs import Question, cut
from variorum.encode.wordpiece import WordPieces

sys.path.append(str(Path(__file__).parents[2] / "tools"))
from learn_counterparts import contexts

SEED = 1
BATCH, CHUNK = 32, 40
"""Pairs of a batch, and the batches whose pairs are sorted by length together."""
EPOCHS = 1.6
RATE, RATE_OF_HEAD = 5e-5, 5e-4
WARM = 150
"""Steps in which the rate rises; it falls in a line to a fiftieth."""
SHARE = 1 / 50
Ids = tuple[list[int], int, int, int]


def main() -> None:
    """Train on everything but what is kept out."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("bench", "base", "work", "out"):
        asked.add_argument(f"--{name}", type=Path, required=True)
    asked.add_argument("--start", type=Path, help="a folder with a published reader to go on from")
    said = asked.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311 - a fixed order, no secret
    vocabulary = (said.base / "vocab.txt").read_text(encoding="utf-8")
    if said.start:
        net = loaded(said.start)
    else:
        net = Pairs(vocabulary.count("\n"))
        net.pretrained(said.base)
    examples = list(gathered(said.bench, said.work, chance))
    print(
        f"{len(examples)} pairs, {sum(e.question is Question.VALUE for e in examples)} of values", flush=True
    )
    train(net, examples, WordPieces(vocabulary.split("\n")[:-1]), chance)
    torch.save(net.state_dict(), said.work / "pairs.pt")
    said.out.mkdir(parents=True, exist_ok=True)
    write(net.eval(), said.out, vocabulary)


def gathered(bench: Path, work: Path, chance: random.Random) -> Iterator[Example]:
    """All examples: gold mentions, values of the stories and written events that are not kept out, VitaminC."""
    yield from occurrences(bench, chance)
    stories = [bench / "incidents" / "reports.jsonl", bench / "stories-dev" / "allsides_full.jsonl"]
    for ctx in contexts(stories, work / "stories"):
        if not kept_out(min(ctx.reports)):
            yield from values(ctx, chance)
    yield from labelled(work / "written", chance)
    yield from wikipedia(bench / "vitaminc-dev" / "real.jsonl", chance)


def train(net: Pairs, examples: Sequence[Example], pieces: WordPieces, chance: random.Random) -> None:
    """Adam with decay (Loshchilov and Hutter 2019); embeddings of words and places stay as they are."""
    sides = [(cut(pieces, e.one), cut(pieces, e.two)) for e in examples]
    for table in (net.word, net.position):
        table.weight.requires_grad_(False)
    head = [p for n, p in net.named_parameters() if n.startswith(("hid", "out"))]
    body = [p for n, p in net.named_parameters() if p.requires_grad and not n.startswith(("hid", "out"))]
    steps = torch.optim.AdamW([{"params": body}, {"params": head}], lr=RATE, weight_decay=0.01)
    total = int(EPOCHS * len(list(batches(examples, sides, chance))))
    began, step = time.monotonic(), 0
    net.train()
    while step < total:
        for chosen in batches(examples, sides, chance):
            if step == total:
                break
            rate = min(1.0, step / WARM) * max(SHARE, 1 - step / total)
            for group, most in zip(steps.param_groups, (RATE, RATE_OF_HEAD), strict=True):
                group["lr"] = most * rate
            loss = _loss(net, [examples[i] for i in chosen], [sides[i] for i in chosen], pieces, chance)
            steps.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *head], 1.0)
            steps.step()
            step += 1
            if step % 50 == 0:
                print(
                    f"{step} of {total}, {time.monotonic() - began:.0f} s, loss {loss.item():.3f}", flush=True
                )


def _loss(
    net: Pairs, examples: Sequence[Example], sides: Sequence[tuple], pieces: WordPieces, chance: random.Random
) -> Tensor:
    rows = [sequence(pieces, *(s if chance.random() < 0.5 else s[::-1])) for s in sides]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = net(*padded(rows))[:, examples[0].question]
    same = torch.tensor([float(e.same) for e in examples])
    weight = torch.tensor([e.weight for e in examples])
    return (
        functional.binary_cross_entropy_with_logits(scores.float(), same, reduction="none") * weight
    ).mean()


def batches(
    examples: Sequence[Example], sides: Sequence[tuple], chance: random.Random
) -> Iterator[list[int]]:
    """The pairs in batches of one question and like length, in a new order each time."""
    order = list(range(len(examples)))
    chance.shuffle(order)
    out = []
    for k in range(0, len(order), BATCH * CHUNK):
        part = order[k : k + BATCH * CHUNK]
        for question in Question:
            own = [i for i in part if examples[i].question is question]
            own.sort(key=lambda i: len(sides[i][0][0]) + len(sides[i][1][0]))
            out += [own[j : j + BATCH] for j in range(0, len(own), BATCH)]
    chance.shuffle(out)
    yield from out


def sequence(pieces: WordPieces, one: tuple[tuple[int, ...], int], two: tuple[tuple[int, ...], int]) -> Ids:
    """A pair as one sequence: ids, where each mark opens, and where the second side begins."""
    (a, at), (b, by) = one, two
    return [pieces.first, *a, pieces.last, *b, pieces.last], 1 + at, 2 + len(a) + by, 2 + len(a)


def padded(rows: Sequence[Ids]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Ids, sides, mask and marks of a batch."""
    longest = max(len(ids) for ids, *_ in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    sides, mask = torch.zeros_like(ids), torch.zeros(len(rows), longest)
    marks = torch.tensor([[one, two] for _, one, two, _ in rows])
    for k, (held, _, _, second) in enumerate(rows):
        ids[k, : len(held)] = torch.tensor(held)
        mask[k, : len(held)] = 1
        sides[k, second : len(held)] = 1
    return ids, sides, mask, marks


if __name__ == "__main__":
    main()
