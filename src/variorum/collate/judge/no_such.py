"""Whether: what one source says and another says was *no such thing*, inside one report.

*Arlen said that he had met the owner. The yard said that no such meeting had taken place.* The denial takes up
a noun, or *thing* for a verb, that what it answers must tell of.
"""

from collections.abc import Iterator

from variorum.collate.context import Context
from variorum.collate.judge.common import Item, finding, reading
from variorum.collate.lists import words
from variorum.model import Attribution, Evidence, Finding, FindingKind, Parse, Polarity, Slot, Token, Witness
from variorum.text import Span
from variorum.values.predicates import lexicon

BACK = 3
"""Sentences before a denial in which what it denies is looked for."""
LONGEST = 18
"""Words shown of a denial."""
_THING = "thing"


def judge_no_such(ctx: Context) -> list[Finding]:
    """Disputes between who tells of something and who says that there was *no such thing*."""
    return [
        f for w in ctx.witnesses for noun in _denied(w.layers.parse) if (f := _answered(ctx, w, noun)) is not None
    ]  # fmt: skip


def _denied(parse: Parse) -> Iterator[Token]:
    """The nouns behind *no such*, in a sentence that asks and supposes nothing."""
    for token in parse.tokens[2:]:
        if token.pos != "NOUN" or parse.tokens[token.index - 1].text.lower() != "such":
            continue
        first, last = parse.sentences[token.sentence]
        held = {t.lemma.lower() for t in parse.tokens[first:last]}
        if parse.tokens[token.index - 2].text.lower() == "no" and not held & words()["uncertain_clause"]:
            yield token


def _answered(ctx: Context, witness: Witness, noun: Token) -> Finding | None:
    parse = witness.layers.parse
    denier = _voice(ctx, witness, noun)
    if denier is None:
        return None
    for token in reversed(parse.tokens[: noun.index]):
        if noun.sentence - token.sentence > BACK:
            return None
        teller = _voice(ctx, witness, token) if _of_its_kind(parse, token, noun) else None
        if teller is not None and _other(teller, denier):
            return _made(witness, ctx, (token, teller), (noun, denier))
    return None


def _made(
    witness: Witness, ctx: Context, told: tuple[Token, Attribution], denied: tuple[Token, Attribution]
) -> Finding:
    parse = witness.layers.parse
    items = [
        Item(witness.report.id, None, span, span.of(parse.text), (("polarity", how.value),), (said.id,))
        for (token, said), how in ((told, Polarity.POSITIVE), (denied, Polarity.NEGATIVE))
        for span in [_clause(parse, token)]
    ]
    held = [c.id for c in ctx.claims if c.report_id == witness.report.id and c.trigger == told[0].index]
    why = Evidence("denial", 1.0, f"{items[0].value}; no such {denied[0].text}")
    return finding(FindingKind.DISPUTE, Slot.POLARITY, None, [reading(ctx, [i]) for i in items],
                   claims=held, evidence=[why], about=items[0].value)  # fmt: skip


def _other(one: Attribution, two: Attribution) -> bool:
    """Whether two sources are two: neither's name holds the other's."""
    a, b = ((x.source_name or "").lower() for x in (one, two))
    return one.entity != two.entity and a not in b and b not in a


def _voice(ctx: Context, witness: Witness, token: Token) -> Attribution | None:
    """The attribution in whose content a word stands, if its source is named; the innermost."""
    held = [a for a in ctx.attributions.values() if a.report_id == witness.report.id and a.source_name
            and any(s.contains(token.span) for s in a.content)]  # fmt: skip
    return min(held, key=lambda a: sum(s.end - s.start for s in a.content), default=None)


def _of_its_kind(parse: Parse, token: Token, noun: Token) -> bool:
    """Whether a word tells of what the noun names (*promised*, *promise*), or is the verb over *no such thing*."""
    lemma, own = noun.lemma.lower(), token.lemma.lower()
    if token.pos not in ("VERB", "NOUN") or any(
        parse.tokens[i].dep == "neg" for i in parse.children[token.index]
    ):
        return False
    if lemma == _THING:
        verb = _verb_over(parse, noun)
        return verb is not None and token.pos == "VERB" and own == verb.lemma.lower()
    if own in (lemma, lexicon().verb_of(lemma)):
        return True
    classes = [
        {s.name for s in found} for found in (lexicon().noun(lemma), lexicon().verb(own), lexicon().noun(own))
    ]
    return any(not lexicon().has(c, "weak") for c in classes[0] & (classes[1] | classes[2]))


def _verb_over(parse: Parse, token: Token) -> Token | None:
    for _ in range(3):
        token = parse.tokens[token.head]
        if token.pos == "VERB":
            return token
    return None


def _clause(parse: Parse, noun: Token) -> Span:
    """The words around a noun or verb: its verb with what hangs on it, or the nearest of them where that is long."""
    verb = noun if noun.pos == "VERB" else _verb_over(parse, noun) or noun
    first, last = parse.sentences[noun.sentence]
    start, end = max(first, min(verb.left, noun.left)), min(last, max(verb.right, noun.right))
    held = parse.tokens[start:end]
    if len(held) > LONGEST:
        held = parse.tokens[min(noun.left, verb.index) : max(noun.index, verb.index) + 1]
    while len(held) > 1 and (held[0].pos in ("PUNCT", "SCONJ", "CCONJ") or held[0].dep == "mark"):
        held = held[1:]
    while len(held) > 1 and held[-1].pos == "PUNCT":
        held = held[:-1]
    return Span(held[0].start, held[-1].end)
