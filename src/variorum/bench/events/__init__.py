"""The benchmark of events: which gold mentions inside one subtopic or incident name one occurrence."""

from variorum.bench.events.run import run

__all__ = ("run",)
