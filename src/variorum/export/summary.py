"""The summary of a finding: each witness with its own words, nothing in our own voice (HOUSE, rule 13)."""

import re
from dataclasses import dataclass

from variorum.export.lookup import Link, Lookup, lookup
from variorum.export.visible import one_line
from variorum.export.words import borrowed_date, number_words, putting, weekdays
from variorum.model import Dossier, Finding, Reading, Slot
from variorum.text import Anchor, Span, hull

_WORD = re.compile(r"\w+(?:[.,:]\d+)*")
_CLOSED = re.compile(r"(?<!\d)['’‘`´](?!\d)")
_MARK = re.compile(
    r"(?<!\d)[\"“”«»„,.;:!?()\[\]…–—-](?!\d)"
    r"|(?<=\d)[“”»,.;:!?()\]…](?!\d)"
    r"|(?<!\d)[\"“«„(\[…](?=\d)"
)
"""Punctuation, but no mark that may be a number's: *1.5*, *-5*, *.22*."""
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?")
_DAY = re.compile(r"[A-Za-z]{3}|\b\d{4}\b")
"""A resolved value that goes beyond a time of day."""
_YEAR = re.compile(r",?\s+((?:1\d|20)\d\d)(?=$|[\s,])")
_RESOLVED = frozenset({Slot.TIME, Slot.QUANTITY, Slot.PLACE, Slot.PARTICIPANT})
"""Slots whose value can say more than the words (*Wednesday*: 28 January); elsewhere the words."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What one or more witnesses have at a reading: their words, what they resolve to, how put, from whom.

    ``anchors`` are the words' addresses, the first report's first.
    """

    sigils: tuple[str, ...]
    words: str
    adds: str | None
    put: tuple[str, ...]
    links: tuple[Link, ...]
    anchors: tuple[Anchor, ...]


def summary(finding: Finding, dossier: Dossier) -> str:
    """The readings of a finding side by side, each clause opened by its witnesses' sigils.

    Args:
        finding: one of the dossier's findings.
        dossier: the dossier that names the reports, claims and attributions.

    Returns:
        One line, for example ``A: on Wednesday (28 January), from the Harbour Office; B: on Tuesday (27
        January)``: the exact words, then what they resolve to where that says more, then how the claim
        is put where the words do not show it, then the chain of attribution, innermost source first.

    Raises:
        AnchorError: an anchor names a report that the dossier does not hold.
    """
    return summary_with(finding, lookup(dossier))


def summary_with(finding: Finding, book: Lookup) -> str:
    """The summary of a finding, from a lookup made before."""
    every = (c for reading in finding.readings for c in clauses(finding, reading, book))
    return "; ".join(f"{', '.join(c.sigils)}: {sentence(c, c.words)}" for c in every)


_NOBODY = frozenset(("he", "He", "she", "She", "they", "They", "it", "It", "we", "We", "I", "you", "You"))
"""Sources of whom the report has no more than a pronoun: its word is quoted."""


def from_whom(link: Link) -> str:
    """A chain of attribution in words: ``from X, through Y, through Z``.

    Where a source denies the content or is not said to give it, the report's words: ``X: “denied”``.
    """
    if link.told:
        steps = ((one_line(name), quoted(cue) if cue else "") for name, cue in link.told)
        return ", ".join(": ".join(filter(None, step)) for step in steps)
    first, *rest = (quoted(n) if n in _NOBODY else n for n in map(one_line, link.names))
    return ", ".join((f"from {first}", *(f"through {name}" for name in rest)))


def clauses(finding: Finding, reading: Reading, book: Lookup) -> tuple[Clause, ...]:
    """The clauses of one reading: witnesses with the same words, from the same sources, share one."""
    groups: dict[tuple[object, ...], list[Clause]] = {}
    order = {w.report.id: n for n, w in enumerate(book.dossier.witnesses)}
    for report_id in sorted(reading.reports, key=lambda r: order.get(r, len(order))):
        clause = _clause(finding, reading, report_id, book)
        key = (_bare(clause.words), clause.adds, clause.put, tuple((x.names, x.told) for x in clause.links))
        groups.setdefault(key, []).append(clause)
    return tuple(_joined(group) for group in groups.values())


def _bare(words: str) -> str:
    """Words without case and marks, by which those of two reports are shown once."""
    return " ".join(_MARK.sub(" ", _CLOSED.sub("", words.casefold())).split())


def _joined(group: list[Clause]) -> Clause:
    first = group[0]
    sigils = tuple(s for c in group for s in c.sigils)
    anchors = tuple(a for c in group for a in c.anchors)
    return Clause(sigils, first.words, first.adds, first.put, first.links, anchors)


def _clause(finding: Finding, reading: Reading, report_id: str, book: Lookup) -> Clause:
    own = tuple(a for a in reading.anchors if a.report_id == report_id)
    chosen = _pieces(own, finding, reading, book)
    words = " … ".join(_without_comma(a.exact) for a in chosen)
    links = book.links(finding, reading, chosen[0])
    shown = " ".join((words, *(cue for link in links for _, cue in link.told)))  # a denial shows the negation
    return Clause(
        (book.sigil(report_id),),
        words,
        _resolved(finding, reading, words, chosen, book),
        _put(finding, report_id, chosen[0], shown, book),
        links,
        own,
    )


