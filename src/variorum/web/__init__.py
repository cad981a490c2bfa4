"""The workspace in a browser, on this machine only: pages rendered here, a JSON API beside them, and MCP over stdio."""
