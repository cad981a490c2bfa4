"""Scores and speeds of single stages on annotated sets."""
