"""Frozen dataclasses as JSON and back, so that a paper keeps its questions whatever becomes of the exercises."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


def dumps(value: object) -> str:
    """A value of dataclasses, tuples and plain values as JSON; equal values give equal text. Defaults are left out."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(cls: type[_T], text: str) -> _T:
    """The value `dumps` wrote. Fields that are no longer known are passed over."""
    return _made(cls, json.loads(text))


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(own) for f in fields(value) if (own := getattr(value, f.name)) != f.default}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _made(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    if get_origin(kind) in (Union, UnionType):
        return _made(next(one for one in get_args(kind) if one is not NoneType), data)
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        return tuple(_made(inner[0], one) for one in data)
    if is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _made(hints[name], own) for name, own in data.items() if name in hints})
    if isinstance(kind, type) and issubclass(kind, tuple):  # a NamedTuple, or a span
        return kind(*data)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(data)
    return data
