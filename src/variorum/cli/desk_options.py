"""What can be typed of the workspace's commands."""

import argparse
from collections.abc import Callable
from typing import Any

from variorum.cli import desk_fetch

FORMATS = ("terminal", "html", "json", "jsonld", "markdown", "csv")
JUDGE = """TARGET is a finding (its id, the beginning of it, or its number with --story) or a story (its name or id).
verified and note need --how. merge needs --with; split of a story needs --reports. Everything can be undone."""
FORGET = """TARGET is a report (its id or file) or a name: then every report in which the name stands goes. Captures,
texts, readings and what was judged of them are erased from the disk; a line of the log says that something was."""
ADD = """REPORT is a file (text, Markdown, HTML, DOCX, PDF, EML, JSONL, RSS or Atom, WARC, WACZ, Parquet; .gz too),
a folder, or -. A report at the address or file of one that is there, with much the same words, is its next version."""
SERVE = """The address that is printed holds a key: whoever opens it can read and change the workspace.
Stop it with Ctrl+C."""

Adds = Callable[[str, str, str], argparse.ArgumentParser]
"""Makes the parser of a command: its name, what it says, what stands below its help."""


def declare(add: Adds, reports: Callable[[Any], None], pipeline: Callable[[Any], None]) -> None:
    """Declare the commands of the workspace.

    Args:
        add: makes the parser of a command.
        reports: adds what names reports and what is stated of them, and the choice of the pipeline.
        pipeline: adds the choice of the pipeline alone.
    """
    init = add("init", "make a workspace: a folder that keeps reports, findings and judgements", "")
    init.add_argument(
        "folder", nargs="?", default=".", metavar="FOLDER", help="a new or empty folder (default: this one)"
    )
    _add(
        _in_workspace(add("add", "keep reports in the workspace and bring its stories up to date", ADD)),
        reports,
    )
    fetching = _in_workspace(
        add("fetch", "keep pages of the web by their addresses; an extra", desk_fetch.FETCH)
    )
    desk_fetch.declare(fetching, _by)
    pipeline(fetching)
    analyse = _in_workspace(add("analyse", "bring stories up to date, where an analysis was interrupted", ""))
    analyse.add_argument("story", nargs="?", metavar="STORY", help="default: every story that waits for it")
    pipeline(analyse)
    status = _in_workspace(add("status", "how much the workspace holds", ""))
    status.add_argument("--format", choices=("terminal", "json"), default="terminal")
    _show(_in_workspace(add("show", "the stories; or one story, finding or report", "")))
    _judging(add)
    search = _in_workspace(add("search", "find words in reports, claims, sources and findings", ""))
    search.add_argument(
        "words", nargs="+", metavar="WORD", help="all have to stand there; WORD* is the beginning of one"
    )
    search.add_argument(
        "--in", dest="kind", choices=("report", "claim", "source", "finding"), help="default: all"
    )
    search.add_argument("--most", type=int, default=20, metavar="N", help="default: %(default)s")
    _whole(add)
    _serving(add, pipeline)


def _in_workspace(into: argparse.ArgumentParser) -> argparse.ArgumentParser:
    into.add_argument(
        "-w", "--workspace", metavar="FOLDER",
        help="default: $VARIORUM_WORKSPACE, else this folder or the nearest above it that holds one",
    )  # fmt: skip
    return into


def _by(into: argparse.ArgumentParser) -> None:
    into.add_argument("--by", metavar="WHO", help="who does it (default: $VARIORUM_BY, else the login name)")


def _add(into: argparse.ArgumentParser, reports: Callable[[Any], None]) -> None:
    reports(into)
    into.add_argument(
        "--story",
        metavar="NAME",
        help="the story they belong to; without it each goes to the story it is most like",
    )
    into.add_argument("--replaces", metavar="REPORT", help="the one given is a later version of this report")
    into.add_argument("--later", action="store_true", help="keep them only; variorum analyse does the rest")
    into.add_argument("--even-forgotten", action="store_true", help="add again what was forgotten")
    _by(into)


def _show(into: argparse.ArgumentParser) -> None:
    into.add_argument("what", nargs="?", metavar="STORY|FINDING|REPORT", help="default: the list of stories")
    into.add_argument("--story", metavar="NAME", help="the story in which the number of a finding counts")
    into.add_argument(
        "--format",
        choices=FORMATS,
        help="of a story: as for collate; of all else json; default: by the suffix of FILE",
    )
    into.add_argument("-o", "--output", metavar="FILE", help="write there instead of to standard output")


def _judging(add: Adds) -> None:
    judge = _in_workspace(add("judge", "keep what a person decided about a finding or a story", JUDGE))
    judge.add_argument("target", metavar="TARGET")
    judge.add_argument(
        "act", choices=("verified", "dismissed", "not-the-same", "merge", "split", "note"), metavar="ACT",
        help="verified, dismissed, not-the-same, merge, split or note",
    )  # fmt: skip
    judge.add_argument("--how", default="", metavar="TEXT", help="how it was verified; the note; or why")
    judge.add_argument(
        "--with", dest="other", metavar="TARGET", help="what it is merged with, or where a split goes"
    )
    judge.add_argument(
        "--reports", nargs="+", default=(), metavar="REPORT", help="the reports that leave a story"
    )
    judge.add_argument("--story", metavar="NAME", help="the story in which the number of a finding counts")
    _by(judge)
    undo = _in_workspace(add("undo", "take a judgement back; both stay in the log", ""))
    undo.add_argument(
        "number", type=int, metavar="NUMBER", help="the judgement's number, as variorum show lists it"
    )
    undo.add_argument("--how", default="", metavar="TEXT", help="why")
    _by(undo)
    log = _in_workspace(add("log", "everything that was done, oldest first", ""))
    log.add_argument("--format", choices=("terminal", "jsonl"), default="terminal")


def _whole(add: Adds) -> None:
    export = _in_workspace(add("export", "write a package that anybody can verify offline (BagIt)", ""))
    export.add_argument("stories", nargs="*", metavar="STORY", help="default: all stories")
    export.add_argument("-o", "--output", required=True, metavar="FOLDER", help="a new folder")
    export.add_argument(
        "--excerpts",
        action="store_true",
        help="the words that findings rest on, instead of whole texts and captures",
    )
    verify = _in_workspace(add("verify", "read everything again: hashes, anchors, the chain of the log", ""))
    verify.add_argument("package", nargs="?", metavar="PACKAGE", help="a package that export wrote, instead")
    forget = _in_workspace(add("forget", "erase a report, or all that mentions a name", FORGET))
    forget.add_argument("target", metavar="TARGET")
    forget.add_argument(
        "--yes", action="store_true", help="do it; without this it is only said what would go"
    )
    forget.add_argument("--how", default="", metavar="TEXT", help="why")
    _by(forget)


def _serving(add: Adds, pipeline: Callable[[Any], None]) -> None:
    serve = _in_workspace(add("serve", "the workspace as pages in a browser, on this machine", SERVE))
    serve.add_argument("--port", type=int, default=0, metavar="N", help="default: a free one")
    serve.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="H",
        help="listen there; beyond this machine only if you say so",
    )
    serve.add_argument(
        "--also-known-as", dest="hosts", action="append", default=[], metavar="NAME",
        help="a name that browsers may use for this server; may be repeated",
    )  # fmt: skip
    _by(serve)
    pipeline(serve)
    _in_workspace(
        add("mcp", "the workspace for a model's tools: MCP over standard input and output, read only", "")
    )
