"""What is meant for the inside, and answers whoever asks from outside."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Label, Proof
from ..grounds import assumed, ground
from .on_the_way import MOST, Taken, passed
from .surfaces import (
    FOR_THE_INSIDE,
    answers,
    found_open,
    is_open_by_default,
    outsiders_ask,
    with_a_word,
)

if TYPE_CHECKING:
    from ...model import Gateway, Route
    from ..case import Case

CODE = "GW5104"
OPEN_INNER_DOOR = "GW2104"


def find(case: "Case") -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        if _is_bare(gateway) and case.facts(gateway).exposes_internal.value:
            yield from _gateway(case, gateway)
    yield from _routes(case)


def _is_bare(gateway: "Gateway") -> bool:
    """Internal, and nothing in it asks who comes."""
    return (
        gateway.exposure.value == "internal"
        and gateway.accept is None
        and bool(gateway.routes)
        and all(route.accept is None for route in gateway.routes)
    )


def _gateway(case: "Case", gateway: "Gateway") -> Iterator[Finding]:
    if any(gateway.name in finding.about for finding in case.found(OPEN_INNER_DOOR)):
        return
    for route in gateway.routes[:MOST]:
        found = passed(
            case,
            gateway,
            route,
            lambda trace, hop: hop.depth == 0 and answers(trace.answer.status),
            outsiders_ask(gateway, route),
        )
        if found is not None:
            yield _open_gateway(case, gateway, found)
            return


def _open_gateway(case: "Case", gateway: "Gateway", found: Taken) -> Finding:
    assert gateway.at is not None
    assert found.hop.route is not None
    fact = case.facts(gateway).exposes_internal
    route = found.hop.route
    return Finding(
        CODE,
        f"`{gateway.name}` is internal and asks nobody who they are, and the internet reaches it",
        gateway.at,
        "no `accept` in this gateway, nor on its routes",
        because=(Label(route.at, "answers a stranger"),) if route.at else (),
        notes=(
            ground(f"{gateway.target} leaves internal gateways reachable from the internet", fact),
        ),
        help=(
            Help(
                f"let `{gateway.name}` accept something that only the gateways in front of it can"
                " show, and attach that there",
                Applicability.REVIEW,
            ),
        ),
        about=(gateway.name,),
        proof=Proof.WITNESS,
        witness=found.witness(),
        region=f"{route.name}, and what else `{gateway.name}` has"
        if len(gateway.routes) > 1
        else route.name,
        rests_on=assumed(f"{gateway.target} leaves internal gateways reachable", fact),
    )


def _routes(case: "Case") -> Iterator[Finding]:
    """Routes whose path says that they are for the inside."""
    for gateway, route in with_a_word(case, FOR_THE_INSIDE):
        if is_open_by_default(route) and not _is_bare(gateway):
            found = found_open(case, gateway, route)
            if found is not None:
                yield _open_route(gateway, route, found)


def _open_route(gateway: "Gateway", route: "Route", found: Taken) -> Finding:
    assert route.at is not None
    return Finding(
        CODE,
        f"the path `{route.path.text}` speaks of internal use, and `{gateway.name}` answers"
        " anybody there",
        route.at,
        "no `accept` of its own",
        help=(
            Help(
                "give the route an `accept` that outsiders do not meet; `accept anyone` on the route"
                " itself says that it is meant to be open",
                Applicability.REVIEW,
            ),
        ),
        about=(gateway.name, route.name),
        proof=Proof.WITNESS,
        witness=found.witness(),
        region=found.requests,
    )
