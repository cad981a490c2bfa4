"""Whether: an occurrence that one side says happened and the other says did not."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from variorum.collate.align import long_before
from variorum.collate.context import Context
from variorum.collate.judge.common import Item, differing, finding, item, reading, readings
from variorum.collate.judge.contrary import contrary, finite, qualified
from variorum.collate.judge.statements import two_statements
from variorum.collate.lists import words
from variorum.collate.score import apart, like, unlike
from variorum.model import Claim, Evidence, Finding, FindingKind, Modality, Participant, Polarity, Slot
from variorum.text import Span
from variorum.values.predicates import wrappers

if TYPE_CHECKING:
    from datetime import date

_SMALL = ("neg", "aux", "auxpass")
_HELD = (Modality.ASSERTED, Modality.ALLEGED)
WORDED = 0.7
"""Share of all their words from which two sentences are one sentence, worded alike; both have ``FULL`` of them."""
FULL = 4
ALIKE = 0.6
"""Share of rare words from which two sentences speak of the same thing, where participants agree too."""


def judge_polarity(ctx: Context) -> list[Finding]:
    """Claims said with and without negation by different reports, or by different sources."""
    blocks: dict[str, list[Claim]] = {}
    for claim in ctx.claims:
        if claim.modality in _HELD and _stands(ctx, claim):
            classes = {
                *claim.classes,
                *(("injure",) if "kill" in claim.classes else ()),
            }  # who is killed is harmed
            for key in sorted({claim.predicate, *classes}):
                blocks.setdefault(key, []).append(claim)
    pairs: dict[frozenset[str], tuple[Claim, Claim, list[Evidence]]] = {}
    for claims in blocks.values():
        for one, two in combinations(claims, 2):
            key = frozenset({one.id, two.id})
            if one.polarity != two.polarity and key not in pairs:
                evidence = _same_matter(ctx, one, two) if _comparable(ctx, one, two) else None
                evidence = evidence or contrary(ctx, one, two)
                if (
                    evidence
                    and not (_denied(ctx, one) or _denied(ctx, two))
                    and two_statements(ctx, one, two)
                ):
                    continue
                if evidence is not None and (one.report_id != two.report_id or _two_voices(ctx, one, two)):
                    pairs[key] = (one, two, evidence)
    return [_judged(ctx, group) for group in _matters(pairs.values())]


def _stands(ctx: Context, claim: Claim) -> bool:
    """Whether somebody stands by a claim: who only alleges is a named source, and says it still (not *initially*)."""
    held = [ctx.attributions[a] for a in claim.attributions]
    parse = ctx.layers[claim.report_id].parse
    cues = [t.index for a in held for s in a.cue for t in parse.tokens_in(s)]
    beside = {parse.tokens[k].lemma.lower() for i in cues for k in (i, *parse.children[i])}
    if beside & wrappers()["at_first"]:
        return False
    return claim.modality is not Modality.ALLEGED or any(a.entity is not None for a in held)


def _comparable(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether one claim is plainly denied and the other plainly told.

    The negated one has its negation in its words or its source denies it, the other has none; neither stands under
    *if*, *until* or *would*; the negated one says no more (*did not die during surgery*) than the other.
    """
    negated, told = (one, two) if one.polarity is Polarity.NEGATIVE else (two, one)
    negators, unsure = words()["negators"], words()["uncertain_clause"]
    if not (_denied(ctx, negated) or _sentence(ctx, negated) & negators) or _sentence(ctx, told) & negators:
        return False
    if (_sentence(ctx, one) | _sentence(ctx, two)) & unsure or _sentence(ctx, negated) & words()[
        "no_part_in"
    ]:
        return False  # who denies a part in a killing does not deny the killing
    if not _denied(ctx, negated) and (qualified(ctx, negated, told) or not finite(ctx, told)):
        return False
    roles = {p.role for p in told.participants}
    more = [p for p in negated.participants if p.role not in roles and p.role not in ("patient", "attribute")]
    return not more


def _sentence(ctx: Context, claim: Claim) -> frozenset[str]:
    """All lemmas of a claim's sentence."""
    parse = ctx.layers[claim.report_id].parse
    first, last = parse.sentences[parse.tokens[claim.trigger].sentence]
    return frozenset(t.lemma.lower() for t in parse.tokens[first:last])


def _matters(
    pairs: Iterable[tuple[Claim, Claim, list[Evidence]]],
) -> list[list[tuple[Claim, Claim, list[Evidence]]]]:
    """Pairs that share a claim, together: they are about one matter."""
    groups: list[list[tuple[Claim, Claim, list[Evidence]]]] = []
    for pair in pairs:
        own = {pair[0].id, pair[1].id}
        near = [g for g in groups if any(own & {p[0].id, p[1].id} for p in g)]
        groups = [g for g in groups if g not in near] + [[p for g in near for p in g] + [pair]]
    return groups


def _judged(ctx: Context, pairs: Sequence[tuple[Claim, Claim, list[Evidence]]]) -> Finding:
    claims = list({c.id: c for one, two, _ in pairs for c in (one, two)}.values())
    items = [_negation_shown(ctx, item(ctx, c, (("polarity", c.polarity.value),))) for c in claims]
    found = readings(ctx, items, lambda a, b: a.normal == b.normal)
    told = next((i for i in items if i.claim and i.claim.polarity is Polarity.POSITIVE), items[0])
    later = _not_yet(ctx, claims)
    verdict = (
        "the earlier report says not yet" if later else "one side is negated or denied, the other is not"
    )
    why = Evidence("polarity", float(later), verdict)
    kind = FindingKind.UPDATE if later else differing(ctx, found)
    return finding(kind, Slot.POLARITY, None, found, claims=[c.id for c in claims],
                   evidence=[*pairs[0][2], why], about=told.value)  # fmt: skip


