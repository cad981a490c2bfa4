"""Whether: what one named source says and another denies in so many words, without saying it again.

*Corran says that the mayor took the money. The mayor has denied the allegation.* The denial names nothing that could be
aligned; what it answers is what the nearest other source says of the denier, in the same report.
"""

from collections.abc import Iterator, Sequence

from variorum.collate.context import Context
from variorum.collate.judge.common import Item, finding, reading
from variorum.collate.lists import words
from variorum.model import (
    Attribution,
    Evidence,
    Finding,
    FindingKind,
    Form,
    Parse,
    Polarity,
    Slot,
    Token,
    Witness,
)
from variorum.text import Span, hull

BACK = 2
"""Sentences before a denial in which what it denies is looked for."""
LONGEST = 15
"""Words of what is claimed that are shown."""
LONGEST_SUBJECT = 6
_SUBJECT = ("nsubj",)
_STEM = 5


def judge_denials(ctx: Context) -> list[Finding]:
    """Disputes between a source and who denies what that source says, inside one report."""
    return [
        f
        for w in ctx.witnesses
        for verb in _denials(w.layers.parse)
        if (f := _answered(ctx, w, verb)) is not None
    ]


def _denials(parse: Parse) -> Iterator[Token]:
    """Verbs that deny an accusation as a whole: told as done, not negated, not *if* or *would*."""
    for token in parse.tokens:
        if token.pos != "VERB" or token.lemma.lower() not in words()["denying"]:
            continue
        kids = [parse.tokens[i] for i in parse.children[token.index]]
        plain = not any(
            k.dep == "neg" or k.lemma.lower() in ("would", "could", "may", "might", "will", "to")
            for k in kids
        )
        passive = any(k.dep in ("nsubjpass", "auxpass") for k in kids)
        if plain and not passive and _object(parse, token) is not None:
            yield token


def _object(parse: Parse, verb: Token) -> Token | None:
    """What is denied, where it is a noun that stands for what somebody says, or *it* or *that* of *deny*."""
    for k in (parse.tokens[i] for i in parse.children[verb.index]):
        if k.dep == "dobj" and (
            k.lemma.lower() in words()["what_is_denied"]
            or (verb.lemma.lower() == "deny" and k.lemma.lower() in ("it", "this", "that"))
        ):
            return k
    return None


def _answered(ctx: Context, witness: Witness, verb: Token) -> Finding | None:
    parse = witness.layers.parse
    subject = next(
        (parse.tokens[i] for i in parse.children[verb.index] if parse.tokens[i].dep in _SUBJECT), None
    )
    what = _object(parse, verb)
    if subject is None or what is None:
        return None
    denier = next((m.entity for m in witness.layers.mentions if m.head == subject.index), None)
    said = _accuser(ctx, witness, verb, denier, _owner(witness, what)) if denier else None
    if said is None or _of_something_else(witness, verb, what, said):
        return None
    whole = subject.right - subject.left <= LONGEST_SUBJECT
    span = hull([parse.subtree_span(subject.index) if whole else subject.span, verb.span, what.span])
    own = tuple(a.id for a in ctx.attributions.values() if a.report_id == witness.report.id and a.entity == denier
                and any(s.contains(verb.span) for s in a.cue))  # fmt: skip
    claimed = _shortened(parse, said.content[0])
    one = _value(witness, claimed, Polarity.POSITIVE, (said.id,))
    two = _value(witness, span, Polarity.NEGATIVE, own)
    held = [c.id for c in ctx.claims if said.id in c.attributions and claimed.overlaps(c.anchors[0].span)]
    why = Evidence("denial", 1.0, f"{said.source_name}: {one.value}; {two.value}")
    return finding(FindingKind.DISPUTE, Slot.POLARITY, None, [reading(ctx, [one]), reading(ctx, [two])],
                   claims=held, evidence=[why], about=one.value)  # fmt: skip


def _value(witness: Witness, span: Span, polarity: Polarity, said: tuple[str, ...]) -> Item:
    return Item(
        witness.report.id, None, span, span.of(witness.report.text), (("polarity", polarity.value),), said
    )


def _shortened(parse: Parse, content: Span) -> Span:
    """What is claimed, at most ``LONGEST`` words of it."""
    held = parse.tokens_in(content)[:LONGEST]
    return Span(content.start, min(content.end, held[-1].end))


