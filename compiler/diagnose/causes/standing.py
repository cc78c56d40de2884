"""Nobody is there: the process is down, the environment not active, nothing was deployed."""

from collections.abc import Iterator
from dataclasses import replace

from ...model import FaultVerb
from ..addresses import Called, calls_of
from ..scene import Scene
from ..suspicion import Suspicion

MANAGED = 22.0  # the platform keeps the process up; what is left is a deployment that is not there
SELF_RUN = 30.0  # a process, a port and a firewall of one's own: the usual way not to be reached

HOW_IT_SHOWS: tuple[tuple[FaultVerb, float], ...] = (("refuse", 1.0), ("fail", 0.6), ("reset", 0.5))
"""A port where nothing listens is more common than packets that are dropped."""


def not_there(scene: Scene) -> Iterator[Suspicion]:
    for call in calls_of(scene):
        if call.platform is not None:
            yield _managed(scene, call, call.platform)
        else:
            yield _self_run(scene, call)


def _managed(scene: Scene, call: Called, platform: str) -> Suspicion:
    name, product = call.name, scene.gateway(platform).target
    unknown = scene.facts(platform).failures.no_host.value
    return Suspicion(
        kind="not-active",
        fault=f"environment of {name} not active",
        cause=f"the environment of `{name}` is not active, or was never deployed",
        hop=str(call),
        about=name,
        weight=MANAGED,
        reason=f"{product} keeps the process up; a deployment may still be missing or have failed",
        next=f"open `{name}` ({call.address.by}) in {product}: is it active, and is its last "
        "deployment the one you mean?",
        ways=(
            scene.broken("fail", name),
            scene.broken("refuse", name),
            scene.broken("reset", name),
            scene.answering(name, unknown, instead=True),
        ),
    )


def _self_run(scene: Scene, call: Called) -> Suspicion:
    name, host = call.name, call.address.host
    return Suspicion(
        kind="down",
        fault=f"{name} down",
        cause=f"`{name}` is down: nothing listens at {host}, or a firewall drops the packets",
        hop=str(call),
        about=name,
        weight=SELF_RUN,
        reason="a process, a port and a firewall of your own are the usual way not to be reached",
        next=f"from where `{call.caller}` runs: {call.address.attempt}; on the machine of "
        f"`{name}`: does it listen?",
        ways=tuple(
            replace(scene.broken(verb, *call.hit), share=share) for verb, share in HOW_IT_SHOWS
        ),
    )
