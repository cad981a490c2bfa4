"""What can be typed: the commands and their options (argparse; no stage of the program is imported here)."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from variorum import __version__
from variorum.bench import offered
from variorum.cli import desk_options
from variorum.settings import Attributing, Pairing, Settings

FORMATS = ("terminal", "html", "json", "jsonld", "markdown", "csv")
SUFFIXES = {
    ".txt": "terminal",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonld": "jsonld",
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
}
REPORTS = """REPORT is a file (text, Markdown, HTML, DOCX, PDF, EML, JSONL, RSS or Atom, WARC, WACZ, Parquet; .gz too),
a folder (its files, by name), or - for standard input.
Reports get the labels A, B, C ... in the order given."""
STORIES = """REPORT is a file, a folder, a .jsonl with one report a line, or - for standard input. Reports with a date
are taken in the order of their dates, the others after them as given. One story side by side:
variorum stories REPORT ... --story ID | variorum collate -"""
BATCH = """PATH is a file or a folder, or a pattern in quotes ('news/**/*.jsonl'); give files of long streams by date.
DIR gets a folder of Parquet files for each table (reports, stories, annotations, claims, lineage, findings, dossiers),
parted by date, and failed.jsonl. What stands there and was made from the same reports by the same settings is not made
again."""
STATUS = (
    "Exit status: 0 done; 1 done, but some reports could not be read; 2 wrong use; 3 nothing could be done."
)


class Parser(argparse.ArgumentParser):
    """argparse, with a hint where a file stands in place of a command."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and leave with status 2."""
        typed = re.search(r"invalid choice: '([^']+)'", message)
        if typed and self.prog == "variorum" and Path(typed[1]).exists():
            message = f"{typed[1]} is a file or folder, not a command; try: variorum collate {typed[1]} ..."
        super().error(message)


def parser() -> Parser:
    """The parser of all commands that exist."""
    top = Parser(
        prog="variorum",
        allow_abbrev=False,
        epilog=STATUS,
        description="Reads several reports of one event and shows what they agree on, where they contradict one "
        "another, what only one of them says, what is unverified, and who is the source of what. Offline.",
    )
    top.add_argument("--version", action="version", version=f"variorum {__version__}")
    _common(top, default=False)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    _collate(
        _command(commands.add_parser, "collate", "set several reports of one event side by side", REPORTS)
    )
    _annotate(
        _command(commands.add_parser, "annotate", "one JSON object a report: what stands in it", REPORTS)
    )
    _stories(
        _command(commands.add_parser, "stories", "group reports into stories, each of one event", STORIES)
    )
    _batch(
        _command(
            commands.add_parser,
            "batch",
            "a whole stream: stories, and the findings of each, as Parquet",
            BATCH,
        )
    )
    _explain(_command(commands.add_parser, "explain", "the judgement of one finding, step by step", ""))
    _demo(_command(commands.add_parser, "demo", "collate the bundled example and write its HTML report", ""))
    _bench(_command(commands.add_parser, "bench", "scores and speed on labelled data", ""))
    desk_options.declare(
        lambda name, says, epilog: _command(commands.add_parser, name, says, epilog), _reports, _pipeline
    )
    return top


def _command(add: Callable[..., Parser], name: str, says: str, epilog: str) -> Parser:
    sub = add(
        name,
        help=says,
        description=f"{says[0].upper()}{says[1:]}.",
        epilog=f"{epilog} {STATUS}".strip(),
        allow_abbrev=False,
    )
    _common(sub, default=argparse.SUPPRESS)
    return sub


def _common(into: Parser, *, default: object) -> None:
    """Options that stand before or after the command alike."""
    group = into.add_argument_group("on the screen")
    group.add_argument(
        "--plain", action="store_true", default=default, help="no colours, no boxes, no progress bar"
    )
    group.add_argument(
        "--quiet", action="store_true", default=default, help="no progress and no advice, only errors"
    )


def _reports(into: Parser) -> None:
    into.add_argument("reports", nargs="+", metavar="REPORT", help="file, folder, .jsonl, or -")
    into.add_argument(
        "--published",
        action="append",
        default=[],
        type=_pair,
        metavar="SIGIL=DATE",
        help="the publication date of one report, such as A=2026-01-28; may be repeated",
    )
    into.add_argument(
        "--outlet",
        action="append",
        default=[],
        type=_pair,
        metavar="SIGIL=NAME",
        help="the outlet of one report, such as 'B=Harbour Post'; may be repeated",
    )
    _pipeline(into)


def _pipeline(into: Parser) -> None:
    into.add_argument(
        "--spacy-model",
        default=Settings().spacy_model,
        metavar="NAME|PATH",
        help="an installed spaCy English pipeline, or a folder that holds one (default: %(default)s)",
    )
    _attributor(into)
    _pairing(into)


def _attributor(into: Parser) -> None:
    into.add_argument(
        "--attributor",
        choices=tuple(Attributing),
        type=Attributing,
        default=Settings().attributor,
        help="who finds who said what: the trained tagger, rules alone, or (auto) the tagger where it is installed",
    )


def _pairing(into: Parser) -> None:
    into.add_argument(
        "--pairing",
        choices=tuple(Pairing),
        type=Pairing,
        default=Settings().pairing,
        help="who matches what two reports tell in other words: a trained reader of pairs beside the rules, rules "
        "alone, or (auto) the reader where it is installed",
    )


def _output(into: Parser, says: str) -> None:
    into.add_argument("-o", "--output", metavar="FILE", help=says)


