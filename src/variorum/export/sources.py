"""Who said what: each source's utterances across all reports, worded differently or alike."""

from dataclasses import dataclass
from itertools import pairwise

from variorum.export.lookup import Lookup
from variorum.export.view import FindingView
from variorum.export.visible import one_line
from variorum.export.words import words
from variorum.model import Attribution, Kind, Slot, Speech
from variorum.text import Anchor, anchor, hull

LONGEST = 320
"""Code points of an utterance shown before it is cut (a link leads to all of it)."""


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution: what the source is reported to have said, by which report, through whom."""

    sigil: str
    anchor: Anchor
    words: str
    quoted: bool
    how: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source with its wordings side by side (findings), and what else it is reported to have said."""

    name: str
    also: tuple[str, ...]
    sigils: tuple[str, ...]
    findings: tuple[FindingView, ...]
    said: tuple[Said, ...]


def who_said_what(book: Lookup, findings: tuple[FindingView, ...]) -> tuple[Source, ...]:
    """The sources of a dossier, those that most reports quote first.

    Names are one source when they are equal, when reports give the same utterance to both, or when one is
    the last name of exactly one person named in full. Attributions without a source are left out.
    """
    wordings = tuple(f for f in findings if f.finding.slot is Slot.WORDING)
    groups = _groups(book, wordings)
    order = [w.report.id for w in book.dossier.witnesses]
    sources: dict[str, Source] = {}
    members: dict[str, list[Attribution]] = {}
    for attribution in book.dossier.attributions:
        name = _name(attribution, book)
        if name and attribution.content:
            members.setdefault(groups[_key(name)], []).append(attribution)
    for key, own in members.items():
        ids = {a.id for a in own}
        about = tuple(f for f in wordings if _inner(f, book) & ids)
        shown = {i for f in about for r in f.finding.readings for i in r.attributions}
        own.sort(key=lambda a: (order.index(a.report_id), a.content[0]))
        names = sorted({_name(a, book) for a in own}, key=lambda n: (-len(n), n))
        sigils = tuple(book.sigil(r) for r in order if any(a.report_id == r for a in own))
        said = tuple(_said(a, book) for a in own if a.id not in shown)
        sources[key] = Source(names[0], _others(names), sigils, about, said)
    ranked = sorted(sources.values(), key=lambda s: (-len(s.sigils), -len(s.findings) - len(s.said), s.name))
    return tuple(ranked)


def _others(names: list[str]) -> tuple[str, ...]:
    first = {_key(n): n for n in reversed(names)}
    return tuple(n for n in names[1:] if first[_key(n)] == n and _key(n) != _key(names[0]))


def _name(attribution: Attribution, book: Lookup) -> str:
    return one_line(book.source_name(attribution) or "")


def _key(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


def _inner(finding: FindingView, book: Lookup) -> set[str]:
    """The attributions of a wording's speaker: of each chain, the innermost."""
    links = (link for r in finding.readings for c in r.clauses for link in c.links)
    return {next((i for i in link.ids if book.attributions[i].content), "") for link in links}


def _groups(book: Lookup, wordings: tuple[FindingView, ...]) -> dict[str, str]:
    names = [k for a in book.dossier.attributions if (k := _key(_name(a, book)))]
    root = {k: k for k in names}

    def find(key: str) -> str:
        while root[key] != key:
            key = root[key]
        return key

    for finding in wordings:
        inner = [_key(_name(book.attributions[i], book)) for i in sorted(_inner(finding, book)) if i]
        for one, two in pairwise(inner):
            if one and two:
                root[find(two)] = find(one)
    people = {
        _key(e.name) for w in book.dossier.witnesses for e in w.layers.entities if e.kind is Kind.PERSON
    } & root.keys()
    for key in sorted(people):
        full = [p for p in people if p != key and p.split()[-1:] == [key]]
        if len(full) == 1:
            root[find(key)] = find(full[0])
    return {key: find(key) for key in root}


def _said(attribution: Attribution, book: Lookup) -> Said:
    text = book.witness(attribution.report_id).report.text
    whole = " … ".join(one_line(s.of(text)) for s in attribution.content)
    shown = whole if len(whole) <= LONGEST else whole[:LONGEST].rsplit(" ", 1)[0] + " …"
    place = anchor(attribution.report_id, text, hull(attribution.content))
    route = (f"through {one_line(name)}" for name in book.link_of(attribution.id).names[1:])
    how = (words()["forms"][attribution.form], words()["acts"][attribution.act])
    return Said(
        book.sigil(attribution.report_id),
        place,
        shown,
        attribution.form is Speech.DIRECT,
        ", ".join((*(h for h in how if h != words()["acts"]["speech"]), *route)),
    )