def _without_comma(exact: str) -> str:
    # "… upper deck," he said: the comma belongs to the report's sentence, not to ours.
    return one_line(exact).rstrip(" ,;:")


def _pieces(own: tuple[Anchor, ...], finding: Finding, reading: Reading, book: Lookup) -> tuple[Anchor, ...]:
    """The first anchor; of an utterance split by its cue, all the pieces."""
    if finding.slot is not Slot.WORDING or len(own) == 1:
        return own[:1]
    for attribution in (book.attributions[i] for i in reading.attributions if i in book.attributions):
        if attribution.report_id == own[0].report_id and attribution.content:
            whole = hull(attribution.content)
            inside = tuple(a for a in own if whole.contains(a.span))
            if own[0] in inside:
                return inside
    return own[:1]


def _resolved(
    finding: Finding, reading: Reading, words: str, chosen: tuple[Anchor, ...], book: Lookup
) -> str | None:
    """What the resolved value adds to the words; a day that was not read by the report's own date says so."""
    adds = _adds(finding, reading, words)
    if adds and finding.slot is Slot.TIME and _another_weekday(adds, words):
        return None  # after midnight: "12:17 a.m. Wednesday" of one who tells of Tuesday night
    layers = book.witness(chosen[0].report_id).layers
    if not adds or finding.slot is not Slot.TIME or not _DAY.search(adds):
        return adds
    timexes = [t for t in layers.timexes if any(t.span.overlaps(a.span) for a in chosen)]
    own = layers.reference.origin == "published" or (timexes and not any(t.relative for t in timexes))
    return adds if own else f"{adds}, {borrowed_date()}"


def _another_weekday(value: str, words: str) -> bool:
    """Whether a resolved value names a weekday and the words themselves another."""
    named, own = ({d for d in weekdays() if d.casefold() in text.casefold()} for text in (value, words))
    return bool(named and own and not named & own)


def _adds(finding: Finding, reading: Reading, words: str) -> str | None:
    """What the resolved value says that the words do not, or ``None``."""
    value = one_line(reading.value)
    if finding.slot not in _RESOLVED or not value:
        return None
    if finding.slot is Slot.TIME:
        years = {m[1] if (m := _YEAR.search(r.value)) else None for r in finding.readings}
        if len(years) == 1 and len(finding.readings) > 1:
            value = _YEAR.sub("", value)
    new = [m for m in _WORD.finditer(value) if not _said(m[0], words, finding.slot)]
    if not new:
        return None
    # Only the ends of a time are cut: what stands between two new words is needed to read them.
    return value[new[0].start() : new[-1].end()] if finding.slot is Slot.TIME else value


def _said(word: str, words: str, slot: Slot) -> bool:
    """Whether a word of the resolved value stands in the report's words, as itself or in figures."""
    stand = {
        w for m in _WORD.findall(words.casefold()) for w in (m, number_words().get(m, m), m.replace(",", ""))
    }
    clock = _CLOCK.fullmatch(word)
    if clock:
        hour, minute = int(clock[1]), clock[2]
        hours = {str(hour), str(hour % 12 or 12)}
        forms = {h + mark + minute for h in hours for mark in ".:"} | (hours if minute == "00" else set())
        return not forms.isdisjoint(stand)
    if slot in {Slot.TIME, Slot.QUANTITY} and not (
        word[0].isdigit() or (slot is Slot.TIME and word[0].isupper())
    ):
        return True  # "about", "or more": the report's own words say how sure it is
    return word.casefold() in stand or word.replace(",", "") in stand


def _put(finding: Finding, report_id: str, anchor: Anchor, words: str, book: Lookup) -> tuple[str, ...]:
    """How the report's claim is put; of several claims, the one nearest to the words speaks for them."""
    claims = book.claims_of(finding, report_id)
    if not claims or finding.slot is Slot.WORDING:
        return ()
    near = min(claims, key=lambda c: min((_apart(a.span, anchor.span) for a in c.anchors), default=1 << 30))
    return putting(words, near.modality, near.polarity)


def _apart(one: Span, two: Span) -> int:
    return max(0, one.start - two.end, two.start - one.end)


def quoted(plain: str) -> str:
    """The report's words between quote marks, unless they bring their own."""
    return plain if plain[:1] in "“\"‘'«„" else f"“{plain}”"


def sentence(clause: Clause, shown: str) -> str:
    """A clause without its sigils; *shown* stands for its words."""
    marks = "".join(f" [{mark}]" for mark in clause.put)
    adds = f" ({clause.adds})" if clause.adds else ""
    chain = " and ".join(from_whom(link) for link in clause.links)
    return f"{shown}{adds}{marks}" + (f", {chain}" if chain else "")
