"""Attributions by rules on the parse: no neural weights, a lexicon with counts and a table of odds."""

from dataclasses import dataclass

from variorum.claims.attribution import chain
from variorum.claims.attribution.deeds import is_deed
from variorum.claims.attribution.direct import utterances
from variorum.claims.attribution.drafts import Draft, distinct, from_utterance, indirect
from variorum.claims.attribution.finish import finished
from variorum.claims.attribution.lexicon import lexicon
from variorum.claims.attribution.quotes import Quote, quotes
from variorum.model import Attribution, Layers, Parse, Report

THRESHOLD = 0.38
"""The likelihood from which a candidate is taken for an attribution (best triple F1 on PolNeAR's dev half)."""


@dataclass(frozen=True, slots=True)
class RuleAttributor:
    """Attributions from the parse, the quote marks and a cue lexicon."""

    threshold: float = THRESHOLD

    def __call__(self, report: Report, layers: Layers) -> tuple[Attribution, ...]:
        """The attributions of one report, in text order."""
        found = quotes(layers.parse.text, layers.parse.paragraphs)
        return finished(report, layers, found, drafts(layers.parse, found, self.threshold))


def drafts(parse: Parse, found: tuple[Quote, ...], threshold: float = THRESHOLD) -> list[Draft]:
    """What the rules find: utterances first, then the likely candidates of the parse."""
    lexical = lexicon()
    said = utterances(parse, found, lambda lemma, frame: lexical.rating(lemma, "V", frame))
    out = [from_utterance(parse, u, lexical) for u in said]
    told = indirect(parse, found, said, lexical, threshold)
    out += chain.outermost(parse, [d for d in told if not is_deed(parse, d)])
    return distinct(chain.cited(parse, out))
