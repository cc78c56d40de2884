"""How well a product can do what a program asks of it."""

from typing import Literal

from ...dsl.frozen import frozen
from ..facts import Known

Way = Literal["native", "emulated", "degraded", "impossible"]

Spared = Literal[
    "retries that wait for no status",
    "retries that name every method of the route",
    "retries of GET without a pause",
    "callers who all show API keys",
    "members that get the same path",
    "caches without a key of their own",
]
"""What a degradation does not concern (see spared.py)."""


@frozen
class Ability:
    """`how` says what an emulation is made of, what a degradation changes, why it cannot be.

    `plans` are those that have it (none named: all have); `beta` is what its vendor says of that,
    such as since when, and None where it is no beta feature. A degradation is `mild` where nobody
    who calls gets another answer: a failure is noticed later, or somebody has more to look after;
    what it `spares` is as the program means it. What is `unwritten` the product can do, and
    this version of ours does not write it.
    """

    way: Way
    known: Known
    source: str
    date: str
    how: str = ""
    plans: tuple[str, ...] = ()
    beta: str | None = None
    mild: bool = False
    spares: Spared | None = None
    unwritten: bool = False
