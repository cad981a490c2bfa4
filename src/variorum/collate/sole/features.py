"""What speaks for and against a clause's being told by one report only, by named features of 0 to about 1."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from variorum.collate.logistic import probability
from variorum.collate.sole.elsewhere import Elsewhere
from variorum.collate.sole.keys import Key, keys
from variorum.model import Claim, Modality
from variorum.text import Span
from variorum.values.predicates import lexicon

if TYPE_CHECKING:
    from variorum.collate.counterparts.loci import Standing

MANY = {"word": 6, "name": 3, "value": 2}
"""Words, names and values from which their number says nothing more."""
LONG = 12
"""The same for all words of a clause."""
COMMON = frozenset(f"count {n}" for n in (1, 2, 3))
"""Numbers that every report has."""
HEAVY = 5.0
"""Weight of a word beyond which rarity says nothing more."""
PLENTY = 60
"""Sentences of the other reports from which their number says nothing more."""


def features(told: Elsewhere, claim: Claim, span: Span, *, likest: float, one: float) -> dict[str, float]:
    """The features that hold of a clause.

    Args:
        told: what the reports say.
        claim: the claim that the clause is shown for.
        span: the clause.
        likest: how like the likest claim of another report is.
        one: the highest probability that another report's claim is of the same occurrence.

    Returns:
        Strengths by name; what does not hold is absent.
    """
    ctx = told.ctx
    layers = ctx.layers[claim.report_id]
    own = keys(layers, layers.parse.tokens_in(span))
    others = told.others(claim.report_id)
    count = sum(len(told.sentences[r]) for r in others)
    found = {
        "likest claim": likest,
        "one occurrence": one,
        "late in its report": ctx.trigger(claim).sentence / len(told.sentences[claim.report_id]),
        "sentences elsewhere": min(count, PLENTY) / PLENTY,
        "planned": float(claim.modality is Modality.PLANNED),
        "said by a source": float(any(ctx.attributions[a].source_name for a in claim.attributions)),
    }
    found |= dict(_predicate(told, claim, others))
    found |= dict(_words(told, own, others))
    found |= dict(_shares(told, own, others))
    found |= dict(_values(told, claim, span))
    return {name: round(value, 4) for name, value in found.items() if value}


def _predicate(told: Elsewhere, claim: Claim, others: Sequence[str]) -> Iterator[tuple[str, float]]:
    known = [c for c in claim.classes if not lexicon().has(c, "weak")]
    yield "known predicate", float(bool(known))
    yield "its class elsewhere", float(any(told.ctx.told.get((r, c)) for r in others for c in claim.classes))
    yield "its word elsewhere", float(any(claim.predicate in told.whole[r].words for r in others))


def _words(told: Elsewhere, own: Sequence[Key], others: Sequence[str]) -> Iterator[tuple[str, float]]:
    met = {k: max((told.whole[r].met(k) for r in others), default=0.0) for k in own}
    new = [k for k in own if not met[k]]
    yield "words", min(sum(k.sort == "word" for k in own), LONG) / LONG
    yield "share of new words", len(new) / len(own) if own else 0.0
    yield "weight of new words", min(told.weighed(new), 10 * HEAVY) / (10 * HEAVY)
    for sort, most in MANY.items():
        yield f"new {sort}s", min(sum(k.sort == sort for k in new), most) / most
        if sort != "word":
            told_too = sum(k.sort == sort and met[k] == 1 and k.word not in COMMON for k in own)
            yield f"{sort}s elsewhere", min(told_too, most) / most


def _shares(told: Elsewhere, own: Sequence[Key], others: Sequence[str]) -> Iterator[tuple[str, float]]:
    single = [h for r in others for h in told.sentences[r]]
    yield "share in one sentence", max((told.share(own, h) for h in single), default=0.0)
    yield (
        "share in two sentences",
        max((told.share(own, h) for r in others for h in told.couples[r]), default=0.0),
    )
    yield "share in one report", max((told.share(own, told.whole[r]) for r in others), default=0.0)
    rarest = (told.weights.get(k.word, 1.0) * h.met(k) for k in own for h in single)
    yield "rarest word elsewhere", min(max(rarest, default=0.0), HEAVY) / HEAVY
    marked = [k for k in own if k.sort != "word"]
    together = (
        told.weights.get(a.word, 1.0) * told.weights.get(b.word, 1.0) * h.met(b)
        for h in single
        for a in marked
        if h.met(a) == 1
        for b in own
        if b != a
    )
    yield "name or value with another word", min(max(together, default=0.0), HEAVY**2) / HEAVY**2


def _values(told: Elsewhere, claim: Claim, span: Span) -> Iterator[tuple[str, float]]:
    best: dict[Standing, float] = {}
    for pair in told.paired(claim.report_id, span):
        best[pair.standing] = max(pair.odds, best.get(pair.standing, pair.odds))
    for standing, odds in best.items():
        yield f"its value elsewhere: {standing}", probability(odds)
    valued = bool(claim.quantities or claim.times)
    yield "its values answered nowhere", float(valued and not best)
