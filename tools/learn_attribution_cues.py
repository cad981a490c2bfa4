"""Count cue words and fit the odds of attributions on labelled texts (PolNeAR's train half).

    python tools/learn_attribution_cues.py ../shared/bench/polnear-dev/train.jsonl

writes ``cue_counts.tsv`` (words and how often each is a cue) and ``odds.tsv`` (weights) beside the
attribution code. Only words and numbers are kept, never text. About four CPU minutes for 840 texts;
the same data and pipeline give the same files.
"""

import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from variorum.annotate.parse import parse_all
from variorum.bench.attribution import Document, Tokens, Words, documents
from variorum.claims.attribution import grammar, odds
from variorum.claims.attribution.candidates import Candidate, candidates, spans
from variorum.claims.attribution.direct import utterances
from variorum.claims.attribution.lexicon import Lexicon
from variorum.claims.attribution.lexicon import lexicon as read_lexicon
from variorum.claims.attribution.quotes import quotes
from variorum.model import Parse
from variorum.text import Span

DATA = Path(__file__).parents[1] / "src" / "variorum" / "claims" / "attribution" / "data"
SOURCE = "the train half of PolNeAR (networkdynamics/PolNeAR)"
ZEROS = ("clause", "inf", "object", "quote-after", "quote-before", "aside", "as")
"""Constructions for which words that never report are kept too."""
Key = tuple[str, str, str]
Row = tuple[tuple[str, ...], float, bool]


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with whether the labels have it (content at Dice .5, the source, the trigger in the cue)."""

    candidate: Candidate
    hit: bool

    @property
    def key(self) -> Key:
        """What is counted."""
        return (self.candidate.lemma, self.candidate.pos, self.candidate.frame)


def covered(text: Words, found: Iterable[Span]) -> Tokens:
    """The word tokens of spans."""
    return text.cover(tuple((s.start, s.end) for s in found))


def judged(doc: Document, parse: Parse, quiet: frozenset[int]) -> Iterator[Judged]:
    """The candidates of a text outside *quiet* tokens, each compared with the labels."""
    text = Words(doc.text)
    gold = [(text.cover(g.source), text.cover(g.cue), text.cover(g.content)) for g in doc.gold or ()]
    for c in candidates(parse):
        content = covered(text, spans(parse, c.content))
        if c.trigger in quiet or not content:
            continue
        source = (
            covered(text, grammar.phrase(parse, c.source, frozenset(c.cue)))
            if c.source is not None
            else frozenset()
        )
        trigger = covered(text, [parse.tokens[c.trigger].span])
        yield Judged(c, any(_is_one(text, g, source, trigger, content) for g in gold))


def _is_one(
    text: Words, gold: tuple[Tokens, Tokens, Tokens], source: Tokens, trigger: Tokens, content: Tokens
) -> bool:
    wanted, cue, whole = gold
    if 4 * len(whole & content) < len(whole) + len(content) or not cue & trigger:
        return False
    return (
        bool(text.content_words(wanted) & text.content_words(source))
        if wanted and source
        else wanted == source
    )


def quoted(doc: Document, parse: Parse) -> frozenset[int]:
    """The tokens inside quotations of four words or more."""
    found = (
        q
        for q in quotes(doc.text, parse.paragraphs)
        if q.depth == 0 and len(q.inner.of(doc.text).split()) >= 4
    )
    return frozenset(t.index for q in found for t in parse.tokens_in(q.outer))


def beside_quotations(doc: Document, parse: Parse) -> Iterator[tuple[Key, bool]]:
    """The verbs nearest to quotations, each with whether the labels take it for the cue."""
    text = Words(doc.text)
    gold = [(text.cover(g.cue), text.cover(g.content)) for g in doc.gold or ()]
    for said in utterances(parse, quotes(doc.text, parse.paragraphs), lambda _lemma, _frame: 1.0):
        if said.trigger is None:
            continue
        token = parse.tokens[said.trigger]
        content = covered(text, (q.outer for q in said.quotes))
        trigger = covered(text, [token.span])
        hit = any(len(whole & content) >= 0.6 * len(content) and cue & trigger for cue, whole in gold)
        side = "quote-after" if token.start > said.quotes[0].outer.start else "quote-before"
        yield (token.lemma, "V", side), bool(hit)


def write_counts(hits: Counter[Key], seen: Counter[Key]) -> None:
    """``cue_counts.tsv``: the words worth keeping, and the mean of each construction."""
    shares: dict[tuple[str, str], list[float]] = defaultdict(list)
    for (lemma, pos, frame), n in seen.items():
        shares[pos, frame].append(hits[lemma, pos, frame] / n)
    lines = [
        "# How often a lemma in a construction is a cue: lemma, word class, construction, times one, times seen.",
        f"# Counted on {SOURCE}: words and frequencies only, no text.",
        "# '*' is the mean over all lemmas, in thousandths.",
        "lemma\tclass\tframe\thits\tseen",
    ]
    known = {kind: sum(s) / len(s) for kind, s in shares.items() if sum(s)}
    lines += [
        f"*\t{pos}\t{frame}\t{round(1000 * mean)}\t1000" for (pos, frame), mean in sorted(known.items())
    ]
    for (lemma, pos, frame), n in sorted(seen.items()):
        h = hits[lemma, pos, frame]
        zero = n >= (3 if frame.startswith("quote") else 8) and frame in ZEROS
        if (
            lemma.replace("-", "").replace("'", "").isalpha()
            and lemma.islower()
            and (pos, frame) in known
            and (h >= 0.12 * n or zero)
        ):
            lines.append(f"{lemma}\t{pos}\t{frame}\t{h}\t{n}")
    (DATA / "cue_counts.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def training_rows(parse: Parse, found: list[Judged], lexical: Lexicon) -> Iterator[Row]:
    """Features, log odds of the word (counted without this text) and label of each candidate."""
    mine = Counter(j.key for j in found)
    hits = Counter(j.key for j in found if j.hit)
    others = {
        k: (max(0, h - hits[k]), max(0, n - mine[k]))
        for k in mine
        if (n := lexical.counts.get(k, (0, 0))[1])
        for h in [lexical.counts[k][0]]
    }
    left_out = Lexicon(
        {**{k: v for k, v in lexical.counts.items() if k in mine}, **others}, lexical.base, lexical.compiled
    )
    inside = odds.reported([j.candidate for j in found], lexical)
    for j in found:
        rating = left_out.rating(*j.key)
        if rating >= odds.LEAST:
            bounded = min(max(rating, 0.01), 0.99)
            yield odds.features(parse, j.candidate, inside), math.log(bounded / (1 - bounded)), j.hit


def fitted(
    data: list[Row], *, epochs: int = 8, least: int = 12, rate: float = 0.15, shrink: float = 2e-4
) -> dict[str, float]:
    """Logistic regression by AdaGrad (Duchi et al. 2011); features seen fewer than *least* times are left out."""
    seen = Counter(f for found, _, _ in data for f in found)
    kept = [(tuple(f for f in found if seen[f] >= least), word, hit) for found, word, hit in data]
    weights: dict[str, float] = defaultdict(float, rating=1.0)
    squares: dict[str, float] = defaultdict(lambda: 1e-6)
    order = random.Random(5)
    for _ in range(epochs):
        order.shuffle(kept)
        for found, word, hit in kept:
            total = weights["rating"] * word + sum(weights[f] for f in found)
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - hit
            for name, value in (*((f, 1.0) for f in found), ("rating", word)):
                slope = error * value + shrink * weights[name]
                squares[name] += slope * slope
                weights[name] -= rate * slope / math.sqrt(squares[name])
    return dict(weights)


def write_odds(weights: dict[str, float]) -> None:
    """``odds.tsv``: the weights that matter."""
    lines = [
        "# Weights (log odds) of what is seen of a candidate beside its word; logistic regression, each word's rating",
        f"# counted without the text at hand. Fitted on {SOURCE}: numbers only, no text of it.",
        "feature\tweight",
    ]
    lines += [
        f"{name}\t{round(weight, 3)}" for name, weight in sorted(weights.items()) if abs(weight) >= 0.02
    ]
    (DATA / "odds.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def main(path: Path) -> None:
    """Learn both files from *path*."""
    texts = tuple(documents(path))
    parses = tuple(parse_all(d.text for d in texts))
    hits: Counter[Key] = Counter()
    seen: Counter[Key] = Counter()
    every = [list(judged(d, p, quoted(d, p))) for d, p in zip(texts, parses, strict=True)]
    for doc, parse, found in zip(texts, parses, every, strict=True):
        pairs = [*((j.key, j.hit) for j in found), *beside_quotations(doc, parse)]
        seen.update(key for key, _ in pairs)
        hits.update(key for key, hit in pairs if hit)
    write_counts(hits, seen)
    read_lexicon.cache_clear()
    lexical = read_lexicon()
    data: list[Row] = []
    for doc, parse, found in zip(texts, parses, every, strict=True):
        near = utterances(
            parse, quotes(doc.text, parse.paragraphs), lambda lemma, frame: lexical.rating(lemma, "V", frame)
        )
        taken = {u.trigger for u in near}
        data += training_rows(parse, [j for j in found if j.candidate.trigger not in taken], lexical)
    write_odds(fitted(data))
    print(f"{len(texts)} texts, {len(seen)} words in constructions, {len(data)} candidates weighed")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
