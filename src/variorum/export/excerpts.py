"""A dossier's JSON for people who may not have whole texts: the words that things rest on, with little around them."""

from typing import Any

from variorum.export.jsonl import Json

LONGEST = 200
"""Characters of one excerpt; what is longer is cut and ends in an ellipsis."""
_DROPPED = frozenset({"text", "edits", "articleBody"})


def excerpts(dossier: Json) -> Json:
    """*dossier* without texts and edits, and with every string of the reports cut to an excerpt.

    Offsets stay: whoever has a report can still find each anchor in it.
    """
    cut: Json = _cut(dossier)
    return {**cut, "excerpts": True}


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _cut(v) for k, v in value.items() if k not in _DROPPED}
    if isinstance(value, list):
        return [_cut(v) for v in value]
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[:LONGEST].rstrip()}…"
    return value
