"""Take the pictures of the README: the demo's page in headless Chromium, as PNG.

    python tools/picture_page.py docs

Writes ``page.png`` (the top of the page) and ``words.png`` (below it, after a click on the first reading of the first
conflict; the page's head is cut off, for a headless window does not scroll).
Only the bundled, invented example is shown. Needs Chromium; the same Chromium and fonts give the same pictures.
"""

import argparse
import importlib.resources
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from variorum.build import collate
from variorum.export.html import to_html
from variorum.read.load import load

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTH = 1200
HEIGHTS = {"page": 780, "words": 660}
LARGEST = 200_000
"""Bytes that a picture may have."""


def page() -> str:
    """The page of the bundled example."""
    with importlib.resources.as_file(importlib.resources.files("variorum.demo") / "reports") as folder:
        loaded = load([str(folder)])
    reports = [replace(r, locations=tuple(Path(x).name for x in r.locations)) for r in loaded.reports]
    return to_html(collate(reports))


def pictured(browser: str, address: str, height: int, target: Path) -> None:
    """Write what *browser* shows at *address* in a window of *height* pixels."""
    subprocess.run(
        [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--force-device-scale-factor=1", f"--window-size={WIDTH},{height}", f"--screenshot={target}", address,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip


def main() -> int:
    """Write the pictures into the folder that is named."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    folder: Path = options.parse_args().folder
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.stderr.write("no Chromium is installed\n")
        return 1
    html = page()
    first = re.search(r'id="conflict".*?<a href="#([A-Z]-\d+-\d+)"', html, re.DOTALL)
    with tempfile.TemporaryDirectory() as scratch:
        below = re.sub(r'<header class="top">.*?</header>', "", html, count=1, flags=re.DOTALL)
        for name, shown, place in (("page", html, ""), ("words", below, f"#{first[1]}" if first else "")):
            file = Path(scratch) / f"{name}.html"
            file.write_text(shown, encoding="utf-8")
            target = folder.resolve() / f"{name}.png"
            pictured(browser, f"{file.as_uri()}{place}", HEIGHTS[name], target)
            size = target.stat().st_size
            sys.stdout.write(f"{target.name}: {size} bytes\n")
            if size > LARGEST:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
