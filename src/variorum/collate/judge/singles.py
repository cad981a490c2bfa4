"""What only one report tells: the occurrences an editor would want to see, each in words that stand alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from variorum.collate.align import Alignment, rivals
from variorum.collate.clauses import prose, titled
from variorum.collate.context import Context
from variorum.collate.coreference.features import features
from variorum.collate.coreference.model import probability
from variorum.collate.judge.common import finding, item, phrase, reading
from variorum.collate.lists import words
from variorum.collate.score import like
from variorum.collate.traits import content_words
from variorum.collate.whole import subject_of, verb_of, whole_clause
from variorum.model import (
    Claim,
    Evidence,
    Finding,
    FindingKind,
    Form,
    Modality,
    Parse,
    Participant,
    Polarity,
    Slot,
    Token,
)
from variorum.text import Span
from variorum.values.predicates import lexicon
from variorum.values.predicates import words as predicate_words

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
TELLING = 4
"""Content words from which a clause without a name, number or time tells something; one less where a source says it."""
SHORTEST = 4
"""Words of a clause at least."""
SAME_DAYS = 1
"""Days between two reports up to which both open with the same news."""
SEVERAL = 3
"""Words that a sentence has of a clause from which their number counts, and not only how rare they are in the story:
what two reports say is not rare in it."""
PERHAPS = 0.5
"""Probability that another report's claim is of the same occurrence, from which it is not the only one to tell."""


def judge_singles(ctx: Context, alignments: Sequence[Alignment], taken: Sequence[Finding]) -> list[Finding]:
    """Occurrences that only one report tells of: one a sentence, weighty, and not covered by another report's words."""
    told = {(a.report_id, ctx.layers[a.report_id].parse.tokens_in(a.span)[0].sentence)
            for f in taken if f.kind is not FindingKind.SINGLE for r in f.readings for a in r.anchors}  # fmt: skip
    others = rivals(ctx)
    best: dict[tuple[str, int], tuple[float, Claim, Alignment]] = {}
    for alignment in alignments:
        if len(alignment.reports) > 1:
            continue
        for claim in alignment.claims:
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
    out = []
    for report_id in ctx.order:
        held = [best[k] for k in sorted(best) if k[0] == report_id]
        listed = [(w, c, a, near) for w, c, a in held if (near := _nearest(ctx, c)) < COVERED
                  and _new(ctx, c) and _likeliest(ctx, c, others) < PERHAPS]  # fmt: skip
        chosen: list[tuple[float, Claim, Alignment, float]] = []
        for x in sorted(listed, key=lambda x: (-x[0], x[1].trigger)):
            if len(chosen) < MOST and not any(_again(ctx, x[1], y[1]) for y in chosen):
                chosen.append(x)
        out += [_single(ctx, *x) for x in sorted(chosen, key=lambda x: x[1].trigger)]
    return out


def sayable(ctx: Context, claim: Claim) -> Span | None:
    """The whole clause of a claim where it can stand alone: not a mere pronoun's, not hung on another, no heading."""
    parse = ctx.layers[claim.report_id].parse
    token = ctx.trigger(claim)
    verb = verb_of(parse, token)
    span = whole_clause(parse, token)
    subject = None if verb is None else subject_of(parse, verb)
    if verb is None or subject is None:
        return (
            span if claim.quantities else None
        )  # an apposition: of one without a number the clause is missed
    if span is None or _hangs_on(ctx, claim, subject):
        return None
    cues = {t.index for a in claim.attributions for s in ctx.attributions[a].cue for t in parse.tokens_in(s)}
    speech = verb.lemma in predicate_words()["speech_verbs"]
    if verb.index in cues and (verb.index != token.index or speech):
        return None
    told = {t.dep for t in parse.tokens_in(span) if t.head == verb.index}
    if speech and not told & {"dobj", "ccomp", "xcomp", "nsubjpass"}:
        return None  # "the lawyers wrote in their petition"
    bound = {parse.tokens[i].lemma.lower() for i in parse.children[verb.index] if i < subject.left}
    hung = verb.dep == "advcl" and bool(bound & (words()["awaiting"] | words()["at_another_time"]))
    sourced = any(ctx.attributions[a].source_name for a in claim.attributions)
    few = len(parse.tokens_in(span)) < SHORTEST or _empty(parse, span, TELLING - sourced)
    return None if hung or few or titled(parse, span) or not _governed(ctx, claim, verb) else span


