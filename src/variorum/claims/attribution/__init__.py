"""Attributions: who is the source of what, by which words (PARC 3, PolNeAR)."""

from typing import Protocol

from variorum.claims.attribution.rules import RuleAttributor
from variorum.model import Attribution, Layers, Report

__all__ = ["Attributor", "RuleAttributor", "attributions"]


class Attributor(Protocol):
    """Anything that finds the attributions of a report: rules on the parse, or a tagger with weights."""

    def __call__(self, report: Report, layers: Layers) -> tuple[Attribution, ...]:
        """The attributions of one report, in text order."""
        ...


def attributions(report: Report, layers: Layers) -> tuple[Attribution, ...]:
    """The attributions of one report in text order, by rules on the parse.

    Args:
        report: the text; spans count its code points.
        layers: the parse, and mentions and entities (either may be empty: sources are then named by
            their own words).

    Returns:
        Source, cue and content as spans, with form, act, the source's name, the attribution they are
        nested in, and the route.

    """
    return RuleAttributor()(report, layers)
