"""What only one report tells: the occurrences an editor would want to see, each in words that stand alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from variorum.collate.align import Alignment, rivals
from variorum.collate.context import Context
from variorum.collate.coreference.features import features
from variorum.collate.coreference.model import probability
from variorum.collate.counterparts.pairing import Counterparts
from variorum.collate.judge.common import finding, item, phrase, reading
from variorum.collate.judge.standalone import sayable
from variorum.collate.judge.weight import weight
from variorum.collate.lists import words
from variorum.collate.score import like
from variorum.collate.sole.elsewhere import Elsewhere, elsewhere
from variorum.collate.sole.features import features as sole_features
from variorum.collate.sole.keys import keys
from variorum.collate.sole.model import evidence, odds
from variorum.collate.sole.model import read as together
from variorum.collate.together import occurrences_together, told
from variorum.collate.traits import content_words
from variorum.model import (
    Claim,
    Evidence,
    Finding,
    FindingKind,
    Slot,
)

HEAVY = 2.0
"""Weight from which what only one report tells is listed."""
MOST = 8
"""Occurrences listed of one report, the weightiest first: a reader takes in no more, and the synopsis holds all."""
COVERED = 0.5
"""Share of a claim's rare words in one sentence of another report, from which it is not the only one to tell."""
NEW = 2
"""Words of a clause that no other report says, from which it tells something new."""
AGAIN = 0.7
"""Share of the rarer words of two clauses of one report from which the second says the first again."""
SEVERAL = 3
"""Words that a sentence has of a clause from which their number counts, and not only how rare they are in the story:
what two reports say is not rare in it."""
PERHAPS = 0.5
"""Probability that another report's claim is of the same occurrence, from which it is not the only one to tell."""
QUESTIONS = 20
"""Pairs that the reader reads for one report at most: some 60 for a story of three."""
EACH = 3
"""Claims of other reports that a clause is read beside at most, the likest first."""
LOWEST = -6.0
"""Log odds by the reader below which nothing is less likely."""
PASSES = 0.7
"""Log odds of being told by no other report from which a clause is listed: by folds over written events that the reader
of pairs had not read .84 of such clauses were right, of those kept out .77 (``tools/learn_singles.py``)."""
AT_LEAST, FLOOR = 5, -0.6
"""The surest so many of a story are listed below that bar too, and the log odds that they need."""
HEAVIEST = 5.0
"""Weight from which a clause is listed whatever its log odds."""
KNOWN = 2.0
"""Log odds by the reader that another report tells of it, from which a clause is not listed: one in four is right."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that may be a single: its weight, its features, its log odds, and the likest claims of other reports."""

    weight: float
    claim: Claim
    alignment: Alignment
    nearest: float
    features: Mapping[str, float]
    odds: float
    likest: tuple[Claim, ...]
    highest: float | None = None
    """The reader's highest log odds that one of them tells of the same occurrence; ``None`` where it read none."""


def judge_singles(
    ctx: Context, alignments: Sequence[Alignment], taken: Sequence[Finding], pairs: Sequence[Counterparts]
) -> list[Finding]:
    """Occurrences that only one report tells of: one a sentence, weighty, and probably told by no other.

    Args:
        ctx: the story.
        alignments: the claims of each occurrence.
        taken: the findings so far: what one of them shows is told by several.
        pairs: the values of several reports that choose one another.
    """
    every = (r for found in candidates(ctx, alignments, taken, pairs) for r in _read_all(ctx, found))
    read = [r for r in every if r.highest is None or r.highest < KNOWN]
    read.sort(key=lambda c: (-c.odds, ctx.order[c.claim.report_id], c.claim.trigger))
    chosen: list[Candidate] = []
    for place, candidate in enumerate(read):
        own = [c for c in chosen if c.claim.report_id == candidate.claim.report_id]
        wanted = _passes(candidate) or (place < AT_LEAST and candidate.odds >= FLOOR)
        if wanted and len(own) < MOST and not any(_again(ctx, candidate.claim, c.claim) for c in own):
            chosen.append(candidate)
    chosen.sort(key=lambda c: (ctx.order[c.claim.report_id], c.claim.trigger))
    return [_single(ctx, c) for c in chosen]


