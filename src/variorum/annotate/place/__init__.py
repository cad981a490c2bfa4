"""Places: names found by the parse and the gazetteer, resolved offline to a containment path.

``gazetteer`` looks names up, ``resolve`` decides which place a name means, ``finding`` finds the names.
"""

from variorum.annotate.place.finding import places

__all__ = ["places"]
