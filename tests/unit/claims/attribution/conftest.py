"""Attributions of one invented text, by the rules."""

from collections.abc import Callable

import pytest

from variorum.annotate.parse import parse
from variorum.claims.attribution import attributions
from variorum.model import Attribution, Entity, Form, Kind, Layers, Mention, Reference, Report
from variorum.settings import Attributing
from variorum.text import Span

Find = Callable[..., tuple[Attribution, ...]]


def layers(text: str, named: dict[str, str] | None = None) -> Layers:
    """The layers of a text; *named* gives the referent of words, as coreference would."""
    parsed = parse(text)
    mentions, entities = [], {}
    for words, name in (named or {}).items():
        start = text.index(words)
        span = Span(start, start + len(words))
        head = parsed.head_in(span)
        assert head is not None
        entities[name] = Entity(f"e-{name}", Kind.OTHER, name, (name,), (), None, plural=False)
        mentions.append(Mention(span, head, Form.NOMINAL, f"e-{name}"))
    reference = Reference(None, "none", "a test")
    return Layers("r", parsed, reference, tuple(mentions), tuple(entities.values()), (), (), (), ())


@pytest.fixture(scope="session")
def find() -> Find:
    """``find(text, named=…)`` gives the attributions of a text by the rules."""

    def found(text: str, named: dict[str, str] | None = None) -> tuple[Attribution, ...]:
        return attributions(Report("r", "", (), text, ()), layers(text, named), Attributing.RULES)

    return found
