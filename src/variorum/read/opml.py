"""The feeds that a list (OPML) names."""

from variorum.errors import UnreadableError
from variorum.read.limits import FEEDS, refuse_large


def feeds_of(data: bytes, location: str) -> tuple[str, ...]:
    """The addresses of a list's feeds, each once, in its order.

    Raises:
        UnreadableError: it is no list of feeds, or names more than are fetched.
    """
    from lxml import etree  # noqa: PLC0415 - loads when a list is read

    refuse_large(len(data), location)
    try:
        root = etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        )
    except etree.XMLSyntaxError as error:
        raise UnreadableError(
            location, f"it is no list of feeds ({error.msg})", "Give an OPML file", code="opml"
        ) from error
    if root.tag.rpartition("}")[2].lower() != "opml":
        raise UnreadableError(location, "it is no list of feeds", "Give an OPML file", code="opml")
    named = (one.get("xmlUrl") or one.get("xmlurl") for one in root.iter("outline", "{*}outline"))
    feeds = tuple(dict.fromkeys(n.strip() for n in named if n and n.strip()))
    if not feeds:
        raise UnreadableError(
            location, "the list names no feed", "Give an OPML file whose outlines have xmlUrl", code="opml"
        )
    if len(feeds) > FEEDS:
        raise UnreadableError(
            location,
            f"the list names {len(feeds)} feeds; at most {FEEDS} are fetched at once",
            "Split it",
            code="opml",
        )
    return feeds
