"""The engine on 30,000 reports: both engines, killed and resumed, make the same bytes."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.torture
def test_thirty_thousand_reports(tmp_path: Path, root: Path) -> None:
    """30,000 invented reports give the same files on this machine and on Ray, where the run is killed in the middle and run again."""
    pytest.importorskip("ray", reason="Ray is not installed")
    command = [sys.executable, str(root / "tools" / "torture_batch.py"), str(tmp_path / "batch")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "; 0 differ" in done.stdout