def _empty(parse: Parse, span: Span, least: int) -> bool:
    """Whether a clause names nothing and says little (*the chief criticised the move*, *more details are emerging*).

    Args:
        parse: the parse of the report.
        span: the clause.
        least: the content words that it needs.
    """
    held = parse.tokens_in(span)
    telling = any(t.pos in ("PROPN", "NUM") or t.ent for t in held)
    little = len(content_words(held)) < least and not telling
    core = {t.lemma.lower() for t in held if t.dep in ("nsubj", "nsubjpass", "ROOT")}
    return little or bool(core & words()["says_nothing"])


def _hangs_on(ctx: Context, claim: Claim, subject: Token) -> bool:
    """Whether a subject needs the sentence before it (*it*, *their health*, *the other two*, *that charge*)."""
    parse = ctx.layers[claim.report_id].parse
    held = parse.tokens[subject.left : subject.right]
    if subject.pos == "PRON":
        return not _speaks(ctx, claim, subject)
    relative = any(t.dep in ("relcl", "acl") for t in held)
    pointing = any(t.lemma.lower() in words()["pointing"] and not relative for t in held)
    other = subject.pos == "NUM" or subject.lemma.lower() in words()["one_of_several"]
    owned = held[0].tag == "PRP$" and not _speaks(ctx, claim, held[0])
    return pointing or owned or (other and held[0].lemma.lower() in ("the", "all", "both"))


def _speaks(ctx: Context, claim: Claim, pronoun: Token) -> bool:
    """Whether a pronoun is the source that the clause is shown to be from (*he was trying to* …, *from Mr Arlen*)."""
    held = {m.entity for m in ctx.layers[claim.report_id].mentions if m.head == pronoun.index}
    return any(ctx.attributions[a].entity in held for a in claim.attributions)


