"""Where a value came from. It rides along with the value and is never part of it."""

from dataclasses import field
from typing import Generic, Literal, TypeVar

from ...dsl.frozen import frozen
from ...dsl.source import Span

T = TypeVar("T")


@frozen
class Origin:
    """Who said it (`policy sane`, `gateway edge`, `default`), and where if it was written."""

    by: str
    at: Span | None = None


DEFAULT = Origin("default")


@frozen
class Off:
    """Switched off on purpose, which is not the same as never mentioned."""

    kind: Literal["off"] = "off"

    def __str__(self) -> str:
        return "off"


@frozen
class Traced(Generic[T]):
    """A value with its origin; two are equal when their values are."""

    value: T
    origin: Origin = field(default=DEFAULT, compare=False, repr=False)
