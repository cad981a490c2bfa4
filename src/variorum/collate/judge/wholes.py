"""Whether two amounts that differ can both hold: a part and its whole, two places, two days, a sum asked and one paid.

A part is told by a narrower kind (*34 primary schools*), a narrower place (*at its plant in Corrin*), a narrower time
(*on Tuesday*, *this week*) or a stronger degree (*seriously injured*).
"""

from datetime import date, timedelta

from variorum.collate.context import Context
from variorum.collate.judge.common import Item
from variorum.collate.judge.narrower import of_more, of_the_treated, only_part, two_phrases
from variorum.collate.lists import noun_groups, words
from variorum.collate.score import like
from variorum.model import Bound, Claim, Form, Kind, Measure, Participant, Place, Quantity, Timex
from variorum.values.places import PlaceRelation, compare

REACH = 5
"""Tokens behind a length within which the place stands that it is measured from."""
WINDOW = 7
"""Tokens on both sides of a sum within which a word says that it is only asked for."""
_MOMENT = timedelta(microseconds=1)
_ONE = {PlaceRelation.EQUAL, PlaceRelation.CONTAINS, PlaceRelation.WITHIN}
_DESCRIBES = ("amod", "compound", "nmod")


def both_hold(ctx: Context, one: Item, two: Item) -> bool:
    """Whether what stands around two amounts that differ lets both hold."""
    assert isinstance(one.payload, Quantity)
    assert isinstance(two.payload, Quantity)
    less, more = (one, two) if one.payload.stated < two.payload.stated else (two, one)
    part = _narrower(ctx, less, more) or _placed(ctx, less, more) or _dated(ctx, less, more)
    return (
        part
        or _asked(ctx, one) != _asked(ctx, two)
        or _asked_by_others(ctx, one, two)
        or _of_two_names(ctx, one, two)
        or any(of_more(ctx, i) for i in (one, two))
        or any("kill" in c.classes and of_the_treated(ctx, c) for i in (one, two) for c in _claims(ctx, i))
        or only_part(ctx, more, _claims(ctx, less), _claims(ctx, more))
        or any(two_phrases(ctx, a, b) for a in _claims(ctx, one) for b in _claims(ctx, two))
        or _of_others(ctx, one, two)
        or _measured_apart(ctx, one, two)
        or _spent_on(ctx, one, two)
        or _of_two_periods(ctx, one, two)
    )


def _of_two_periods(ctx: Context, one: Item, two: Item) -> bool:
    """Whether they are of two stretches of time (*in 24 hours*, *over the month*; *for the half*, *for the year*)."""
    told = [_words_near(ctx, i) & words()["periods"] for i in (one, two)]
    return bool(told[0] and told[1]) and not told[0] & told[1]


def _words_near(ctx: Context, item: Item) -> frozenset[str]:
    parse = ctx.layers[item.report_id].parse
    inside = parse.tokens_in(item.span)
    near = parse.tokens[max(0, inside[0].index - WINDOW) : inside[-1].index + WINDOW]
    return frozenset(t.lemma.lower() for t in near if t.sentence == inside[0].sentence)


def _asked(ctx: Context, item: Item) -> frozenset[str]:
    """The words by which a sum is asked for, offered, expected or allowed instead of paid or done."""
    return _words_near(ctx, item) & words()["asking"]


def _asked_by_others(ctx: Context, one: Item, two: Item) -> bool:
    """Whether two sums are only asked for, and by two (*the families demanded*, *the union demanded*)."""
    if not (_asked(ctx, one) and _asked(ctx, two)):
        return False
    pairs = [
        like(ctx, a, p, b, q)
        for a in _claims(ctx, one) for b in _claims(ctx, two)
        for p in a.participants for q in b.participants if p.role == q.role == "agent"
    ]  # fmt: skip
    return max(pairs, default=0.0) == 0


def _of_two_names(ctx: Context, one: Item, two: Item) -> bool:
    """Whether what is done to is told apart by its names (*a rally of the Green Party*, *… of the Blue Party*)."""
    for a in _claims(ctx, one):
        for b in _claims(ctx, two):
            held = [_names_of(ctx, c, i) for c, i in ((a, one), (b, two))]
            if held[0] - held[1] and held[1] - held[0]:
                return True
    return False


def _names_of(ctx: Context, claim: Claim, item: Item) -> frozenset[str]:
    """The names inside what a claim is done to, its own name and what is counted left out."""
    parse = ctx.layers[claim.report_id].parse
    held = (p for p in claim.participants if p.role == "patient" and not p.span.overlaps(item.span))
    inside = (t for p in held if parse.tokens[p.head].pos == "NOUN"
              for t in parse.tokens_in(parse.subtree_span(p.head)))  # fmt: skip
    return frozenset(
        t.lemma.lower() for t in inside if t.pos == "PROPN" and t.ent not in ("GPE", "DATE", "TIME")
    )


