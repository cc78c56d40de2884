"""One fact about a product: the value, who says so, when, and how we know."""

from typing import Generic, Literal, TypeVar

from ...dsl.frozen import frozen

T = TypeVar("T")

Known = Literal["run here", "vendor's validator", "documentation", "assumed"]
"""From the surest to the least sure."""


@frozen
class Fact(Generic[T]):
    """`source` is what a reader could open; `date` is the day it was read or run (ISO)."""

    value: T
    known: Known
    source: str
    date: str
    note: str = ""


@frozen
class Dispute:
    """Where two documents of a vendor disagree, or one has changed: both, and what we go by."""

    about: str
    one: str
    other: str
    taken: str
