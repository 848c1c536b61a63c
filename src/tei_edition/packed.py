"""Values as bytes and back: what the types say is written as JSON, and nothing else is ever read."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache
from typing import Any, TypeVar

V = TypeVar("V")
Reader = Callable[[Any], Any]

PLAIN = (str, int, float, bool)
FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)


def packed(value: object) -> bytes:
    """A value of frozen dataclasses, named tuples, tuples, sets, counters and plain things as bytes."""
    return json.dumps(_plain(value), separators=(",", ":")).encode()


def unpacked(kind: Callable[..., V], data: bytes) -> V:
    """A value of that type. Raises ValueError if these are not the bytes of one."""
    try:
        found: V = _reader(kind)(json.loads(data))
    except FAULTS as error:
        raise ValueError(f"no {kind}") from error
    return found


def _plain(value: Any) -> Any:
    if value is None or type(value) in PLAIN:
        return value
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Counter | dict):
        return [[_plain(key), _plain(each)] for key, each in value.items()]
    if isinstance(value, frozenset):
        return sorted(map(_plain, value))
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} cannot be packed")


@cache
def _reader(kind: Any) -> Reader:
    """What makes a value of a type of what JSON has for it."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if kind in PLAIN:
        return _exactly(kind)
    if kind is type(None) or kind is bytes:  # bytes stand in files of their own
        return _nothing
    if origin is typing.Literal:
        return _one_of(inner)
    if origin in (typing.Union, types.UnionType):
        return _perhaps(next(each for each in inner if each is not type(None)))
    if origin is tuple:
        return _many(tuple, inner[0]) if inner[1:] == (...,) else _row(lambda *values: values, inner)
    if origin is Sequence:
        return _many(tuple, inner[0])
    if origin is frozenset:
        return _many(frozenset, inner[0])
    if origin is dict:
        return _pairs(dict, *inner)
    if origin is Counter:
        return _pairs(Counter, inner[0], int)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    hints = typing.get_type_hints(kind)
    names = [each.name for each in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else kind._fields
    return _row(kind, tuple(hints[name] for name in names))


def _exactly(kind: type) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(value)
        return value

    return read


def _nothing(value: Any) -> None:
    if value is not None:
        raise ValueError(value)


def _one_of(values: tuple[Any, ...]) -> Reader:
    def read(value: Any) -> Any:
        if value not in values:
            raise ValueError(value)
        return value

    return read


def _perhaps(kind: Any) -> Reader:
    reader = _reader(kind)
    return lambda value: None if value is None else reader(value)


def _many(made: Callable[[Any], Any], kind: Any) -> Reader:
    if kind in PLAIN:
        return lambda values: made(_all_of(kind, _list(values)))
    reader = _reader(kind)
    return lambda values: made(map(reader, _list(values)))


def _all_of(kind: type, values: list[Any]) -> list[Any]:
    if values and set(map(type, values)) != {kind}:
        raise ValueError(values)
    return values


def _row(made: Callable[..., Any], kinds: tuple[Any, ...]) -> Reader:
    readers = tuple(map(_reader, kinds))

    def read(values: Any) -> Any:
        return made(*[reader(value) for reader, value in zip(readers, _list(values), strict=True)])

    return read


def _pairs(made: Callable[[Any], Any], key: Any, value: Any) -> Reader:
    keys, values = _reader(key), _reader(value)
    return lambda rows: made({keys(one): values(other) for one, other in _list(rows)})


def _list(values: Any) -> list[Any]:
    if type(values) is not list:
        raise ValueError(values)
    return values
