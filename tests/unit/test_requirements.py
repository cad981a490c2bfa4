"""Skips that must not happen count as failures, and all others as skips."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import pytest

def test_data():
    pytest.skip("the bench data is not there")

def test_page():
    pytest.skip("chromium is not installed")

def test_other():
    pytest.skip("only on another system")

def test_good():
    assert True
"""
MODULE = "import pytest\npytest.importorskip('no_such_module', reason='the shared data set is not there')\n"


@pytest.mark.parametrize(
    ("require", "status", "last"),
    [
        ("", 0, "1 passed, 4 skipped"),
        ("browser", 1, "1 failed, 1 passed, 3 skipped"),
        ("bench,browser", 2, "1 error in"),
        ("bench,index,nonsense", 4, "VARIORUM_REQUIRE names nonsense"),
    ],
)
def test_required_skips_fail(tmp_path: Path, root: Path, require: str, status: int, last: str) -> None:
    """A skip for want of what ``VARIORUM_REQUIRE`` names is a failure; the last line counts the others."""
    shutil.copy(root / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_one.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "test_two.py").write_text(MODULE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", tmp_path, tmp_path],
        cwd=tmp_path, env={**os.environ, "VARIORUM_REQUIRE": require}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = f"{done.stdout}\n{done.stderr}".strip()
    assert done.returncode == status, said
    assert last in said.splitlines()[-1]
