"""The form under which a place name is looked up."""

import re
import unicodedata

_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)


def key(name: str) -> str:
    """Lower case, no diacritics, no punctuation, *St.* as *saint*; words parted by one blank."""
    plain = name.lower().translate(_SPECIAL)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+", " ", re.sub(r"['’`ʻ.]", "", plain)).split()
    return " ".join(_SHORT.get(word, word) for word in words)
