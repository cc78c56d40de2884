"""A link inside an instance, and the two ends are not in one instance."""

from collections.abc import Iterator
from dataclasses import replace

from ..scene import Scene
from ..suspicion import Suspicion

WEIGHT = 20.0
ANOTHER = "another instance"


def other_instances(scene: Scene) -> Iterator[Suspicion]:
    for link in scene.links:
        if link.sent.over == "local" and link.to in scene.federation.gateways:
            there = scene.gateway(link.to)
            yield Suspicion(
                kind="instance",
                fault=f"instance of {link.to}",
                cause=f"`{link.to}` does not run in the instance `{there.instance}` of `{link.caller}`",
                hop=str(link),
                about=link.to,
                weight=WEIGHT,
                reason="a local link ends at the border of its instance",
                next=f"in which instance is `{link.to}` deployed?",
                ways=(scene.with_gateway(replace(there, instance=ANOTHER)),),
                direct_call="supports",
            )
