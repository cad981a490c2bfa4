"""What was said: one utterance of one source as several reports quote it.

Utterances are aligned by their words, contractions spelled out, and compared with a word diff; punctuation and
case alone make no variant.
"""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from variorum.collate.context import Context
from variorum.collate.judge.common import Item, finding, name_of, readings
from variorum.collate.lists import words
from variorum.collate.traits import content_words
from variorum.model import Act, Attribution, Change, DiffStep, Evidence, Finding, FindingKind, Slot, Speech
from variorum.text import Span, hull

SHORTEST = 4
"""Words from which quoted words are an utterance wherever they stand; shorter ones must be a whole direct quote."""
ALIKE = 0.6
"""Share of the shorter utterance's words, in order, that must stand in the longer one."""
BRIEF = 12
"""Words up to which the names in an utterance do not count among the words that it shares."""
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_CONTRACTED = {
    "n't": " not", "'re": " are", "'m": " am", "'ll": " will", "'ve": " have", "'d": " would", "cannot": "can not",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words spoken or written once by a source, as one report quotes them without a break."""

    report_id: str
    attribution: Attribution
    span: Span
    words: tuple[str, ...]
    """Compared form: lower case, contractions spelled out."""
    names: frozenset[str] = frozenset()
    """Those of the words that are part of a name in the story."""


def utterances(ctx: Context) -> tuple[Utterance, ...]:
    """The utterances of a story, in story order; pieces of one quote that touch are one utterance."""
    out = []
    names = _names(ctx)
    for a in ctx.attributions.values():
        text = ctx.reports[a.report_id].text
        for span in _joined(text, a.quoted):
            words = spoken(span.of(text))
            if len(words) >= SHORTEST or (a.form is Speech.DIRECT and len(words) >= 2):
                out.append(Utterance(a.report_id, a, span, words, names & frozenset(words)))
    return tuple(sorted(out, key=lambda u: (ctx.order[u.report_id], u.span)))


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    # A quote that a paragraph's end breaks is one utterance.
    out: list[Span] = []
    for span in sorted(spans):
        if out and not _WORD.search(text[out[-1].end : span.start]):
            out[-1] = hull([out[-1], span])
        else:
            out.append(span)
    return out


@lru_cache(maxsize=4096)
def spoken(quoted: str) -> tuple[str, ...]:
    """The words of a quotation, lower case, contractions spelled out, marks left out."""
    low = quoted.lower().replace("’", "'")
    low = low.replace("can't", "can not").replace("won't", "will not")
    for short, long in _CONTRACTED.items():
        low = low.replace(short, long)
    return tuple(_WORD.findall(low))


def _indirectly(
    ctx: Context, said: Sequence[Utterance], taken: Sequence[Sequence[Utterance]]
) -> list[Finding]:
    """Quotations whose words another report gives in indirect speech of the same named source."""
    used = {u for g in taken for u in g}
    out = []
    for u in said:
        if u in used or len(u.words) < SHORTEST + 1:
            continue
        for a in ctx.attributions.values():
            if (
                a.report_id == u.report_id
                or a.quoted
                or a.act is not Act.SPEECH
                or not _named_alike(ctx, u.attribution, a)
            ):
                continue
            span = hull(a.content) if a.content else None
            words = spoken(span.of(ctx.reports[a.report_id].text)) if span else ()
            if span is None or not _holds(u.words, words):
                continue
            other = Utterance(a.report_id, a, span, words)
            pair = sorted((u, other), key=lambda x: (ctx.order[x.report_id], x.span))
            out.append(_compared(ctx, pair, Change.INDIRECT))
            break
    return out


def _named_alike(ctx: Context, one: Attribution, two: Attribution) -> bool:
    a, b = (
        ctx.cast.of.get((one.report_id, one.entity or "")),
        ctx.cast.of.get((two.report_id, two.entity or "")),
    )
    return bool(a and b and a.id == b.id and a.members[0].entity.names)


def _holds(quoted: Sequence[str], told: Sequence[str]) -> bool:
    """Whether indirect speech has the quoted words: four of five in the same order, pronouns and auxiliaries aside."""
    matched = sum(
        m.size for m in difflib.SequenceMatcher(None, quoted, told, autojunk=False).get_matching_blocks()
    )
    return matched >= max(SHORTEST, 0.75 * len(quoted)) and len(told) <= 2 * len(quoted) + 4


def judge_wording(ctx: Context) -> list[Finding]:
    """Variants and agreements of wording between reports."""
    said = utterances(ctx)
    pairs = []
    for one, two in combinations(said, 2):
        if one.report_id != two.report_id:
            alike = similarity(ctx, one, two)
            if alike is not None:
                pairs.append((alike, one, two))
    pairs.sort(
        key=lambda p: (-p[0], ctx.order[p[1].report_id], p[1].span, ctx.order[p[2].report_id], p[2].span)
    )
    groups: list[list[Utterance]] = []
    home: dict[Utterance, list[Utterance]] = {}
    for _, one, two in pairs:
        a, b = home.get(one, [one]), home.get(two, [two])
        if a is b or {u.report_id for u in a} & {u.report_id for u in b}:
            continue
        merged = a + b
        groups = [g for g in groups if g is not a and g is not b]
        groups.append(merged)
        for u in merged:
            home[u] = merged
    told = [_compared(ctx, sorted(g, key=lambda u: (ctx.order[u.report_id], u.span)), None) for g in groups]
    return told + _indirectly(ctx, said, groups)


def similarity(ctx: Context, one: Utterance, two: Utterance) -> float | None:
    """How surely two quotations are one utterance (0 to 1), or ``None``.

    The words that match in order count against the shorter one; a short one must stand whole in the longer one;
    sources that are named and differ must agree on nearly every word.
    """
    a, b = one.words, two.words
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(set(a) & set(b)) < min(2, len(set(short))):
        return None
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    matched = sum(m.size for m in blocks)
    if len(short) < SHORTEST:
        return _short(one, two, short, long)
    share = matched / len(short)
    rare = ctx.overlap(frozenset(a), frozenset(b))
    names = name_of(one.attribution), name_of(two.attribution)
    if all(names) and names[0] != names[1] and not _same_figure(ctx, one.attribution, two.attribution):
        with_names = _with_names(ctx, one.attribution, two.attribution)
        if with_names == 2:
            return None  # the words of two named sources are two utterances, however alike
        if with_names == 1 and share < NEARLY:
            return None  # "a spokesman for Volta" may be Mr Strand, where he says nearly the same
    if matched < 3 or share < ALIKE or (share < 0.8 and matched < 5) or rare < 0.3:
        return None
    if len(short) <= BRIEF and len(long) > FAR_LONGER * len(short) and not all(names):
        return None  # a term between marks that nobody is said to have said
    named = one.names | two.names
    said = sum(w not in named for m in blocks for w in a[m.a : m.a + m.size])
    if len(short) <= BRIEF and said < ALIKE * sum(w not in named for w in short):
        return None  # "... the people of New Zealand" ends many sentences
    whole = any(m.size == len(short) for m in blocks)
    if not whole and len(short) <= BRIEF and ctx.overlap(_told(ctx, one), _told(ctx, two)) < ALIKE:
        return None  # "I don't want to …" begins many
    return share * 0.7 + 0.3 * matched / len(long)


def _told(ctx: Context, u: Utterance) -> frozenset[str]:
    """The content words of an utterance."""
    return content_words(ctx.layers[u.report_id].parse.tokens_in(u.span))


def _names(ctx: Context) -> frozenset[str]:
    """The words of all names in the story, lower case."""
    return frozenset(
        w for f in ctx.cast.of.values() for m in f.members for n in m.entity.names for w in spoken(n)
    )


NEARLY = 0.8
"""Share of the shorter quotation's words that a source with a name and one without must have in common."""
FAR_LONGER = 3
"""How many times longer a quotation is than a term that stands in it by chance."""
_LITTLE = 2
"""Words that turn a sentence about where they hold a negation (*will resign*, *will not resign*)."""


def _negated(said: Sequence[str]) -> int:
    """How many words of negation there are."""
    return sum(w in words()["negators"] for w in said)


def _short(one: Utterance, two: Utterance, short: tuple[str, ...], long: tuple[str, ...]) -> float | None:
    # Two or three words: whole, and at the start or the end of the longer one.
    if one.attribution.form is not Speech.DIRECT or two.attribution.form is not Speech.DIRECT:
        return None
    at_edge = long[: len(short)] == short or long[-len(short) :] == short
    return 0.6 if at_edge else None


def _same_figure(ctx: Context, one: Attribution, two: Attribution) -> bool:
    a, b = (ctx.cast.of.get((x.report_id, x.entity or "")) for x in (one, two))
    return a is not None and b is not None and a.id == b.id


def _with_names(ctx: Context, one: Attribution, two: Attribution) -> int:
    """How many of two sources have a name of their own; one that is only described (*the officer*) may be the other."""
    figures = (ctx.cast.of.get((x.report_id, x.entity or "")) for x in (one, two))
    return sum(bool(f and f.members[0].entity.names) for f in figures)


def _compared(ctx: Context, group: Sequence[Utterance], how: Change | None) -> Finding:
    items = [
        Item(u.report_id, None, u.span, u.span.of(ctx.reports[u.report_id].text), (("words", " ".join(u.words)),),
             (u.attribution.id,), u.words)
        for u in group
    ]  # fmt: skip
    found = readings(ctx, items, lambda x, y: how is None and x.payload == y.payload)
    evidence = [Evidence("words", _ratio(group), "share of words in the same order")]
    if len(found) == 1 and how is None:
        return finding(FindingKind.AGREEMENT, Slot.WORDING, None, found, evidence=evidence)
    one = next(u for u in group if u.report_id == found[0].anchors[0].report_id)
    two = next(u for u in group if u.report_id == found[1].anchors[0].report_id)
    steps = diff(one.span.of(ctx.reports[one.report_id].text), two.span.of(ctx.reports[two.report_id].text))
    return finding(FindingKind.VARIANT, Slot.WORDING, None, found, evidence=evidence,
                   change=how or change(one.words, two.words), diff=steps)  # fmt: skip


def _ratio(group: Sequence[Utterance]) -> float:
    return round(
        min(
            difflib.SequenceMatcher(None, a.words, b.words, autojunk=False).ratio()
            for a, b in combinations(group, 2)
        ),
        2,
    )


def change(one: Sequence[str], two: Sequence[str]) -> Change:
    """How one wording differs from the other: cut short, joined from pieces, or reworded."""
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    ops = difflib.SequenceMatcher(None, short, long, autojunk=False).get_opcodes()
    tags = [tag for tag, *_ in ops if tag != "equal"]
    turned = any(tag == "insert" and m - k <= _LITTLE and _negated(long[k:m]) for tag, _, _, k, m in ops)
    if set(tags) == {"insert"} and not turned:
        inner = [m - j for k, (tag, _, _, j, m) in enumerate(ops) if tag == "insert" and 0 < k < len(ops) - 1]
        if inner and max(inner) <= _LITTLE:
            return (
                Change.REWORDED
            )  # a word or two inside ("that she was ever given"): no pieces are put together
        return Change.JOINED if inner else Change.CUT
    return Change.REWORDED


def diff(one: str, two: str) -> tuple[DiffStep, ...]:
    """The word diff of two wordings as they stand; case and punctuation alone are equal."""
    a, b = one.split(), two.split()
    keys = [[" ".join(spoken(w)) for w in side] for side in (a, b)]
    steps = difflib.SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()
    return tuple(DiffStep(tag, " ".join(a[i:j]), " ".join(b[k:m])) for tag, i, j, k, m in steps)
