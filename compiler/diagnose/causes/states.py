"""A gateway or a route that was closed on purpose."""

from collections.abc import Iterator
from dataclasses import replace

from ...model import Gateway
from ..scene import Scene
from ..suspicion import Suspicion, Way

ON_ITS_WAY_OUT = 20.0  # what is deprecated is blocked or retired next
IN_USE = 6.0


def closed_gateways(scene: Scene) -> Iterator[Suspicion]:
    for name in dict.fromkeys(hop.gateway for hop in scene.hops):
        gateway = scene.gateway(name)
        leaving = gateway.state == "deprecated"
        yield Suspicion(
            kind="state",
            fault=f"{name} blocked or retired",
            cause=f"`{name}`, or this route of it, has been blocked or retired",
            hop=name,
            about=name,
            weight=ON_ITS_WAY_OUT if leaving else IN_USE,
            reason="the program says that it is deprecated"
            if leaving
            else "the program knows it in use",
            next=f"{_whom(gateway)} whether `{name}` is still published",
            ways=tuple(_ways(scene, gateway)),
        )


def _ways(scene: Scene, gateway: Gateway) -> Iterator[Way]:
    yield scene.with_gateway(replace(gateway, state="blocked"))
    yield scene.with_gateway(replace(gateway, state="retired"))
    for hop in scene.hops:
        if hop.gateway == gateway.name and hop.route is not None:
            yield scene.with_route(gateway.name, hop.route, replace(hop.route, blocked=True))


def _whom(gateway: Gateway) -> str:
    return f"ask {gateway.owner}" if gateway.owner is not None else "look up"
