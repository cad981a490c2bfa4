"""From captures (bytes) to reports: clean text with every edit recorded, and what the report says of itself."""
