"""Judges: one slot each, from alignments to findings. Unsure means no finding."""
