"""Weights of variorum's reader of pairs; ``variorum.encode.pairs`` reads them."""