def _of_others(ctx: Context, one: Item, two: Item) -> bool:
    """Whether two amounts are of different things (*counts of assault*), for different ones or of different doers."""
    whats = [_of(ctx, i) for i in (one, two)]
    groups = [noun_groups().get(w or "", frozenset()) for w in whats]
    if whats[0] and whats[1] and whats[0] != whats[1] and not groups[0] & groups[1]:
        return True
    if isinstance(one.payload, Quantity) and one.payload.measure is Measure.COUNT:
        return False
    claims = [_claims(ctx, i) for i in (one, two)]
    doers = [frozenset(f for c in each for f in ctx.traits[c.id].figures.get("agent", ())) for each in claims]
    return (bool(doers[0] and doers[1]) and not doers[0] & doers[1]) or any(
        _for_others(ctx, a, b) for a in claims[0] for b in claims[1]
    )


def _of(ctx: Context, item: Item) -> str | None:
    """The common noun behind *of* after what is counted (*three counts of assault*)."""
    assert isinstance(item.payload, Quantity)
    parse = ctx.layers[item.report_id].parse
    at = item.payload.noun_token
    links = [] if at is None else [i for i in parse.children[at] if parse.tokens[i].lemma.lower() == "of"]
    held = [parse.tokens[k] for i in links for k in parse.children[i] if parse.tokens[k].pos == "NOUN"]
    return held[0].lemma.lower() if held else None


def _claims(ctx: Context, item: Item) -> list[Claim]:
    """The claims that hold an amount."""
    layers = ctx.layers[item.report_id]
    own = {k for k, q in enumerate(layers.quantities) if q.span == getattr(item.payload, "span", None)}
    return [c for c in ctx.claims if c.report_id == item.report_id and own & set(c.quantities)]


