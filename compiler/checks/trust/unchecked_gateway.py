"""A gateway that lets everybody in without having said so: nobody wrote `accept`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Label
from ...model import Gateway, Redirect, Respond, Route
from ..ways import Way
from .blocks import in_block_of_gateway
from .doors import comes_from, reached_names
from .menu import kept_here

if TYPE_CHECKING:
    from ..case import Case

CODE = "GW2115"
ROUTES_NAMED = 3
TOLD_BY = ("GW2104", "GW2109", "GW5104")


def find(case: "Case") -> Iterator[Finding]:
    suspects = [
        (gateway, unchecked)
        for gateway in case.federation.gateways.values()
        if (unchecked := [route for route in gateway.routes if _is_unchecked(route)])
    ]
    if not suspects:
        return
    reached = reached_names(case)
    told = {name for code in TOLD_BY for f in case.found(code) for name in f.about}
    for gateway, unchecked in suspects:
        if gateway.name in reached and gateway.name not in told:
            yield _finding(case, gateway, unchecked)


def _is_unchecked(route: Route) -> bool:
    """It leads somewhere, and neither it nor its gateway nor all of its members ask for anything."""
    if route.accept is not None or route.blocked or route.action is None:
        return False
    if isinstance(route.action, Redirect | Respond):
        return False
    return not _asked_of_each_member(route)


def _asked_of_each_member(route: Route) -> bool:
    from ...target.members import members_of

    members = list(members_of(route.action))
    return bool(members) and all(member.accept is not None for member in members)


def _finding(case: "Case", gateway: Gateway, unchecked: list[Route]) -> Finding:
    assert gateway.at is not None
    some = len(unchecked) < len([r for r in gateway.routes if r.action is not None])
    where = f" on {_named(unchecked)}" if some else ""
    return Finding(
        CODE,
        f"`{gateway.name}` lets everybody in{where}, and nothing says that this is meant",
        gateway.at,
        "there is no `accept` here" + (", and these routes have none either" if some else ""),
        because=tuple(_where(case, gateway, unchecked)),
        notes=("without an `accept` nobody is checked: a made-up credential does as well as none",),
        help=tuple(_ways_out(case, gateway, not some)),
        about=(gateway.name,),
        region=", ".join(route.name for route in unchecked[:ROUTES_NAMED]),
    )


def _named(routes: list[Route]) -> str:
    names = ", ".join(f"`{route.name}`" for route in routes[:ROUTES_NAMED])
    return f"{names} and {len(routes) - ROUTES_NAMED} more" if len(routes) > ROUTES_NAMED else names


def _where(case: "Case", gateway: Gateway, unchecked: list[Route]) -> Iterator[Label]:
    first = unchecked[0]
    if first.at is not None:
        yield Label(first.at, "anybody who gets here is served")
    for way in comes_from(case, gateway.name)[:1]:
        yield Label(way.at, f"`{way.gateway.name}` leads here")


def _ways_out(case: "Case", gateway: Gateway, all_of_it: bool) -> Iterator[Help]:
    wanted = _likely(case, gateway) if all_of_it else None
    if wanted is not None:
        edits = (*in_block_of_gateway(gateway, f"accept {wanted}"), *kept_here(gateway, wanted))
        message = f"let in only who shows `{wanted}`, which reaches this gateway already"
        yield Help(message, Applicability.REVIEW, edits)
    open_to_all = in_block_of_gateway(gateway, "accept anyone")
    yield Help("say that it is open on purpose", Applicability.REVIEW, open_to_all)


def _likely(case: "Case", gateway: Gateway) -> str | None:
    """What is attached on every way here, else what the only kind of client shows."""
    ways = comes_from(case, gateway.name)
    if ways:
        first = [name for travel in ways[0].travels for name in travel.attach]
        return next((name for name in first if all(_attaches(way, name) for way in ways)), None)
    shown = {one.credential for c in case.federation.clients.values() for one in c.presents}
    return next(iter(shown)) if len(shown) == 1 else None


def _attaches(way: Way, name: str) -> bool:
    return any(name in travel.attach for travel in way.travels)
