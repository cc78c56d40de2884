"""`@frozen`: a frozen, slotted dataclass that costs next to nothing until it is used.

`@dataclass(frozen=True, slots=True)` compiles six functions for each class when its module is
imported, close to a millisecond a class, and the model has a hundred of them: more than half of
what checking a small program takes. Here a class gets shared methods, and its constructor is
compiled when the first value of it is made. To everybody else (`dataclasses.fields`, `replace`,
pattern matching, pydantic) it is a dataclass like any other.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform

C = TypeVar("C")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: type[C]) -> type[C]:
    """Make a class of annotated fields frozen and slotted; equal when its compared fields are."""
    if kind.__doc__ is None:
        kind.__doc__ = kind.__name__  # or `dataclass` would work out a signature to put there
    made = dataclass(init=False, repr=False, eq=False, slots=True)(kind)
    for name, method in _SHARED.items():
        if name not in kind.__dict__:
            setattr(made, name, method)
    return made


def _first_time(self: Any, *values: Any, **named: Any) -> None:
    kind = cast("type[Any]", type(self))
    kind.__init__ = _constructor(kind)
    kind.__init__(self, *values, **named)


def _constructor(kind: type[Any]) -> Callable[..., None]:
    """Compiled from the fields, as the standard library does it."""
    names: dict[str, Any] = {"MISSING": MISSING}
    heads: list[str] = []
    lines: list[str] = []
    for part in fields(kind):
        if not part.init:
            continue
        names[f"set_{part.name}"] = getattr(kind, part.name).__set__
        heads.append(part.name + _default(part, names))
        value = part.name
        if part.default_factory is not MISSING:
            value = f"make_{value}() if {value} is MISSING else {value}"
        lines.append(f"    set_{part.name}(self, {value})")
    if hasattr(kind, "__post_init__"):
        lines.append("    self.__post_init__()")
    text = f"def __init__(self, {', '.join(heads)}):\n" + "\n".join(lines or ["    pass"])
    exec(text, names)  # noqa: S102  made of the names of our own fields only
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _default(part: "Field[Any]", names: dict[str, Any]) -> str:
    if part.default_factory is not MISSING:
        names[f"make_{part.name}"] = part.default_factory
        return "=MISSING"
    if part.default is not MISSING:
        names[f"default_{part.name}"] = part.default
        return f"=default_{part.name}"
    return ""


@cache
def _compared(kind: type[Any]) -> Callable[[Any], Any]:
    names = [part.name for part in fields(kind) if part.compare]
    return attrgetter(*names) if names else lambda _: ()


def _equal(self: object, other: object) -> bool:
    kind = type(self)
    if type(other) is not kind:
        return NotImplemented
    compared = _compared(kind)
    return self is other or compared(self) == compared(other)


def _hash(self: object) -> int:
    kind = type(self)
    return hash((kind, _compared(kind)(self)))


def _repr(self: Any) -> str:
    shown = (f"{part.name}={getattr(self, part.name)!r}" for part in fields(self) if part.repr)
    return f"{type(self).__name__}({', '.join(shown)})"


def _no_setting(_self: Any, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_deleting(_self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, part.name) for part in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for part, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, part.name, value)


_SHARED: dict[str, Callable[..., Any]] = {
    "__init__": _first_time,
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _no_setting,
    "__delattr__": _no_deleting,
    "__getstate__": _state,
    "__setstate__": _restore,
}
