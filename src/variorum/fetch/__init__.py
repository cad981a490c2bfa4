"""The one room that opens connections: pages and feeds by their addresses, for a person who asked for just these.

It is an extra (``pip install 'variorum[fetch]'``) that no other room imports.
"""

from variorum.fetch.client import Client, Fetched
from variorum.fetch.urls import FetchError

__all__ = ["Client", "FetchError", "Fetched"]
