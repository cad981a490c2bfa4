"""What failed: which file or report, what was wrong, what to do."""

from dataclasses import dataclass

from variorum.batch.engine import Blame

ADVICE = {
    "hung": "Look at the document, or give it more time with --seconds",
    "memory": "Look at the document, or give it more memory with --memory",
    "crashed": "Look at the document; if it is an ordinary one, please report this as an error of variorum",
    "error": "Look at the document; if it is an ordinary one, please report this as an error of variorum",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that a stage could not deal with; the others went on."""

    stage: str
    """``read``, ``stories``, ``annotate`` or ``compare``."""
    where: str
    """The file with the line, or for a story its id."""
    report: str | None
    """The report's id, once it has one."""
    code: str
    what: str
    """What was wrong, as a sentence without its full stop."""
    advice: str
    """What to do, as a sentence without its full stop."""


def blamed(stage: str, where: str, blame: Blame, report: str | None = None) -> Failure:
    """The failure of a document that a process died of."""
    return Failure(stage, where, report, blame.code, blame.what, ADVICE[blame.code])
