"""Attributions by the tagger: its spans as drafts, with what the rules are surer of beside them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from variorum.claims.attribution import chain
from variorum.claims.attribution.drafts import Draft, distinct
from variorum.claims.attribution.finish import finished
from variorum.claims.attribution.lexicon import lexicon
from variorum.claims.attribution.quotes import Quote, quotes
from variorum.claims.attribution.rules import drafts as by_rules
from variorum.claims.attribution.tagger import decode, link
from variorum.claims.attribution.tagger.merge import merged
from variorum.claims.attribution.tagger.network import Network
from variorum.claims.attribution.tagger.shape import draft
from variorum.model import Attribution, Layers, Parse, Report

_VOTE = {"source": 0.6, "cue": 0.6, "content": 0.2}
"""How much the rules' word counts in a token's scores; chosen on texts of PolNeAR's train half not trained on."""


@dataclass(frozen=True, slots=True)
class TaggerAttributor:
    """Attributions from the network's labels and links, and from the rules where they are surer."""

    network: Network

    def __call__(self, report: Report, layers: Layers) -> tuple[Attribution, ...]:
        """The attributions of one report, in text order."""
        parse = layers.parse
        if not parse.tokens:
            return ()
        found = quotes(parse.text, parse.paragraphs)
        ruled = by_rules(parse, found)
        together = merged(parse, found, drafts(self.network, parse, found, ruled), ruled)
        return finished(report, layers, found, distinct(chain.cited(parse, together)))


def drafts(
    network: Network, parse: Parse, found: tuple[Quote, ...], ruled: Sequence[Draft] = ()
) -> list[Draft]:
    """What the network finds; what the rules found votes for the labels of its tokens."""
    scores, vectors = network.read(parse)
    starts = [t.start for t in parse.tokens]
    breaks = sorted({0, *(bisect_left(starts, p.start) for p in parse.paragraphs)} - {len(starts)})
    labels = decode.best(scores + _votes(parse, ruled), network.moves, breaks)
    values = link.Vectors(vectors, network.near, network.size, tuple(breaks))
    lexical = lexicon()
    return [draft(parse, found, one, lexical) for one in link.linked(decode.spans(labels), values)]


def _votes(parse: Parse, ruled: Sequence[Draft]) -> decode.Numbers:
    """What is added to the scores of tokens, for the roles that the rules give them."""
    out = np.zeros((len(parse.tokens), len(decode.ROLES) * 2 + 1), dtype=np.float32)
    for one in ruled:
        for role, spans in zip(decode.ROLES, (one.source_spans, one.cue, one.content), strict=True):
            begins = 2 * decode.ROLES.index(role) + 1
            for span in spans:
                for k, token in enumerate(parse.tokens_in(span)):
                    out[token.index, begins + (k > 0)] += _VOTE[role]
    return out
