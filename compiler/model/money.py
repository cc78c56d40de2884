"""What a vendor bills."""

from dataclasses import field
from typing import Literal

from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..units import Money, Size


@frozen
class Price:
    """`money` for each `per` requests above what is included, up to so many of them."""

    money: Money
    per: int
    up_to: int | None = None


@frozen
class Plan:
    """A None is unknown where `unknown` holds the field's name, and absent where it does not."""

    name: str
    base_plan: str | None = None
    base: Money | None = None
    includes: int | None = None
    prices: tuple[Price, ...] = ()
    cap: int | None = None
    unit: Size | None = None
    counts: tuple[str, ...] | None = None
    shared: Literal["account", "gateway"] = "gateway"
    unknown: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)
