"""Frozen values as JSON and back: by the types of their fields, so that nothing but our own nouns is ever made."""

import dataclasses
import hashlib
import json
import types
import typing
import zlib
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_LEVEL = 6
Broken = zlib.error
"""What :func:`unpacked` raises where bytes are not what :func:`packed` made."""


def encoded(value: Any) -> Any:
    """*value* as what JSON can hold: a dataclass is the list of its fields, in order."""
    if value is None or type(value) in {str, int, float, bool}:
        return value
    if dataclasses.is_dataclass(value):
        return [encoded(getattr(value, name)) for name in _names(typing.cast("Any", type(value)))]
    if isinstance(value, tuple):
        return [encoded(v) for v in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # a datetime too
        return value.isoformat()
    msg = f"no form for {type(value).__name__}"
    raise TypeError(msg)


def decoded(kind: type[T], value: Any) -> T:
    """The value of type *kind* that :func:`encoded` made *value* of, in this version or in one before.

    Fields that a noun has gained at its end since then have their defaults.

    Raises:
        ValueError: a noun has more or fewer fields than it ever may.
    """
    made: T = _maker(typing.cast("Any", kind))(value)
    return made


def dumps(value: Any) -> str:
    """*value* as JSON text; the same value gives the same text."""
    return json.dumps(encoded(value), separators=(",", ":"))


def loads(kind: type[T], text: str) -> T:
    """The value that :func:`dumps` wrote."""
    return decoded(kind, json.loads(text))


def packed(text: str) -> bytes:
    """*text*, compressed; lone halves of surrogate pairs survive."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(data: bytes) -> str:
    """The text that :func:`packed` compressed."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def shape(kind: Any) -> str:
    """SHA-256 of the names of the fields of a noun and of all nouns inside it: what is kept of it has this form."""
    found: dict[str, tuple[str, ...]] = {}
    _gather(kind, found)
    return hashlib.sha256(json.dumps(sorted(found.items())).encode()).hexdigest()


def _gather(kind: Any, found: dict[str, tuple[str, ...]]) -> None:
    for inner in typing.get_args(kind):
        _gather(inner, found)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__qualname__ not in found:
        found[kind.__qualname__] = _names(kind)
        for hint in typing.get_type_hints(kind).values():
            _gather(hint, found)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind))


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of *kind* out of its JSON form."""
    if kind in {str, int, float, bool, Any, types.NoneType}:
        return _same
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _tuple_maker(inside)
    if origin in {typing.Union, types.UnionType}:
        return _union_maker(inside)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        made: Any = kind
        hints = typing.get_type_hints(kind)
        return _noun_maker(made, tuple(_maker(hints[name]) for name in _names(made)))
    if kind in {date, datetime}:
        return typing.cast("Callable[[Any], Any]", kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    msg = f"no form for {kind}"
    raise TypeError(msg)


def _noun_maker(made: Any, makers: tuple[Callable[[Any], Any], ...]) -> Callable[[Any], Any]:
    needed = sum(
        f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
        for f in dataclasses.fields(made)
    )

    def make_noun(value: Any) -> Any:
        if not needed <= len(value) <= len(makers):
            msg = f"{made.__name__} has {needed} to {len(makers)} fields, not {len(value)}"
            raise ValueError(msg)
        return made(*[make(v) for make, v in zip(makers, value, strict=False)])

    return make_noun


def _same(value: Any) -> Any:
    return value


def _tuple_maker(inside: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(inside) == 2 and inside[1] is Ellipsis:
        make = _maker(inside[0])
        return tuple if make is _same else lambda value: tuple([make(v) for v in value])
    makers = tuple(_maker(kind) for kind in inside)
    return lambda value: tuple([make(v) for make, v in zip(makers, value, strict=True)])


def _union_maker(inside: tuple[Any, ...]) -> Callable[[Any], Any]:
    makers = [_maker(kind) for kind in inside if kind is not types.NoneType]
    if all(make is _same for make in makers):
        return _same
    if len(makers) != 1:
        msg = f"no form for a choice between {inside}"
        raise TypeError(msg)
    return lambda value: None if value is None else makers[0](value)
