"""Requests of several clients at one limit, and under which key each is counted there."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.frozen import frozen
from ...model import ANYONE, GatewayJwt, Route, Subject
from ..case import Case
from ..courses import courses

if TYPE_CHECKING:
    from ...trace import Hop, Trace

CLIENTS = 6
REQUESTS = 2
BY_WHOM = ("caller", "client", "user")
REFUSED = ("AUTH_MISSING", "AUTH_REJECTED")
TELL_THE_ADDRESS = ("x-forwarded-for", "forwarded", "x-real-ip", "x-original-forwarded-for")
OF_THEIR_OWN_CLAIMS = ("jwt", "gateway_jwt", "oauth_client")


@frozen
class Sighting:
    """A request of one client as it stands before the limit; `hop` is the pass that is limited."""

    client: str
    trace: "Trace"
    hop: "Hop"


@frozen
class Key:
    """`value` tells under what a request is counted, None where nothing names it."""

    shared: bool
    value: str | None = None


ONE_OF_MANY = Key(shared=False)


def sightings(case: Case, gateway: str, route: Route) -> Iterator[Sighting]:
    """A few requests of each client, and of anyone, that are let in to this route."""
    for client in islice((*case.federation.clients, ANYONE), CLIENTS):
        asked = case.flow.questions(gateway, route=route, client=client)
        for question in islice(asked, REQUESTS):
            for trace in courses(case.trace(question)):
                hop = let_in(trace, gateway, route)
                if hop is not None:
                    yield Sighting(client, trace, hop)
                    break


def let_in(trace: "Trace", gateway: str, route: Route) -> "Hop | None":
    """The pass of this gateway by this route, where it was not refused."""
    return next(
        (
            hop
            for hop in trace.hops
            if hop.gateway == gateway and hop.route is route and hop.verdict.name not in REFUSED
        ),
        None,
    )


def key_of(case: Case, subject: Subject, seen: Sighting) -> Key:
    """Whether this part of a key is the same for whoever comes by this way."""
    if subject.name in BY_WHOM:
        return _caller(case, seen)
    if subject.name == "ip":
        return _address(seen)
    if subject.name == "claim":
        return _claim(case, subject.argument or "", seen)
    if subject.name == "header":
        return _header(case, (subject.argument or "").lower(), seen)
    return ONE_OF_MANY


def _caller(case: Case, seen: Sighting) -> Key:
    """Nobody in particular, or the gateway in front, which shows the same secret for everybody."""
    caller = seen.hop.caller
    if caller is None:
        return Key(True)
    if caller in case.federation.gateways or _is_shown_by_a_gateway(seen):
        return Key(True, f"`{caller}`")
    return ONE_OF_MANY


def _is_shown_by_a_gateway(seen: Sighting) -> bool:
    """A certificate, say, that the gateway in front shows; its own tokens say whom they are for."""
    shown = [one for one in seen.hop.received.credentials if one.credential in seen.hop.accepted]
    return bool(shown) and all(one.client is None and "sub" not in one.claims for one in shown)


def _address(seen: Sighting) -> Key:
    """Behind another gateway all come from there, unless some header says more."""
    hop = seen.hop
    if hop.parent is None or any(hop.received.header(name) for name in TELL_THE_ADDRESS):
        return ONE_OF_MANY
    return Key(True, f"the address of `{seen.trace.hops[hop.parent - 1].gateway}`")


def _claim(case: Case, claim: str, seen: Sighting) -> Key:
    """A secret has no claims; a gateway's own token has those that it was told to have."""
    accepted = [case.federation.credentials[name] for name in seen.hop.accepted]
    for credential in accepted:
        if isinstance(credential, GatewayJwt):
            minted = next((one for one in credential.claims if one.name == claim), None)
            if claim == "sub" or (minted is not None and not isinstance(minted.value, str)):
                return _caller(case, seen) if claim == "sub" else ONE_OF_MANY
        elif credential.kind in OF_THEIR_OWN_CLAIMS:
            return ONE_OF_MANY
    return Key(True)


def _header(case: Case, header: str, seen: Sighting) -> Key:
    """What the gateway in front writes the same into every request, or takes off all of them."""
    hop = seen.hop
    if hop.parent is None:
        return ONE_OF_MANY
    before = seen.trace.hops[hop.parent - 1]
    ways = (w for w in case.ways_from[before.gateway] if w.route is before.route)
    way = next((one for one in ways if one.to == hop.gateway), None)
    if way is None:
        return ONE_OF_MANY
    for change in reversed(way.policy.request_headers):
        if change.value.header.lower() == header:
            if change.value.verb == "set" and isinstance(change.value.value, str):
                return Key(True, f"`{change.value.value}`")
            return Key(True) if change.value.verb == "remove" else ONE_OF_MANY
    return ONE_OF_MANY
