"""Pairs of sentences with a label, for training the reader of pairs.

Two questions. *Occurrence*: two gold mentions of ECB+ (inside a subtopic) or of the Gun Violence Corpus (inside an incident)
are of one chain or not. *Value*: two reports of one story hold values or names of one kind, which are hidden; they are equal
or not. Numbers of VitaminC's supported claims that stand once in the evidence are added; so are the pairs of the written events (``labelled.py``), whose marks say what answers which question.
"""

import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from variorum.bench.events.features import features
from variorum.bench.events.mentions import mentions
from variorum.bench.events.model import model
from variorum.bench.events.run import marked, of
from variorum.collate.context import Context
from variorum.collate.counterparts.features import features as surroundings
from variorum.collate.counterparts.loci import Locus, Sort, Standing, loci, standing
from variorum.collate.counterparts.model import odds
from variorum.collate.together import hidden
from variorum.collate.traits import content_words
from variorum.encode.pairs import Marked, Question
from variorum.model import Kind

sys.path.append(str(Path(__file__).parents[2] / "tools"))
from labelled import pairs as marked_pairs
from written import annotated, events

FOLDS = 5
"""Stories of the first fifth by hash are kept out of training."""
GIVEN = {"ecbplus": (0.04, 9000, 11000), "gvc": (0.06, 7000, 9000)}
"""Of each corpus: the scorer's probability from which a pair of two chains is a hard one, and how many pairs of one chain
and of two are taken."""
EASY = 0.02
"""Share of the other pairs of two chains that is taken."""
NEAR, SOME = 12, 6
"""Pairs of unequal values of two reports that are taken: the likest, and others by chance."""
NAMES, TIMES_USED, SHARED = 25, 3, 2
"""Pairs of names of one kind in two reports, how often one sentence is used, and the words that both must share."""
UNSETTLED, WIKIPEDIA = 0.3, 0.7
"""Weights of pairs of which neither value has its equal elsewhere, and of VitaminC's."""
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w])")


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with the question asked of it, the answer, and its weight."""

    question: Question
    same: bool
    weight: float
    one: Marked
    two: Marked


def labelled(cache: Path, chance: random.Random) -> Iterator[Example]:
    """Pairs of the written events that are not kept out."""
    for event in events():
        if not event.kept_out:
            ctx, marked = annotated(event, cache)
            for question, same, one, two in marked_pairs(ctx, marked, chance):
                yield Example(question, same, 1.0, one, two)


def kept_out(story: str) -> bool:
    """Whether a story is kept out of training."""
    return int(hashlib.sha1(story.encode()).hexdigest(), 16) % FOLDS == 0  # noqa: S324 - a fold, no secret


def occurrences(bench: Path, chance: random.Random) -> Iterator[Example]:
    """Pairs of gold mentions of the training halves."""
    for corpus, file in (("ecbplus", "ecbplus-dev/train.jsonl"), ("gvc", "gvc-dev/mentions.jsonl")):
        low, same, other = GIVEN[corpus]
        held = model(corpus)
        one_chain, two_chains = [], []
        for block in of(tuple(m for m in mentions(bench / file) if m.split == "train")).values():
            if len(block) < 2:
                continue
            scores = held.score(features(block, held.priors))
            for (a, b), score in zip(combinations(block, 2), scores, strict=True):
                pair = marked(a.mention), marked(b.mention)
                if a.mention.chain == b.mention.chain:
                    one_chain.append(pair)
                elif score > low or chance.random() < EASY:
                    two_chains.append(pair)
        for label, pairs, most in ((True, one_chain, same), (False, two_chains, other)):
            chance.shuffle(pairs)
            yield from (Example(Question.OCCURRENCE, label, 1.0, *p) for p in pairs[:most])


def values(ctx: Context, chance: random.Random) -> Iterator[Example]:
    """Pairs of values and of names of one story, two reports at a time."""
    held: dict[tuple[str, Sort], list[Locus]] = {}
    for x in loci(ctx):
        held.setdefault((x.report_id, x.sort), []).append(x)
    for r, s in combinations([w.report.id for w in ctx.witnesses], 2):
        for sort in Sort:
            yield from _of_sort(ctx, held.get((r, sort), []), held.get((s, sort), []), chance)
        yield from _names(ctx, r, s, chance)


def _of_sort(
    ctx: Context, own: Sequence[Locus], others: Sequence[Locus], chance: random.Random
) -> Iterator[Example]:
    stand = {
        (i, j): standing(ctx, a, b)
        for i, a in enumerate(own)
        for j, b in enumerate(others)
        if a.family == b.family
    }
    likely = {(i, j): odds(surroundings(ctx, own[i], others[j])) for i, j in stand}
    equal = {k: likely[k] for k, how in stand.items() if how is Standing.EQUAL}
    for (i, j), score in equal.items():
        a, b = own[i], others[j]
        best = score >= max(v for (x, y), v in equal.items() if x == i or y == j)
        if best and len(a.words & b.words) < 0.9 * max(1, len(a.words | b.words)):
            yield _hidden(ctx, a, b, same=True)
    apart = sorted((k for k, how in stand.items() if how is Standing.APART), key=lambda k: -likely[k])
    settled = {k for k in apart if any(k[0] == i or k[1] == j for i, j in equal)}
    chosen = [k for k in apart if k in settled][:NEAR] + chance.sample(apart, min(len(apart), SOME))
    for i, j in dict.fromkeys(chosen):
        yield _hidden(ctx, own[i], others[j], same=False, weight=1.0 if (i, j) in settled else UNSETTLED)


def _hidden(ctx: Context, a: Locus, b: Locus, *, same: bool, weight: float = 1.0) -> Example:
    one, two = hidden(ctx, a.report_id, a.value.span), hidden(ctx, b.report_id, b.value.span)
    return Example(Question.VALUE, same, weight, one, two)


def _names(ctx: Context, r: str, s: str, chance: random.Random) -> Iterator[Example]:
    for kind in (Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION):
        found = []
        for one in _named(ctx, r, kind):
            for two in _named(ctx, s, kind):
                shared, whole = one[3] & two[3], one[3] | two[3]
                if len(shared) >= SHARED and len(shared) < 0.85 * len(whole):
                    weight = sum(ctx.weights.get(w, 1.0) for w in sorted(shared))
                    found.append((weight + chance.random() * 0.01, one, two))
        used: Counter[tuple[int, object]] = Counter()
        taken = 0
        for _, one, two in sorted(found, key=lambda x: -x[0]):
            if taken < NAMES and max(used[0, one[:2]], used[1, two[:2]]) < TIMES_USED:
                used.update([(0, one[:2]), (1, two[:2])])
                taken += 1
                sides = hidden(ctx, r, one[2]), hidden(ctx, s, two[2])
                yield Example(Question.VALUE, one[0] == two[0], 1.0, *sides)


def _named(ctx: Context, report: str, kind: Kind) -> list[tuple]:
    """The names of a kind in a report: figure, sentence, span, and the other content words of the sentence."""
    layers = ctx.layers[report]
    out = []
    for m in layers.mentions:
        figure = ctx.cast.of.get((report, m.entity))
        head = layers.parse.tokens[m.head]
        if figure and figure.kind is kind and figure.members[0].entity.names and head.pos == "PROPN":
            first, last = layers.parse.sentences[head.sentence]
            rest = [t for t in layers.parse.tokens[first:last] if not m.span.start <= t.start < m.span.end]
            out.append((figure.id, head.sentence, m.span, content_words(rest)))
    return out


def wikipedia(path: Path, chance: random.Random) -> Iterator[Example]:
    """Numbers of VitaminC's claims beside those of their evidence."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["label"] not in ("SUPPORTS", "REFUTES"):
            continue
        claimed, found = (list(_NUMBER.finditer(row[k])) for k in ("claim", "evidence"))
        for m in claimed[:2]:
            equal = [x for x in found if _value(x) == _value(m)]
            if len(equal) == 1:
                others = [x for x in found if _value(x) != _value(m)]
                for x in (*equal, *chance.sample(others, min(2, len(others)))):
                    sides = (_cut(row["claim"], m), _cut(row["evidence"], x))
                    yield Example(Question.VALUE, x is equal[0], WIKIPEDIA, *sides)


def _value(found: re.Match[str]) -> float:
    return float(found.group().replace(",", ""))


def _cut(text: str, at: re.Match[str]) -> Marked:
    return Marked(tuple(text[: at.start()].split()), (), tuple(text[at.end() :].split()))
