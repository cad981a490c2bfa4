"""For which body a person speaks, as the report says it: *police spokesman Daniel Orme*."""

import re
from functools import lru_cache

from variorum.lineage.data import word_list

_WORD = r"[\w'’.&-]{1,30}"
_CAPITALS = rf"(?:[A-Z]{_WORD} (?:(?:of|and|for) (?:the )?)?){{0,4}}"


@lru_cache(maxsize=512)
def offices(text: str, name: str) -> tuple[str, ...]:
    """What *text* says that somebody called *name* is to a body, such as *Quillane police spokesman*; mostly nothing.

    It may stand before the name (*Quillane police spokesman Daniel Orme*) or after it (*Daniel Orme, a spokesman for
    the Quillane police*; *Daniel Orme, the police chief*).
    """
    if " " not in name.strip():  # one word may be anybody's
        return ()
    found = (m for form in _forms(name) for m in form.finditer(text))
    return tuple(dict.fromkeys(" ".join(f"{m['body']} {m['role']}".split()) for m in found))


@lru_cache(maxsize=1024)
def _forms(name: str) -> tuple[re.Pattern[str], ...]:
    who = r"\b" + r"\s+".join(re.escape(word) for word in name.split()) + r"\b"
    role = "|".join(sorted(word_list("speaking"), key=lambda w: (-len(w), w)))
    body = rf"\b(?P<body>{_CAPITALS}(?!(?i:{role}|an?|the|its|their)\b){_WORD})"
    role = rf"(?P<role>(?i:{role}))\b"
    article = r"(?:(?:an?|the|its|their) )?"
    return (
        re.compile(rf"{body} {role},? {who}"),
        re.compile(
            rf"{who}, {article}(?:{_WORD} )?{role} (?:for|of|at|with|from) (?:the )?(?P<body>{_CAPITALS}{_WORD}\b)"
        ),
        re.compile(rf"{who}, {article}{body} {role}"),
    )
