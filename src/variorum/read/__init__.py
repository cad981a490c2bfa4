"""From captures (bytes) to reports: clean text with every edit recorded, and what the report says of itself.

The one public verb is :func:`variorum.read.load.load`; one module reads one format (``text``,
``markdown``, ``html``, ``jsonl``), and they share the cleaning in ``clean`` and its helpers.
"""
