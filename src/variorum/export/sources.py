"""Who said what: each source's utterances across all reports, with the cue words of each report."""

import re
from dataclasses import dataclass

from variorum.export.lookup import Link, Lookup
from variorum.export.summary import Clause, from_whom
from variorum.export.view import FindingView
from variorum.export.visible import one_line
from variorum.export.words import words
from variorum.model import Attribution, Kind, Slot, Speech
from variorum.text import Anchor, anchor, hull

LONGEST = 320
"""Code points of an utterance shown before it is cut (a link leads to all of it)."""
_MARKS = re.compile(r"[‘’'`´“”\"„«»]")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_AFTER_HEAD = re.compile(r",|\s(?:of|for|from|at|in|on|with|who|which|that|to|and|or)\s")
_INDEFINITE = re.compile(r"(?:an?|one|another|some|several|many|no|two|three)\s", re.IGNORECASE)
_COMMON = frozenset({"NOUN", "PRON", "DET", "NUM", "ADJ"})


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution: what the source is reported to have said, by which report, through whom.

    ``cue`` is the report's words for the saying, its negation with them: ``has not yet commented on``.
    """

    sigil: str
    anchor: Anchor
    words: str
    quoted: bool
    how: str
    cue: str


@dataclass(frozen=True, slots=True)
class Worded:
    """One clause of a wording with the report's cue words, or whose words it is where it is another's."""

    clause: Clause
    cue: str
    whose: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A finding about a source's words, clause by clause."""

    view: FindingView
    clauses: tuple[Worded, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A source with its wordings side by side (findings), and what else it is reported to have said."""

    name: str
    also: tuple[str, ...]
    sigils: tuple[str, ...]
    findings: tuple[Wording, ...]
    said: tuple[Said, ...]


def who_said_what(book: Lookup, findings: tuple[FindingView, ...]) -> tuple[Source, ...]:
    """The sources of a dossier, those that most reports quote first.

    Names are one source when they are equal (case, article, marks, titles and initials aside), or when one is the
    last name of exactly one person named in full. A source that is only described is one inside its report at most, and
    shown as the report has it. Attributions without a source are left out.
    """
    wordings = tuple(f for f in findings if f.finding.slot is Slot.WORDING)
    sources = [_source(own, wordings, book) for own in _members(book)]
    return tuple(sorted(sources, key=lambda s: (-len(s.sigils), -len(s.findings) - len(s.said), s.name)))


def attributed(book: Lookup) -> tuple[tuple[str, tuple[Attribution, ...]], ...]:
    """Each source under the name that :func:`who_said_what` shows, with its attributions."""
    return tuple((_shown(own, book), tuple(own)) for own in _members(book))


def _members(book: Lookup) -> list[list[Attribution]]:
    full = _full_names(book)
    members: dict[str, list[Attribution]] = {}
    for attribution in book.dossier.attributions:
        name = _name(attribution, book)
        if name and attribution.content:
            members.setdefault(_group(attribution, name, full, book), []).append(attribution)
    return list(members.values())


def _names(own: list[Attribution], book: Lookup) -> list[str]:
    return sorted({_name(a, book) for a in own}, key=lambda n: (-len(n), n))


def _shown(own: list[Attribution], book: Lookup) -> str:
    name = _names(own, book)[0]
    return name if _is_named(own[0], book) else f"“{name}”"


def _source(own: list[Attribution], wordings: tuple[FindingView, ...], book: Lookup) -> Source:
    order = [w.report.id for w in book.dossier.witnesses]
    own.sort(key=lambda a: (order.index(a.report_id), a.content[0]))
    ids = {a.id for a in own}
    about = tuple(f for f in wordings if _inner(f, book) & ids)
    shown = {i for f in about for r in f.finding.readings for i in r.attributions}
    names = _names(own, book)
    sigils = tuple(book.sigil(r) for r in order if any(a.report_id == r for a in own))
    return Source(
        _shown(own, book),  # the sigil stands beside it
        _others(names),
        sigils,
        tuple(_wording(f, ids, book) for f in about),
        tuple(_said(a, book) for a in own if a.id not in shown),
    )


def _others(names: list[str]) -> tuple[str, ...]:
    first = {_key(n): n for n in reversed(names)}
    return tuple(n for n in names[1:] if first[_key(n)] == n and _key(n) != _key(names[0]))


def _name(attribution: Attribution, book: Lookup) -> str:
    return one_line(book.source_name(attribution) or "")


def _key(name: str) -> str:
    return _ARTICLE.sub("", " ".join(_MARKS.sub("", name).casefold().split()), count=1)


def _bare(key: str) -> str:
    """A name's key without a title before it and initials inside it (*Sen. Ada M. Kolm*, *Ada Kolm*)."""
    parts = key.split()
    while len(parts) > 1 and parts[0].strip(".") in words()["titles"]:
        parts = parts[1:]
    return " ".join(p for k, p in enumerate(parts) if k == 0 or len(p.strip(".")) > 1)


def _group(attribution: Attribution, name: str, full: dict[str, str], book: Lookup) -> str:
    """What the attributions of one source have in common."""
    key = _key(name)
    if _is_named(attribution, book):
        bare = _bare(key)
        return full.get(bare, bare)
    return f"{attribution.report_id} {key}"


def _is_named(attribution: Attribution, book: Lookup) -> bool:
    """Whether the source goes by a name; *the officer*, *a spokesperson for X* and *he* are descriptions."""
    name = _name(attribution, book)
    if _INDEFINITE.match(name):
        return False
    bare = _ARTICLE.sub("", name, count=1)
    part = _AFTER_HEAD.split(bare)[0].split()
    if not part or not part[-1][:1].isupper():
        return False
    text = book.witness(attribution.report_id).report.text
    spans = attribution.source
    if len(part) > 1 or len(spans) != 1 or spans[0].of(text).casefold() != name.casefold():
        return True
    # One capital may be a sentence's: "Passengers said".
    parse = book.witness(attribution.report_id).layers.parse
    return not any(t.pos in _COMMON for t in parse.tokens_in(spans[0])[-1:])


def _full_names(book: Lookup) -> dict[str, str]:
    """The keys of last names with that of the one person whose full name ends so."""
    named = {
        _bare(_key(n)) for a in book.dossier.attributions if (n := _name(a, book)) and _is_named(a, book)
    }
    people = {
        _bare(_key(e.name))
        for w in book.dossier.witnesses
        for e in w.layers.entities
        if e.kind is Kind.PERSON
    } & named
    fulls = {key: [p for p in people if p != key and p.split()[-1:] == [key]] for key in sorted(people)}
    return {key: found[0] for key, found in fulls.items() if len(found) == 1}


def _inner(finding: FindingView, book: Lookup) -> set[str]:
    """The attributions of a wording's speaker: of each chain, the innermost."""
    return {_first(link, book) for r in finding.readings for c in r.clauses for link in c.links}


def _first(link: Link, book: Lookup) -> str:
    return next((i for i in link.ids if book.attributions[i].content), "")


def _wording(finding: FindingView, own: set[str], book: Lookup) -> Wording:
    every = (c for r in finding.readings for c in r.clauses)
    return Wording(finding, tuple(_worded(c, own, book) for c in every))


def _worded(clause: Clause, own: set[str], book: Lookup) -> Worded:
    mine = [i for link in clause.links if (i := _first(link, book)) in own]
    if mine:
        return Worded(clause, book.cue(book.attributions[mine[0]]), "")
    return Worded(clause, "", " and ".join(map(from_whom, clause.links)))


def _said(attribution: Attribution, book: Lookup) -> Said:
    text = book.witness(attribution.report_id).report.text
    whole = " … ".join(one_line(s.of(text)) for s in attribution.content)
    shown = whole if len(whole) <= LONGEST else whole[:LONGEST].rsplit(" ", 1)[0] + " …"
    place = anchor(attribution.report_id, text, hull(attribution.content))
    # What a source denies or is not said to have said has no form of speech.
    # Quote marks, or none, show direct and indirect speech.
    mixed = (words()["forms"][attribution.form],) if attribution.form is Speech.MIXED else ()
    how = () if book.withheld(attribution) else (*mixed, words()["acts"][attribution.act])
    return Said(
        book.sigil(attribution.report_id),
        place,
        shown,
        attribution.form is Speech.DIRECT,
        ", ".join((*(h for h in how if h != words()["acts"]["speech"]), *_route(attribution, book))),
        book.cue(attribution),
    )


def _route(attribution: Attribution, book: Lookup) -> tuple[str, ...]:
    """Through whom the report has it; a step that denies it or is not said to have said it in the report's words."""
    link = book.link_of(attribution.id)
    if not link.told:
        return tuple(f"through {one_line(name)}" for name in link.names[1:])
    outer = Link(link.ids[1:], link.names[1:], link.told[1:])
    return (from_whom(outer),) if outer.told else ()
