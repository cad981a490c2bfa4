"""The order of the rooms, and what no committed file may hold."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "variorum"
ROOT = PACKAGE.parents[1]
MODULES = tuple(sorted(PACKAGE.rglob("*.py")))

NOUNS = ("errors", "text", "model", "settings")
"""Each may import those before it."""
ROOMS = {
    "values": (), "encode": (), "apart": (), "read": ("apart",), "annotate": ("values", "encode"), "claims": ("values", "encode"),
    "lineage": (), "stories": ("encode",), "collate": ("values", "encode"), "export": (),
}  # fmt: skip
"""What a room may import beside the nouns."""
FACES = ("web", "cli", "batch", "bench", "fetch", "demo", "__main__")
"""They may import anything, but nothing below imports them."""
LIMIT = 400


def room_of(path: Path) -> str:
    """The room of a module: the first part of its path in the package."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """The rooms that a module imports, with the line; imports inside functions and for types count too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            assert node.level == 0, f"{path.relative_to(ROOT)}:{node.lineno}: a relative import"
            names = [node.module or ""]
            if node.module == "variorum":
                names = [f"variorum.{alias.name}" for alias in node.names]
        yield from ((node.lineno, name.split(".")[1]) for name in names if name.startswith("variorum."))


def allowed(room: str) -> set[str] | None:
    """The rooms that *room* may import; ``None`` for all."""
    nouns = {*NOUNS, "__version__"}
    if room in NOUNS:
        return {*NOUNS[: NOUNS.index(room) + 1], "__version__"}
    if room in ROOMS:
        return nouns | {room, *ROOMS[room]}
    if room in {"build", "store"}:
        return nouns | set(ROOMS) | {"build", room}
    return None


def test_every_module_is_in_a_room() -> None:
    """Each module stands in a room of the house, so that a newcomer can say where a thing is done."""
    known = {*NOUNS, *ROOMS, *FACES, "build", "store", "__init__"}
    assert {room_of(path) for path in MODULES} <= known


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    """No room imports a room beside it or above it."""
    may = allowed(room_of(path))
    if may is not None:
        assert [(line, room) for line, room in imports(path) if room not in may] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_modules_are_short(path: Path) -> None:
    """A module stays under 400 lines."""
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines < LIMIT


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["collate", "--help"], ["bench", "--help"]], ids=" ".join
)
def test_help_imports_no_model(words: list[str]) -> None:
    """Help and version import neither a model, nor numpy, nor the HTML parser, nor any stage."""
    code = (
        "import sys; from variorum.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as left: assert not left.code\n"
        "heavy = {'spacy', 'numpy', 'lxml', 'rich', 'trafilatura', 'jinja2', 'apsw', 'starlette', 'uvicorn', 'variorum.build', 'variorum.read.load'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert done.stdout


def test_importing_a_module_does_nothing() -> None:
    """Importing every module of the package loads no pipeline and prints nothing."""
    names = [".".join(("variorum", *p.relative_to(PACKAGE).with_suffix("").parts)) for p in MODULES]
    names = [n.removesuffix(".__init__") for n in names if not n.endswith("__main__")]
    code = "import importlib, sys\nfor n in sys.argv[1:]: importlib.import_module(n)\nprint('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, *names], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("False\n", "")


def committed() -> tuple[Path, ...]:
    """The files under version control (or, in an unpacked sdist, all files that are not caches)."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return tuple(ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())
    folders = ("src", "tests", "docs")
    return tuple(
        p
        for folder in folders
        for p in sorted((ROOT / folder).rglob("*"))
        if p.is_file() and p.suffix != ".pyc"
    )


def test_no_file_names_a_machine_or_an_index() -> None:
    """No committed file holds a path of somebody's machine or the name of a package index."""
    homes = "|".join(("/home" + r"/\w", "/root" + "/", "/Users" + r"/\w", "/wo" + "rk/", r"C:\\Us" + "ers"))
    indexes = "|".join(
        ("pypi" + r"\.org", "files" + r"\.pythonhosted", "index" + "-url ?=", "registry" + r"\.npmjs")
    )
    banned = re.compile(f"(?<![\\w.]){homes}|{indexes}")
    found = []
    for path in committed():
        data = path.read_bytes()
        if b"\0" in data[:4096]:  # packed tables
            continue
        text = data.decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {m.group()}" for m in banned.finditer(text)]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_hold_hashes_and_no_address(name: str) -> None:
    """Every package of a lock is pinned and hashed, and no address stands in it."""
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\w)", text.strip())
    assert len(packages) > len(("a", "few"))
    assert [
        p.splitlines()[0] for p in packages if not re.match(r"[\w.-]+==\S+", p) or "--hash=sha256:" not in p
    ] == []
    assert "://" not in text
    assert "--index" not in text


def test_the_development_lock_holds_the_other() -> None:
    """What `make demo` installs is installed by `make test` in the same version."""
    pins = [
        set(re.findall(r"^([\w.-]+==\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    assert pins[0] <= pins[1]
