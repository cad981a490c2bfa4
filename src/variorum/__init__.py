"""variorum: several reports of one event, side by side, every word with its address."""

__version__ = "0.1.0"
