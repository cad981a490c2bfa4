"""Attributions by the tagger: its spans as drafts, with what the rules are surer of beside them."""

from dataclasses import dataclass

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
        tagged = drafts(self.network, parse, found)
        together = merged(parse, tagged, by_rules(parse, found))
        return finished(report, layers, found, distinct(chain.cited(parse, together)))


def drafts(network: Network, parse: Parse, found: tuple[Quote, ...]) -> list[Draft]:
    """What the network finds."""
    scores, vectors = network.read(parse)
    starts = {t.start: t.index for t in parse.tokens}
    breaks = [starts[p.start] for p in parse.paragraphs if p.start in starts]
    labels = decode.best(scores, network.moves, breaks)
    values = link.Vectors(vectors, network.near, network.size, tuple(breaks))
    lexical = lexicon()
    return [draft(parse, found, one, lexical) for one in link.linked(decode.spans(labels), values)]