def _negation_shown(ctx: Context, held: Item) -> Item:
    """An item whose words hold the negation itself (*has not died*, and not *died*)."""
    assert held.claim is not None
    parse = ctx.layers[held.report_id].parse
    small = [parse.tokens[k] for k in parse.children[held.claim.trigger] if parse.tokens[k].dep in _SMALL]
    if not any(t.dep == "neg" and t.start < held.span.start for t in small):
        return held
    start = min(t.start for t in small)
    span = Span(start, max(held.span.end, *(t.end for t in small)))
    return replace(held, span=span, value=span.of(parse.text))


def _two_voices(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether two claims of one report come from different named sources."""
    found = [
        reading(ctx, [Item(c.report_id, c, c.anchors[0].span, "", (), c.attributions)]) for c in (one, two)
    ]
    return differing(ctx, found) is FindingKind.DISPUTE


def _worded_alike(ctx: Context, one: Claim, two: Claim) -> bool:
    a, b = ctx.words(one), ctx.words(two)
    full = min(len(a), len(b)) >= FULL and one.predicate == two.predicate and one.report_id != two.report_id
    return full and len(a & b) >= WORDED * len(a | b)


def _pronouns(ctx: Context, claim: Claim, held: Sequence[Participant]) -> bool:
    return all(ctx.layers[claim.report_id].parse.tokens[p.head].pos in ("PRON", "DET", "NUM") for p in held)


def _not_yet(ctx: Context, claims: Sequence[Claim]) -> bool:
    """Whether what had not been done when the earlier report came out is done in the later (*has not been named*)."""
    days: dict[Polarity, list[date]] = {}
    for c in claims:
        published = ctx.reports[c.report_id].published
        if published is None:
            return False
        days.setdefault(c.polarity, []).append(published)
    negated = [c for c in claims if c.polarity is Polarity.NEGATIVE]
    if len(days) < 2 or not max(days[Polarity.NEGATIVE]) < min(days[Polarity.POSITIVE]):
        return False
    return all(_perfect(ctx, c) for c in negated)


def _perfect(ctx: Context, claim: Claim) -> bool:
    parse = ctx.layers[claim.report_id].parse
    beside = [parse.tokens[i] for i in parse.children[claim.trigger]]
    return any(
        t.lemma.lower() == "have" and t.dep == "aux" and t.text.lower() != "had" for t in beside
    ) or any(t.lemma.lower() == "yet" for t in beside)


def _one_described(
    ctx: Context, one: Claim, ones: Sequence[Participant], two: Claim, twos: Sequence[Participant]
) -> bool:
    """Whether one side's doer is a common noun and the other's a name."""
    tags = [
        {ctx.layers[c.report_id].parse.tokens[p.head].pos for p in held}
        for c, held in ((one, ones), (two, twos))
    ]
    return {"NOUN", "PROPN"} == tags[0] | tags[1] and len(tags[0]) == len(tags[1]) == 1


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
    if unlike(ctx, one, two) or apart(ctx, one, two):
        return None  # not charged with murder, charged with manslaughter
    out = []
    denied = _denied(ctx, one) or _denied(ctx, two)
    around = ctx.overlap(ctx.words(one), ctx.words(two))
    worded = _worded_alike(ctx, one, two)
    for role in ("agent", "patient"):
        ones = [p for p in one.participants if p.role == role]
        twos = [p for p in two.participants if p.role == role]
        if bool(ones) != bool(twos) and role == "patient":
            return None
        if not ones or not twos:
            continue
        value = max(like(ctx, one, p, two, q) for p in ones for q in twos)
        if worded and _pronouns(ctx, one, ones) and _pronouns(ctx, two, twos):
            continue  # "all of the victims" in both: not comparable, and the sentence is the same
        if value < (0.4 if role == "agent" else 0.6 if denied else 0.9):
            if role == "agent" and denied and _one_described(ctx, one, ones, two, twos):
                continue  # "the ship" may be the one that is named: not comparable
            return None
        out.append(Evidence(f"same {role}", round(value, 2), f"{ones[0].name} / {twos[0].name}"))
    answers = one.report_id == two.report_id and any(e.feature == "same patient" for e in out)
    named = any((e.score or 0) >= 0.9 for e in out)
    if (
        denied
        and any(e.feature == "same patient" for e in out)
        and not apart(ctx, one, two)
        and not any(long_before(ctx, c) for c in (one, two))
    ):
        return [*out, Evidence("denial", 1.0, "one source denies it")]
    if worded:
        return [
            *out,
            Evidence("words around", round(around, 2), "share of the rarer words of both sentences"),
        ]
    if not out or not ((named and (len(out) > 1 or answers) and around >= 0.3) or around >= ALIKE):
        return None
    if one.predicate != two.predicate and one.nominal == two.nominal:
        return None
    return [*out, Evidence("words around", round(around, 2), "share of the rarer words of both sentences")]
