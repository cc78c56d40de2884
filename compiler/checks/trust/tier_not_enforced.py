"""Consumers who bought something, and nobody on their way who knows which of them is calling."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Label
from ...model import ANYONE, Client, Tier
from ...target.mentions import shown_in
from .zones import asked_by, places_of

if TYPE_CHECKING:
    from ...trace import Hop, Trace
    from ..case import Case

CODE = "GW2112"
TRIED = 3


def find(case: "Case") -> Iterator[Finding]:
    for client in case.federation.clients.values():
        tier = case.federation.tiers.get(client.tier) if client.tier is not None else None
        if tier is None or not (tier.limits or tier.quotas) or _is_asked_somewhere(case, client):
            continue
        trace = _unattributed(case, client)
        if trace is not None:
            yield _finding(case, client, tier, trace)


def _is_asked_somewhere(case: "Case", client: Client) -> bool:
    """Some gateway looks at what they show; that others are open to all is another matter."""
    credentials = case.federation.credentials
    places = places_of(case.federation)
    shown = {
        (credentials[one.credential].kind, places[one.credential])
        for one in client.presents
        if credentials[one.credential].kind != "shared_secret"
    }
    asked = (
        credentials[one.credential]
        for gateway in case.federation.gateways.values()
        for accept in asked_by(gateway)
        for one in shown_in(accept)
        if one.credential != ANYONE
    )
    return any((one.kind, places[one.name]) in shown for one in asked)


def _unattributed(case: "Case", client: Client) -> "Trace | None":
    """A request of theirs that is served, with no gateway that asked who they are."""
    for gateway in case.federation.gateways.values():
        questions = case.flow.questions(gateway.name, client=client.name)
        for question in islice(questions, TRIED):
            trace = case.trace(question)
            if trace is not None and _is_served(trace) and not _known(case, trace):
                return trace
    return None


def _is_served(trace: "Trace") -> bool:
    last = trace.hops[-1] if trace.hops else None
    return last is not None and last.verdict.name in ("FORWARDED", "DELIVERED")


def _known(case: "Case", trace: "Trace") -> bool:
    return any(_identifies(case, hop) for hop in trace.hops)


def _identifies(case: "Case", hop: "Hop") -> bool:
    """One secret for all tells that somebody is allowed, not who he is."""
    credentials = case.federation.credentials
    return any(credentials[name].kind != "shared_secret" for name in hop.accepted)


def _finding(case: "Case", client: Client, tier: Tier, trace: "Trace") -> Finding:
    from ..confirm import witness_of

    first = trace.hops[0]
    gateway = case.federation.gateways[first.gateway]
    route = first.route
    accept = route.accept if route is not None else None
    at = (accept.origin.at if accept is not None else None) or gateway.at
    assert at is not None
    because = (Label(client.at, f"`{client.name}` bought `{tier.name}`"),) if client.at else ()
    return Finding(
        CODE,
        f"nobody on this way knows which consumer is calling, so `{tier.name}` limits none of them",
        at,
        "nothing that is asked for here tells one caller from another",
        because=because,
        notes=(f"a request of `{client.name}` passes as nobody's in particular",),
        help=(
            Help(f"let `{gateway.name}` accept what `{client.name}` shows", Applicability.REVIEW),
        ),
        about=(client.name, tier.name, gateway.name),
        witness=witness_of(trace, lambda hop: hop is first),
        region=route.name if route is not None else "",
    )
