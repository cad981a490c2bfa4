"""A dossier on a terminal: the answer first, then findings by kind, the synopsis, and the problems."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from variorum.export.answer import plural
from variorum.export.segments import in_sentence
from variorum.export.singles import by_report
from variorum.export.summary import quoted, sentence
from variorum.export.view import count_line, described, named, view
from variorum.export.visible import one_line
from variorum.export.words import feature_words, kind_word, words
from variorum.model import FindingKind, Slot

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from variorum.export.summary import Clause
    from variorum.export.view import FindingView, Row, Section, View
    from variorum.model import Dossier

SINGLES = 12
"""Singles shown, some for each report, before the rest are counted."""
AGREEMENTS = 20
"""Agreements shown before the rest are counted; those of most reports come first."""
WORDINGS = 2
"""Wordings of one agreement that are written out before the rest are counted."""
FEW_WORDS = 3
"""Words up to which a reading without an occurrence is shown in its sentence."""
ROWS = 24
"""Synopsis rows shown before the table is capped; only what two reports or more tell of is in it."""
COLUMN = 17
"""Columns of text that a report needs in the synopsis; where they do not fit, marks stand for the words."""
STYLES = {
    FindingKind.CONFLICT: "bold red", FindingKind.DISPUTE: "bold magenta", FindingKind.VARIANT: "bold yellow",
    FindingKind.UNVERIFIED: "bold yellow", FindingKind.UPDATE: "bold cyan",
    FindingKind.REFINEMENT: "bold cyan", FindingKind.AGREEMENT: "bold blue", FindingKind.SINGLE: "bold",
}  # fmt: skip
FULL = frozenset(
    {
        FindingKind.CONFLICT,
        FindingKind.DISPUTE,
        FindingKind.VARIANT,
        FindingKind.UPDATE,
        FindingKind.REFINEMENT,
    }
)
"""Kinds shown in full, with why; the others more briefly."""
_NOTHING: Mapping[str, str] = MappingProxyType({})


def print_dossier(
    dossier: "Dossier", console: "Console", *, every: bool = False, judged: Mapping[str, str] = _NOTHING
) -> None:
    """Print a dossier: answer, findings in the contract's order, synopsis, problems.

    Nothing of a report is read as markup, and its control characters print as visible glyphs. Colour
    only repeats what words and marks say, so that ``NO_COLOR`` and plain output lose nothing.

    Args:
        dossier: what to print.
        console: where to.
        every: print what is otherwise counted: further singles, agreements, wordings and synopsis rows.
        judged: what people decided, in words, by the id of the finding; it stands beside it.

    Raises:
        AnchorError: the exact words of an anchor do not stand at its offsets.
    """
    shown = view(dossier)
    _answer(shown, console)
    for section in shown.sections:
        marked = tuple(replace(f, judged=judged.get(f.finding.id, "")) for f in section.findings)
        _section(replace(section, findings=marked), shown, console, every=every)
    _synopsis(shown, console, every=every)
    _problems(shown, console)


def _text(plain: str, style: str = "") -> "Text":
    from rich.text import Text  # noqa: PLC0415 - rich loads only when a terminal is written

    return Text(plain, style=style)


def _line(console: "Console", plain: str = "", style: str = "") -> None:
    console.print(_text(plain, style), highlight=False)


def _hung(
    console: "Console", first: "RenderableType", rest: "RenderableType", *, width: int, indent: int = 2
) -> None:
    """Print *rest* beside *first*, its further lines under its own start."""
    from rich.padding import Padding  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above

    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=width, overflow="fold")
    grid.add_column(overflow="fold")
    grid.add_row(first, rest)
    console.print(Padding(grid, (0, 0, 0, indent)), highlight=False)


def _answer(shown: "View", console: "Console") -> None:
    width = max((len(w.sigil) for w in shown.witnesses), default=1)
    _line(console, shown.heading, "bold")
    for witness in shown.witnesses:
        headline = witness.report.headline
        named = _text(described(witness))
        if headline:
            named.append(f"  {one_line(headline)}", "dim")
        _hung(console, _text(witness.sigil, "bold"), named, width=width)
    _line(console)
    _line(console, count_line(shown.counts) or "no findings", "bold")
    for plain in shown.answer:
        _line(console, plain)


def _section(section: "Section", shown: "View", console: "Console", *, every: bool) -> None:
    style = STYLES[section.kind]
    mark = kind_word(section.kind, "plain") if console.options.ascii_only else section.mark
    _line(console)
    _line(console, f"{mark} {section.title} ({len(section.findings)})", style)
    _line(console, section.about, "dim")
    if section.kind is FindingKind.SINGLE:
        _singles(section, shown, console, most=len(section.findings) if every else SINGLES)
    elif section.kind is FindingKind.AGREEMENT:
        _agreements(section, shown, console, every=every)
    else:
        for finding in section.findings:
            (_full if section.kind in FULL else _compact)(finding, console)


def _singles(section: "Section", shown: "View", console: "Console", *, most: int) -> None:
    for group in by_report(section.findings, shown.book, most=most):
        _hung(console, _text(group.witness.sigil, "bold"), _text(named(group.witness)), width=2, indent=0)
        for finding in group.shown:
            _compact(finding, console, named_above=True)
        if group.rest:
            _line(
                console,
                f"   and {len(group.rest)} more of report {group.witness.sigil} alone{_all(every=False)}",
            )


def _all(*, every: bool) -> str:
    return "" if every else " (--all shows them)"


def _agreements(section: "Section", shown: "View", console: "Console", *, every: bool) -> None:
    listed = [f for f in section.findings if every or f.within is None]
    cut = listed if every else listed[:AGREEMENTS]
    for finding in cut:
        _agreement(finding, shown, console, every=every)
    held = len(section.findings) - len(listed)
    notes = [f"{len(listed) - len(cut)} more"] if len(listed) > len(cut) else []
    notes += [f"{held} whose words stand inside others"] if held else []
    if notes:
        _line(console, f"  and {', and '.join(notes)}{_all(every=every)}")


def _agreement(finding: "FindingView", shown: "View", console: "Console", *, every: bool) -> None:
    """An agreement: what it is about, unless its words say so, then its wordings and who attests them."""
    number = f"{finding.number}."
    width = len(number)
    if finding.finding.slot not in {Slot.EVENT, Slot.WORDING}:
        _hung(console, _text(number), _heading(finding), width=width, indent=0)
        number = ""
    for reading in finding.readings:
        clauses = sorted(reading.clauses, key=lambda c: -len(c.sigils))
        written = clauses if every else clauses[:WORDINGS]
        for clause in written:
            said = _clause(clause, reading.support if len(clauses) == 1 else "")
            if number and finding.judged:
                said.append_text(_judged(finding))
            if finding.title == finding.about and len(clause.words.split()) <= FEW_WORDS:
                said.append(f"  {_round(clause, shown)}", "dim")
            line = _text(f"{_sigils(clause)} ", "bold").append_text(said)
            _hung(console, _text(number), line, width=width, indent=0)
            number = ""
        others = [
            s for w in shown.witnesses for c in clauses[len(written) :] for s in c.sigils if s == w.sigil
        ]
        note = f"{', '.join(others)} in other words; " if others else ""
        if len(clauses) > 1:
            _hung(
                console, _text(""), _text(f"{note}together {reading.support}", "dim"), width=width, indent=0
            )


def _round(clause: "Clause", shown: "View") -> str:
    """The words round a short reading, in its own sentence."""
    first = clause.anchors[0]
    before, exact, after = in_sentence(shown.book.witness(first.report_id), first.span, around=40)
    return one_line(f"{before}{exact}{after}")


def _heading(finding: "FindingView") -> "Text":
    title = _text(finding.title, "bold")
    if finding.title != finding.about:
        title.append(f" · {finding.about}", "not bold")
    change = finding.finding.change
    if change:
        title.append(f" · {words()['changes'][change]}", "not bold")
    return title.append_text(_judged(finding))


def _judged(finding: "FindingView") -> "Text":
    """What people decided about it, so that nobody takes a dismissed finding for one that stands."""
    return _text(f"  [{one_line(finding.judged)}]" if finding.judged else "", "bold")


def _full(finding: "FindingView", console: "Console") -> None:
    number = f"{finding.number}."
    _line(console)
    _hung(console, _text(number), _heading(finding), width=len(number), indent=0)
    width = min(12, max((len(_sigils(c)) for r in finding.readings for c in r.clauses), default=1))
    for reading in finding.readings:
        alone = len(reading.clauses) == 1
        for clause in reading.clauses:
            said = _clause(_unsaid(finding, clause), reading.support if alone else "")
            _hung(console, _text(_sigils(clause), "bold"), said, width=width, indent=3)
        if reading.support and not alone:
            together = _text(f"together {reading.support}", "dim")
            _hung(console, _text(""), together, width=width, indent=3)
    why = "; ".join(dict.fromkeys(one_line(feature_words(e.feature)) for e in finding.finding.evidence))
    if why and finding.finding.slot is not Slot.WORDING:  # of two wordings, their words are why
        _hung(console, _text("why", "dim"), _text(why, "dim"), width=3, indent=3)


def _unsaid(finding: "FindingView", clause: "Clause") -> "Clause":
    """The clause without its source where the title has just named it: *words of Olga Prynne*."""
    named_once = [link.names for link in clause.links] == [(finding.title.removeprefix("words of "),)]
    return replace(clause, links=()) if named_once and not clause.links[0].told else clause


def _compact(finding: "FindingView", console: "Console", *, named_above: bool = False) -> None:
    """A finding of one report on one line; its sigil and *what happened* go without saying where they are clear."""
    number = f"{finding.number}."
    line = _text("")
    for clause in (c for r in finding.readings for c in r.clauses):
        line.append("" if named_above else f"{_sigils(clause)} ", "bold").append_text(_clause(clause, ""))
    if not (named_above and finding.finding.slot is Slot.EVENT):
        line.append(f"  {finding.about}", "dim")
    line.append_text(_judged(finding))
    _hung(console, _text(number), line, width=max(3, len(number)), indent=0)


def _sigils(clause: "Clause") -> str:
    return ", ".join(clause.sigils)


def _clause(clause: "Clause", support: str) -> "Text":
    text = _text(sentence(clause, quoted(clause.words)))
    return text.append(f"  {support}", "dim") if support else text


def _synopsis(shown: "View", console: "Console", *, every: bool) -> None:
    shared = [row for row in shown.synopsis if row.shared]
    if not shared:
        return
    rows = shared if every else shared[:ROWS]
    _line(console)
    _line(console, "Synopsis: what each report tells of", "bold")
    console.print(_table(shown, rows, console))
    if len(shared) > len(rows):
        more = plural(len(shared) - len(rows), "more occurrence")
        _line(console, f"  and {more}{_all(every=every)}")
    alone = len(shown.synopsis) - len(shared)
    if alone:
        _line(console, f"  {plural(alone, 'occurrence')} that only one report tells of: not in this table.")


def _table(shown: "View", rows: "list[Row]", console: "Console") -> "RenderableType":
    from rich import box  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above

    bare = console.options.ascii_only
    wide = console.width - 22 >= COLUMN * len(shown.witnesses)
    table = Table(box=box.ASCII if bare else box.SIMPLE_HEAD, expand=wide, pad_edge=False)
    table.add_column("occurrence", ratio=4 if wide else None, overflow="fold")
    for witness in shown.witnesses:
        table.add_column(_text(witness.sigil), ratio=5 if wide else None, overflow="fold")
    told, none = ("x", "-") if bare else ("•", "—" if wide else " ")
    for row in rows:
        words_of = ((c.words if wide else told) if c else none for c in row.cells)
        table.add_row(_text(row.name), *(_text(w, "" if w != none else "dim") for w in words_of))
    return table


def _problems(shown: "View", console: "Console") -> None:
    if not shown.problems:
        return
    _line(console)
    _line(console, f"Problems of the material ({len(shown.problems)})", "bold")
    for item in shown.problems:
        label = words()["severities"][item.problem.severity]
        body = _text(f"{item.where}: {one_line(item.problem.message)}")
        body.append(f"  {item.problem.code}", "dim")
        _hung(console, _text(label), body, width=7)
