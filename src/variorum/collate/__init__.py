"""From a story's claims to alignments, and from alignments to findings."""
