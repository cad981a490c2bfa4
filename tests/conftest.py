"""What all tests share: the open data, and skips that count as failures where they must not happen."""

import os
import re
import shutil
import subprocess
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("VARIORUM_SHARED", ROOT.parent / "shared"))

NEEDS = {
    "bench": re.compile(r"\b(bench|shared|data set|corpus)\b", re.IGNORECASE),
    "browser": re.compile(r"\b(browser|chromium|node|npm|axe|playwright|puppeteer)\b", re.IGNORECASE),
    "fetched": re.compile(r"\bfetched by hand\b", re.IGNORECASE),
    "index": re.compile(r"\b(package index)\b", re.IGNORECASE),
}
"""What ``VARIORUM_REQUIRE`` can name, and how the reason of a skip for want of it reads."""

REQUIRED = tuple(name for name in os.environ.get("VARIORUM_REQUIRE", "").split(",") if name)

settings.register_profile("ordinary", deadline=None, derandomize=True)
settings.register_profile(
    "torture", deadline=None, max_examples=5000, suppress_health_check=[HealthCheck.too_slow]
)
TORTURE = bool(os.environ.get("VARIORUM_TORTURE"))
settings.load_profile("torture" if TORTURE else "ordinary")


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers, and refuse a requirement that does not exist."""
    config.addinivalue_line("markers", "torture: a long battery, run by `make torture` only")
    unknown = set(REQUIRED) - set(NEEDS)
    if unknown:
        msg = f"VARIORUM_REQUIRE names {', '.join(sorted(unknown))}; there is only {', '.join(NEEDS)}"
        raise pytest.UsageError(msg)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the long batteries to ``make torture``."""
    if not TORTURE:
        for item in items:
            if item.get_closest_marker("torture"):
                item.add_marker(pytest.mark.skip(reason="a long battery: make torture"))


def _must_not_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    missing = [name for name in REQUIRED if NEEDS[name].search(reason)]
    if missing:
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: skipped, but VARIORUM_REQUIRE names {missing[0]}: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a test into a failure where what it lacks is required."""
    report = yield
    _must_not_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole module into a failure where what it lacks is required."""
    report = yield
    _must_not_skip(report)
    return report


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def alone() -> tuple[str, ...]:
    """What stands before a command that is to run in a network namespace without a route; skipped where there is none."""
    unshare = shutil.which("unshare")
    for ways in (("-n",), ("-r", "-n")):
        if (
            unshare
            and not subprocess.run([unshare, *ways, "true"], check=False, capture_output=True).returncode
        ):
            return (unshare, *ways)
    pytest.skip("no network namespace can be made here")


@pytest.fixture(scope="session")
def bench_data() -> Path:
    """The folder of the open development sets; the test is skipped where it is absent."""
    folder = SHARED / "bench"
    if not folder.is_dir():
        pytest.skip(f"the bench data is not there: {folder.name} beside the project, or $VARIORUM_SHARED")
    return folder
