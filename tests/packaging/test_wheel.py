"""The built wheel, installed into an empty environment with what it declares, does the main job."""

import ast
import contextlib
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import PackageNotFoundError, distribution, metadata, packages_distributions
from pathlib import Path

import pytest

INSTALL = ("install", "-qq", "--disable-pip-version-check", "--no-input", "--only-binary", ":all:")
FROM_LOCK = (*INSTALL, "--no-deps", "--require-hashes", "--requirement")
PROBE = "mdurl"
"""A package of one file, to see whether an index can be reached."""


def pinned(lock: Path) -> dict[str, str]:
    """The lock's entries by package name, with their hashes."""
    entries: dict[str, list[str]] = {}
    name = ""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line and not line[0].isspace() and "==" in line:
            name = line.split("==")[0]
        if name:
            entries.setdefault(name, []).append(line)
    return {key: "\n".join(lines) for key, lines in entries.items()}


def run(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program as a stranger to this environment would."""
    clean = {
        k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV", "VARIORUM_TRACEBACK"}
    }
    return subprocess.run(
        [str(w) for w in words], cwd=cwd, env=clean, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The wheel, built without a network."""
    pytest.importorskip("hatchling", reason="the build backend is not installed: make test installs it")
    folder = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=root)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_all_data_and_the_licence(wheel: Path, root: Path) -> None:
    """Every data file beside the code is in the wheel, and so are the licence and the notice."""
    held = set(zipfile.ZipFile(wheel).namelist())
    source = root / "src"
    wanted = {
        p.relative_to(source).as_posix()
        for p in (source / "variorum").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert wanted - held == set()
    assert {Path(name).name for name in held if "/licenses/" in name} == {"LICENSE", "NOTICE"}
    assert [name for name in held if not name.startswith("variorum")] == []


def test_the_wheel_runs_the_demo_in_an_empty_environment(wheel: Path, root: Path, tmp_path: Path) -> None:
    """What pip resolves from the wheel's own metadata, without the lock, prints the dossier and the page."""
    env = tmp_path / "env"
    venv.create(env, with_pip=True)
    bin_folder = env / ("Scripts" if os.name == "nt" else "bin")
    python = bin_folder / "python"
    probe = tmp_path / "probe.lock"
    probe.write_text(pinned(root / "requirements.lock")[PROBE], encoding="utf-8")
    reached = run(python, "-m", "pip", *FROM_LOCK, probe, cwd=tmp_path)
    if reached.returncode:
        pytest.skip("no package index can be reached")
    installed = run(python, "-m", "pip", *INSTALL, wheel, cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    demo = run(bin_folder / "variorum", "demo", cwd=tmp_path)
    assert demo.returncode == 0, demo.stderr
    assert "Tomas Wrenfeld" in demo.stdout
    page = (tmp_path / "variorum-demo.html").read_text(encoding="utf-8")
    assert "Tomas Wrenfeld" in page
    assert str(tmp_path) not in page


def repacked(name: str, folder: Path) -> None:
    """Write the wheel that an installed package came from."""
    about = distribution(name)
    files = [f for f in about.files or () if f.suffix != ".pyc" and ".." not in f.parts]
    mark = next(f for f in files if f.name == "WHEEL" and f.parent.suffix == ".dist-info")
    tags = [found.split("-") for found in re.findall(r"^Tag: (\S+)", mark.read_text(), re.MULTILINE)]
    tag = "-".join(".".join(sorted(set(part))) for part in zip(*tags, strict=True))
    with zipfile.ZipFile(folder / f"{mark.parent.stem}-{tag}.whl", "w") as archive:
        for file in files:
            given = file.name not in {"INSTALLER", "REQUESTED", "direct_url.json", "RECORD"}
            if (
                given and Path(str(file.locate())).is_file()
            ):  # Ray brings parts of packages, once it is loaded
                archive.write(file.locate(), file.as_posix())
        archive.writestr(f"{mark.parent}/RECORD", "".join(f"{f.as_posix()},,\n" for f in files))


def test_it_is_installed_without_a_route(
    wheel: Path, root: Path, tmp_path: Path, alone: tuple[str, ...]
) -> None:
    """From a folder of wheels, in a network namespace without a route, pip installs it with what the desk needs, calls nobody, and the demo runs."""
    wheels, env, trace = tmp_path / "wheels", tmp_path / "env", tmp_path / "trace"
    wheels.mkdir()
    shutil.copy(wheel, wheels)
    for name in pinned(root / "requirements.lock"):
        with contextlib.suppress(PackageNotFoundError):  # for another system or Python
            repacked(name, wheels)
    venv.create(env)
    python = env / "bin" / "python"
    watch: tuple[object, ...] = ()
    if strace := shutil.which("strace"):
        watch = (strace, "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", trace)
    pip = (
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        *INSTALL,
        "--no-compile",
        "--no-index",
        "--find-links",
        wheels,
    )
    installed = run(*alone, *watch, *pip, "variorum[desk,tagger]", cwd=tmp_path)
    if "ptrace" in installed.stderr.lower():
        pytest.skip("strace may not trace here")
    assert installed.returncode == 0, installed.stderr
    if watch:
        assert re.findall(r"AF_INET6?\b.*", trace.read_text(encoding="utf-8", errors="replace")) == []
    demo = run(*alone, env / "bin" / "variorum", "demo", cwd=tmp_path)
    assert demo.returncode == 0, demo.stderr
    assert "Tomas Wrenfeld" in demo.stdout
    assert run(*alone, env / "bin" / "variorum", "init", tmp_path / "desk", cwd=tmp_path).returncode == 0
    for made in (wheels, env):  # half a gigabyte, which a test's folder would keep
        shutil.rmtree(made)


def normal(name: str) -> str:
    """A package's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_imported_module_is_declared(wheel: Path, root: Path) -> None:
    """Each module that the source imports comes with a package that the wheel itself requires."""
    with zipfile.ZipFile(wheel) as archive:
        about = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        text = archive.read(about).decode("utf-8")
    declared = {normal(name) for name in re.findall(r"^Requires-Dist: ([\w.-]+)", text, re.MULTILINE)}
    imported = set()
    for path in (root / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").split(".")[0])
    packages = packages_distributions()
    others = imported - set(sys.stdlib_module_names) - {"variorum"}
    assert len(others) > len(("a", "few"))
    assert [m for m in sorted(others) if not {normal(p) for p in packages.get(m, ())} & declared] == []


GPL_BESIDE_ANOTHER = {"tld"}
"""Offered under the GPL or, as the user likes, the MPL."""


def test_nothing_that_runs_is_under_the_gpl(root: Path) -> None:
    """No package of the lock that users install is offered under the GPL alone."""
    under = []
    for name in pinned(root / "requirements.lock"):
        try:
            about = metadata(name)
        except PackageNotFoundError:  # for another system or Python
            continue
        fields = ("License-Expression", "License", "Classifier")
        stated = [value.splitlines()[0] for field in fields for value in about.get_all(field) or () if value]
        if any(re.search(r"(?<!L)GPL", value) for value in stated):
            under.append(name)
    assert set(under) - GPL_BESIDE_ANOTHER == set()
