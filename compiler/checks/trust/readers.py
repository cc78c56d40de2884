"""Who decides by a header: routes, cases of a choose, what is accepted, and services that get it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ....dsl.frozen import frozen
from ....dsl.source import Span
from ...model import (
    Choose,
    Gateway,
    HeaderChange,
    Policy,
    Route,
    Subject,
    Traced,
)
from ...target.mentions import shown_in, subjects_in
from ..ways import Way

if TYPE_CHECKING:
    from ..case import Case

IDENTITY = ("caller", "user", "client", "claim", "key")
"""What a gateway knows of who is calling because it checked a credential."""


@frozen
class Written:
    """A gateway writes into this header who the caller is, on this way."""

    header: str
    way: Way
    change: Traced[HeaderChange]


def identities(case: "Case") -> Iterator[Written]:
    """Each header once for each receiver."""
    met: set[tuple[str, str]] = set()
    for way in case.ways:
        for change in way.policy.request_headers:
            one = change.value
            if one.verb not in ("set", "add") or not isinstance(one.value, Subject):
                continue
            key = (one.header.lower(), way.to)
            if one.value.name in IDENTITY and key not in met:
                met.add(key)
                yield Written(one.header.lower(), way, change)


def writes(way: Way, header: str) -> bool:
    """Whether it says on this way who the caller is."""
    changes = (change.value for change in way.policy.request_headers)
    return any(
        one.header.lower() == header
        and isinstance(one.value, Subject)
        and one.value.name in IDENTITY
        for one in changes
    )


def touches(policy: Policy, header: str) -> bool:
    """Whether what a caller wrote there is gone afterwards."""
    changes = (change.value for change in policy.request_headers)
    return any(one.verb in ("set", "remove") and one.header.lower() == header for one in changes)


def handed_on(case: "Case", written: Written) -> list[str]:
    """Those who get the header as it was written: the receiver, and whoever is behind it."""
    found, ahead = [written.way.to], [written.way.to]
    while ahead:
        for way in case.ways_from.get(ahead.pop(), ()):
            if way.to not in found and not touches(way.policy, written.header):
                found.append(way.to)
                if way.upstream.to_kind == "gateway":
                    ahead.append(way.to)
    return found


def routes_that_read(gateway: Gateway, header: str) -> Iterator[tuple[Route, str, Span | None]]:
    """With what each does by it."""
    for route in gateway.routes:
        for what, subjects in _looked_at(route):
            if any(
                one.name == "header" and (one.argument or "").lower() == header for one in subjects
            ):
                yield route, what, route.at
                break


def _looked_at(route: Route) -> Iterator[tuple[str, Iterable[Subject]]]:
    """Keys of limits are not among them: that they can be forged is told of the limit."""
    if route.when is not None:
        yield "chooses its route by it", subjects_in(route.when)
    if isinstance(route.action, Choose):
        for case in route.action.cases:
            if case.when is not None:
                yield "chooses where to send the request by it", subjects_in(case.when)
    if route.accept is not None:
        for shown in shown_in(route.accept.value):
            if shown.condition is not None:
                yield "lets callers in by it", subjects_in(shown.condition)


def first_written(found: Iterable[Written]) -> Mapping[str, list[Written]]:
    """By header."""
    grouped: dict[str, list[Written]] = {}
    for one in found:
        grouped.setdefault(one.header, []).append(one)
    return grouped