def _collate(sub: Parser) -> None:
    _reports(sub)
    sub.add_argument("--format", choices=FORMATS, help="default: by the suffix of FILE, or terminal")
    _output(
        sub,
        "write there instead of to standard output; the suffix names the format: .html .json .jsonld .md .csv .txt",
    )
    _every(sub)


def _every(sub: Parser) -> None:
    sub.add_argument(
        "--all", action="store_true", help="on the terminal, show also what is otherwise only counted"
    )


def _annotate(sub: Parser) -> None:
    _reports(sub)
    sub.add_argument(
        "--format", choices=("jsonl",), default="jsonl", help="one JSON object a line (the default)"
    )
    sub.add_argument(
        "--as-is", action="store_true", help="take a JSONL report's text character for character"
    )
    _output(sub, "write there instead of to standard output")


def _stories(sub: Parser) -> None:
    sub.add_argument("reports", nargs="+", metavar="REPORT", help="file, folder, .jsonl, or -")
    sub.add_argument(
        "--format",
        choices=("terminal", "jsonl"),
        help="jsonl: one line a report in the order placed, and one for each merge and split; default: terminal, "
        "or by the suffix of FILE",
    )
    sub.add_argument(
        "--story",
        metavar="ID",
        help="instead of the list, the reports of this story as JSONL, for variorum collate -; the beginning of its "
        "id is enough",
    )
    _output(sub, "write there instead of to standard output; a FILE.jsonl is written as JSONL")


def _batch(sub: Parser) -> None:
    sub.add_argument(
        "--in", dest="inputs", nargs="+", required=True, metavar="PATH", help="file, folder, pattern, or -"
    )
    sub.add_argument("--out", required=True, metavar="DIR", help="the folder for the results")
    sub.add_argument(
        "--engine",
        choices=("local", "ray"),
        default="local",
        help="local: the cores of this machine (the default); ray: a Ray cluster (RAY_ADDRESS names one), all of whose "
        "machines see DIR; both make the same bytes",
    )
    sub.add_argument("--workers", type=_count, metavar="N", help="processes (default: one a core)")
    sub.add_argument(
        "--seconds",
        type=_amount,
        default=60.0,
        metavar="S",
        help="what one document may take; more is a failure of that document (default: 60)",
    )
    sub.add_argument(
        "--memory", type=_amount, default=4.0, metavar="GB", help="what one process may hold (default: 4)"
    )
    sub.add_argument(
        "--overlap",
        type=int,
        choices=range(11),
        default=2,
        metavar="DAYS",
        help="days before each day that are read with it, so that stories go on (0 to 10, default: 2)",
    )
    sub.add_argument(
        "--most",
        type=_pairs,
        default=40,
        metavar="N",
        help="reports of a story set side by side at once; larger stories are parted (default: 40)",
    )
    _pipeline(sub)


def _count(typed: str) -> int:
    """A whole number from 1 on, as typed."""
    if not (typed.isdecimal() and int(typed) >= 1):
        msg = f"{typed!r} is not a whole number from 1 on"
        raise argparse.ArgumentTypeError(msg)
    return int(typed)


def _pairs(typed: str) -> int:
    """A number of reports that can be set side by side, as typed."""
    if _count(typed) < 2:
        msg = "one report cannot be set side by side; give 2 or more"
        raise argparse.ArgumentTypeError(msg)
    return int(typed)


def _amount(typed: str) -> float:
    """A number above 0, as typed."""
    try:
        amount = float(typed)
    except ValueError:
        amount = 0.0
    if not 0 < amount < 1e9:
        msg = f"{typed!r} is not a number above 0"
        raise argparse.ArgumentTypeError(msg)
    return amount


def _explain(sub: Parser) -> None:
    sub.add_argument("dossier", metavar="DOSSIER", help="a dossier as JSON (collate -o dossier.json), or -")
    sub.add_argument(
        "finding",
        metavar="FINDING",
        help="the finding's number in the order listed (up to three digits), or its id, or the beginning of its id",
    )


def _demo(sub: Parser) -> None:
    _output(sub, "where the HTML report goes (default: variorum-demo.html in this folder)")
    _every(sub)
    _pipeline(sub)


def _bench(sub: Parser) -> None:
    sub.add_argument("name", choices=offered(), metavar="NAME", help=f"one of: {', '.join(offered())}")
    sub.add_argument(
        "--data", type=Path, metavar="PATH", help="the labelled data; for speed, a folder of reports"
    )
    sub.add_argument(
        "--predictions", type=Path, metavar="OUT", help="write the same lines with predictions to OUT"
    )
    sub.add_argument(
        "--half", choices=("develop", "measure", "whole"),
        help="place: the texts that the rules were made on, those kept for measuring, or all (default)",
    )  # fmt: skip
    _attributor(sub)


def _pair(typed: str) -> tuple[str, str]:
    """``SIGIL=VALUE`` as typed."""
    sigil, equals, value = typed.partition("=")
    if not (equals and value.strip() and re.fullmatch(r"[A-Za-z]+", sigil)):
        msg = f"{typed!r} is not SIGIL=VALUE, such as A=..."
        raise argparse.ArgumentTypeError(msg)
    return sigil.upper(), value.strip()


def format_for(chosen: str | None, output: str | None) -> str:
    """The format: the one chosen, else by the suffix of the output file, else the terminal's.

    Raises:
        ValueError: the suffix names no format.
    """
    if chosen or output in (None, "-"):
        return chosen or "terminal"
    suffix = Path(str(output)).suffix.lower()
    if suffix not in SUFFIXES:
        known = " ".join(sorted(SUFFIXES))
        msg = f"{output}: its suffix names no format; use one of {known}, or name the format with --format"
        raise ValueError(msg)
    return SUFFIXES[suffix]
