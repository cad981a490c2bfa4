"""What forgetting would erase, and the word that confirms just that: it changes as soon as anything else would go."""

import hashlib
import json
from dataclasses import dataclass

from variorum.store import Forgotten, ReportRow, Workspace
from variorum.web.errors import Refused
from variorum.web.known import dropped

TYPED = "forget"
"""What a person types to confirm."""


@dataclass(frozen=True, slots=True)
class Would:
    """What would go: ``judgements`` counts entries of the log; ``confirm`` names exactly this."""

    target: str
    reports: tuple[ReportRow, ...]
    judgements: int
    confirm: str


def would(ws: Workspace, target: str) -> Would:
    """What forgetting *target* would erase.

    Raises:
        UnknownNameError: nothing that is kept goes by that name.
    """
    found = ws.forget(target, by="", confirmed=False)
    named = json.dumps([target, sorted(found.reports), found.judgements])
    return Would(
        target, tuple(ws.report(r) for r in found.reports), found.judgements,
        hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:16],
    )  # fmt: skip


def forget(ws: Workspace, target: str, confirm: str, *, by: str, how: str) -> Forgotten:
    """Erase it, if *confirm* is what :func:`would` gave for it a moment ago.

    Raises:
        Refused: it is not, or other things would go by now.
    """
    if would(ws, target).confirm != confirm:
        raise Refused(409, "Something else would go by now. Nothing was erased; look again at what would.")
    done = ws.forget(target, by=by, how=how, confirmed=True)
    dropped()
    return done
