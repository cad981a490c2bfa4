"""What makes two numbers two: a phrase that only the lower one has, or two phrases in one place of the clause.

*1,200 jobs*, *300 jobs at its plant in Corrin*; *outside the parliament*, *outside the embassy*. What a report says
anywhere is no narrower phrase of another's.
"""

from functools import lru_cache

from variorum.collate.context import Context
from variorum.collate.judge.common import Item
from variorum.collate.lists import noun_groups, words
from variorum.collate.score import like
from variorum.collate.traits import content_words
from variorum.model import Claim, Participant, Token
from variorum.values.predicates import lexicon

_CORE = ("agent", "patient", "attribute", "modifier", "recipient")
_CONTENT = ("NOUN", "PROPN")
_ABOUT = ("for", "against", "on", "over", "of", "about", "outside")


def only_part(ctx: Context, more: Item, less_claims: list[Claim], more_claims: list[Claim]) -> bool:
    """Whether the lower number's clause names a place, part, means or purpose that the other's report does not.

    Looked for in all that the other report says: where it names the place at all, the phrase narrows nothing.
    """
    if not less_claims or not more_claims:
        return False
    known = frozenset(w for held in ctx.sentences[more.report_id] for w in held)
    return all(any(_new(ctx, c, p, known) for p in c.participants) for c in less_claims)


def _new(ctx: Context, claim: Claim, p: Participant, known: frozenset[str]) -> bool:
    """Whether a phrase beside the clause's core says something that the other report does not hold."""
    if p.role in _CORE:
        return False
    parse = ctx.layers[claim.report_id].parse
    held = [
        t for t in parse.tokens_in(p.span) if t.pos in _CONTENT and not t.ent.startswith(("DATE", "TIME"))
    ]
    own = content_words(held)
    likes = {w for o in own for w in _likes(o)}
    reason = p.role in ("for", "over")  # "arrested for assault", beside all that were arrested
    return bool(own) and not (own | likes) & known and (reason or not _incident(parse.tokens[p.head]))


@lru_cache(maxsize=4096)
def _likes(word: str) -> frozenset[str]:
    """The nouns that stand for a word."""
    group = noun_groups().get(word, frozenset())
    return frozenset(n for n, g in noun_groups().items() if g & group) if group else frozenset()


def _incident(token: Token) -> bool:
    """Whether a noun names the occurrence itself (*in the crash*), under whatever word."""
    return any(
        lexicon().has(s.name, "incident") or lexicon().has(s.name, "anaphor")
        for s in lexicon().noun(token.lemma.lower())
    )


