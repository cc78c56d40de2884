"""The gateway does not know the host name by which it is called."""

from collections.abc import Iterator
from dataclasses import replace

from ..scene import Scene
from ..suspicion import Suspicion

WEIGHT = 8.0
ELSEWHERE = "elsewhere.invalid"


def unserved_hosts(scene: Scene) -> Iterator[Suspicion]:
    first = scene.healthy.hops[0]
    gateway = scene.gateway(first.gateway)
    host = first.received.host
    if host not in gateway.domains:
        return
    way = scene.with_gateway(replace(gateway, domains=(ELSEWHERE,)))
    yield Suspicion(
        kind="host",
        fault=f"host {host} not at {gateway.name}",
        cause=f"`{gateway.name}` does not serve {host}: the domain is not attached to what runs",
        hop=gateway.name,
        about=gateway.name,
        host=host,
        weight=WEIGHT,
        reason="a domain is attached once, and stays behind when a deployment moves",
        next=f"is {host} among the domains of `{gateway.name}`, on the deployment you mean?",
        ways=(replace(way, question=replace(scene.question, host=host)),),
    )
