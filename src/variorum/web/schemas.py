"""JSON schemas of our own frozen values, made of their types, so that they cannot differ from the answers."""

import dataclasses
import types
import typing
from enum import StrEnum
from typing import Any

Json = dict[str, Any]
_PLAIN: dict[Any, Json] = {
    str: {"type": "string"}, int: {"type": "integer"}, float: {"type": "number"}, bool: {"type": "boolean"},
    type(None): {"type": "null"}, dict: {"type": "object"}, Any: {},
}  # fmt: skip


class Schemas:
    """Schemas by the names of their types; ``found`` are those that were asked for, with all they are made of."""

    def __init__(self) -> None:
        self.found: dict[str, Json] = {}

    def of(self, kind: Any) -> Json:
        """The schema of a type: a frozen class, an enumeration, a tuple, a union, or something plain."""
        if kind in _PLAIN:
            return _PLAIN[kind]
        origin, inside = typing.get_origin(kind), typing.get_args(kind)
        if origin in {typing.Union, types.UnionType}:
            return {"anyOf": [self.of(one) for one in inside]}
        if origin is tuple:
            return self._tuple(inside)
        if origin is dict:
            return {"type": "object"}
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return {"type": "string", "enum": [one.value for one in kind]}
        if dataclasses.is_dataclass(kind) and isinstance(kind, type):
            return self._named(kind)
        msg = f"no schema for {kind!r}"
        raise TypeError(msg)

    def _tuple(self, inside: tuple[Any, ...]) -> Json:
        if len(inside) == 2 and inside[1] is Ellipsis:
            return {"type": "array", "items": self.of(inside[0])}
        items = [self.of(one) for one in dict.fromkeys(inside)]
        return {"type": "array", "items": {"anyOf": items}, "minItems": len(inside), "maxItems": len(inside)}

    def _named(self, kind: type) -> Json:
        name = kind.__name__
        if name not in self.found:
            self.found[name] = {}  # a type may hold itself
            hints = typing.get_type_hints(kind)
            fields = [f.name for f in dataclasses.fields(kind)]
            self.found[name] = {
                "type": "object", "required": fields, "additionalProperties": False,
                "properties": {field: self.of(hints[field]) for field in fields},
            }  # fmt: skip
        return {"$ref": f"#/components/schemas/{name}"}


def plain(value: Any) -> Any:
    """A value of ours as JSON takes it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {k: plain(one) for k, one in value.items()}
    return value
