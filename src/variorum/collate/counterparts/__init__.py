"""Values that answer one question in two reports, found by what stands around them.

*Peaked at 11.4 metres* and *topped out at 10.9 m* share no participant that could be aligned, yet both say how high the
river stood. Each value is set in its sentence (``loci``), two of them are compared by named features (``features``)
under weights learnt from values that reports of one event share (``model``, ``tools/learn_counterparts.py``), and the
pairs that choose one another are counterparts (``pairing``). The weights never see which values they are: they place,
the judges judge.
"""
