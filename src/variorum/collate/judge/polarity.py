"""Whether: an occurrence that one side says happened and the other says did not."""

from itertools import combinations

from variorum.collate.context import Context
from variorum.collate.judge.common import Item, differing, finding, reading, sources
from variorum.collate.score import apart, like
from variorum.model import Claim, Evidence, Finding, FindingKind, Modality, Polarity, Slot
from variorum.values.predicates import wrappers

_HELD = (Modality.ASSERTED, Modality.ALLEGED)
ALIKE = 0.6
"""Share of rare words from which two sentences speak of the same thing, where participants agree too."""


def judge_polarity(ctx: Context) -> list[Finding]:
    """Claims said with and without negation by different reports, or by different sources."""
    blocks: dict[str, list[Claim]] = {}
    for claim in ctx.claims:
        if claim.modality in _HELD:
            classes = {
                *claim.classes,
                *(("injure",) if "kill" in claim.classes else ()),
            }  # who is killed is harmed
            for key in sorted({claim.predicate, *classes}):
                blocks.setdefault(key, []).append(claim)
    out: dict[frozenset[str], Finding] = {}
    for claims in blocks.values():
        for one, two in combinations(claims, 2):
            if one.polarity != two.polarity:
                made = _judge(ctx, one, two)
                if made is not None:
                    out.setdefault(frozenset({one.id, two.id}), made)
    return list(out.values())


def _judge(ctx: Context, one: Claim, two: Claim) -> Finding | None:
    same_report = one.report_id == two.report_id
    evidence = _same_matter(ctx, one, two)
    if evidence is None:
        return None
    items = [Item(c.report_id, c, c.anchors[0].span, c.anchors[0].exact, (("polarity", c.polarity.value),), c.attributions)
             for c in (one, two)]  # fmt: skip
    found = [reading(ctx, [i]) for i in items]
    kind = differing(ctx, found)
    if same_report and (kind is not FindingKind.DISPUTE):
        return None
    if (
        any(sources(ctx, r) for r in found)
        and kind is FindingKind.CONFLICT
        and _one_source(ctx, found[0], found[1])
        and same_report
    ):
        return None
    return finding(kind, Slot.POLARITY, None, found, claims=[one.id, two.id],
                   evidence=[*evidence, Evidence("polarity", 0.0, "one is negated, the other is not")])  # fmt: skip


def _one_source(ctx: Context, one: object, two: object) -> bool:
    return bool(sources(ctx, one) & sources(ctx, two))  # type: ignore[arg-type]


def _denied(ctx: Context, claim: Claim) -> bool:
    """Whether a claim is negative because its source denies it."""
    if claim.polarity is not Polarity.NEGATIVE or not claim.attributions:
        return False
    held = ctx.attributions[claim.attributions[-1]]
    parse = ctx.layers[claim.report_id].parse
    return any(t.lemma.lower() in wrappers()["denials"] for s in held.cue for t in parse.tokens_in(s))


def _same_matter(ctx: Context, one: Claim, two: Claim) -> list[Evidence] | None:
    """The evidence that two claims speak of one thing: agent and patient both agree, and rare words are shared.

    A denial answers what others say: there, like patients and no other doer are enough.
    """
    out = []
    denied = _denied(ctx, one) or _denied(ctx, two)
    for role in ("agent", "patient"):
        ones = [p for p in one.participants if p.role == role]
        twos = [p for p in two.participants if p.role == role]
        if bool(ones) != bool(twos) and role == "patient":
            return None
        if not ones or not twos:
            continue
        value = max(like(ctx, one, p, two, q) for p in ones for q in twos)
        if value < (0.4 if role == "agent" else 0.6 if denied else 0.9):
            return None
        out.append(Evidence(f"same {role}", round(value, 2), f"{ones[0].name} / {twos[0].name}"))
    around = ctx.overlap(ctx.words(one), ctx.words(two))
    named = any((e.score or 0) >= 0.9 for e in out)
    if denied and any(e.feature == "same patient" for e in out) and not apart(ctx, one, two):
        return [*out, Evidence("denial", 1.0, "one source denies it")]
    if not out or not ((named and len(out) > 1 and around >= 0.3) or around >= ALIKE):
        return None
    if one.predicate != two.predicate and one.nominal == two.nominal:
        return None
    return [*out, Evidence("words around", round(around, 2), "share of the rarer words of both sentences")]
