"""Which credentials and variables a gateway's own words speak of."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, cast

from ..model import (
    ANYONE,
    Acceptance,
    AllOf,
    AnyOf,
    Condition,
    Credential,
    FromEnv,
    Gateway,
    Not,
    Shows,
    ShowsAll,
    ShowsAny,
    Subject,
)
from .members import members_of
from .slice import Destination


def credentials_of(gateway: Gateway) -> list[str]:
    """Every credential that the gateway accepts, strips, swaps or attaches, as first written."""
    return list(dict.fromkeys(_credentials(gateway)))


def shown_in(acceptance: Acceptance) -> Iterator[Shows]:
    """Every single credential that an `accept` speaks of, `anyone` included."""
    match acceptance:
        case Shows():
            yield acceptance
        case ShowsAll(parts) | ShowsAny(parts):
            for part in parts:
                yield from shown_in(part)


def subjects_in(condition: Condition | None) -> Iterator[Subject]:
    """Everything of a request that a condition looks at, in the order written."""
    match condition:
        case None:
            return
        case Not(inner=inner):
            yield from subjects_in(inner)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from subjects_in(part)
        case _:
            yield condition.subject


def variables_of(
    gateway: Gateway, destinations: Iterable[Destination], credentials: Iterable[Credential]
) -> list[str]:
    """Every variable whose value this gateway needs where it runs."""
    named = [*_variables(gateway)]
    for thing in (*destinations, *credentials):
        named += _variables(thing)
        named += _variable_names(thing)
    return list(dict.fromkeys(named))


def _credentials(gateway: Gateway) -> Iterator[str]:
    for place in (gateway, *gateway.routes):
        if place.accept is not None:
            yield from (
                s.credential for s in shown_in(place.accept.value) if s.credential != ANYONE
            )
    for route in gateway.routes:
        for travel in (route.travel, *(member.travel for member in members_of(route.action))):
            yield from travel.strip
            for swap in travel.exchange:
                yield from (swap.old, swap.new)
            yield from (*travel.attach, *travel.passes)


def _variable_names(thing: Any) -> Iterator[str]:
    """A shared secret names its variable as plain text."""
    name = getattr(thing, "variable", None)
    if isinstance(name, str):
        yield name


def _variables(thing: Any) -> Iterator[str]:
    """Every `env NAME` inside, in the order of the fields."""
    if isinstance(thing, FromEnv):
        yield thing.variable
    elif isinstance(thing, tuple):
        for part in cast("tuple[Any, ...]", thing):
            yield from _variables(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.compare:
                yield from _variables(getattr(thing, field.name))