def _for_others(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether two claims are for, or in, two different things (*for adults*, *for children*)."""
    for role in ("for", "in"):
        pairs = [(p, q) for p in one.participants for q in two.participants if p.role == q.role == role]
        common = [(p, q) for p, q in pairs if _common(ctx, one, p) and _common(ctx, two, q)]
        if common and all(like(ctx, one, p, two, q) == 0 for p, q in common):
            return True
    return False


def _spent_on(ctx: Context, one: Item, two: Item) -> bool:
    """Whether two sums are for things of two kinds (*$50 million on the plant*, *$20 million on machines*)."""
    held = [_upon(ctx, i) for i in (one, two)]
    groups = [noun_groups().get(n or "", frozenset()) for n in held]
    return None not in held and held[0] != held[1] and not groups[0] & groups[1]


def _upon(ctx: Context, item: Item) -> str | None:
    """The noun behind an amount and *on*, or ``None``."""
    parse = ctx.layers[item.report_id].parse
    last = parse.tokens_in(item.span)[-1].index
    behind = parse.tokens[last + 1 : last + 1 + REACH]
    if not behind or behind[0].text.lower() != "on":
        return None
    nouns = [t for t, after in zip(behind, (*behind[1:], None), strict=True)
             if t.pos == "NOUN" and (after is None or after.pos != "NOUN")]  # fmt: skip
    return nouns[0].lemma.lower() if nouns else None


def _common(ctx: Context, claim: Claim, p: Participant) -> bool:
    return ctx.layers[claim.report_id].parse.tokens[p.head].pos == "NOUN"


def _measured_apart(ctx: Context, one: Item, two: Item) -> bool:
    """Whether two lengths are measured from two places (*40 miles north of Brighton*, *65 miles from London*)."""
    held = [_origin(ctx, i) for i in (one, two)]
    return held[0] is not None and held[1] is not None and held[0] != held[1]


def _origin(ctx: Context, item: Item) -> str | None:
    """The name of the place behind a length, or ``None``."""
    layers = ctx.layers[item.report_id]
    last = layers.parse.tokens_in(item.span)[-1].index
    behind = layers.parse.tokens[last + 1 : last + 1 + REACH]
    names = {m.head: m for m in layers.mentions if m.form is Form.NAME}
    for k, token in enumerate(behind):
        if token.lemma.lower() in words()["measured_from"]:
            held = (names[t.index] for t in behind[k + 1 :] if t.index in names)
            return next((m.span.of(layers.parse.text).lower() for m in held), None)
    return None


def _placed(ctx: Context, less: Item, more: Item) -> bool:
    """Whether no place of two sentences is or holds one of the other, or the lower amount's lie within the other's."""
    told = _place_names(ctx, less), _place_names(ctx, more)
    if told[0] and told[0] == told[1]:
        return False
    held = _places(ctx, less), _places(ctx, more)
    if not all(held):
        return all(told) and not told[0] & told[1]
    found = {compare(a, b) for a in held[0] for b in held[1]}
    return not found & _ONE or found == {PlaceRelation.WITHIN}


def _place_names(ctx: Context, item: Item) -> frozenset[str]:
    """The places that an amount's sentence names, also those that no gazetteer knows."""
    layers = ctx.layers[item.report_id]
    inside = layers.parse.sentence_span(layers.parse.tokens_in(item.span)[0].sentence)
    places = {e.id for e in layers.entities if e.kind is Kind.PLACE}
    held = (m.span for m in layers.mentions if m.entity in places and m.form is Form.NAME)
    return frozenset(s.of(layers.parse.text).lower() for s in held if inside.contains(s))


def _places(ctx: Context, item: Item) -> list[Place]:
    """The innermost places of an amount's sentence."""
    layers = ctx.layers[item.report_id]
    inside = layers.parse.sentence_span(layers.parse.tokens_in(item.span)[0].sentence)
    held = [p for p in layers.places if inside.contains(p.span) and not p.facility]
    outer = {name for p in held for name in p.path[1:]}
    return [p for p in held if not p.path or p.path[0] not in outer]


def _narrower(ctx: Context, less: Item, more: Item) -> bool:
    """Whether the lower count is of a kind of what the other counts (*34 primary schools*, *120 schools*)."""
    return bool(_kind(ctx, less) - _kind(ctx, more) or _degree(ctx, less) - _degree(ctx, more))


def _degree(ctx: Context, item: Item) -> frozenset[str]:
    """How badly (*seriously injured*), where a claim says so."""
    parse = ctx.layers[item.report_id].parse
    tops = {i for c in _claims(ctx, item) for i in (c.trigger, *parse.children[c.trigger])}
    held = {
        k for i in tops for k in parse.children[i]
    }  # "were badly injured" may be parsed as "were", "injured"
    return frozenset(parse.tokens[i].lemma.lower() for i in held) & words()["degrees"]


def _kind(ctx: Context, item: Item) -> frozenset[str]:
    """The words that say what kind a counted noun is of."""
    assert isinstance(item.payload, Quantity)
    at = item.payload.noun_token
    if at is None:
        return frozenset()
    parse = ctx.layers[item.report_id].parse
    kids = (parse.tokens[i] for i in parse.children[at])
    return frozenset(t.lemma.lower() for t in kids if t.dep in _DESCRIBES and t.pos in ("ADJ", "NOUN"))


def _dated(ctx: Context, less: Item, more: Item) -> bool:
    """Whether the days are apart, or the higher amount's stretch holds the other's (*this week*, *on Tuesday*)."""
    pairs = [(a, b) for a in _times(ctx, less) for b in _times(ctx, more)]
    return bool(pairs) and (all(_apart(a, b) for a, b in pairs) or all(_lasts(b, a) for a, b in pairs))


def _times(ctx: Context, item: Item) -> list[Timex]:
    """The dates of an amount's sentence, those of statements left out."""
    layers = ctx.layers[item.report_id]
    inside = layers.parse.sentence_span(layers.parse.tokens_in(item.span)[0].sentence)
    said = {t.timex for c in ctx.claims if c.report_id == item.report_id
            for t in c.times if t.bound_to is not Bound.EVENT}  # fmt: skip
    held = (t for k, t in enumerate(layers.timexes) if k not in said and inside.contains(t.span))
    return [t for t in held if t.type in ("DATE", "TIME") and not t.alternatives]


def _apart(one: Timex, two: Timex) -> bool:
    """Whether two times lie on different days."""
    a, b = _days(one), _days(two)
    return a is not None and b is not None and (a[1] < b[0] or b[1] < a[0])


def _lasts(whole: Timex, part: Timex) -> bool:
    """Whether a week, a month, a year holds another time."""
    a, b = _days(whole), _days(part)
    if a is None or b is None:  # "the year", "the first quarter": by their TIMEX3 values
        return bool(whole.value and part.value) and f"{part.value}".startswith(f"{whole.value}-")
    return a[1] > a[0] and a[0] <= b[0] and b[1] <= a[1] and a != b


def _days(timex: Timex) -> tuple[date, date] | None:
    """The first and the last day of a time, or ``None`` where either is open."""
    at = timex.interval
    if at is None or at.earliest is None or at.latest is None:
        return None
    return at.earliest.date(), max(at.earliest, at.latest - _MOMENT).date()
