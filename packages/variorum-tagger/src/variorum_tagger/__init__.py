"""Weights of variorum's tagger of attributions; ``variorum.claims.attribution.tagger`` reads them."""
