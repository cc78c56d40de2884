"""Comparing a value of the program with the bound that a rule sets for it."""

from decimal import Decimal

from ...model import Bound, Comparison
from ...units import Duration, Money, Rate, Share, Size


def meets(value: object, how: Comparison, bound: Bound) -> bool | None:
    """None where the two are of different kinds."""
    here, there = _number(value), _number(bound)
    if here is None or there is None or here[0] != there[0]:
        return None
    one, other = here[1], there[1]
    return {
        "=": one == other,
        "!=": one != other,
        "<": one < other,
        "<=": one <= other,
        ">": one > other,
        ">=": one >= other,
    }[how]


def _number(value: object) -> tuple[str, Decimal] | None:
    match value:
        case bool():
            return None
        case int() | Decimal():
            return "count", Decimal(value)
        case Duration(us=us):
            return "time", Decimal(us)
        case Size(bytes=many):
            return "size", Decimal(many)
        case Share(ppm=ppm):
            return "share", Decimal(ppm)
        case Rate(amount=amount, per_us=per):
            return "rate", amount * 1_000_000 / per
        case Money(amount=amount, currency=currency):
            return currency, amount
        case _:
            return None


IS_UPPER = ("<", "<=")
"""With these nothing at all is as good as little."""
