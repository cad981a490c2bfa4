"""A dossier for people who may not have whole texts: its findings, the words they rest on, and little around them."""

from typing import Any

from variorum.export.jsonl import Json

LONGEST = 200
"""Characters of one excerpt; what is longer is cut and ends in an ellipsis."""
_OF_REPORTS = ("id", "sigil", "outlet", "headline", "byline", "published", "published_from", "url", "reference",
               "language", "sha256", "locations")  # fmt: skip
_OF_DOSSIER = ("variorum", "provenance", "occurrences", "findings", "problems")
_KEPT = frozenset({"NewsArticle", "oa:Annotation", "prov:Activity", "prov:SoftwareAgent"})
_DROPPED = frozenset({"articleBody", "isBasedOn"})


def excerpts(dossier: Json) -> Json:
    """The findings of a dossier's JSON without texts, layers, claims and attributions.

    Offsets stay: whoever has a report can find each anchor in it.
    """
    return {
        "excerpts": True,
        **{name: shortened(dossier[name]) for name in _OF_DOSSIER},
        "reports": [{name: r[name] for name in _OF_REPORTS} for r in dossier["reports"]],
    }


def excerpts_ld(dossier: Json) -> Json:
    """The articles without their bodies, the annotations and what made them, of a dossier's JSON-LD."""
    kept = [n for n in dossier["@graph"] if n["@type"] in _KEPT]
    return {**dossier, "@graph": [shortened({k: v for k, v in n.items() if k not in _DROPPED}) for n in kept]}


def shortened(value: Any) -> Any:
    """*value* with each of its texts that is longer than an excerpt cut."""
    if isinstance(value, dict):
        return {k: shortened(v) for k, v in value.items()}
    if isinstance(value, list):
        return [shortened(v) for v in value]
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[:LONGEST].rstrip()}…"
    return value
