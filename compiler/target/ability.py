"""How well a product can do what a program asks of it."""

from typing import Literal

from ...dsl.frozen import frozen
from ..facts import Known

Way = Literal["native", "emulated", "degraded", "impossible"]


@frozen
class Ability:
    """`how` says what an emulation is made of, what a degradation changes, why it cannot be.

    `plans` are those that have it (none named: all have), `beta` is since when it is one.
    """

    way: Way
    known: Known
    source: str
    date: str
    how: str = ""
    plans: tuple[str, ...] = ()
    beta: str | None = None
