"""A dossier on a terminal: the answer first, then findings by kind, the synopsis, and the problems."""

from typing import TYPE_CHECKING

from variorum.export.summary import quoted, sentence
from variorum.export.view import count_line, described, plural, view
from variorum.export.visible import one_line
from variorum.export.words import feature_words, kind_word, words
from variorum.model import FindingKind

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from variorum.export.summary import Clause
    from variorum.export.view import FindingView, Row, Section, View
    from variorum.model import Dossier

SINGLES = 12
"""Singles shown before the list is capped; the line after them says how many more there are."""
ROWS = 24
"""Synopsis rows shown before the table is capped; only what two reports or more tell of is in it."""
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
"""Kinds shown with each reading on its own line; the others take one line a finding."""


def print_dossier(dossier: "Dossier", console: "Console") -> None:
    """Print a dossier: answer, findings in the contract's order, synopsis, problems.

    Nothing of a report is read as markup, and its control characters print as visible glyphs. Colour
    only repeats what words and marks say, so that ``NO_COLOR`` and plain output lose nothing.

    Raises:
        AnchorError: the exact words of an anchor do not stand at its offsets.
    """
    shown = view(dossier)
    _answer(shown, console)
    for section in shown.sections:
        _section(section, console)
    _synopsis(shown, console)
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
    grid.add_column(width=width, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(first, rest)
    console.print(Padding(grid, (0, 0, 0, indent)), highlight=False)


def _answer(shown: "View", console: "Console") -> None:
    width = max((len(w.sigil) for w in shown.witnesses), default=1)
    _line(console, plural(len(shown.witnesses), "report"), "bold")
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


def _section(section: "Section", console: "Console") -> None:
    style = STYLES[section.kind]
    mark = kind_word(section.kind, "plain") if console.options.ascii_only else section.mark
    _line(console)
    _line(console, f"{mark} {section.title} ({len(section.findings)})", style)
    _line(console, section.about, "dim")
    capped = section.findings[:SINGLES] if section.kind is FindingKind.SINGLE else section.findings
    for finding in capped:
        (_full if section.kind in FULL else _compact)(finding, console)
    more = len(section.findings) - len(capped)
    if more:
        _line(
            console,
            f"  and {more} more said by one report only: all are in --format html, markdown, csv and json.",
        )


def _heading(finding: "FindingView") -> "Text":
    title = _text(finding.title, "bold")
    if finding.title != finding.about:
        title.append(f" · {finding.about}", "not bold")
    change = finding.finding.change
    if change:
        title.append(f" · {words()['changes'][change]}", "not bold")
    return title.append(f"  [{finding.finding.id}]", "not bold dim")


def _full(finding: "FindingView", console: "Console") -> None:
    _line(console)
    _hung(
        console, _text(f"{finding.number}."), _heading(finding), width=len(str(finding.number)) + 1, indent=0
    )
    width = max((len(_sigils(c)) for r in finding.readings for c in r.clauses), default=1)
    for reading in finding.readings:
        alone = len(reading.clauses) == 1
        for clause in reading.clauses:
            support = reading.support if alone else ""
            _hung(
                console,
                _text(_sigils(clause), "bold"),
                _clause(clause, support),
                width=min(width, 12),
                indent=3,
            )
        if reading.support and not alone:
            _hung(
                console,
                _text(""),
                _text(f"together {reading.support}", "dim"),
                width=min(width, 12),
                indent=3,
            )
    why = "; ".join(dict.fromkeys(one_line(feature_words(e.feature)) for e in finding.finding.evidence))
    if why:
        _hung(console, _text("why", "dim"), _text(why, "dim"), width=3, indent=3)


def _compact(finding: "FindingView", console: "Console") -> None:
    body = _text(finding.summary)
    support = next((r.support for r in finding.readings if r.support), "")
    notes = " · ".join(n for n in (finding.about, support, f"[{finding.finding.id}]") if n)
    body.append(f"  {notes}", "dim")
    _hung(console, _text(f"{finding.number}."), body, width=len(str(finding.number)) + 1, indent=0)


def _sigils(clause: "Clause") -> str:
    return ", ".join(clause.sigils)


def _clause(clause: "Clause", support: str) -> "Text":
    text = _text(sentence(clause, quoted(clause.words)))
    return text.append(f"  {support}", "dim") if support else text


def _synopsis(shown: "View", console: "Console") -> None:
    if not shown.synopsis:
        return
    shared = [row for row in shown.synopsis if sum(c is not None for c in row.cells) > 1]
    rows, every = tuple(shared[:ROWS]), max(1, (console.width - 22) // 17)
    _line(console)
    _line(console, "Synopsis: what each report tells of", "bold")
    for first in range(0, len(shown.witnesses) if rows else 0, every):
        console.print(_table(shown, rows, first, first + every, ascii_only=console.options.ascii_only))
    for number, which in (
        (len(shared) - len(rows), ""),
        (len(shown.synopsis) - len(shared), " that only one report tells of"),
    ):
        if number:
            more = plural(number, "more occurrence" if rows else "occurrence")
            _line(console, f"  and {more}{which}: all are in --format html and markdown.")


def _table(
    shown: "View", rows: "tuple[Row, ...]", first: int, last: int, *, ascii_only: bool
) -> "RenderableType":
    from rich import box  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above

    table = Table(box=box.ASCII if ascii_only else box.SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column("occurrence", ratio=4, overflow="fold")
    for witness in shown.witnesses[first:last]:
        table.add_column(_text(witness.sigil), ratio=5, overflow="fold")
    for row in rows:
        cells = [
            _text(c.words) if c else _text("-" if ascii_only else "—", "dim") for c in row.cells[first:last]
        ]
        table.add_row(_text(row.name), *cells)
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
