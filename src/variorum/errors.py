"""Exceptions of variorum: the caller, a plug-in or we are wrong.

Defects of the *material* are never exceptions: they are :class:`variorum.model.Problem` values.
"""

from collections.abc import Callable


class VariorumError(Exception):
    """Base of every exception that variorum raises on purpose."""


class UsageError(VariorumError):
    """The command or the call was used wrongly; the message says what to do (exit status 2)."""


class UnreadableError(VariorumError):
    """A capture cannot become a report.

    Args:
        location: the file, or the place in a file, that could not be read.
        reason: what was wrong, as a sentence without its full stop.
        advice: what the person can do about it, as a sentence without its full stop.
        code: a short stable word for programs, such as ``empty`` or ``not-text``.
    """

    def __init__(self, location: str, reason: str, advice: str, *, code: str) -> None:
        super().__init__(f"{location}: {reason}. {advice}.")
        self.location = location
        self.reason = reason
        self.advice = advice
        self.code = code

    def __reduce__(self) -> tuple[Callable[..., "UnreadableError"], tuple[str, ...]]:
        """How it passes from one process to another."""
        return _unreadable, (self.location, self.reason, self.advice, self.code)


def _unreadable(location: str, reason: str, advice: str, code: str) -> UnreadableError:
    return UnreadableError(location, reason, advice, code=code)


class AnchorError(VariorumError):
    """An anchor does not hold: its exact words are not at its offsets."""


class ModelError(VariorumError):
    """A language pipeline is missing, broken, or not what it says it is."""
