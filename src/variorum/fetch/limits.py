"""How far a fetch goes at most; chosen for a page of news, which has a tenth of each."""

from variorum.read.limits import LARGEST

BYTES = LARGEST
"""Of one answer, as it comes and again unpacked: no larger report is read."""
SECONDS = 30.0
"""For one address with all its redirects."""
IDLE = 10.0
"""Seconds in which nothing comes."""
REDIRECTS = 5
ADDRESS = 2000
"""Characters of an address."""
PORTS = frozenset({80, 443, 8000, 8008, 8080, 8443})
"""Where the web is served; a port of another service is not spoken to."""
LINKED = 50
"""Pages that the entries of one feed lead to."""
PAUSE = 1.0
"""Seconds between two requests to one host."""
