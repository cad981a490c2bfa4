"""Time expressions: found by a grammar over word classes, resolved against the reference day and the text."""

from variorum.annotate.time.resolve import timexes

__all__ = ["timexes"]
