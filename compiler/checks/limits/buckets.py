"""Limits and quotas where they stand, with the routes that draw on them."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal
from weakref import WeakKeyDictionary

from ....dsl.finding import Edit
from ....dsl.frozen import frozen
from ....dsl.source import Span
from ...model import Gateway, Limit, Off, Quota, Route, Subject, Traced
from ...units import Rate
from ..case import Case

OF_A_PLACE = ("route", "gateway")
"""Keys that say where the bucket stands, not whose it is."""


@frozen
class Bucket:
    """One limit or quota. `of_route` is that a route says it, not the gateway as a whole."""

    gateway: Gateway
    routes: tuple[Route, ...]
    stated: Traced[Any]
    limit: Limit | Quota
    word: Literal["limit", "quota"]
    of_route: bool

    @property
    def at(self) -> Span:
        """Where it is written."""
        found = self.stated.origin.at or self.gateway.at
        assert found is not None, "a program that was read from text has spans"
        return found

    @property
    def whose(self) -> tuple[Subject, ...]:
        """What tells one caller's bucket from another's; nothing where one bucket is meant."""
        return tuple(one for one in self.limit.per if one.name not in OF_A_PLACE)

    @property
    def text(self) -> str:
        return f"{self.word} {self.limit.rate}{per_text(self.limit.per)}"

    @property
    def without_key(self) -> str:
        burst = self.limit.burst if isinstance(self.limit, Limit) else None
        return f"{self.word} {self.limit.rate}{f' burst {burst}' if burst is not None else ''}"

    @property
    def text_with_burst(self) -> str:
        return f"{self.without_key}{per_text(self.limit.per)}"

    @property
    def about(self) -> tuple[str, ...]:
        return (self.gateway.name, self.stated.origin.by, self.word, per_text(self.limit.per))


def per_text(per: tuple[Subject, ...]) -> str:
    return f" per {', '.join(map(str, per))}" if per else ""


_BUCKETS: "WeakKeyDictionary[Case, tuple[Bucket, ...]]" = WeakKeyDictionary()


def buckets_of(case: Case) -> tuple[Bucket, ...]:
    if case not in _BUCKETS:
        every = case.federation.gateways.values()
        _BUCKETS[case] = tuple(bucket for gateway in every for bucket in _of_gateway(gateway))
    return _BUCKETS[case]


def _of_gateway(gateway: Gateway) -> Iterator[Bucket]:
    stated: dict[int, tuple[Traced[Any], list[Route]]] = {}
    for route in gateway.routes:
        policy = route.policy
        for one in (policy.limits, policy.quotas):
            if one is not None and not isinstance(one.value, Off) and not route.blocked:
                stated.setdefault(id(one), (one, []))[1].append(route)
    own = (gateway.policy.limits, gateway.policy.quotas)
    for one, routes in stated.values():
        of_route = not any(one is inherited for inherited in own)
        for limit in one.value:
            word = "limit" if isinstance(limit, Limit) else "quota"
            yield Bucket(gateway, tuple(routes), one, limit, word, of_route)


def per_second(rate: Rate) -> Fraction:
    return Fraction(rate.amount) * 1_000_000 / rate.per_us


def in_window_of(rate: Fraction, like: Rate) -> str:
    """A rate per second, in the window of another one: `24K/min`."""
    from decimal import Decimal

    amount = rate * like.per_us / 1_000_000
    rounded = Decimal(round(amount * 100)) / 100 if amount.denominator > 1 else int(amount)
    return str(Rate(Decimal(rounded), like.per_us))


def region_of(routes: tuple[Route, ...]) -> str:
    """One route, and how many more."""
    more = len(routes) - 1
    return (
        f"{routes[0].name} and {more} more route{'s' if more > 1 else ''}"
        if more
        else routes[0].name
    )


def written_anew(bucket: Bucket, statement: str) -> Edit | None:
    """An edit of the statement itself, where it is this place's own and the only one."""
    at, by = bucket.stated.origin.at, bucket.stated.origin.by
    alone = len(bucket.stated.value) == 1
    return Edit(at, statement) if at is not None and alone and not by.startswith("policy") else None
