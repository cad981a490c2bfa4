"""The clause of a claim where its words stand alone: not hung on another sentence, no heading, not a mere cue."""

from variorum.collate.clauses import titled
from variorum.collate.context import Context
from variorum.collate.lists import words
from variorum.collate.traits import content_words
from variorum.collate.whole import subject_of, verb_of, whole_clause
from variorum.model import Claim, Parse, Token
from variorum.text import Span
from variorum.values.predicates import words as predicate_words

TELLING = 4
"""Content words from which a clause without a name, number or time tells something; one less where a source says it."""
SHORTEST = 4
"""Words of a clause at least."""


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