def _owner(witness: Witness, what: Token) -> str | None:
    """Whose assertion is denied, where its owner stands before it (*disputed Mr Corran's account*)."""
    parse = witness.layers.parse
    owners = {i for i in parse.children[what.index] if parse.tokens[i].dep == "poss"}
    return next((m.entity for m in witness.layers.mentions if m.head in owners), None)


def _accuser(
    ctx: Context, witness: Witness, verb: Token, denier: str | None, owner: str | None
) -> Attribution | None:
    """The nearest attribution that a denial answers.

    By the owner of what is denied; else by a named source that accuses, alleges or claims something of the denier.
    """
    parse = witness.layers.parse
    found: list[tuple[int, int, Attribution]] = []
    for a in ctx.attributions.values():
        if a.report_id != witness.report.id or a.entity in (None, denier) or not a.cue or not a.content:
            continue
        cue = [t for s in a.cue for t in parse.tokens_in(s)]
        gap = verb.sentence - cue[-1].sentence
        answered = a.entity == owner if owner else _accuses(witness, a, cue, denier)
        if answered and 0 <= gap <= BACK and cue[-1].index < verb.index and _named(witness, a.entity or ""):
            found.append((gap, -cue[-1].index, a))
    return min(found, key=lambda x: x[:2])[2] if found else None


def _of_something_else(witness: Witness, verb: Token, what: Token, said: Attribution) -> bool:
    """Whether what is denied is told beside it, and shares no word with what was said (*the allegation of fraud*)."""
    parse = witness.layers.parse
    denier = next(k for k in (parse.tokens[i] for i in parse.children[verb.index]) if k.dep in _SUBJECT)
    own = {t.lemma.lower() for t in parse.tokens_in(parse.subtree_span(denier.index))}
    beside = [
        t for k in _told_beside(parse, verb, what) for t in parse.tokens_in(parse.subtree_span(k.index))
    ]
    told = {t.lemma.lower() for t in beside if t.pos in ("NOUN", "VERB", "ADJ", "PROPN")}
    told -= own | words()["any_wrong"] | words()["empty"]
    claimed = [t.lemma.lower() for s in said.content for t in parse.tokens_in(s)]
    return bool(told) and not any(w[:_STEM] == c[:_STEM] for w in told for c in claimed)


def _told_beside(parse: Parse, verb: Token, what: Token) -> list[Token]:
    """What says of which allegation a denial is: *that …*, *of …*, *for …*; *in a separate case*."""
    held = []
    for k in (parse.tokens[i] for i in parse.children[what.index]):
        content = k.dep == "acl" and any(parse.tokens[i].dep == "mark" for i in parse.children[k.index])
        held += [k] if content or (k.dep == "prep" and k.lemma.lower() in words()["denied_of"]) else []
    for k in (parse.tokens[i] for i in parse.children[verb.index]):
        apart = {t.lemma.lower() for t in parse.tokens_in(parse.subtree_span(k.index))} & words()[
            "other_scope"
        ]
        held += [k] if k.dep == "prep" and k.index > what.index and apart else []
    return held


def _accuses(witness: Witness, said: Attribution, cue: Sequence[Token], denier: str | None) -> bool:
    """Whether an attribution accuses the denier: outright, or by telling of a deed of theirs that is no praise."""
    verbs = {t.lemma.lower() for t in cue} & words()["accusing"]
    if not verbs or not _mentions(witness, said.content, denier):
        return False
    return bool(verbs & words()["accusing_outright"]) or _deed(witness, said.content, denier)


def _deed(witness: Witness, content: tuple[Span, ...], denier: str | None) -> bool:
    parse = witness.layers.parse
    heads = {
        m.head
        for m in witness.layers.mentions
        if m.entity == denier and any(s.contains(m.span) for s in content)
    }
    subjects = [parse.tokens[h] for h in heads if parse.tokens[h].dep in ("nsubj", "nsubjpass")]
    does = [v for t in subjects if (v := parse.tokens[t.head]).dep not in ("advcl", "relcl")]
    return any(
        v.pos == "VERB" and v.lemma.lower() not in words()["no_accusation"]
        and not any(parse.tokens[i].dep == "neg" for i in parse.children[v.index])
        for v in does
    )  # fmt: skip


def _named(witness: Witness, entity: str) -> bool:
    return any(m.entity == entity and m.form is Form.NAME for m in witness.layers.mentions)


def _mentions(witness: Witness, content: tuple[Span, ...], entity: str | None) -> bool:
    return any(m.entity == entity and s.contains(m.span) for m in witness.layers.mentions for s in content)