def _single(ctx: Context, found: float, claim: Claim, alignment: Alignment, nearest: float) -> Finding:
    why = [Evidence("nearest sentence elsewhere", round(nearest, 2), "share of this claim's rarer words"),
           Evidence("weight", None, f"{found:g}: names, numbers, times and known predicates in it")]  # fmt: skip
    span = sayable(ctx, claim)
    own = item(ctx, claim, (("predicate", claim.predicate),))
    held = own if span is None else replace(own, span=span, value=phrase(ctx, claim.report_id, span))
    shown = reading(ctx, [held])
    return finding(FindingKind.SINGLE, Slot.EVENT, None, [shown], occurrence=alignment.id, claims=[claim.id],
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


def _governed(ctx: Context, claim: Claim, token: Token) -> bool:
    """Whether a verb is said as a clause of its own: a main or reported clause, or what is joined to one."""
    parse = ctx.layers[claim.report_id].parse
    for _ in range(4):
        if token.dep == "ccomp":
            return _only_said(ctx, claim, parse.tokens[token.head])
        if token.dep in ("ROOT", "parataxis", "advcl"):
            return True
        if token.dep not in ("conj", "xcomp", "acomp", "dobj", "nsubj", "nsubjpass"):
            return False
        token = parse.tokens[token.head]
    return False


def _only_said(ctx: Context, claim: Claim, governor: Token) -> bool:
    """Whether a verb of saying governs a clause, and neither doubts nor weighs it (*it is less likely that* …)."""
    parse = ctx.layers[claim.report_id].parse
    cues = (t.index for a in claim.attributions for s in ctx.attributions[a].cue for t in parse.tokens_in(s))
    negated = any(parse.tokens[i].dep == "neg" for i in parse.children[governor.index])
    said = governor.lemma.lower() in predicate_words()["speech_verbs"] or governor.index in cues
    return said and not negated and governor.pos != "ADJ"


def _awaited(ctx: Context, claim: Claim) -> bool:
    """Whether a claim is only what something else waits for or runs up to (*until each county completes its tally*)."""
    token = ctx.trigger(claim)
    parse = ctx.layers[claim.report_id].parse
    before = {parse.tokens[i].lemma.lower() for i in parse.children[token.index] if i < token.index}
    return token.dep in ("advcl", "pcomp") and bool(before & words()["awaiting"])


def _addressed(ctx: Context, claim: Claim) -> bool:
    """Whether a sentence asks or speaks to its reader (*You can also like …*), or a claim completes *let*, *help*."""
    parse = ctx.layers[claim.report_id].parse
    token = ctx.trigger(claim)
    first, last = parse.sentences[token.sentence]
    held = parse.tokens[first:last]
    governor = parse.tokens[token.head]
    bound = token.dep in ("xcomp", "ccomp") and governor.lemma in (
        "let",
        "allow",
        "help",
        "make",
        "want",
        "would",
    )
    order = token.tag == "VB" and token.dep == "ROOT"
    return bound or order or held[-1].text == "?" or any(t.lemma.lower() == "you" for t in held)


def weight(ctx: Context, claim: Claim) -> float:
    """How much an editor would want to see a claim: known predicates, names, numbers, times, and its place."""
    if _addressed(ctx, claim):
        return 0.0
    if (
        claim.predicate in words()["weak_predicates"]
        or claim.predicate.startswith("be ")
        or claim.polarity is Polarity.NEGATIVE
    ):
        return 0.0
    if (
        claim.modality not in (Modality.ASSERTED, Modality.ALLEGED, Modality.PLANNED)
        or not claim.participants
    ):
        return 0.0
    if _awaited(ctx, claim) or ctx.beside(claim) or not prose(ctx, claim) or _opens(ctx, claim):
        return 0.0
    strong = any(not lexicon().has(c, "weak") for c in claim.classes)
    named = any(_is_named(ctx, claim, p) for p in claim.participants)
    core = {p.role for p in claim.participants} & {"agent", "patient"}
    said = any(ctx.attributions[a].source_name for a in claim.attributions)
    points = 1.25 * strong + named + 1.25 * bool(claim.quantities) + 0.5 * bool(claim.times) + 0.5 * len(core)
    points += said + 0.5 * ctx.leads(claim) + 0.5 * bool(claim.places)
    return points - 0.5 * claim.nominal - _loose(ctx, claim)


def _opens(ctx: Context, claim: Claim) -> bool:
    """Whether a claim opens a report as others of those days are opened: with what all of them are about."""
    if ctx.trigger(claim).sentence != ctx.first[claim.report_id]:
        return False
    day = ctx.reports[claim.report_id].published
    others = (r.published for i, r in ctx.reports.items() if i != claim.report_id)
    return any(day is None or other is None or abs((day - other).days) <= SAME_DAYS for other in others)


def _loose(ctx: Context, claim: Claim) -> float:
    """What a claim loses because its words do not stand alone: *I* and *you*, words of a quotation, only pronouns."""
    parse = ctx.layers[claim.report_id].parse
    held = [parse.tokens[p.head] for p in claim.participants if p.role in ("agent", "patient")]
    spoken = any(
        t.lemma.lower() in ("i", "we", "you", "my", "our") for t in parse.tokens_in(claim.anchors[0].span)
    )
    quoted = any(
        span.contains(claim.anchors[0].span)
        for a in claim.attributions
        for span in ctx.attributions[a].quoted
    )
    pronouns = sum(t.pos in ("PRON", "DET") for t in held)
    return 1.5 * spoken + quoted + 0.75 * pronouns


def _is_named(ctx: Context, claim: Claim, p: Participant) -> bool:
    return any(m.head == p.head and m.form is Form.NAME for m in ctx.layers[claim.report_id].mentions)


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