def _passes(candidate: Candidate) -> bool:
    """Whether a candidate is listed however many there are: it is sure enough, or weighs too much to be left out."""
    return candidate.weight >= HEAVIEST or candidate.odds >= PASSES


def candidates(
    ctx: Context, alignments: Sequence[Alignment], taken: Sequence[Finding], pairs: Sequence[Counterparts]
) -> Iterator[tuple[Candidate, ...]]:
    """What might be listed of each report, the likeliest to be told by no other first."""
    best = _weightiest(ctx, alignments, taken)
    others = rivals(ctx)
    said = elsewhere(ctx, pairs)
    for report_id in ctx.order:
        held = (best[k] for k in sorted(best) if k[0] == report_id)
        found = [made for x in held if (made := _candidate(said, others, *x)) is not None]
        yield tuple(sorted(found, key=lambda c: (-c.odds, c.claim.trigger)))


def _weightiest(
    ctx: Context, alignments: Sequence[Alignment], taken: Sequence[Finding]
) -> dict[tuple[str, int], tuple[float, Claim, Alignment]]:
    """The weightiest claim of each sentence that no finding and no alignment shares with another report."""
    told = {(a.report_id, ctx.layers[a.report_id].parse.tokens_in(a.span)[0].sentence)
            for f in taken if f.kind is not FindingKind.SINGLE for r in f.readings for a in r.anchors}  # fmt: skip
    best: dict[tuple[str, int], tuple[float, Claim, Alignment]] = {}
    for alignment in alignments:
        for claim in alignment.claims if len(alignment.reports) == 1 else ():
            key = (claim.report_id, ctx.trigger(claim).sentence)
            found = weight(ctx, claim)
            if (
                found >= HEAVY
                and key not in told
                and found > best.get(key, (0.0,))[0]
                and not _told_alike(ctx, claim)
                and sayable(ctx, claim) is not None
            ):
                best[key] = (found, claim, alignment)
    return best


def _candidate(
    said: Elsewhere, others: Callable[[Claim, Claim], int], found: float, claim: Claim, alignment: Alignment
) -> Candidate | None:
    """A claim with what speaks for its being told by no other report; ``None`` where another one plainly tells it."""
    ctx = said.ctx
    nearest, one = _nearest(ctx, claim), _likeliest(ctx, claim, others)
    span = sayable(ctx, claim)
    if span is None or nearest >= COVERED or one >= PERHAPS or not _new(ctx, claim):
        return None
    layers = ctx.layers[claim.report_id]
    likest = tuple(islice(said.likest(claim, keys(layers, layers.parse.tokens_in(span))), EACH))
    held = sole_features(said, claim, span, likest=likest[0][0] if likest else 0.0, one=one)
    return Candidate(found, claim, alignment, nearest, held, odds(held), tuple(c for _, c in likest))


