"""A dossier's values by id, and the chains of attribution between them."""

import re
from dataclasses import dataclass

from variorum.errors import AnchorError
from variorum.export.cues import cue_words, withheld
from variorum.model import Attribution, Claim, Dossier, Finding, Occurrence, Reading, Report, Witness
from variorum.text import Anchor, Span

_NAMING = frozenset(("NOUN", "PROPN", "PRON"))
_TIMES = frozenset(("DATE", "TIME"))
_CUT = 5
"""Words before a noun that are its own at most."""
_WEB = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """One chain of attribution, innermost source first: ``("Harbour Office", "the Courier")``.

    ``ids`` are the attributions it is made of, innermost first; ``names`` the sources and routes. ``told``
    is empty where each source gives the content; where one denies it or is not said to give it, each
    source of the chain with the report's cue words, so that nothing is given to it that it did not say.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    told: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """A dossier's values by id; the dictionaries are made once and only read."""

    dossier: Dossier
    witnesses: dict[str, Witness]
    claims: dict[str, Claim]
    attributions: dict[str, Attribution]
    occurrences: dict[str, Occurrence]

    def sigil(self, report_id: str) -> str:
        """The sigil of a report."""
        return self.witness(report_id).sigil

    def witness(self, report_id: str) -> Witness:
        """The witness whose report has this id.

        Raises:
            AnchorError: no report of the dossier has it.
        """
        found = self.witnesses.get(report_id)
        if found is None:
            msg = f"an anchor names report {report_id!r}, which is not in the dossier"
            raise AnchorError(msg)
        return found

    def sigils(self, reading: Reading) -> tuple[str, ...]:
        """The witnesses of a reading, in the dossier's order."""
        attesting = set(reading.reports)
        for report_id in reading.reports:
            self.witness(report_id)
        return tuple(w.sigil for w in self.dossier.witnesses if w.report.id in attesting)

    def outlets(self, reading: Reading) -> int:
        """How many publishers attest a reading.

        A report that does not name its outlet is its own, unless it shares its host or its location with
        another.
        """
        hosts = {_host(w.report): w.report.outlet for w in self.dossier.witnesses if w.report.outlet}
        reports = (self.witness(r).report for r in reading.reports)
        return len({r.outlet or hosts.get(_host(r)) or _host(r) for r in reports})

    def claims_of(self, finding: Finding, report_id: str) -> tuple[Claim, ...]:
        """The claims of one report that a finding compares."""
        found = (self.claims[c] for c in finding.claims if c in self.claims)
        return tuple(c for c in found if c.report_id == report_id)

    def links(self, finding: Finding, reading: Reading, anchor: Anchor) -> tuple[Link, ...]:
        """The chains of attribution that lead to one anchor of a reading; empty is the report's own voice.

        Where attributions of the reading contain the anchor, only those count: another anchor of the same
        report may stand in its own voice.
        """
        ids = [
            i for i in reading.attributions
            if i in self.attributions and self.attributions[i].report_id == anchor.report_id
        ]  # fmt: skip
        holding = [i for i in ids if _holds(self.attributions[i].content, anchor.span)]
        ids = holding or ids
        chains = (self._link(self._chain(finding, i, anchor)) for i in ids if not self._shown(i, anchor))
        found = {(link.names, link.told): link for link in chains}
        links = [link for link in found.values() if link.names]
        return tuple(x for x in links if not any(set(x.ids) < set(y.ids) for y in links))

    def link_of(self, attribution_id: str) -> Link:
        """The chain that starts at one attribution and follows its parents outwards."""
        return self._link(self._parents(attribution_id))

    def _chain(self, finding: Finding, start: str, anchor: Anchor) -> tuple[str, ...]:
        for claim in self.claims_of(finding, anchor.report_id):
            if start in claim.attributions:
                return tuple(i for i in reversed(claim.attributions) if i in self.attributions)
        return self._parents(start)

    def _parents(self, start: str) -> tuple[str, ...]:
        chain: list[str] = []
        at: str | None = start
        while at in self.attributions and at not in chain:
            chain.append(at)
            at = self.attributions[at].parent
        return tuple(chain)

    def cue(self, attribution: Attribution) -> str:
        """The report's cue words of an attribution, auxiliaries and negation with them."""
        text = self.witness(attribution.report_id).report.text
        return cue_words(text, attribution.cue, attribution.content)

    def withheld(self, attribution: Attribution) -> bool:
        """Whether the source denies the content, or is not said to have given it."""
        return withheld(self.cue(attribution), self._own_words(attribution))

    def _shown(self, attribution_id: str, anchor: Anchor) -> bool:
        """Whether the words of an anchor themselves say that the source did not give them."""
        found = self.attributions[attribution_id]
        cue = found.cue
        return bool(cue) and all(anchor.span.contains(s) for s in cue) and self.withheld(found)

    def _told(self, attribution: Attribution) -> tuple[tuple[str, str], ...]:
        own = self._own_words(attribution)
        # "No official said": the resolved name would lack the word that matters.
        name = own if withheld("", own) else self.source_name(attribution) or ""
        return ((name, self.cue(attribution)), *((via, "") for via in attribution.via))

    def _own_words(self, attribution: Attribution) -> str:
        text = self.witness(attribution.report_id).report.text
        return " ".join(span.of(text) for span in attribution.source)

    def _link(self, ids: tuple[str, ...]) -> Link:
        steps = [self.attributions[i] for i in ids]
        told: tuple[tuple[str, str], ...] = ()
        if any(map(self.withheld, steps)):
            told = tuple(step for a in steps for step in self._told(a))
        names: list[str] = []
        for attribution in (self.attributions[i] for i in ids):
            name = self.source_name(attribution)
            names.extend(n for n in (name, *attribution.via) if n and n not in names)
        return Link(ids, tuple(names), told)

    def source_name(self, attribution: Attribution) -> str | None:
        """The resolved name of a source, or its words in the report, or ``None`` if it has none.

        Words that can name nobody (*October*, *originally*, *more than 30*) are none, and a noun that was cut from its
        name stands with it (*the county coroner's* **Office**).
        """
        own = self._own_words(attribution)
        parse = self.witness(attribution.report_id).layers.parse
        held = [t for span in attribution.source for t in parse.tokens_in(span)]
        top = parse.head_in(attribution.source[0]) if attribution.source and held else None
        if top is None:
            return attribution.source_name or own or None
        token = parse.tokens[top]
        counted = any(t.pos == "NUM" for t in held) and not any(t.pos in _NAMING for t in held)
        if token.ent in _TIMES or token.pos == "ADV" or counted:
            return None
        if attribution.source_name == own and len(held) == 1 and 0 < token.index - token.left <= _CUT:
            return parse.text[parse.tokens[token.left].start : token.end]
        return attribution.source_name or own or None


def _holds(content: tuple[Span, ...], span: Span) -> bool:
    return any(piece.overlaps(span) for piece in content)


def _host(report: Report) -> str:
    """The host that a report was published on; else its location, or what tells it from the others."""
    known = (report.url or "", *report.locations)
    host = next((h for place in known if (h := _WEB.match(place))), None)
    if host:
        return host[1].casefold().removeprefix("www.")
    return min(report.locations, default=report.id)


def lookup(dossier: Dossier) -> Lookup:
    """The lookup of a dossier."""
    return Lookup(
        dossier,
        {w.report.id: w for w in dossier.witnesses},
        {c.id: c for c in dossier.claims},
        {a.id: a for a in dossier.attributions},
        {o.id: o for o in dossier.occurrences},
    )
