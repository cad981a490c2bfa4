"""A dossier as Markdown (CommonMark with tables), the reports' words escaped and each with its address."""

import re
from typing import TYPE_CHECKING

from variorum.export.summary import quoted, sentence
from variorum.export.view import count_line, described, view
from variorum.export.visible import one_line
from variorum.export.words import feature_words, words
from variorum.model import FindingKind, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.export.summary import Clause
    from variorum.export.view import FindingView, Section, View
    from variorum.model import Dossier

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$@{}^!])")
_OPENS = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+=](?=\s|$|[-=])|(?<!\S)\d+(?=[.)]))")
_LINKS = re.compile(r"(?i)(https?|ftp|www)([:.])")


def escaped(text: str) -> str:
    """*text* on one line, so that Markdown shows its characters and makes no markup or link of them."""
    out = _SPECIAL.sub(r"\\\1", one_line(text))
    out = _LINKS.sub(r"\1\\\2", out)
    return _OPENS.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", out)


def to_markdown(dossier: "Dossier") -> str:
    """The dossier as Markdown: answer, findings, synopsis, problems; addresses as ``A:76-88``.

    Raises:
        AnchorError: the exact words of an anchor do not stand at its offsets.
    """
    shown = view(dossier)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(shown))).rstrip("\n") + "\n"


def _lines(shown: "View") -> "Iterator[str]":
    yield f"# {shown.heading}"
    yield ""
    yield f"**{count_line(shown.counts) or 'no findings'}**"
    yield ""
    for answer in shown.answer:
        yield from (escaped(answer), "")
    for witness in shown.witnesses:
        headline = f": {escaped(witness.report.headline)}" if witness.report.headline else ""
        yield f"- **{witness.sigil}** {escaped(described(witness))}{headline}"
    for section in shown.sections:
        yield from _section(section, shown)
    yield from _synopsis(shown)
    if shown.problems:
        yield from ("", "## Problems of the material", "")
        for item in shown.problems:
            severity = words()["severities"][item.problem.severity]
            yield f"- {severity}: {escaped(item.where)}: {escaped(item.problem.message)}"


def _section(section: "Section", shown: "View") -> "Iterator[str]":
    yield from ("", f"## {section.title} ({len(section.findings)})", "", section.about, "")
    for finding in section.findings:
        if section.kind in {FindingKind.SINGLE, FindingKind.UNVERIFIED}:
            *rest, last = _readings(finding, shown)
            yield from (f"- {line}" for line in (*rest, f"{last} · {_id(finding)}"))
        else:
            yield from _finding(finding, shown)


def _finding(finding: "FindingView", shown: "View") -> "Iterator[str]":
    notes = [] if finding.title == finding.about else [finding.about]
    notes += [words()["changes"][finding.finding.change]] if finding.finding.change else []
    yield (
        f"### {finding.number}. {escaped(finding.title)}"
        + "".join(f" · {n}" for n in notes)
        + f" {_id(finding)}"
    )
    yield ""
    yield from (f"- {line}" for line in _readings(finding, shown))
    if finding.finding.diff:
        yield f"- word by word: {_diff(finding)}"
    why = "; ".join(dict.fromkeys(feature_words(e.feature) for e in finding.finding.evidence))
    if why and finding.finding.slot is not Slot.WORDING:  # of two wordings, their words are why
        yield f"- why: {escaped(why)}"
    yield ""


def _id(finding: "FindingView") -> str:
    return escaped(f"[{finding.finding.id}]")


def _readings(finding: "FindingView", shown: "View") -> "Iterator[str]":
    for reading in finding.readings:
        alone = len(reading.clauses) == 1
        for clause in reading.clauses:
            where = " ".join(
                f"`{shown.book.sigil(a.report_id)}:{a.span.start}-{a.span.end}`" for a in clause.anchors
            )
            support = f" ({reading.support})" if reading.support and alone else ""
            yield f"**{', '.join(clause.sigils)}** {_said(clause)} {where}{support}"
        if reading.support and not alone:
            yield f"together {reading.support}"


def _said(clause: "Clause") -> str:
    return escaped(sentence(clause, quoted(clause.words)))


def _diff(finding: "FindingView") -> str:
    parts: list[str] = []
    for step in finding.finding.diff:
        if step.op == "equal":
            parts.append(escaped(step.old))
            continue
        parts += [f"~~{escaped(step.old)}~~"] if step.old.strip() else []
        parts += [f"**{escaped(step.new)}**"] if step.new.strip() else []
    return " ".join(parts)


def _synopsis(shown: "View") -> "Iterator[str]":
    if not any(row.shared for row in shown.synopsis):
        return
    yield from ("", "## Synopsis", "")
    yield "| occurrence | " + " | ".join(w.sigil for w in shown.witnesses) + " |"
    yield "| --- |" + " --- |" * len(shown.witnesses)
    for row in shown.synopsis:
        cells = (escaped(c.words) if c else "—" for c in row.cells)
        yield f"| {escaped(row.name)} | " + " | ".join(cells) + " |"