def _read_all(ctx: Context, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates of one report as the reader of pairs leaves them, where one is at hand."""
    left = QUESTIONS
    for candidate in found:
        best = max(together(candidate.odds, LOWEST), candidate.odds)
        read, asked = _read(ctx, candidate, 0 if _sunk(candidate, best, LOWEST) else left)
        left -= asked
        yield read


def _sunk(candidate: Candidate, odds: float, highest: float) -> bool:
    """Whether a candidate with such log odds is not listed whatever else is read: what follows only takes from them."""
    return highest >= KNOWN or (odds < FLOOR and candidate.weight < HEAVIEST)


def _read(ctx: Context, candidate: Candidate, left: int) -> tuple[Candidate, int]:
    """A candidate as the reader leaves it, and how many pairs it read, *left* at most.

    It reads the likest claims of other reports one by one, until one plainly tells the same, or the candidate is sunk.
    """
    asked, highest = 0, LOWEST
    for other in candidate.likest[:left]:
        answer = occurrences_together(ctx, candidate.claim, other)
        if answer is None:
            break
        asked += 1
        highest = max(highest, answer)
        if _sunk(candidate, together(candidate.odds, highest), highest):
            break
    if not asked:
        return candidate, 0
    return replace(candidate, odds=together(candidate.odds, highest), highest=highest), asked


def _single(ctx: Context, held: Candidate) -> Finding:
    claim = held.claim
    why = [Evidence("nearest sentence elsewhere", round(held.nearest, 2), "share of this claim's rarer words"),
           Evidence("weight", None, f"{held.weight:g}: names, numbers, times and known predicates in it"),
           evidence(held.features, held.odds)]  # fmt: skip
    if held.highest is not None:
        why.append(told("whether the likest claim of another report tells of it", held.highest))
    span = sayable(ctx, claim)
    own = item(ctx, claim, (("predicate", claim.predicate),))
    words_ = own if span is None else replace(own, span=span, value=phrase(ctx, claim.report_id, span))
    shown = reading(ctx, [words_])
    return finding(FindingKind.SINGLE, Slot.EVENT, None, [shown], occurrence=held.alignment.id, claims=[claim.id],
                   evidence=why)  # fmt: skip


def _likeliest(ctx: Context, claim: Claim, others: Callable[[Claim, Claim], int]) -> float:
    """The highest probability that a claim of another report is of the same occurrence."""
    near = (
        c
        for c in ctx.claims
        if c.report_id != claim.report_id
        and (c.predicate == claim.predicate or set(c.classes) & set(claim.classes))
    )
    return max((probability(features(ctx, claim, c, rivals=others(claim, c))) for c in near), default=0.0)


def _told_alike(ctx: Context, claim: Claim) -> bool:
    """Whether another report tells of a like doer doing the same kind of thing: too near to call it the only one."""
    for other in ctx.claims:
        if other.report_id == claim.report_id or not (
            set(other.classes) & set(claim.classes) or other.predicate == claim.predicate
        ):
            continue
        for role in ("agent", "patient"):
            ones = [p for p in claim.participants if p.role == role]
            twos = [p for p in other.participants if p.role == role]
            if any(like(ctx, claim, p, other, q) >= 0.4 for p in ones for q in twos):
                return True
    return False


def _nearest(ctx: Context, claim: Claim) -> float:
    parse = ctx.layers[claim.report_id].parse
    own = content_words(parse.tokens_in(sayable(ctx, claim) or claim.anchors[0].span))
    whole = ctx.weighed(own)
    others = (
        held for report_id, each in ctx.sentences.items() if report_id != claim.report_id for held in each
    )
    return max((_share(ctx, own, held) for held in others), default=0.0) if whole else 0.0


def _share(ctx: Context, own: frozenset[str], held: frozenset[str]) -> float:
    """How much of a clause's words a sentence has: by rarity, or by number where it has several of them."""
    shared = own & held
    most = len(shared) >= SEVERAL and 2 * len(shared) > len(own)
    plain = len(shared) / len(own) if most else 0.0
    return max(ctx.weighed(shared) / ctx.weighed(own), plain)


def _new(ctx: Context, claim: Claim) -> bool:
    """Whether a clause holds what no other report says anywhere: two words, a name, a number, or what was done."""
    parse = ctx.layers[claim.report_id].parse
    held = parse.tokens_in(sayable(ctx, claim) or claim.anchors[0].span)
    said = {w for r, each in ctx.sentences.items() if r != claim.report_id for s in each for w in s}
    if len(content_words([t for t in held if t.pos != "NUM"]) - words()["common_lot"]) < NEW:
        return False  # "Three people were injured": what every report of such an event says
    new = content_words(held) - said
    telling = {t.lemma.lower() for t in held if t.pos in ("PROPN", "NUM")}
    done = claim.predicate in new and claim.predicate not in words()["vague_predicates"]
    return len(new) >= NEW or done or bool(new & telling)


def _again(ctx: Context, claim: Claim, other: Claim) -> bool:
    """Whether two clauses of one report say the same in much the same words."""
    parse = ctx.layers[claim.report_id].parse
    own, its = (content_words(parse.tokens_in(sayable(ctx, c) or c.anchors[0].span)) for c in (claim, other))
    return ctx.overlap(own, its) >= AGAIN
