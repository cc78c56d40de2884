"""The flow of small programs, in one line each, for tests."""

from collections.abc import Mapping

from flow_oracle import case_of
from gatewright.compiler.checks.case import Case
from gatewright.compiler.facts import ProductFacts
from gatewright.compiler.flow import Flow, Shown
from gatewright.compiler.patterns import text_of
from traces import PLAIN, federation_of


def case(text: str, **facts: ProductFacts) -> Case:
    """Each gateway by its name, the plain product for all others."""
    federation = federation_of(text)
    return case_of(federation, {name: facts.get(name, PLAIN) for name in federation.gateways})


def flow(text: str, **facts: ProductFacts) -> Flow:
    return case(text, **facts).flow


def paths(found: Flow, gateway: str, client: str = "anyone") -> list[str]:
    """What arrives, in the order in which it was met."""
    return [
        text_of(part.paths)
        for one in found.arrivals(gateway)
        if one.client == client
        for part in one.parts
    ]


def passages(found: Flow, gateway: str, client: str = "anyone") -> list[str]:
    """`GET /a some missing`, passage by passage."""
    return [
        " ".join((one.route.name, one.let_in, *one.refused))
        for one in found.passages(gateway)
        if one.arrival.client == client
    ]


def at(places: Mapping[str, frozenset[Shown]], place: str) -> list[str]:
    """`genuine key of web`, `forged`, `absent`, sorted."""
    return sorted(
        f"{one.standing} {one.credential} of {one.holder}" if one.credential else one.standing
        for one in places[place]
    )


def delivered(found: Flow, name: str, place: str) -> list[str]:
    """What stands at a place in all that reaches a service."""
    shown = {what for one in found.deliveries(name) for what in at(one.places, place)}
    return sorted(shown)
