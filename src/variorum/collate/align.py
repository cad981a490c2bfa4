"""Alignments: claims of several witnesses that tell of one occurrence.

Claims are compared in pairs that share a class of predicate or a lemma, scored on predicate, participants by
role, time, place and the words around, and joined best first under cannot-links (agglomerative clustering
with constraints, as in cross-document event coreference; Cybulska and Vossen 2015, Held et al. 2021).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from variorum.collate.context import Context
from variorum.collate.coreference.features import features
from variorum.collate.coreference.model import evidence, probability
from variorum.collate.score import (
    FAR_DAYS,
    Link,
    apart,
    cannot_link,
    factual,
    score,
    several,
    swapped,
    unlike,
    word,
)
from variorum.collate.traits import dated
from variorum.model import Claim, Evidence
from variorum.text import content_id
from variorum.values.predicates import lexicon

JOIN = 1.5
"""Score from which two claims are taken to tell of one occurrence."""
HUB = "the story's event"
TOLD = 0.85
"""Probability from which the learnt weights alone join two claims; right in 92 of 100 gold pairs (decision 016)."""
TIES = ("any like", "figure shared", "place same", "time same", "amount same", "same source")
"""What two claims must share for the learnt weights alone to join them, if not the words beside the predicate."""
WORDED = 0.6
"""Share of the rarer words of both sentences that does instead."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The claims of one occurrence, in story order, with the links that joined them."""

    id: str
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of the reports that tell of it."""
        return tuple(dict.fromkeys(c.report_id for c in self.claims))

    def of(self, report_id: str) -> tuple[Claim, ...]:
        """One report's claims of it."""
        return tuple(c for c in self.claims if c.report_id == report_id)

    def joined(self, one: Claim, two: Claim) -> bool:
        """Whether a sure link joins two claims, or both to the claim that stands for the story's event."""
        pairs = {frozenset((k.one.id, k.two.id)) for k in self.links if k.sure}
        if one.id == two.id or frozenset((one.id, two.id)) in pairs:
            return True
        hubs = {k.one.id for k in self.links if k.evidence[0].feature == HUB}
        return any(all(c.id == h or frozenset((h, c.id)) in pairs for c in (one, two)) for h in sorted(hubs))

    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of the strongest link between two reports."""
        across = [k for k in self.links if k.one.report_id != k.two.report_id]
        return max(across, key=lambda k: k.score).evidence if across else ()


def align(ctx: Context) -> tuple[Alignment, ...]:
    """The alignments of a story; every claim is in exactly one."""
    links = _links(ctx) + _story_event(ctx)
    links.sort(
        key=lambda k: (
            -k.score,
            ctx.order[k.one.report_id],
            k.one.trigger,
            ctx.order[k.two.report_id],
            k.two.trigger,
        )
    )
    group = {c.id: [c] for c in ctx.claims}
    used: dict[int, list[Link]] = {}
    for link in links:
        a, b = group[link.one.id], group[link.two.id]
        if a is b:
            used.setdefault(id(a), []).append(link)
            continue
        if any(cannot_link(ctx, x, y) for x in a for y in b):
            continue
        merged = used.pop(id(a), []) + used.pop(id(b), []) + [link]
        a.extend(b)
        for claim in b:
            group[claim.id] = a
        used[id(a)] = merged
    done: dict[int, list[Claim]] = {id(g): g for g in group.values()}
    out = _pointed_back(ctx, [_alignment(ctx, g, used.get(key, [])) for key, g in done.items()])
    return tuple(sorted(out, key=lambda a: (ctx.order[a.claims[0].report_id], a.claims[0].trigger)))


def _links(ctx: Context) -> list[Link]:
    """Links by rules, and those that the learnt weights alone make between two claims that choose one another."""
    pairs = candidates(ctx)
    others = rivals(ctx)
    likely: dict[tuple[str, str], float] = {}
    best: dict[tuple[str, str], float] = {}
    for one, two in pairs:
        if one.report_id != two.report_id:
            found = likely[one.id, two.id] = probability(features(ctx, one, two, rivals=others(one, two)))
            for key in ((one.id, two.report_id), (two.id, one.report_id)):
                best[key] = max(best.get(key, 0.0), found)
    out = []
    for one, two in pairs:
        link = score(ctx, one, two)
        found = likely.get((one.id, two.id), 0.0)
        if link is not None and link.score >= JOIN:
            out.append(replace(link, probability=found))
        elif found >= max(
            TOLD, best.get((one.id, two.report_id), 0.0), best.get((two.id, one.report_id), 0.0)
        ) and not (cannot_link(ctx, one, two) or swapped(ctx, one, two)):
            held = features(ctx, one, two, rivals=others(one, two))
            if not _tied(held):
                continue
            why = evidence(held)
            out.append(Link(one, two, JOIN, sure=False, evidence=(why,), probability=found))
    return out


def _tied(held: Mapping[str, float]) -> bool:
    """Whether two claims share more than a predicate that stands alone in both reports (*produce*, *obtain*)."""
    return (
        any(name in held for name in TIES) or held.get("near", 0.0) > 0 or held.get("around", 0.0) >= WORDED
    )


def _alignment(ctx: Context, claims: Sequence[Claim], links: Sequence[Link]) -> Alignment:
    ordered = tuple(sorted(claims, key=lambda c: (ctx.order[c.report_id], c.trigger)))
    return Alignment(content_id("occurrence", *sorted(c.id for c in ordered)), ordered, tuple(links))


def _story_event(ctx: Context) -> list[Link]:
    """Links between the claims of the story's own event: an attack, a crash, a quake that every report opens with.

    A definite noun of such a class (*the quake*), or a claim of it in the first sentences, is taken for that event
    unless its own words date it a month or more away.
    """
    out = []
    for name in sorted(
        {
            c
            for claim in ctx.claims
            for c in claim.classes
            if lexicon().has(c, "incident") and not lexicon().has(c, "anaphor")
        }
    ):
        held = [
            c
            for c in ctx.claims
            if name in c.classes and factual(c) and not several(ctx, c) and not long_before(ctx, c)
        ]
        lead = {c.report_id for c in held if ctx.leads(c)}
        if len(lead) < 2:
            continue
        own = [c for c in held if c.report_id in lead and (ctx.leads(c) or _points(ctx, c))]
        why = (Evidence(HUB, 1.0, f"each report opens with it: {word(ctx, own[0])}"),)
        out += [
            Link(own[0], c, 2.0, sure=True, evidence=why)
            for c in own[1:]
            if not cannot_link(ctx, own[0], c) and not unlike(ctx, own[0], c)
        ]
    return out


def long_before(ctx: Context, claim: Claim, days: int = FAR_DAYS) -> bool:
    """Whether a claim is about another, earlier occurrence.

    Its own words date it a month or more before its report's publication, or its sentence is so dated and nothing
    in it is dated nearer (*In 2014 an outbreak infected 90 people, 41 of whom died*).
    """
    published = ctx.layers[claim.report_id].reference.date
    if published is None:
        return False
    layers = ctx.layers[claim.report_id]
    own = ctx.traits[claim.id].times
    if not own:
        parse = layers.parse
        inside = parse.sentence_span(parse.tokens[claim.trigger].sentence)
        own = tuple(
            t for t in layers.timexes if inside.contains(t.span) and t.type in ("DATE", "TIME") and dated(t)
        )
    past = [(published - t.interval.latest.date()).days for t in own if t.interval and t.interval.latest]
    return bool(past) and min(past) > days


def _pointed_back(ctx: Context, found: list[Alignment]) -> list[Alignment]:
    """The alignments with bare pointers (*the confrontation unfolded …*) joined to the story's main occurrence."""
    main = main_occurrence(ctx, found)
    if main is None:
        return found
    kept: list[Alignment] = []
    pointers: list[Alignment] = []
    for a in found:
        claim = a.claims[0]
        bare = (
            len(a.claims) == 1
            and set(claim.classes)
            and all(lexicon().has(c, "anaphor") or c == "happen" for c in claim.classes)
        )
        joins = bare and (claim.times or claim.places) and factual(claim) and _points(ctx, claim)
        (pointers if joins and not any(apart(ctx, claim, c) for c in main.claims) else kept).append(a)
    if not pointers:
        return found
    claims = (*main.claims, *(a.claims[0] for a in pointers))
    return [_alignment(ctx, claims, main.links) if a is main else a for a in kept]


