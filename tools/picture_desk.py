"""Take the pictures of the desk for the README: the bundled, invented example in headless Chromium, as PNG.

    python tools/picture_desk.py docs

Writes ``desk-story.png``, ``desk-finding.png`` and ``desk-graph.png``. Needs Chromium, node, and ``npm ci`` in
tests/browser; the same Chromium and fonts give the same pictures.
"""

import argparse
import importlib.resources
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from variorum.store import Workspace

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LARGEST = 150_000
"""Bytes that a picture may have."""


def main() -> None:
    """Make a workspace of the example, serve it, and take the pictures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder.resolve()
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("Chromium is not installed")
    with (
        tempfile.TemporaryDirectory() as base,
        importlib.resources.as_file(importlib.resources.files("variorum.demo") / "reports") as reports,
    ):
        desk = Path(base) / "desk"
        with Workspace.create(desk) as workspace:
            workspace.add([str(reports)], story="Fire on the Sandry Maid", by="Ann")
            workspace.analyse()
        served = [sys.executable, "-m", "variorum", "serve", "--workspace", str(desk), "--by", "Ann"]
        with subprocess.Popen(served, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            address = server.stdout.readline().split("open: ")[1].strip()
            where = Path(__file__).parents[1] / "tests" / "browser"
            subprocess.run(["node", "picture.mjs", address, browser, str(folder)], cwd=where, check=True)  # noqa: S607
            server.terminate()
    for path in sorted(folder.glob("desk-*.png")):
        if path.stat().st_size > LARGEST:
            sys.exit(f"{path} is too large: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
