"""Nouns as compact JSON and back: every frozen dataclass of ``model`` and ``text``, fields in their order, by position.

The types of the fields say how to read it, so that nothing but data stands in a file and nothing in it is run.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

Noun = TypeVar("Noun")


def dumped(value: object) -> str:
    """A noun (or a tuple of nouns) as one line of ASCII JSON; equal values give equal lines."""
    return json.dumps(_plain(value), separators=(",", ":"))


def loaded(kind: type[Noun], line: str) -> Noun:
    """The noun of type *kind* that :func:`dumped` wrote."""
    reader: Callable[[Any], Any] = _reader(kind)  # type: ignore[arg-type]  # a class is hashable
    made: Noun = reader(json.loads(line))
    return made


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind is str or kind is int or value is None or kind is float or kind is bool:
        return value
    if kind is tuple:
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(getattr(value, name)) for name in _fields(kind)]  # type: ignore[arg-type]  # a class is hashable


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of type *kind* from its JSON."""
    if kind in {str, int, float, bool, type(None)}:
        return _same
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {types.UnionType, typing.Union}:
        inner = [_reader(each) for each in arguments if each is not type(None)]
        return _optional(inner[0]) if len(inner) == 1 else _same
    if origin is tuple:
        return _row(arguments)
    if dataclasses.is_dataclass(kind):
        return _noun(kind)
    if issubclass(kind, Enum):
        return _enum(kind)
    if issubclass(kind, date | datetime):
        return _date(kind)
    msg = f"no noun: {kind}"
    raise TypeError(msg)


def _same(value: Any) -> Any:
    return value


def _optional(inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return _same if inner is _same else lambda value: None if value is None else inner(value)


def _row(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = _reader(arguments[0])
        return tuple if inner is _same else lambda value: tuple(map(inner, value))
    each = [_reader(argument) for argument in arguments]
    return lambda value: tuple(read(part) for read, part in zip(each, value, strict=True))


def _enum(kind: type[Enum]) -> Callable[[Any], Any]:
    return kind


def _date(kind: type[date]) -> Callable[[Any], Any]:
    return kind.fromisoformat


def _noun(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    each = [_reader(hints[name]) for name in _fields(kind)]
    if all(read is _same for read in each):
        return lambda value: kind(*value)
    return lambda value: kind(*[read(part) for read, part in zip(each, value, strict=True)])