def two_things(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether two like deeds were done to, by or with two things that their own words tell apart.

    *The order on visas*, *the order on tariffs*; *the House passed*, *the Senate passed*; *with a knife*, *with a gun*.
    """
    for role in sorted({p.role for p in one.participants} & {p.role for p in two.participants}):
        pairs = [(p, q) for p in one.participants for q in two.participants if p.role == q.role == role]
        if all(_two_names(ctx, one, p, two, q) or _unsaid(ctx, one, p, two, q) for p, q in pairs):
            return True
    return _told_apart(ctx, one, two)


def _unsaid(ctx: Context, one: Claim, p: Participant, two: Claim, q: Participant) -> bool:
    """Whether two common nouns are unlike, and neither report says the other's anywhere."""
    tokens = [ctx.layers[c.report_id].parse.tokens[x.head] for c, x in ((one, p), (two, q))]
    if not all(t.pos == "NOUN" for t in tokens) or not unlike_things(ctx, one, p, two, q):
        return False
    held = [{w for s in ctx.sentences[c.report_id] for w in s} for c in (two, one)]
    return all(
        content_words([t]) and not content_words([t]) & said for t, said in zip(tokens, held, strict=True)
    )


def _two_names(ctx: Context, one: Claim, p: Participant, two: Claim, q: Participant) -> bool:
    """Whether two participants are named, and neither's name stands anywhere in the other's report."""
    figures = [ctx.cast.of.get((c.report_id, x.entity or "")) for c, x in ((one, p), (two, q))]
    tokens = [ctx.layers[c.report_id].parse.tokens[x.head] for c, x in ((one, p), (two, q))]
    if not all(t.pos == "PROPN" for t in tokens) or (
        figures[0] and figures[1] and figures[0].id == figures[1].id
    ):
        return False
    texts = [ctx.reports[c.report_id].text for c in (two, one)]
    return not any(t.text in held for t, held in zip(tokens, texts, strict=True))


def two_phrases(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether two claims have unlike nouns behind one preposition: two places, targets or directions."""
    for role in sorted({p.role for p in one.participants} & {p.role for p in two.participants}):
        if role in _CORE:
            continue  # investigators and officers, a crowd and a march: other words for one
        pairs = [(p, q) for p in one.participants for q in two.participants if p.role == q.role == role]
        if all(unlike_things(ctx, one, p, two, q) for p, q in pairs):
            return True
    return _told_apart(ctx, one, two)


def unlike_things(ctx: Context, one: Claim, p: Participant, two: Claim, q: Participant) -> bool:
    """Whether two participants are unlike names or common nouns, neither a person by description nor an event."""
    tokens = [ctx.layers[c.report_id].parse.tokens[x.head] for c, x in ((one, p), (two, q))]
    if all(t.pos == "PROPN" for t in tokens):
        texts = [ctx.reports[c.report_id].text for c in (two, one)]
        return not any(t.text in held for t, held in zip(tokens, texts, strict=True))
    if not all(t.pos == "NOUN" for t in tokens) or any(_incident(t) for t in tokens):
        return False
    loose = words()["described_persons"] | words()["anyone"] | words()["vague_nouns"]
    described = {t.lemma.lower() for t in tokens} & loose
    return not described and like(ctx, one, p, two, q) == 0


def _told_apart(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether like nouns in one role have other nouns hanging on them (*a protest outside the embassy*)."""
    for role in sorted({p.role for p in one.participants} & {p.role for p in two.participants}):
        held = [[p for p in c.participants if p.role == role] for c in (one, two)]
        if len(held[0]) == len(held[1]) == 1:
            a, b = _hung(ctx, one, held[0][0]), _hung(ctx, two, held[1][0])
            if a - b and b - a and not {w for x in a for w in _likes(x)} & b:
                return True
    return False


def _hung(ctx: Context, claim: Claim, p: Participant) -> frozenset[str]:
    parse = ctx.layers[claim.report_id].parse
    head = parse.tokens[p.head]
    if head.pos != "NOUN":
        return frozenset()
    kids = [parse.tokens[i] for i in parse.children[head.index]]
    behind = [parse.tokens[j] for k in kids if k.dep == "prep" and k.lemma.lower() in _ABOUT
              for j in parse.children[k.index] if parse.tokens[j].dep == "pobj"]  # fmt: skip
    kinds = [k for k in kids if k.dep == "compound" and k.pos == "NOUN"]
    return frozenset(
        t.lemma.lower()
        for t in (*behind, *kinds)
        if t.pos in _CONTENT and not t.ent.startswith(("DATE", "TIME"))
    )


def of_the_treated(ctx: Context, claim: Claim) -> bool:
    """Whether the dead are only those of a place or time (*six died of their injuries*, *two died at the scene*)."""
    parse = ctx.layers[claim.report_id].parse
    beside = (t for p in claim.participants if p.head != claim.trigger and p.role not in ("agent", "patient")
              for t in parse.tokens_in(p.span))  # fmt: skip
    return any(t.lemma.lower() in words()["under_care"] for t in beside)


def of_more(ctx: Context, item: Item) -> bool:
    """Whether a toll is told to be of more than what the reports open with (*the toll of the war*), or by rumour."""
    parse = ctx.layers[item.report_id].parse
    sentence = parse.tokens_in(item.span)[0].sentence
    first, last = parse.sentences[sentence]
    before = [t for t in parse.tokens[first:last] if t.start < item.span.start]
    named = next((k for k, t in enumerate(before) if t.lemma.lower() == "toll"), None)
    if named is None:
        return False
    if {t.lemma.lower() for t in parse.tokens[first:last]} & words()["doubted_toll"]:
        return True
    between = [t for t in before[named + 1 :] if t.pos in _CONTENT and t.ent != "DATE"]
    opened = {
        w for r, each in ctx.sentences.items() for k, s in enumerate(each[: ctx.lead[r] + 1])
        if (r, k) != (item.report_id, sentence) for w in s
    }  # fmt: skip
    return sentence > 0 and bool(content_words(between) - opened)
