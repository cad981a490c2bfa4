"""Attributions: who is the source of what, by which words (PARC 3, PolNeAR)."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from variorum.claims.attribution.rules import RuleAttributor
from variorum.errors import ModelError
from variorum.model import Attribution, Layers, Problem, Report, Severity
from variorum.settings import Attributing

__all__ = ["Attributor", "Chosen", "RuleAttributor", "attributions", "chosen"]


class Attributor(Protocol):
    """Anything that finds the attributions of a report: rules on the parse, or a tagger with weights."""

    def __call__(self, report: Report, layers: Layers) -> tuple[Attribution, ...]:
        """The attributions of one report, in text order."""
        ...


@dataclass(frozen=True, slots=True)
class Chosen:
    """The attributor that is used, what there is to say about that, and the hash of its weights."""

    name: Attributing
    attribute: Attributor
    problem: Problem | None = None
    sha256: str | None = None


@lru_cache(maxsize=3)
def chosen(choice: Attributing = Attributing.AUTO) -> Chosen:
    """The attributor of a choice; where the tagger cannot be had, the rules, with a problem that says so."""
    if choice is Attributing.RULES:
        return Chosen(Attributing.RULES, RuleAttributor())
    from variorum.claims.attribution.tagger import network  # noqa: PLC0415 - brings numpy with it
    from variorum.claims.attribution.tagger.attributor import TaggerAttributor  # noqa: PLC0415 - as above

    if choice is Attributing.AUTO and not network.installed():
        text = (
            "Who said what was found by rules: the trained tagger (package variorum-tagger), which finds more of "
            "what is reported without quote marks, is not installed."
        )
        return Chosen(
            Attributing.RULES, RuleAttributor(), Problem("no-tagger", Severity.NOTE, text, "attribution")
        )
    try:
        weights = network.network()
    except ModelError as error:
        text = f"Who said what was found by rules, since the tagger cannot be used: {error}"
        return Chosen(
            Attributing.RULES, RuleAttributor(), Problem("no-tagger", Severity.WARNING, text, "attribution")
        )
    return Chosen(Attributing.TAGGER, TaggerAttributor(weights), sha256=weights.sha256)


def attributions(
    report: Report, layers: Layers, choice: Attributing = Attributing.AUTO
) -> tuple[Attribution, ...]:
    """The attributions of one report in text order.

    Args:
        report: the text; spans count its code points.
        layers: the parse, and mentions and entities (either may be empty: sources are then named by
            their own words).
        choice: who finds them.

    Returns:
        Source, cue and content as spans, with form, act, the source's name, the attribution they are
        nested in, and the route.

    """
    return chosen(choice).attribute(report, layers)
