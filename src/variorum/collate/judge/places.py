"""Where: the places of one occurrence."""

from collections.abc import Sequence
from itertools import combinations

from variorum.collate.align import Alignment
from variorum.collate.context import Context
from variorum.collate.judge.common import Item, differing, finding, readings
from variorum.collate.lists import words
from variorum.collate.score import happened, like
from variorum.model import Claim, Evidence, Finding, FindingKind, Kind, Participant, Place, Slot, Witness
from variorum.values.places import PlaceRelation, compare


def judge_places(ctx: Context, alignment: Alignment) -> list[Finding]:
    """The finding on the place of one occurrence told by several reports, if there is one."""
    by_report: dict[str, list[Item]] = {}
    for claim in alignment.claims:
        if happened(claim):
            held = [ctx.layers[claim.report_id].places[k] for k in claim.places]
            for place in _innermost([p for p in held if _where(ctx, claim.report_id, p)]):
                by_report.setdefault(claim.report_id, []).append(place_item(claim, place))
    relations = {(r, s): _between(by_report[r], by_report[s]) for r, s in combinations(by_report, 2)}
    kinds = set(relations.values())
    items = [i for each in by_report.values() for i in each]
    if PlaceRelation.DISJOINT in kinds:
        return _conflict(ctx, alignment, items, by_report, relations)
    if PlaceRelation.EQUAL in kinds:
        found = [r for r in readings(ctx, items, same_place) if len(r.reports) > 1][:1]
        kind, verdict = FindingKind.AGREEMENT, "name one place"
    elif kinds & {PlaceRelation.CONTAINS, PlaceRelation.WITHIN}:
        pairs = [(x, y) for (r, t) in relations for x in by_report[r] for y in by_report[t]
                 if compare(place_of(x), place_of(y)) in (PlaceRelation.CONTAINS, PlaceRelation.WITHIN)]  # fmt: skip
        plain = [(x, y) for x, y in pairs if not place_of(x).facility and not place_of(y).facility
                 and x.claim and y.claim and alignment.joined(x.claim, y.claim)]  # fmt: skip
        found = list(readings(ctx, plain[0], same_place)) if plain else []
        kind, verdict = FindingKind.REFINEMENT, "one contains the other"
        if len(found) < 2:
            return []
    else:
        return []
    if not found:
        return []
    why = Evidence("place", 1.0, " / ".join(r.value for r in found) + f": {verdict}")
    return [finding(kind, Slot.PLACE, None, found, occurrence=alignment.id,
                    claims=[i.claim.id for i in items if i.claim], evidence=(*alignment.evidence(), why))]  # fmt: skip


def _innermost(held: Sequence[Place]) -> list[Place]:
    """Places without those that only say where another of them lies (*Denver, Colorado*)."""
    outer = {name for p in held for name in p.path[1:]}
    return [
        p
        for p in held
        if p.name not in outer and p.path[:1] != p.path[1:2] and (p.path[:1] or ("",))[0] not in outer
    ]


def _where(ctx: Context, report_id: str, place: Place) -> bool:
    """Whether a place is where something is, and no part of a body's name or a matter (*a key voice on Tarnia*)."""
    layers = ctx.layers[report_id]
    bodies = {e.id for e in layers.entities if e.kind is Kind.ORGANIZATION}
    around = (m for m in layers.mentions if m.entity in bodies and m.span.contains(place.span))
    named = any(m.span != place.span for m in around)
    top = layers.parse.head_in(place.span)
    token = None if top is None else layers.parse.tokens[layers.parse.tokens[top].head]
    matter = token is not None and token.dep == "prep" and token.lemma.lower() in words()["of_a_matter"]
    return not named and not (matter and not place.facility)


def place_item(claim: Claim, place: Place) -> Item:
    """A place of a claim as an item."""
    return Item(claim.report_id, claim, place.span, place.name, _normal(place), claim.attributions, place)


def place_of(item: Item) -> Place:
    """The place that an item holds."""
    assert isinstance(item.payload, Place)
    return item.payload


def _normal(place: Place) -> tuple[tuple[str, str | float | None], ...]:
    return (("name", ", ".join(place.path) or place.name), ("geonames", place.geonames),
            ("lat", place.latitude), ("lon", place.longitude))  # fmt: skip


def is_town(place: Place) -> bool:
    """Whether a place is a town with its coordinates, and no county, region or building."""
    vague = ("county", "province", "region", "district", "parish", "state")
    inside = len(place.path) > (2 if place.path[-1:] == ("United States",) else 1)
    return (
        inside
        and place.latitude is not None
        and not place.facility
        and not any(w in place.name.lower() for w in vague)
    )


def same_place(one: Item, two: Item) -> bool:
    """Whether two items name one place."""
    return compare(place_of(one), place_of(two)) is PlaceRelation.EQUAL


def _between(ones: list[Item], twos: list[Item]) -> PlaceRelation:
    got = {compare(place_of(a), place_of(b)) for a in ones for b in twos}
    for kind in (PlaceRelation.EQUAL, PlaceRelation.CONTAINS, PlaceRelation.WITHIN):
        if kind in got:
            return kind
    return PlaceRelation.DISJOINT if got == {PlaceRelation.DISJOINT} else PlaceRelation.UNKNOWN


