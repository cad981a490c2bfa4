"""Alignments: claims of several witnesses that tell of one occurrence.

Claims are compared in pairs that share a class of predicate or a lemma, scored on predicate, participants by
role, time, place and the words around, and joined best first under cannot-links (agglomerative clustering
with constraints, as in cross-document event coreference; Cybulska and Vossen 2015, Held et al. 2021).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.values.predicates import lexicon
from variorum.collate.context import FACTUAL, Context, content_words, noun_groups
from variorum.model import Bound, Claim, Evidence, Grain, Kind, Participant, Polarity, Timex
from variorum.text import content_id
from variorum.values.times import Relation, compare_days

JOIN = 1.5
"""Score from which two claims are taken to tell of one occurrence."""
FAR_DAYS = 31
"""Days between two stated times from which two claims tell of two occurrences."""
HUB = "the story's event"
LEAD = 4
"""Sentences at the start of a report that speak of its own event."""
_VAGUE = frozenset({
    "say", "make", "take", "come", "go", "get", "give", "see", "use", "call", "ask", "show", "put", "find", "know", "think",
    "want", "need", "work", "help", "try", "include", "continue", "become", "remain", "keep", "live", "look", "lead", "bring",
    "leave", "follow", "begin", "start", "add", "tell", "urge", "face", "turn", "move", "set", "hold", "let", "happen", "occur",
    "talk", "speak", "expect", "describe", "believe", "feel", "like", "name", "know_as", "provide", "allow", "cause", "serve",
})  # fmt: skip
_CORE = ("agent", "patient", "recipient")
_GRAINS = (Grain.DAY, Grain.HOUR, Grain.MINUTE, Grain.SECOND, Grain.DAYPART)


@dataclass(frozen=True, slots=True)
class Link:
    """Why two claims tell of one occurrence; ``sure`` where named or counted participants agree."""

    one: Claim
    two: Claim
    score: float
    sure: bool
    evidence: tuple[Evidence, ...]


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
    links = [link for one, two in _candidates(ctx) if (link := score(ctx, one, two)) is not None and link.score >= JOIN]
    links += _story_event(ctx)
    links.sort(key=lambda k: (-k.score, ctx.order[k.one.report_id], k.one.trigger, ctx.order[k.two.report_id], k.two.trigger))
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


def _alignment(ctx: Context, claims: Sequence[Claim], links: Sequence[Link]) -> Alignment:
    ordered = tuple(sorted(claims, key=lambda c: (ctx.order[c.report_id], c.trigger)))
    return Alignment(content_id("occurrence", *sorted(c.id for c in ordered)), ordered, tuple(links))


def _story_event(ctx: Context) -> list[Link]:
    """Links between the claims of the story's own event: an attack, a crash, a quake that every report opens with.

    A definite noun of such a class (*the quake*), or a claim of it in the first sentences, is taken for that event
    unless its own words date it a month or more away.
    """
    out = []
    for name in sorted({c for claim in ctx.claims for c in claim.classes if lexicon().has(c, "incident") and not lexicon().has(c, "anaphor")}):
        held = [c for c in ctx.claims if name in c.classes and factual(c) and not _several(ctx, c) and not elsewhere(ctx, c)]
        lead = {c.report_id for c in held if ctx.trigger(c).sentence < LEAD}
        if len(lead) < 2:
            continue
        own = [c for c in held if c.report_id in lead and (ctx.trigger(c).sentence < LEAD or _points(ctx, c))]
        why = (Evidence(HUB, 1.0, f"each report opens with it: {_word(ctx, own[0])}"),)
        out += [Link(own[0], c, 2.0, sure=True, evidence=why) for c in own[1:] if not cannot_link(ctx, own[0], c)]
    return out


def elsewhere(ctx: Context, claim: Claim) -> bool:
    """Whether a claim's own words date it a month or more before its report's publication."""
    published = ctx.layers[claim.report_id].reference.date
    for timex in event_times(ctx, claim):
        at = timex.interval.latest if timex.interval else None
        if published and at and (published - at.date()).days > FAR_DAYS:
            return True
    return False


def _pointed_back(ctx: Context, found: list[Alignment]) -> list[Alignment]:
    """The alignments with bare pointers (*the confrontation unfolded …*) joined to the story's main occurrence."""
    main = main_occurrence(ctx, found)
    if main is None:
        return found
    kept, pointers = [], []
    for a in found:
        claim = a.claims[0]
        bare = len(a.claims) == 1 and set(claim.classes) and all(
            lexicon().has(c, "anaphor") or c == "happen" for c in claim.classes
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
    heads = [claim.trigger, *(p.head for p in claim.participants if p.role in ("agent", "patient"))]
    nouns = [h for h in heads if parse.tokens[h].pos == "NOUN"]
    named = [h for h in nouns if lexicon().noun(parse.tokens[h].lemma)]
    definite = [h for h in named if any(parse.tokens[i].lemma.lower() in ("the", "this") for i in parse.children[h])]
    return bool(definite) and all(parse.tokens[h].tag == "NN" for h in definite)


def main_occurrence(ctx: Context, found: Sequence[Alignment]) -> Alignment | None:
    """The occurrence that most reports tell of in their first sentences, or ``None``."""
    best: tuple[int, float, Alignment] | None = None
    for a in found:
        lead = {c.report_id for c in a.claims if ctx.trigger(c).sentence < LEAD and factual(c) and c.classes and c.participants}
        score_ = sum(k.score for k in a.links if k.one.report_id != k.two.report_id)
        if len(lead) > 1 and (best is None or (len(lead), score_) > best[:2]):
            best = (len(lead), score_, a)
    return best[2] if best else None


def _candidates(ctx: Context) -> list[tuple[Claim, Claim]]:
    blocks: dict[str, list[Claim]] = {}
    for claim in ctx.claims:
        for key in sorted({*(f"class {c}" for c in claim.classes if not lexicon().has(c, "weak")), f"lemma {claim.predicate}"}):
            blocks.setdefault(key, []).append(claim)
    pairs: dict[tuple[str, str], tuple[Claim, Claim]] = {}
    for claims in blocks.values():
        for one, two in combinations(claims, 2):
            pairs.setdefault((one.id, two.id), (one, two))
    return list(pairs.values())


def cannot_link(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether two claims certainly tell of two occurrences."""
    if one.polarity != two.polarity or one.predicate.startswith("attempt ") != two.predicate.startswith("attempt "):
        return True
    if (one.modality in FACTUAL) != (two.modality in FACTUAL):
        return True
    if _other_person(ctx, one, two) or _several(ctx, one) != _several(ctx, two):
        return True
    return apart(ctx, one, two)


def _several(ctx: Context, claim: Claim) -> bool:
    """Whether a claim sums up several occurrences (*two fatal shootings*) and names nobody of them."""
    token = ctx.trigger(claim)
    return claim.nominal and token.tag == "NNS" and not _figures(ctx, claim, "patient")


def apart(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether stated times or years put two claims far from one another."""
    if _once(ctx, one, two):
        return False
    same_report = one.report_id == two.report_id
    for a in event_times(ctx, one):
        for b in event_times(ctx, two):
            gap = _gap(a, b)
            if gap is not None and gap > (0 if same_report and a.grain in _GRAINS and b.grain in _GRAINS else FAR_DAYS):
                return True
    return False


def _once(ctx: Context, one: Claim, two: Claim) -> bool:
    # A named person is killed once: a different day is a difference, not another killing.
    if not any(lexicon().has(c, "once") for c in set(one.classes) & set(two.classes)):
        return False
    return bool(_figures(ctx, one, "patient", Kind.PERSON) & _figures(ctx, two, "patient", Kind.PERSON))


def event_times(ctx: Context, claim: Claim) -> tuple[Timex, ...]:
    """The times that date a claim's event, those inside its participants too (*the 2019 quake*)."""
    layers = ctx.layers[claim.report_id]
    own = {t.timex for t in claim.times if t.bound_to is Bound.EVENT}
    for p in claim.participants:
        if p.role in _CORE or p.role in ("in", "during", "after", "modifier"):
            own |= {k for k, t in enumerate(layers.timexes) if p.span.contains(t.span)}
    return tuple(layers.timexes[k] for k in sorted(own) if layers.timexes[k].type in ("DATE", "TIME") and dated(layers.timexes[k]))


def dated(timex: Timex) -> bool:
    """Whether the words of a time give a day, month or year, and not a bare clock time."""
    stated = (timex.weekday, timex.month, timex.day, timex.year) != (None, None, None, None)
    return stated or timex.clock is None


def _gap(one: Timex, two: Timex) -> float | None:
    """Days between two resolved intervals, 0 where they touch; ``None`` where either is open."""
    a, b = one.interval, two.interval
    if not a or not b or not a.earliest or not a.latest or not b.earliest or not b.latest:
        return None
    if one.alternatives or two.alternatives:
        return None
    if a.latest <= b.earliest:
        return (b.earliest - a.latest).total_seconds() / 86400
    if b.latest <= a.earliest:
        return (a.earliest - b.latest).total_seconds() / 86400
    return -1.0


def _figures(ctx: Context, claim: Claim, role: str, kind: Kind | None = None) -> set[str]:
    out = set()
    for p in claim.participants:
        figure = ctx.cast.of.get((claim.report_id, p.entity or ""))
        if p.role == role and figure and figure.members[0].entity.names and (kind is None or figure.kind is kind):
            out.add(figure.id)
    return out


def _other_person(ctx: Context, one: Claim, two: Claim) -> bool:
    # Different named persons in the role that makes the occurrence: two occurrences.
    for role in ("patient", "agent", "with", "recipient", "to", "against"):
        a, b = _figures(ctx, one, role, Kind.PERSON), _figures(ctx, two, role, Kind.PERSON)
        if a and b and not a & b:
            return True
    return False


def score(ctx: Context, one: Claim, two: Claim) -> Link | None:
    """How well two claims fit, taken apart into named levels; ``None`` where they cannot be one.

    Levels: predicate (same lemma 1, same class 0.9), participants by role (a named one 1, a like noun 0.4 to 0.8),
    time, place, and the share of rare words of their sentences.
    """
    if cannot_link(ctx, one, two):
        return None
    predicate = _predicate(one, two)
    if predicate is None:
        return None
    evidence = [Evidence("predicate", predicate, f"{_word(ctx, one)} / {_word(ctx, two)}")]
    who = _participants(ctx, one, two)
    named = sum(e.score or 0 for e in who if (e.score or 0) >= 0.9)
    arguments = sum(e.score or 0 for e in who)
    around = ctx.overlap(ctx.words(one), ctx.words(two))
    evidence += who
    evidence.append(Evidence("words around", round(around, 2), "share of the rarer words of both sentences"))
    when = _when(ctx, one, two)
    if when is not None:
        evidence.append(when)
    total = predicate + min(arguments, 2.0) * 0.6 + around * 0.8 + (when.score or 0 if when else 0) * 0.4
    complete = _complete(one, two, who)
    lone = one.report_id != two.report_id and complete and _only_one(ctx, one, two)
    if complete:
        evidence.append(Evidence("all participants", 1.0, "each agent and patient has its like in the other"))
        total += 0.3
    if lone:
        evidence.append(Evidence("only one", 1.0, "each report tells of such an occurrence once"))
        total += 0.4
    vague = one.predicate in _VAGUE or two.predicate in _VAGUE or not set(one.classes) & set(two.classes)
    if vague:
        total -= 0.35
    if not who and around < 0.45:
        return None
    if one.report_id != two.report_id and not _enough(who, around, lone=lone):
        return None
    both = complete and len([e for e in who if e.feature in ("same agent", "same patient")]) > 1
    sure = named >= 0.9 or arguments >= 1.2 or around >= 0.6 or lone or both
    return Link(one, two, round(total, 3), sure, tuple(evidence))


def _enough(matched: Sequence[Evidence], around: float, *, lone: bool) -> bool:
    """Whether more than the doer agrees: one person does many things of a kind."""
    beyond = [e for e in matched if e.feature != "same agent" and (e.score or 0) >= 0.3]
    return bool(beyond) or lone or around >= 0.4


def _complete(one: Claim, two: Claim, matched: Sequence[Evidence]) -> bool:
    """Whether every agent and patient of both claims has its like in the other."""
    core = [sum(p.role in ("agent", "patient") for p in c.participants) for c in (one, two)]
    found = sum(e.feature in ("same agent", "same patient") for e in matched)
    return core[0] == core[1] == found > 0


def _only_one(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether each report tells of an occurrence of a shared class just once."""
    shared = [c for c in one.classes if c in two.classes and not lexicon().has(c, "weak")]
    return any(ctx.told.get((one.report_id, c)) == 1 == ctx.told.get((two.report_id, c)) for c in shared)


def _word(ctx: Context, claim: Claim) -> str:
    return ctx.trigger(claim).text


def _predicate(one: Claim, two: Claim) -> float | None:
    shared = [c for c in one.classes if c in two.classes and not lexicon().has(c, "weak")]
    if one.predicate == two.predicate:
        return 1.0
    return 0.9 if shared else None


def _when(ctx: Context, one: Claim, two: Claim) -> Evidence | None:
    for a in event_times(ctx, one):
        for b in event_times(ctx, two):
            relation = compare_days(a, b, borrowed=False)
            if relation in (Relation.EQUAL, Relation.CONTAINS, Relation.WITHIN):
                return Evidence("time", 1.0 if relation is Relation.EQUAL else 0.5, "the stated times agree")
    return None


def _participants(ctx: Context, one: Claim, two: Claim) -> list[Evidence]:
    taken: set[int] = set()
    out = []
    for p in one.participants:
        best, detail, at = 0.0, "", -1
        for k, q in enumerate(two.participants):
            if k in taken:
                continue
            value = like(ctx, one, p, two, q) * _role(p.role, q.role)
            if value > best:
                best, detail, at = value, f"{p.span.of(_text(ctx, one))} / {q.span.of(_text(ctx, two))}", k
        if at >= 0 and best >= 0.2:
            taken.add(at)
            out.append(Evidence(f"same {p.role}", round(best, 2), detail))
    return out


def _text(ctx: Context, claim: Claim) -> str:
    return ctx.reports[claim.report_id].text


def _role(one: str, two: str) -> float:
    if one == two:
        return 1.0
    return 0.6 if {one, two} <= {"agent", "patient", "by", "of", "modifier", "recipient", "to"} else 0.5


def like(ctx: Context, one: Claim, p: Participant, two: Claim, q: Participant) -> float:
    """How alike two participants are: the same figure 1, nouns with shared modifiers 0.8, like nouns 0.4."""
    figure, other = ctx.cast.of.get((one.report_id, p.entity or "")), ctx.cast.of.get((two.report_id, q.entity or ""))
    if figure and other and figure.id == other.id:
        return 1.0
    tokens, others = ctx.layers[one.report_id].parse, ctx.layers[two.report_id].parse
    a, b = tokens.tokens[p.head], others.tokens[q.head]
    if a.pos == "PRON" or b.pos == "PRON":
        return 0.0
    mods = _modifiers(ctx, one, p), _modifiers(ctx, two, q)
    shared = bool(mods[0] & mods[1])
    if a.lemma.lower() == b.lemma.lower():
        if mods[0] and mods[0] == mods[1]:
            return 0.9
        return 0.8 if shared else (0.6 if not mods[0] or not mods[1] else 0.5)
    groups = noun_groups()
    if groups.get(a.lemma.lower(), frozenset()) & groups.get(b.lemma.lower(), frozenset()):
        return 0.6 if shared else 0.4
    # "the consulate official" in one report is told by its modifier in the other ("a man at the consulate").
    if a.lemma.lower() in mods[1] or b.lemma.lower() in mods[0]:
        return 0.4
    return 0.0


def _modifiers(ctx: Context, claim: Claim, p: Participant) -> frozenset[str]:
    parse = ctx.layers[claim.report_id].parse
    return content_words([t for t in parse.tokens_in(p.span) if t.index != p.head])


def factual(claim: Claim) -> bool:
    """Whether a claim says that something happened (asserted, alleged or possible, not denied)."""
    return claim.modality in FACTUAL and claim.polarity is Polarity.POSITIVE
