"""Gateways that others lead to are internal, unless they say otherwise or have a domain."""

from collections.abc import Iterator
from dataclasses import replace

from ..model import (
    DEFAULT,
    Action,
    Choose,
    First,
    Forward,
    Gateway,
    Gather,
    Origin,
    Split,
    Traced,
    Upstream,
)

LED_TO = Origin("another gateway leads here")


def with_exposure(gateways: dict[str, Gateway]) -> dict[str, Gateway]:
    led_to = {
        sent.to
        for gateway in gateways.values()
        for route in gateway.routes
        if route.action is not None
        for sent in upstreams(route.action)
        if sent.to_kind == "gateway" and sent.to != gateway.name
    }
    return {
        name: _turned_inward(gateway) if name in led_to else gateway
        for name, gateway in gateways.items()
    }


def _turned_inward(gateway: Gateway) -> Gateway:
    if gateway.exposure.origin is not DEFAULT:
        return gateway
    return replace(gateway, exposure=Traced("internal", LED_TO))


def upstreams(action: Action) -> Iterator[Upstream]:
    """Everywhere an action may send a request, in the order written."""
    match action:
        case Forward():
            yield action.upstream
        case Gather():
            yield from (part.member.upstream for part in action.parts)
        case Choose():
            yield from (case.member.upstream for case in action.cases)
        case Split():
            yield from (portion.member.upstream for portion in action.portions)
        case First():
            yield from (member.upstream for member in action.members)
        case _:
            return
