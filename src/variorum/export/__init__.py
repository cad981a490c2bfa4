"""A dossier as JSON, HTML, terminal text, Markdown or CSV: the same dossier gives the same bytes."""
