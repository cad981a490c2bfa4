"""Who said it: the same words, given to two persons by name.

Only where each report names the speaker in full right beside the words: who *he* is, a program may get wrong.
"""

from collections.abc import Sequence
from itertools import combinations

from variorum.collate.context import Context
from variorum.collate.entities import Figure, parts
from variorum.collate.judge.common import Item, finding, readings
from variorum.collate.judge.names import plain
from variorum.collate.judge.wording import Utterance, utterances
from variorum.model import Evidence, Finding, FindingKind, Kind, Slot
from variorum.text import Span

LONG = 7
"""Words that both have in one order from which they are hardly said twice."""
FULL = 2
"""Words of a name that make it a full one."""


def judge_speakers(ctx: Context) -> list[Finding]:
    """Conflicts over who said the same words, one for each two persons."""
    said = [(u, f, span) for u in utterances(ctx) if len(u.words) >= LONG
            for f, span in [_speaker(ctx, u)] if f is not None and span is not None]  # fmt: skip
    out: list[Finding] = []
    done: set[frozenset[str]] = set()
    for (one, f, a), (two, g, b) in combinations(said, 2):
        key = frozenset({f.id, g.id})
        if one.report_id == two.report_id or key in done or not _same_words(one, two):
            continue
        if _two_persons(f, g) and not (_inside(ctx, f, two) or _inside(ctx, g, one)):
            done.add(key)
            out.append(_made(ctx, ((one, a), (two, b))))
    return out


def _speaker(ctx: Context, u: Utterance) -> tuple[Figure | None, Span | None]:
    """The person whom an attribution names in full, and where."""
    parse = ctx.layers[u.report_id].parse
    figure = ctx.cast.of.get((u.report_id, u.attribution.entity or ""))
    if figure is None or figure.kind is not Kind.PERSON:
        return None, None
    names = {w for m in figure.members for n in m.entity.names for w in n.split()}
    for span in u.attribution.source:
        named = [t for t in parse.tokens_in(span) if t.text in names]
        if len(named) >= FULL and named[-1].index - named[0].index < len(named):
            return figure, Span(named[0].start, named[-1].end)
    return None, None


def _two_persons(one: Figure, two: Figure) -> bool:
    """Whether two figures share no word of any of their names."""
    names = [{plain(w) for m in f.members for n in m.entity.names for w in parts(n)} for f in (one, two)]
    return one.id != two.id and not names[0] & names[1]


def _same_words(one: Utterance, two: Utterance) -> bool:
    short, long = sorted((one.words, two.words), key=len)
    return any(long[k : k + len(short)] == short for k in range(len(long) - len(short) + 1))


def _inside(ctx: Context, figure: Figure, u: Utterance) -> bool:
    """Whether the words' own paragraph in the other report names the person too (*as Arlen told it, Brandt said*)."""
    layers = ctx.layers[u.report_id]
    near = next(
        (p for p in layers.parse.paragraphs if p.contains(Span(u.span.start, u.span.start + 1))), u.span
    )
    names = {w for m in figure.members for n in m.entity.names for w in n.split()}
    return any(t.text in names for t in layers.parse.tokens_in(near))


def _made(ctx: Context, held: Sequence[tuple[Utterance, Span]]) -> Finding:
    items = [
        Item(u.report_id, None, span, span.of(ctx.reports[u.report_id].text),
             (("name", span.of(ctx.reports[u.report_id].text)),), (u.attribution.id,))
        for u, span in held
    ]  # fmt: skip
    found = readings(ctx, items, lambda a, b: a.value == b.value)
    words = min((u for u, _ in held), key=lambda u: len(u.words))
    why = Evidence("words", 1.0, words.span.of(ctx.reports[words.report_id].text))
    verdict = Evidence(
        "speaker", 0.0, " / ".join(i.value for i in items) + ": the same words, given to two persons"
    )
    return finding(FindingKind.CONFLICT, Slot.PARTICIPANT, "speaker", found, evidence=[why, verdict])
