"""Who: the names of persons that several reports spell differently."""

import re
import unicodedata

from rapidfuzz.distance import DamerauLevenshtein

from variorum.collate.context import Context
from variorum.collate.entities import Figure, parts
from variorum.collate.judge.ages import two_ages
from variorum.collate.judge.common import Item, finding, readings, same_person
from variorum.model import Evidence, Finding, FindingKind, Form, Kind, Slot
from variorum.text import Span

_TRANSLITERATED = re.compile(
    r"\b(?:al|el|as|an|ad|ar|ash|ul)-|\b(?:bin|ibn|abu|abd|abdul|abdel)\b|u(?:ll|dd|rr)(?:ah?|in|ahman)\b"
    r"|\bm[ou]hamm?[ae]d\b|\bahm[ae][dt]\b|\bhu?ss?[ae]ine?\b|\bhass?an\b|\byouss?[eo]u?f\b", re.IGNORECASE,
)  # fmt: skip
"""Names written out of another script: their spellings differ without being another reading."""
_CUT = re.compile(r" ?[b-z](?=\s|\Z)")
"""A letter that a page's markup cut from the end of a name (*Ellery Mar e*)."""
_LONG = 7
"""Letters from which names of one length may differ in two of them (*Brittney*, *Brittany*)."""
_SHORTEST = 5
"""Letters from which a name and the same with one letter more are two spellings (*Arvin*, *Arvind*)."""
_SOUNDS = tuple((re.compile(a), b) for a, b in (
    ("tch", "ch"),
    ("kh|gh|ch", "h"), ("dj", "j"), ("q", "k"), ("ou|oo", "u"), ("ee|ie|y", "i"), (r"([aeiou])\1", r"\1"),
    ("d$", "t"),    ("th", "t"), ("dh", "d"), ("w", "v"), ("ph", "f"),
))  # fmt: skip


def judge_names(ctx: Context) -> list[Finding]:
    """Conflicts over the spelling of a person's name, by a letter or two; transliterations are none."""
    people = [f for f in ctx.cast.figures if f.kind is Kind.PERSON and f.members[0].entity.names]
    return [made for figure in people if (made := _spelling(ctx, figure)) is not None]


def _spelling(ctx: Context, figure: Figure) -> Finding | None:
    if len(figure.members) < 2:
        return None
    items = []
    for member in figure.members:
        full = parts(member.entity.name)
        if len(full) < 2 or _TRANSLITERATED.search(member.entity.name):
            return None
        span = _first_mention(ctx, member.report_id, member.entity.id, member.entity.name)
        if span is None:
            return None
        name = member.entity.name
        items.append(Item(member.report_id, None, span, name, (("name", name),), (), full))
    found = readings(ctx, items, lambda a, b: not _misspelt(a.payload, b.payload))  # type: ignore[arg-type]
    if len(found) < 2 or any(_another(ctx, figure, i) for i in items) or two_ages(ctx, figure):
        return None
    why = Evidence(
        "spelling", 0.5, " / ".join(r.value for r in found) + ": one person's name, spelled differently"
    )
    return finding(
        FindingKind.CONFLICT,
        Slot.PARTICIPANT,
        "name",
        found,
        evidence=[same_person(figure), why],
        about=found[0].value,
    )


def _another(ctx: Context, figure: Figure, item: Item) -> bool:
    """Whether a report has the other spelling's given name for another person (*Mina Falk and her sister Mia*)."""
    own = {m.entity.id for m in figure.members if m.report_id == item.report_id}
    given = {parts(m.entity.name)[0] for m in figure.members if m.report_id != item.report_id}
    layers = ctx.layers[item.report_id]
    others = (m for m in layers.mentions if m.form is Form.NAME and m.entity not in own)
    held = {parts(m.span.of(layers.parse.text))[:1] for m in others}
    return any((name,) in held for name in given - {item.payload[0]})  # type: ignore[index]


def _misspelt(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two names of one person differ by a letter or two in the given name or in the surname."""
    pairs = [(one[-1], two[-1]), (one[0], two[0])]
    apart = [(a, b) for a, b in pairs if a != b]
    if len(apart) != 1:
        return False
    a, b = apart[0]
    if (
        min(len(a), len(b)) < 3
        or _short_form(a, b, given=(a, b) == (one[0], two[0]))
        or plain(a) == plain(b)
        or _sounded(a) == _sounded(b)
    ):
        return False
    distance = DamerauLevenshtein.distance(a, b)
    long = len(a) == len(b) >= _LONG and (a[:4], a[-1]) == (b[:4], b[-1])
    return distance == 1 or (distance == 2 and long)


def _short_form(one: str, two: str, *, given: bool) -> bool:
    """Whether one word may be the other cut short (*Steve*, *Steven*; *Chris*, *Christopher*)."""
    short, long = sorted((one, two), key=len)
    if not long.startswith(short):
        return False
    last = len(long) - len(short) > 1 or len(short) < _SHORTEST
    return last or (given and long[-1] in "aeinsy")


def plain(word: str) -> str:
    """A word's letters without their accents."""
    bare = (c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return "".join(c for c in bare if c.isalpha())


def _sounded(word: str) -> str:
    """A name with what differs between ways to write it in Latin letters made equal (*Ahmed*, *Ahmet*)."""
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


def _first_mention(ctx: Context, report: str, entity: str, name: str) -> Span | None:
    layers = ctx.layers[report]
    text = layers.parse.text
    named = [m.span for m in layers.mentions if m.entity == entity and m.form is Form.NAME]
    exact = [
        Span(s.start + s.of(text).find(name), s.start + s.of(text).find(name) + len(name))
        for s in named
        if name in s.of(text)
    ]
    whole = [s for s in exact if not _CUT.match(text, s.end)]
    return whole[0] if whole else None
