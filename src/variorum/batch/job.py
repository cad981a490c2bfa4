"""What a person asks of a batch."""

import os
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from variorum.settings import Settings


class On(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    """Processes on this machine."""
    RAY = "ray"
    """Workers of a Ray cluster."""


@dataclass(frozen=True, slots=True)
class Job:
    """What goes in, where it comes out, and how."""

    inputs: tuple[str, ...]
    """Files, folders, patterns."""
    out: Path
    engine: On = On.LOCAL
    workers: int | None = None
    """Processes; by default one a core, and on a cluster one for each of its cores."""
    seconds: float = 60.0
    """What one document may take."""
    megabytes: float = 4096.0
    """What a process may hold."""
    overlap: int = 2
    """Days before a day that are read with it, so that stories go on."""
    most: int = 40
    """Reports of a story that are set side by side at once."""
    fresh: bool = False
    """Give each stage new processes, so that its memory can be measured."""
    settings: Settings = field(default_factory=Settings)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
