"""Routes that strangers get an answer from, though nobody said on the route that they may."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ...model import ANYONE, Exactly, Shows, ShowsAll, ShowsAny
from .on_the_way import MOST, Taken, passed

if TYPE_CHECKING:
    from ...model import Acceptance, Gateway, Route
    from ...trace import Question
    from ..case import Case

REFUSALS = (401, 403, 404, 405, 410)


FOR_OPERATORS = frozenset(
    (
        "admin", "_admin", "__admin", "debug", "_debug", "actuator", "pprof", "metrics",
        "nginx_status", "stub_status", "server-status", "phpmyadmin", "jolokia", "heapdump",
    )
)  # fmt: skip
FOR_THE_INSIDE = frozenset(("internal", "_internal", "__internal"))
_NOT_FOR_ALL = FOR_OPERATORS | FOR_THE_INSIDE

_OF_CASE: "WeakKeyDictionary[Case, tuple[tuple[Gateway, Route], ...]]" = WeakKeyDictionary()


def with_a_word(case: "Case", words: Collection[str]) -> "Iterator[tuple[Gateway, Route]]":
    """Routes with one of these segments in their path, some of each gateway."""
    if case not in _OF_CASE:
        _OF_CASE[case] = tuple(_not_for_all(case))
    told: dict[str, int] = {}
    for gateway, route in _OF_CASE[case]:
        if any(part.text in words for part in route.path.segments if type(part) is Exactly):
            told[gateway.name] = told.get(gateway.name, 0) + 1
            if told[gateway.name] <= MOST:
                yield gateway, route


def _not_for_all(case: "Case") -> "Iterator[tuple[Gateway, Route]]":
    for gateway in case.federation.gateways.values():
        for route in gateway.routes:
            for part in route.path.segments:
                if type(part) is Exactly and part.text in _NOT_FOR_ALL and not route.blocked:
                    yield gateway, route
                    break


def is_open_by_default(route: "Route") -> bool:
    """Open because its gateway is; `accept anyone` on the route itself is open on purpose."""
    accept = route.accept
    if accept is None:
        return True
    return lets_anybody_in(accept.value) and not accept.origin.by.startswith("route ")


def lets_anybody_in(accept: "Acceptance") -> bool:
    match accept:
        case Shows(credential=credential):
            return credential == ANYONE
        case ShowsAny(parts=parts):
            return any(map(lets_anybody_in, parts))
        case ShowsAll(parts=parts):
            return all(map(lets_anybody_in, parts))


def found_open(case: "Case", gateway: "Gateway", route: "Route") -> Taken | None:
    """A request of a stranger that comes to the route and is answered."""
    return passed(
        case,
        gateway,
        route,
        lambda trace, _hop: answers(trace.answer.status),
        case.flow.questions(gateway.name, route=route, client=ANYONE),
    )


def answers(status: int | None) -> bool:
    return status is not None and status < 500 and status not in REFUSALS


def outsiders_ask(gateway: "Gateway", route: "Route") -> "Iterator[Question]":
    """The route's own path, asked for at the gateway itself."""
    from ...patterns import example, shape_of
    from ...trace import Question

    method = route.methods[0] if route.methods else "GET"
    path = example(shape_of(route.path))
    if path is not None:
        yield Question(method, path, to=gateway.name)
