"""Train the tagger of attributions on PolNeAR: one command, fixed seeds, no accelerator.

    python training/attribution/train.py --data ../shared/bench/polnear-dev --base FOLDER --work FOLDER --out FOLDER

``--base`` is the folder of MiniLM-L6's weights (``model.safetensors``, ``vocab.txt``), checked against a
recorded hash; ``--work`` keeps parses and checkpoints, from which a run that was stopped goes on; ``--out`` gets
the files of the package. README.md beside this file says what is needed.
"""

import argparse
import hashlib
import json
import math
import random
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from data import Example, describe, examples, texts
from export import export
from network import LABELS, LINK, Tagger, chain_loss, distance_class
from torch import Tensor, distributed, nn

from variorum.claims.attribution.tagger.windows import Window
from variorum.encode.wordpiece import WordPieces

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
HELD_OUT = 21
"""Every so manieth text of the training half is kept out of it, to choose thresholds on."""
PROCESSES = 2
"""Processes that share the work; the result depends on their number."""
MASK = 103
"""The piece that stands for a word left out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run does; the defaults are the published weights'."""

    seed: int = 20
    epochs: int = 5
    """The last of them climbs and falls once more, from a lower height (Loshchilov and Hutter 2017)."""
    again: float = 0.3
    pieces: int = 2048
    rate: float = 2.5e-4
    fall: float = 0.88
    """How much slower each lower layer learns than the one above it."""
    new_rate: float = 1e-3
    left_out: float = 0.06
    """Share of words hidden from the network while it learns."""
    restyled: float = 0.2
    """Share of texts read with other quote marks in each epoch after the first."""
    links: float = 0.5


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows: pieces, features, mask; where words begin, their gold, and the gold of their links."""

    ids: Tensor
    rows: Tensor
    mask: Tensor
    words: tuple[Tensor, ...]
    gold: Tensor
    lengths: Tensor
    windows: tuple[tuple[Window, Example], ...]


def main() -> None:
    """Train, and leave a checkpoint of every epoch in the working folder."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--base", type=Path, required=True)
    asked.add_argument("--work", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--seed", type=int, default=Plan().seed)
    asked.add_argument("--epochs", type=int, default=Plan().epochs)
    asked.add_argument("--name", default="tagger", help="of the checkpoints")
    said = asked.parse_args()
    said.work.mkdir(parents=True, exist_ok=True)
    weights = said.base / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != BASE_SHA256:
        raise SystemExit(f"{weights} is not the file that the recorded hash names")
    plan = Plan(seed=said.seed, epochs=said.epochs)
    for restyled in (False, True):
        print(describe(texts(said.data / "train.jsonl", said.work, restyled=restyled)), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        torch.multiprocessing.spawn(train, (plan, said, f"file://{folder}/store"), nprocs=PROCESSES)
    export(said.work / f"{said.name}-{plan.epochs}.pt", said.base, said.out)


class Run:
    """What one of the two processes holds: the network, its optimiser, and how far both are."""

    def __init__(self, plan: Plan, base: Path, words: int, per_epoch: int) -> None:
        self.plan, self.per_epoch, self.epoch = plan, per_epoch, 0
        torch.manual_seed(plan.seed)
        self.model = Tagger(words)
        self.model.pretrained(base)
        self.model.word.weight.requires_grad_(False)  # noqa: FBT003 - torch's own form
        self.optimizer = torch.optim.AdamW(rates(self.model, plan), weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda s: _share(s, per_epoch, plan)
        )

    def load(self, path: Path) -> None:
        """Go on where a run stopped, after whole epochs."""
        state = torch.load(path)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.epoch = state["epoch"]

    def save(self, path: Path) -> None:
        """Keep all that is needed to go on."""
        state = {"model": self.model, "optimizer": self.optimizer, "schedule": self.schedule}
        torch.save({**{k: v.state_dict() for k, v in state.items()}, "epoch": self.epoch}, path)

    def learn(self, given: Iterable[Batch], say: Callable[[str], None]) -> float:
        """One epoch; the mean loss."""
        self.model.train()
        began, cpu, seen, summed = time.time(), time.process_time(), 0, 0.0
        for batch in given:
            loss = step(self.model, batch, self.plan)
            loss.backward()
            share(self.model)
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            if self.schedule.last_epoch < self.plan.epochs * self.per_epoch:
                self.schedule.step()
            self.optimizer.zero_grad(set_to_none=True)
            seen, summed = seen + 1, summed + loss.item()
            if seen % 20 == 0:
                spent = f"{time.time() - began:.0f} s, {time.process_time() - cpu:.0f} CPU s"
                say(f"epoch {self.epoch + 1} batch {seen}/{self.per_epoch} loss {summed / seen:.4f} {spent}")
        self.epoch += 1
        return summed / max(1, seen)


def train(rank: int, plan: Plan, said: argparse.Namespace, store: str) -> None:
    """Run the plan as one of two processes, each of which reads every other batch."""
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", init_method=store, rank=rank, world_size=PROCESSES)
    pieces = WordPieces((said.base / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
    plain, other = (
        list(examples(texts(said.data / "train.jsonl", said.work, restyled=r), pieces)) for r in (False, True)
    )
    held = plain[::HELD_OUT]
    kept = [k for k in range(len(plain)) if k % HELD_OUT]
    run = Run(plan, said.base, len(pieces.ids), len(groups_of([plain[k] for k in kept], plan)) // PROCESSES)
    last = said.work / f"{said.name}-last.pt"
    if last.exists():
        run.load(last)

    def say(line: str) -> None:
        if not rank:
            print(line, flush=True)

    while run.epoch < plan.epochs:
        # Seeds of their own for each epoch: a run that was stopped goes on as if it had not been.
        random.seed(plan.seed + run.epoch)
        torch.manual_seed(PROCESSES * (plan.seed + run.epoch) + rank)
        restyled = {k for k in kept if run.epoch and random.random() < plan.restyled}
        given = groups_of([other[k] if k in restyled else plain[k] for k in kept], plan, shuffled=True)
        given = given[rank : len(given) // PROCESSES * PROCESSES : PROCESSES]
        loss = run.learn(map(collate, given), say)
        if not rank:
            say(json.dumps({"epoch": run.epoch, "loss": loss, **held_out(run.model, held, plan)}))
            torch.save(run.model.state_dict(), said.work / f"{said.name}-{run.epoch}.pt")
            run.save(last)
        distributed.barrier()


def share(model: Tagger) -> None:
    """Give every process the mean of the gradients."""
    learnt = [p for p in model.parameters() if p.grad is not None]
    flat = torch.cat([p.grad.flatten() for p in learnt if p.grad is not None])
    distributed.all_reduce(flat)
    for p, mean in zip(learnt, (flat / PROCESSES).split([p.numel() for p in learnt]), strict=True):
        p.grad = mean.view_as(p)


def _share(step: int, per_epoch: int, plan: Plan) -> float:
    """A short climb, then a straight fall to nothing; in the last epoch the same again, lower."""
    first = (plan.epochs - 1) * per_epoch
    length, height, at = (first, 1.0, step) if step < first else (per_epoch, plan.again, step - first)
    climb = max(1, length // 16)
    return height * ((at + 1) / climb if at < climb else max(0.02, (length - at) / (length - climb)))


def rates(model: Tagger, plan: Plan) -> list[dict[str, object]]:
    """Each layer with its own rate; what is new learns fastest."""
    groups: list[dict[str, object]] = []
    top = len(model.layers)
    for number, layer in enumerate(model.layers):
        groups.append({"params": list(layer.parameters()), "lr": plan.rate * plan.fall ** (top - 1 - number)})
    below = [*model.position.parameters(), *model.norm.parameters()]
    groups.append({"params": below, "lr": plan.rate * plan.fall**top})
    new = [*model.feature.parameters(), *model.label.parameters(), *model.link.parameters()]
    groups.append({"params": new, "lr": plan.new_rate})
    groups.append({"params": [model.steps, model.near], "lr": 1e-2, "weight_decay": 0.0})
    return groups


def groups_of(
    given: list[Example], plan: Plan, *, shuffled: bool = False
) -> list[list[tuple[Window, Example]]]:
    """All windows of the examples in groups of like lengths, each to be one batch."""
    every = [(w, e) for e in given for w in e.windows]
    if shuffled:
        random.shuffle(every)
    chunk = 512
    groups: list[list[tuple[Window, Example]]] = []
    for start in range(0, len(every), chunk):
        group: list[tuple[Window, Example]] = []
        for pair in sorted(every[start : start + chunk], key=lambda p: len(p[0].ids)):
            if group and (len(group) + 1) * len(pair[0].ids) > plan.pieces:
                groups.append(group)
                group = []
            group.append(pair)
        groups.append(group)
    if shuffled:
        random.shuffle(groups)
    return groups


def collate(pairs: list[tuple[Window, Example]]) -> Batch:
    """Windows padded to one length."""
    longest = max(len(w.ids) for w, _ in pairs)
    ids = torch.zeros(len(pairs), longest, dtype=torch.long)
    rows = torch.zeros(len(pairs), longest, len(pairs[0][0].rows[0]), dtype=torch.long)
    mask = torch.zeros(len(pairs), longest)
    own = [len(w.words) - (w.own - w.first) for w, _ in pairs]
    gold = torch.zeros(len(pairs), max(own), dtype=torch.long)
    for k, (w, e) in enumerate(pairs):
        ids[k, : len(w.ids)] = torch.tensor(w.ids)
        rows[k, : len(w.ids)] = torch.tensor(w.rows)
        mask[k, : len(w.ids)] = 1.0
        gold[k, : own[k]] = torch.tensor(e.gold.labels[w.own : w.own + own[k]])
    return Batch(
        ids, rows, mask, tuple(torch.tensor(w.words) for w, _ in pairs), gold, torch.tensor(own), tuple(pairs)
    )


def step(model: Tagger, batch: Batch, plan: Plan) -> Tensor:
    """The loss of one batch: the chain's for a word, and the links' for a link."""
    ids = batch.ids
    if model.training and plan.left_out:
        hidden = (torch.rand(ids.shape) < plan.left_out) & (ids > MASK)
        ids = ids.masked_fill(hidden, MASK)
    scores, vectors = states(model, ids, batch)
    chain = chain_loss(padded(scores, batch), batch.gold, batch.lengths, model.steps)
    links, count = link_loss(model, vectors, batch)
    return chain / batch.lengths.sum() + plan.links * links / max(1, count)


def states(model: Tagger, ids: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Scores and vectors of a batch, in bfloat16 inside."""
    with torch.autocast("cpu", torch.bfloat16):
        scores, vectors = model(ids, batch.rows, batch.mask)
    return scores.float(), vectors.float()


def padded(scores: Tensor, batch: Batch) -> Tensor:
    """The scores of each window's own words."""
    out = torch.zeros(len(batch.windows), int(batch.lengths.max()), LABELS)
    for k, (w, _) in enumerate(batch.windows):
        mine = scores[k, batch.words[k][w.own - w.first :]]
        out[k, : len(mine)] = mine
    return out


def link_loss(model: Tagger, vectors: Tensor, batch: Batch) -> tuple[Tensor, int]:
    """Minus the log-likelihood of the gold links inside each window, summed, and their number."""
    total, count = torch.zeros(()), 0
    for k, (w, e) in enumerate(batch.windows):
        at = batch.words[k]
        stop = w.first + len(at)
        inside = range(w.first, stop)
        cues = torch.tensor([i for i in inside if e.gold.labels[i] == 3], dtype=torch.long)
        sources = torch.tensor([i for i in inside if e.gold.labels[i] == 1], dtype=torch.long)
        if not len(cues):
            continue
        v = vectors[k, at]
        asks = [i for i in inside if i >= w.own and w.first <= e.gold.cue.get(i, -1) < stop]
        keyed = {int(c): n for n, c in enumerate(cues)}
        asks = [i for i in asks if e.gold.cue[i] in keyed]
        if asks:
            table = link_scores(model, v, torch.tensor(asks), cues, w.first, 0)
            wanted = torch.tensor([keyed[e.gold.cue[i]] for i in asks])
            total = total + nn.functional.cross_entropy(table, wanted, reduction="sum")
            count += len(asks)
        keyed = {int(s): n for n, s in enumerate(sources)}
        mine = [int(c) for c in cues if c >= w.own and int(c) in e.gold.source]
        mine = [c for c in mine if e.gold.source[c] == -1 or e.gold.source[c] in keyed]
        if mine:
            asked = torch.tensor(mine)
            table = link_scores(model, v, asked, sources, w.first, 1)
            none = v[asked - w.first, -1:]
            table = torch.cat((table, none), 1)
            wanted = torch.tensor([keyed.get(e.gold.source[c], len(sources)) for c in mine])
            total = total + 4 * nn.functional.cross_entropy(table, wanted, reduction="sum")
            count += 4 * len(mine)
    return total, count


def link_scores(model: Tagger, v: Tensor, asks: Tensor, keys: Tensor, first: int, kind: int) -> Tensor:
    """The score of every link from the tokens *asks* to the tokens *keys*: 0 content to cue, 1 cue to source."""
    left = v[asks - first, 2 * kind * LINK : (2 * kind + 1) * LINK]
    right = v[keys - first, (2 * kind + 1) * LINK : (2 * kind + 2) * LINK]
    near = model.near[kind][distance_class(keys[None] - asks[:, None])]
    return left @ right.T / math.sqrt(LINK) + near


@torch.no_grad()
def held_out(model: Tagger, held: list[Example], plan: Plan) -> dict[str, float]:
    """The loss and the share of right labels on the texts kept out (the benchmark scores the rest)."""
    model.eval()
    loss, seen, right, words = 0.0, 0, 0, 0
    for batch in map(collate, groups_of(held, plan)):
        loss += float(step(model, batch, plan))
        seen += 1
        scores, _ = states(model, batch.ids, batch)
        best = padded(scores, batch).argmax(2)
        alive = torch.arange(best.shape[1])[None] < batch.lengths[:, None]
        right += int(((best == batch.gold) & alive).sum())
        words += int(alive.sum())
    return {"held_out_loss": loss / seen, "held_out_labels": right / words}


if __name__ == "__main__":
    main()
