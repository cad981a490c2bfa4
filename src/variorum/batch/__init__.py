"""Streams of millions: the stages over partitions on disk, on all cores or many machines, resumed where they stopped.

:mod:`variorum.batch.run` knows the order; one module a stage (``reading``, ``days``, ``grouping``, ``stitching``,
``annotating``, ``comparing``); ``engine`` says what an engine is, ``worker`` and ``child`` are the process that does
the work under caps of time and memory; ``tables`` is Parquet.
"""
