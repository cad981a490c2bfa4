"""What an item of the grammar means: the resolver of its rule, applied to it."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from variorum.annotate.time.context import Context, Sense
from variorum.annotate.time.lexicon import Item

Resolver = Callable[[Item, Context], Sense | None]


@lru_cache(maxsize=1)
def _resolvers() -> Mapping[str, Resolver]:
    # The resolvers of composed rules resolve their parts themselves, hence not at the top.
    from variorum.annotate.time.offsets import OFFSETS  # noqa: PLC0415 - as above
    from variorum.annotate.time.phrases import PHRASES, RESOLVERS  # noqa: PLC0415 - as above

    return {**RESOLVERS, **PHRASES, **OFFSETS}


def resolve(item: Item, context: Context) -> Sense | None:
    """What an item means in its context, or ``None`` where it is no time expression after all."""
    found = _resolvers().get(item.rule)
    return found(item, context) if found else None


def child(item: Item, name: str, context: Context) -> Sense | None:
    """What the first item of the part *name* means."""
    return resolve(item.parts[name][0], context)
