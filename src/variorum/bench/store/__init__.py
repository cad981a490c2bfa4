"""The benchmark of the workspace: what one more report costs, and what a page costs, at two sizes."""

from variorum.bench.store.run import run

__all__ = ("run",)
