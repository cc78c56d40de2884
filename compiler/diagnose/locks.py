"""Who lets the request in, for which credential, and who put that credential on it."""

from collections.abc import Iterator

from ...dsl.frozen import frozen
from ..model import Acceptance, Credential, Shows
from ..trace import Carried
from .scene import Scene


@frozen
class Lock:
    """One credential that a gateway or a service asks for and that stood there.

    `holder` is the client or the gateway that put it on the request, `caller` is who sent it here,
    None for the client.
    """

    name: str
    wanted: Credential
    carried: Carried
    caller: str | None

    @property
    def holder(self) -> str:
        return self.carried.holder

    @property
    def by_client(self) -> bool:
        return self.caller is None


def locks_of(scene: Scene) -> tuple[Lock, ...]:
    """Every lock on the way, the nearest to the client first."""
    return (*_gateways(scene), *_services(scene))


def _gateways(scene: Scene) -> Iterator[Lock]:
    callers = {link.to: link.caller for link in reversed(scene.links)}
    first = scene.healthy.hops[0]
    for hop in scene.hops:
        caller = None if hop.number == first.number else callers.get(hop.gateway)
        for name in hop.accepted:
            yield from _lock(scene, hop.gateway, name, hop.received.credentials, caller)


def _services(scene: Scene) -> Iterator[Lock]:
    for link in scene.links:
        service = scene.federation.services.get(link.to)
        if service is not None and service.accept is not None:
            for name in _names_in(service.accept):
                yield from _lock(scene, link.to, name, link.sent.message.credentials, link.caller)


def _lock(
    scene: Scene, where: str, name: str, carried: tuple[Carried, ...], caller: str | None
) -> Iterator[Lock]:
    """Where another credential than the one asked for lets it in, that one is meant."""
    wanted = scene.federation.credentials.get(name)
    if wanted is None or not carried:
        return
    same = [one for one in carried if one.credential == name]
    alike = [
        one for one in carried if scene.federation.credentials[one.credential].kind == wanted.kind
    ]
    if same or alike:
        yield Lock(where, wanted, (same or alike)[0], caller)


def _names_in(acceptance: Acceptance) -> Iterator[str]:
    if isinstance(acceptance, Shows):
        yield acceptance.credential
    else:
        for part in acceptance.parts:
            yield from _names_in(part)
