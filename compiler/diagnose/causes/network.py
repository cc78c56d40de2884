"""The way is blocked: what a gateway may call, and regions that do not hear each other."""

from collections.abc import Iterator

from ..addresses import Called, calls_of
from ..scene import Scene
from ..suspicion import Suspicion

RULES_DECLARED, RULES_UNSAID = 14.0, 5.0
BETWEEN_REGIONS = 6.0


def blocked_ways(scene: Scene) -> Iterator[Suspicion]:
    seen: list[str] = []
    for call in calls_of(scene):
        if not call.by_client and call.caller not in seen:
            seen.append(call.caller)
            yield _egress(scene, call)
        yield from _partitions(scene, call)


def _egress(scene: Scene, call: Called) -> Suspicion:
    rules = scene.gateway(call.caller).egress
    reason = (
        "the program restricts what it may call, so somebody keeps such a list"
        if rules is not None
        else "nothing in the program restricts it; a platform or a firewall still may"
    )
    return Suspicion(
        kind="egress",
        fault=f"egress of {call.caller}",
        cause=f"`{call.caller}` is not allowed to call out to {call.address.host}",
        hop=call.caller,
        about=call.name,
        weight=RULES_DECLARED if rules is not None else RULES_UNSAID,
        reason=reason,
        next=f"look for {call.address.host} in the outbound rules where `{call.caller}` runs, and "
        "try another address from there",
        ways=(scene.broken("egress", call.caller),),
        direct_call="supports",
    )


def _partitions(scene: Scene, call: Called) -> Iterator[Suspicion]:
    for here in _regions(scene, call.caller, by_client=call.by_client):
        for there in _regions(scene, call.name, by_client=False):
            if here != there:
                yield _partition(scene, call, here, there)


def _partition(scene: Scene, call: Called, here: str, there: str) -> Suspicion:
    return Suspicion(
        kind="partition",
        fault=f"no way from {here} to {there}",
        cause=f"nothing gets through between {here} and {there}, where `{call.name}` runs",
        hop=str(call),
        about=call.name,
        weight=BETWEEN_REGIONS,
        reason="between two regions there are more networks, and more of other people's",
        next=f"call {call.address.url} from {here} and from {there}; look at the vendors' status",
        ways=(scene.broken("partition", here, there),),
        direct_call="supports",
    )


def _regions(scene: Scene, name: str, *, by_client: bool) -> tuple[str, ...]:
    whole = scene.federation
    if by_client:
        client = whole.clients.get(name)
        return (
            (scene.question.region,) if scene.question.region else client.regions if client else ()
        )
    if name in whole.gateways:
        return whole.gateways[name].regions
    return whole.services[name].regions if name in whole.services else ()
