"""What nobody has verified: the reports' own words for unverified, unknown, unconfirmed, without comment."""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from variorum.collate.context import Context
from variorum.collate.judge.common import Item, finding, reading
from variorum.collate.traits import content_words
from variorum.collate.whole import subject_of, whole_clause
from variorum.model import Evidence, Finding, FindingKind, Parse, Slot, Token
from variorum.text import Span, hull

ALIKE = 0.6
"""Share of the rarer words from which two reports leave the same thing open."""
SHARED = 2
"""Words that they share at least."""
_ASKING = frozenset(("if", "whether", "how", "why", "when", "where", "who", "what"))
_LONGEST = 18
_SHORTEST = 4
_SUBJECT = 30
"""Tokens up to which a subject is shown whole; of a longer one its head alone."""


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = json.loads((files("variorum.collate") / "data" / "verification.json").read_text(encoding="utf-8"))
    return tuple(
        (name, re.compile("|".join(words), re.IGNORECASE))
        for name, words in table.items()
        if not name.startswith("_")
    )


def judge_verification(ctx: Context) -> list[Finding]:
    """One finding for each thing that reports say is unverified; what several say alike is listed once."""
    items: list[Item] = []
    for w in ctx.witnesses:
        parse = w.layers.parse
        for number in range(len(parse.sentences)):
            items.extend(_items(ctx, w.report.id, parse, number))
    groups: list[list[Item]] = []
    for item in items:
        if any(i.report_id == item.report_id and _same(ctx, i, item) for g in groups for i in g):
            continue  # a caption and the text, or said twice
        home = next((g for g in groups if _alike(ctx, g, item)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return [_made(ctx, g) for g in groups]


def _items(ctx: Context, report_id: str, parse: Parse, number: int) -> list[Item]:
    span = parse.sentence_span(number)
    text = span.of(parse.text)
    out: list[Item] = []
    for name, pattern in _patterns():
        for match in pattern.finditer(text):
            where = Span(span.start + match.start(), span.start + match.end())
            if any(i.span.overlaps(where) for i in out):
                continue
            first = next((t for t in parse.tokens_in(where)), None)
            clause = _shown(parse, where)
            if clause is None:
                continue
            held = () if first is None else _holders(ctx, report_id, first.start)
            out.append(Item(report_id, None, clause, clause.of(parse.text), (("form", name),), held, name))
    return out[:2]


def _shown(parse: Parse, where: Span) -> Span | None:
    """The words that show a match: its whole clause; else widened, unless it hangs on a noun that they lack."""
    top = parse.head_in(where)
    if top is None:
        return widened(parse, where)
    verb = token = parse.tokens[top]
    span, whole = widened(parse, where), whole_clause(parse, token)
    if whole is not None and whole.contains(where):
        return hull((span, whole))  # "if he was hurt" is no part of the clause, but of what is unknown
    while verb.pos not in ("VERB", "AUX") and verb.head != verb.index:
        verb = parse.tokens[verb.head]
    head = parse.tokens[verb.head]
    if verb.dep == "relcl" and not span.contains(head.span):  # "a figure that could not be verified"
        return (
            hull((Span(parse.tokens[head.left].start, head.end), span))
            if verb.index - head.left < _SUBJECT
            else None
        )
    opens = parse.sentence_span(verb.sentence).start == span.start
    bare = verb.dep == "ROOT" and subject_of(parse, verb) is None and span.start == verb.start and not opens
    return None if bare else span


def _holders(ctx: Context, report_id: str, at: int) -> tuple[str, ...]:
    return tuple(a.id for a in ctx.attributions.values()
                 if a.report_id == report_id and any(s.start <= at < s.end for s in a.content))  # fmt: skip


def widened(parse: Parse, span: Span) -> Span:
    """The words of a match with the subject and object of its clause, at most 18 words, inside its sentence."""
    inside = parse.tokens_in(span)
    top = parse.head_in(span)
    if top is None or not inside:
        return span
    verb = parse.tokens[top]
    while verb.pos not in ("VERB", "AUX") and verb.head != verb.index:
        verb = parse.tokens[verb.head]
    left, right = min(inside[0].index, verb.index), max(inside[-1].index, verb.index)
    kids = [parse.tokens[i] for i in parse.children[verb.index]]
    for kid in kids:
        if kid.dep in ("nsubj", "nsubjpass") and kid.right <= left + 1:
            left = kid.left if right - kid.left < _SUBJECT else min(left, kid.index)
    for token in (verb, *(parse.tokens[t.index] for t in inside)):
        for i in parse.children[token.index]:
            kid = parse.tokens[i]
            wanted = kid.dep in ("dobj", "ccomp", "xcomp", "prep", "pobj", "acomp") or _asked(parse, kid)
            if wanted and kid.right > right and kid.right - verb.index <= _LONGEST:
                right = kid.right - 1
    if right - left < _SHORTEST:  # "It was unclear": with the first words of what is
        end = parse.sentences[verb.sentence][1] - 1
        right = min(end, left + _LONGEST - 6)
    while right > max(left, inside[-1].index) and _opens(parse.tokens[right]):
        right -= 1
    return Span(parse.tokens[left].start, parse.tokens[right].end)


def _asked(parse: Parse, kid: Token) -> bool:
    """Whether a clause says what is open (*it is not clear* **if they have lawyers**)."""
    marks = {parse.tokens[i].lemma.lower() for i in parse.children[kid.index] if i < kid.index}
    return kid.dep == "advcl" and bool(marks & _ASKING)


def _opens(token: Token) -> bool:
    """Whether a token only begins what is cut off (*or what*), or is a mark."""
    return token.pos in ("PUNCT", "CCONJ", "SCONJ", "ADP", "DET") or token.tag in ("WP", "WDT", "WRB", "WP$")


def _alike(ctx: Context, group: Sequence[Item], item: Item) -> bool:
    return all(i.report_id != item.report_id for i in group) and _same(ctx, group[0], item)


def _same(ctx: Context, one: Item, two: Item) -> bool:
    """Whether two reports, or one twice, leave the same thing open in much the same words."""
    words = [content_words(ctx.layers[i.report_id].parse.tokens_in(i.span)) for i in (one, two)]
    alike = ctx.overlap(words[0], words[1]) >= ALIKE and len(words[0] & words[1]) >= SHARED
    return one.payload == two.payload and alike


def _made(ctx: Context, group: Sequence[Item]) -> Finding:
    detail = f"the report's words: {group[0].value}"
    return finding(FindingKind.UNVERIFIED, Slot.VERIFICATION, str(group[0].payload), (reading(ctx, group),),
                   evidence=[Evidence("words", None, detail)])  # fmt: skip