def _points(ctx: Context, claim: Claim) -> bool:
    # "the incident", "the confrontation unfolded": a definite singular noun, and nobody of its own.
    parse = ctx.layers[claim.report_id].parse
    first = next(iter(claim.participants), None)
    if "happen" in claim.classes and first and parse.tokens[first.head].lemma.lower() == "it":
        return ctx.leads(claim)  # "It happened just before 10 p.m.", at the start of a report
    heads = [claim.trigger, *(p.head for p in claim.participants if p.role in ("agent", "patient"))]
    nouns = [h for h in heads if parse.tokens[h].pos == "NOUN"]
    named = [h for h in nouns if lexicon().noun(parse.tokens[h].lemma)]
    definite = [
        h for h in named if any(parse.tokens[i].lemma.lower() in ("the", "this") for i in parse.children[h])
    ]
    return bool(definite) and all(parse.tokens[h].tag == "NN" for h in definite)


def main_occurrence(ctx: Context, found: Sequence[Alignment]) -> Alignment | None:
    """The occurrence that most reports tell of in their first sentences, or ``None``."""
    best: tuple[int, float, Alignment] | None = None
    for a in found:
        lead = {c.report_id for c in a.claims if ctx.leads(c) and factual(c) and c.classes and c.participants}
        score_ = sum(k.score for k in a.links if k.one.report_id != k.two.report_id)
        if len(lead) > 1 and (best is None or (len(lead), score_) > best[:2]):
            best = (len(lead), score_, a)
    return best[2] if best else None


def candidates(ctx: Context) -> list[tuple[Claim, Claim]]:
    """The pairs of claims that share a predicate or a class of predicates that is not too general."""
    blocks: dict[str, list[Claim]] = {}
    for claim in ctx.claims:
        for key in sorted(
            {
                *(f"class {c}" for c in claim.classes if not lexicon().has(c, "weak")),
                f"lemma {claim.predicate}",
            }
        ):
            blocks.setdefault(key, []).append(claim)
    pairs: dict[tuple[str, str], tuple[Claim, Claim]] = {}
    for claims in blocks.values():
        for one, two in combinations(claims, 2):
            pairs.setdefault((one.id, two.id), (one, two))
    return list(pairs.values())


def rivals(ctx: Context) -> Callable[[Claim, Claim], int]:
    """Counts, for two candidates, how many other claims of either report are candidates of the other's claim."""
    met = Counter(
        key
        for one, two in candidates(ctx)
        if one.report_id != two.report_id
        for key in ((one.id, two.report_id), (two.id, one.report_id))
    )
    return lambda one, two: max(0, met[one.id, two.report_id] - 1) + max(0, met[two.id, one.report_id] - 1)
