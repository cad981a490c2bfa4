"""Dossiers made ready for pages, kept in memory as long as they are what the workspace has."""

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from variorum.export.html import parts_of
from variorum.export.view import View, view
from variorum.store import stored_dossier

if TYPE_CHECKING:
    from variorum.store import Workspace

MOST = 24
"""Dossiers that are kept; one of a few reports takes some megabytes."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A dossier as the templates take it, and as JSON."""

    whole: View
    parts: dict[str, Any]
    json: dict[str, Any]


_kept: OrderedDict[bytes, Ready] = OrderedDict()
_lock = threading.Lock()


def ready(ws: "Workspace", story: str) -> Ready | None:
    """The dossier of a story; ``None`` until it was analysed.

    It is looked up by the hash of what the workspace holds, so that what is shown is never older than that.
    """
    stored = stored_dossier(ws, story)
    if stored is None:
        return None
    key = hashlib.sha256(stored).digest()
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    dossier, json = ws.dossier(story), ws.dossier_json(story)
    if dossier is None or json is None:  # a new analysis has come in between, or the story was emptied
        return None
    whole = view(dossier)
    made = Ready(whole, parts_of(whole), json)
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made


def dropped() -> None:
    """Keep nothing any more: something was forgotten, and has to be gone from memory too."""
    with _lock:
        _kept.clear()