def _conflict(
    ctx: Context, alignment: Alignment, items: list[Item], by_report: dict[str, list[Item]],
    relations: dict[tuple[str, str], PlaceRelation],
) -> list[Finding]:  # fmt: skip
    clashing = {r for pair, rel in relations.items() if rel is PlaceRelation.DISJOINT for r in pair}
    if any(len({place_of(i).name for i in by_report[r]}) > 1 for r in clashing):
        return []
    joined = [
        (a, b)
        for (r, s), rel in relations.items()
        if rel is PlaceRelation.DISJOINT
        for a in by_report[r]
        for b in by_report[s]
        if a.claim and b.claim and alignment.joined(a.claim, b.claim) and is_town(place_of(a)) and is_town(place_of(b))
        and not _same_spot(ctx, a.claim, b.claim)
    ]  # fmt: skip
    found = readings(ctx, items, same_place)
    if not joined or len(found) < 2:
        return []
    why = Evidence("place", 0.0, " / ".join(r.value for r in found) + ": neither contains the other")
    return [finding(differing(ctx, found), Slot.PLACE, None, found, occurrence=alignment.id,
                    claims=[i.claim.id for i in items if i.claim], evidence=(*alignment.evidence(), why))]  # fmt: skip


def _same_spot(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether two claims name one place after *in*, *at* or *on*, whatever else their sentences name."""
    held = [{f for r in _WHERE for f in ctx.traits[c.id].figures.get(r, ())} for c in (one, two)]
    return bool(held[0] & held[1])


_WHERE = ("in", "at", "on", "inside", "aboard")


def elsewhere_told(ctx: Context, one: Claim, two: Claim) -> tuple[Participant, Participant] | None:
    """The first places of two claims that are neither equal nor alike (*at Caldmouth*, *at Port Ellery*), or ``None``.

    Names, or definite common nouns (*in the engine room*), after a preposition of place; a name that the gazetteer
    holds is compared there.
    """
    pairs = [(p, q) for p in _locatives(ctx, one) for q in _locatives(ctx, two)]
    if not pairs or any(like(ctx, one, p, two, q) > 0 or _within(ctx, one, p, two, q) for p, q in pairs):
        return None
    return pairs[0]


def _locatives(ctx: Context, claim: Claim) -> list[Participant]:
    """The participants that say where: names of places after a preposition of place, or nouns that are places."""
    layers = ctx.layers[claim.report_id]
    timed = [t.span for t in layers.timexes]
    kinds = {e.id: e.kind for e in layers.entities}
    out = []
    for p in claim.participants:
        token = layers.parse.tokens[p.head]
        named = token.pos == "PROPN" and kinds.get(p.entity or "") is not Kind.PERSON
        noun = token.pos == "NOUN" and token.lemma in words()["place_nouns"]
        if p.role in _WHERE and (named or noun) and not any(t.overlaps(p.span) for t in timed):
            out.append(p)
    return out


def _within(ctx: Context, one: Claim, p: Participant, two: Claim, q: Participant) -> bool:
    """Whether one place may hold the other: the gazetteer says so, a report says so, or their kinds of name differ."""
    places = []
    for claim, who in ((one, p), (two, q)):
        layers = ctx.layers[claim.report_id]
        places.append(
            next((x for x in layers.places if who.span.contains(x.span) or x.span.contains(who.span)), None)
        )
    kinds = [ctx.layers[c.report_id].parse.tokens[w.head].pos for c, w in ((one, p), (two, q))]
    if kinds[0] != kinds[1]:
        return True
    if places[0] is not None and places[1] is not None and (places[0].path or places[1].path):
        return compare(places[0], places[1]) is not PlaceRelation.DISJOINT
    return False


def judge_locatives(ctx: Context, alignment: Alignment) -> list[Finding]:
    """The finding on where an occurrence took place by the words themselves, where the gazetteer knows neither place.

    Only claims with the same predicate and like participants are compared. Names differ where one report has them
    both; common nouns only where two named sources differ.
    """
    for link in alignment.links:
        one, two = link.one, link.two
        if (
            one.report_id == two.report_id
            or not link.sure
            or one.predicate != two.predicate
            or not (happened(one) and happened(two))
        ):
            continue
        pair = elsewhere_told(ctx, one, two)
        if pair is None:
            continue
        items = [_told(ctx, c, p) for c, p in zip((one, two), pair, strict=True)]
        found = readings(ctx, items, lambda a, b: a.value == b.value)
        kind = differing(ctx, found)
        if len(found) < 2 or not (_known_apart(ctx, pair) or kind is FindingKind.DISPUTE):
            continue
        why = Evidence("place", 0.0, " / ".join(r.value for r in found) + ": the same is told of two places")
        return [finding(kind, Slot.PLACE, None, found, occurrence=alignment.id, claims=[one.id, two.id],
                        evidence=(*link.evidence, why))]  # fmt: skip
    return []


def _told(ctx: Context, claim: Claim, place: Participant) -> Item:
    exact = place.span.of(ctx.reports[claim.report_id].text)
    return Item(claim.report_id, claim, place.span, exact, (("name", place.name),), claim.attributions)


def _known_apart(ctx: Context, pair: tuple[Participant, Participant]) -> bool:
    """Whether some report names both places, and never in one sentence: then they are two places to it."""
    names = [p.name.removeprefix("the ").strip() for p in pair]
    if not all(n[:1].isupper() for n in names):
        return False
    both = [w for w in ctx.witnesses if all(n in w.report.text for n in names)]
    return bool(both) and not any(_in_one_sentence(w, names) for w in ctx.witnesses)


def _in_one_sentence(witness: Witness, names: Sequence[str]) -> bool:
    parse = witness.layers.parse
    held = (parse.sentence_span(k).of(parse.text) for k in range(len(parse.sentences)))
    return any(all(n in sentence for n in names) for sentence in held)
