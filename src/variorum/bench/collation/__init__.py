"""The benchmark of collation: changes of real reports, natural conflicts, days and tolls, and pairs of sentences."""

from variorum.bench.collation.run import run

__all__ = ("run",)
