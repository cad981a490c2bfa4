"""How many independent origins a reading has: copies share one, and so do reports of one source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import NamedTuple

from variorum.lineage.credits import AGENCIES, cited, credit, sentence_ends
from variorum.lineage.data import settings
from variorum.lineage.direction import earlier
from variorum.lineage.misprints import shared_misprints
from variorum.lineage.names import Same, agency, same_source
from variorum.lineage.passages import Passage, PassageKind
from variorum.lineage.speaking import offices
from variorum.model import Attribution, Evidence, Report
from variorum.text import CONTEXT, Anchor, Span


class _Link(NamedTuple):
    # Two attestations, by index, how sure it is that they are of one origin, and why.
    one: int
    other: int
    same: Same
    why: str = ""
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class _Attestation:
    # One anchor: who attests it; no source means the report's own voice.
    anchor: Anchor
    source: str | None
    unnamed: bool
    credit: str | None
    outlet: str | None
    offices: tuple[str, ...]


def origins(
    anchors: Sequence[Anchor],
    reports: Sequence[Report],
    passages: Sequence[Passage],
    attributions: Mapping[str, Sequence[Attribution]],
) -> tuple[int, int]:
    """The least and the greatest number of independent origins of a reading.

    Attestations are one origin for certain where they stand at the same words of prose long enough
    to be copied, in one quotation, or with one named source; perhaps, and then only the least number
    counts them as one, where little prose is shared, names are alike, or both reports carry one
    agency's copy. A report's own voice beside its named source adds no origin.

    Args:
        anchors: where the reading stands; of any reports, in any order.
        reports: the reports of the story (those without an anchor play no part).
        passages: what :func:`variorum.lineage.passages.passages` found between them.
        attributions: each report's attributions by report id.

    Returns:
        ``(low, high)`` with ``1 <= low <= high``, or ``(0, 0)`` without an anchor.
    """
    return _numbers(*_linked(anchors, reports, passages, attributions))


def reasons(
    anchors: Sequence[Anchor],
    reports: Sequence[Report],
    passages: Sequence[Passage],
    attributions: Mapping[str, Sequence[Attribution]],
) -> tuple[Evidence, ...]:
    """Why attestations of a reading in different reports are counted as one origin, or may be (:func:`counted`)."""
    return counted(anchors, reports, passages, attributions)[1]


def counted(
    anchors: Sequence[Anchor],
    reports: Sequence[Report],
    passages: Sequence[Passage],
    attributions: Mapping[str, Sequence[Attribution]],
) -> tuple[tuple[int, int], tuple[Evidence, ...]]:
    """The numbers of :func:`origins`, and why they are not more.

    Args:
        anchors: as for :func:`origins`.
        reports: as for :func:`origins`.
        passages: as for :func:`origins`.
        attributions: as for :func:`origins`.

    Returns:
        The numbers, and one piece of evidence for each way in which two reports hang together (*copied prose*, *same
        quote*, *one source* …); its detail names the pairs, the shared words, and the likely first holder where dates
        or credits tell it. Reports go by their outlet, or else by their id: no sigil, for the order given plays no
        part. The score is 1 where all of them are certain and 0.5 where not.
    """
    attested, links = _linked(anchors, reports, passages, attributions)
    return _numbers(attested, links), _reasons(attested, links, {report.id: report for report in reports})


def _numbers(attested: Sequence[_Attestation], links: Sequence[_Link]) -> tuple[int, int]:
    low = _groups(len(attested), [(k.one, k.other) for k in links if k.same >= Same.PERHAPS])
    high = _groups(len(attested), [(k.one, k.other) for k in links if k.same is Same.YES])
    return low, high


def _reasons(
    attested: Sequence[_Attestation], links: Sequence[_Link], by_id: Mapping[str, Report]
) -> tuple[Evidence, ...]:
    best: dict[tuple[str, str], _Link] = {}
    for link in links:
        pair = (attested[link.one].anchor.report_id, attested[link.other].anchor.report_id)
        if link.same and pair[0] != pair[1] and (pair not in best or link.same > best[pair].same):
            best[pair] = link
    ways: dict[str, list[tuple[str, str]]] = {}
    for pair in sorted(best):
        ways.setdefault(best[pair].why, []).append(pair)
    return tuple(
        Evidence(
            why,
            1.0 if all(best[pair].same is Same.YES for pair in pairs) else 0.5,
            "; ".join(_detail(pair, best[pair], by_id) for pair in pairs),
        )
        for why, pairs in sorted(ways.items())
    )


def _detail(pair: tuple[str, str], link: _Link, by_id: Mapping[str, Report]) -> str:
    names = {name: (by_id[name].outlet if name in by_id else None) or name for name in pair}
    shared = f", {link.passage.words} words" if link.passage else ""
    told = earlier(by_id.get(pair[0]), by_id.get(pair[1])) if link.passage else None
    first = f" ({names[told.report_id]} {told.why})" if told else ""
    return f"{names[pair[0]]} and {names[pair[1]]}{shared}{first}"


def _linked(
    anchors: Sequence[Anchor],
    reports: Sequence[Report],
    passages: Sequence[Passage],
    attributions: Mapping[str, Sequence[Attribution]],
) -> tuple[list[_Attestation], list[_Link]]:
    by_id = {report.id: report for report in reports}
    attested = [
        _attestation(a, by_id.get(a.report_id), attributions.get(a.report_id, ()))
        for a in sorted(set(anchors), key=lambda a: (a.report_id, a.span))
    ]
    shared = _by_pair(passages)
    links = [
        _Link(i, j, *_same(attested[i], attested[j], by_id, shared))
        for i, j in combinations(range(len(attested)), 2)
        if attested[i].anchor.report_id != attested[j].anchor.report_id
    ]
    return attested, [*links, *_within(attested)]


def _attestation(anchor: Anchor, report: Report | None, attributions: Sequence[Attribution]) -> _Attestation:
    inner = _innermost(anchor.span, attributions)
    if inner is None and report is not None:
        inner = _beside(anchor.span, report.text, attributions)
    named = inner.source_name if inner else cited(report, anchor.span) if report else None
    return _Attestation(
        anchor,
        named,
        inner is not None and named is None,
        credit(report) if report else None,
        report.outlet if report else None,
        offices(report.text, named) if report and named else (),
    )


def _innermost(span: Span, attributions: Sequence[Attribution]) -> Attribution | None:
    # The attribution of the shortest content that holds at least half of the anchor: in a chain, where the
    # reading first comes from.
    holding = [
        (sum(len(c) for c in a.content), a.id, a)
        for a in attributions
        if 2 * sum(_common(span, piece) for piece in a.content) >= len(span)
    ]
    return min(holding, key=lambda h: h[:2])[2] if holding else None


def _beside(span: Span, text: str, attributions: Sequence[Attribution]) -> Attribution | None:
    # The attribution of the reading whose content stands in the anchor's own sentence: *said … on Monday*, where the
    # day was taken for that of the saying and is read as that of the event.
    def near(piece: Span) -> bool:
        first, last = min(piece.end, span.end), max(piece.start, span.start)
        return first >= last or not sentence_ends(text, first, last)

    beside = [a for a in attributions if any(near(piece) for piece in a.content)]
    return min(beside, key=lambda a: (sum(len(c) for c in a.content), a.id), default=None)


def _common(one: Span, two: Span) -> int:
    return max(0, min(one.end, two.end) - max(one.start, two.start))


Shared = dict[frozenset[str], list[Passage]]


def _by_pair(passages: Sequence[Passage]) -> Shared:
    pairs: Shared = {}
    for passage in passages:
        pairs.setdefault(frozenset((passage.a.report_id, passage.b.report_id)), []).append(passage)
    return pairs


def _same(
    one: _Attestation, two: _Attestation, by_id: Mapping[str, Report], shared: Shared
) -> tuple[Same, str, Passage | None]:
    first, second = one.anchor.report_id, two.anchor.report_id
    if _identical(by_id.get(first), by_id.get(second), one.anchor, two.anchor):
        return Same.YES, "same words around", None
    copied, passage = _copied(one.anchor, two.anchor, shared.get(frozenset((first, second)), ()), by_id)
    source, why = _one_source(one, two)
    if copied and copied >= source and passage:
        return copied, "copied prose" if passage.kind is PassageKind.PROSE else "same quote", passage
    return source, why, None


def _within(attested: Sequence[_Attestation]) -> list[_Link]:
    # Inside one report only different named sources are different origins. What it says in its own voice, or
    # from somebody unnamed, hangs on the first named source alone, so that it does not join two of them.
    members: dict[str, list[int]] = {}
    for n, attestation in enumerate(attested):
        members.setdefault(attestation.anchor.report_id, []).append(n)
    links = []
    for nodes in members.values():
        named = [n for n in nodes if attested[n].source]
        hub = (named or nodes)[0]
        links += [_Link(hub, n, Same.YES) for n in nodes if not attested[n].source and n != hub]
        links += [_Link(i, j, _sources(attested[i], attested[j])) for i, j in combinations(named, 2)]
    return links


def _copied(
    one: Anchor, two: Anchor, passages: Sequence[Passage], by_id: Mapping[str, Report]
) -> tuple[Same, Passage | None]:
    # The passage in which both anchors stand, and how sure it is that one copied it: for its length, or for a
    # misprint that both have.
    rules = settings()
    best: tuple[Same, Passage | None] = (Same.NO, None)
    for passage in passages:
        here, there = passage.excerpt(one.report_id), passage.excerpt(two.report_id)
        if (
            here is None
            or there is None
            or not (_inside(one.span, here.span) and _inside(two.span, there.span))
        ):
            continue
        least = rules.sure_prose_words if passage.kind is PassageKind.PROSE else rules.sure_quote_words
        sure = passage.words >= least and passage.identical_ratio >= rules.sure_ratio
        same = Same.YES if sure or shared_misprints(passage, by_id) else Same.PERHAPS
        best = max(best, (same, passage), key=lambda found: found[0])
    return best


def _inside(span: Span, passage: Span) -> bool:
    return 2 * _common(span, passage) >= len(span)


def _identical(one: Report | None, two: Report | None, first: Anchor, second: Anchor) -> bool:
    # A report copied whole, or an anchor with some ten equal words around it, though no run of prose between
    # two quotations there is long enough for a passage.
    if one is not None and two is not None and one.text == two.text:
        return first.span.overlaps(second.span)
    around = (first.prefix, first.exact, first.suffix)
    return around == (second.prefix, second.exact, second.suffix) and min(map(len, around[::2])) == CONTEXT


def _one_source(one: _Attestation, two: _Attestation) -> tuple[Same, str]:
    if one.source and two.source:
        return _sources(one, two), "one source"
    if one.source or two.source:
        named, own = (one, two) if one.source else (two, one)
        # Somebody whom one report leaves unnamed may be whom the other one names.
        return Same.PERHAPS if own.unnamed else _own_copy_of(named.source or "", own), "one source"
    if one.unnamed or two.unnamed:
        return Same.PERHAPS if one.unnamed and two.unnamed else Same.NO, "one source"
    return _one_wire(one, two), "one agency"


def _sources(one: _Attestation, two: _Attestation) -> Same:
    # Two named sources: one by their names; perhaps one for the body that both speak for, or because one report cites
    # the outlet or agency that the other one is from, whomever that one cites in turn.
    first, second = one.source or "", two.source or ""
    same = same_source(first, second)
    if same is not Same.NO:
        return same
    if one.offices or two.offices:
        pairs = product((first, *one.offices), (second, *two.offices))
        same = Same.PERHAPS if any(same_source(a, b) for a, b in pairs) else Same.NO
    passed_on = _own_copy_of(first, two) or _own_copy_of(second, one)
    return Same.PERHAPS if same or passed_on else Same.NO


def _own_copy_of(source: str, own: _Attestation) -> Same:
    # "Reuters reported" beside what Reuters itself, or a report with its credit, says in its own voice.
    if own.outlet and same_source(source, own.outlet) is Same.YES:
        return Same.YES
    return Same.PERHAPS if own.credit and same_source(source, own.credit) is Same.YES else Same.NO


def _one_wire(one: _Attestation, two: _Attestation) -> Same:
    names_one = {n for n in (one.credit, agency(one.outlet or "")) if n}
    names_two = {n for n in (two.credit, agency(two.outlet or "")) if n}
    if names_one and names_two and AGENCIES in names_one | names_two:
        return Same.PERHAPS  # "with agencies" may be any of them
    wires = {n.casefold() for n in names_one} & {n.casefold() for n in names_two}
    return Same.PERHAPS if wires else Same.NO


def _groups(count: int, links: Sequence[tuple[int, int]]) -> int:
    # Number of connected components (union-find with path halving).
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, j in links:
        parent[root(i)] = root(j)
    return sum(parent[n] == n for n in range(count))
