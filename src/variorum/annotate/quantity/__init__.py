"""Quantities: counts, ages, money, percentages, measures and ordinals that count.

A number grammar over characters (``numerals``, ``amounts``), a list of what counts nothing
(``filters``), and the parse for what is counted (``nouns``).
"""

from variorum.annotate.quantity.reading import quantities

__all__ = ["quantities"]
