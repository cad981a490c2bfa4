"""What the documents promise: their commands parse, their tables are complete, their links lead somewhere."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from variorum.cli.options import SUFFIXES, parser
from variorum.model import FindingKind

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^ +\.venv/bin/variorum (.+)$", README, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_s_commands_can_be_typed(command: str) -> None:
    """Each command line of the README is one that the program takes."""
    assert parser().parse_args(shlex.split(command)).command == command.split(maxsplit=1)[0]


def test_the_readme_shows_commands() -> None:
    """The README shows how to collate, explain, annotate, find stories, read a stream, keep a workspace and serve it."""
    assert {c.split()[0] for c in COMMANDS} == {
        "collate", "explain", "annotate", "stories", "batch", "init", "add", "show", "judge", "export", "verify",
        "serve",
    }  # fmt: skip


def test_the_readme_s_targets_can_be_made() -> None:
    """Each ``make`` target that a document names is in the Makefile."""
    documents = README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^    )make ([a-z]+)", documents, re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


def test_extras_are_installed_from_the_clone() -> None:
    """The package is on no index: a document installs it with its extras from the clone, and each extra is there."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    written = "\n".join(p.read_text(encoding="utf-8") for p in pages)
    assert re.findall(r"install '?variorum\b", written) == []
    named = {e for found in re.findall(r"pip install '\.\[([a-z,]+)\]'", written) for e in found.split(",")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"desk", "parquet", "ray", "fetch"} <= named <= set(project["optional-dependencies"])


def test_what_the_desk_needs_comes_with_the_demo() -> None:
    """The lock that ``make demo`` installs holds every package of the desk's extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[><=]", line)[0] for line in project["optional-dependencies"]["desk"]}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert needed <= set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))


def test_the_readme_s_tables_are_complete() -> None:
    """The README explains every kind of finding, in the order in which they are listed, and every format."""
    rows = re.findall(r"^\| `?(\.?[a-z]+)`? \|", README, re.MULTILINE)
    kinds = [row for row in rows if row in set(FindingKind)]
    assert kinds == [kind.value for kind in FindingKind]
    assert {SUFFIXES[row] for row in rows if row.startswith(".")} == set(SUFFIXES.values())


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_inside_the_project_lead_somewhere(document: str) -> None:
    """Each link to a file of the project has its file."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / document).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_decisions_have_their_parts() -> None:
    """Each decision record has context, choice, and what would change our mind, and a number of its own."""
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert records
    parts = ("## Context", "## Choice", "## What would change our mind")
    assert [
        (r.name, part) for r in records for part in parts if part not in r.read_text(encoding="utf-8")
    ] == []
    assert len({r.name[:3] for r in records}) == len(records)
