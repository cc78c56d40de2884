"""The answer takes longer than somebody waits for it."""

from collections.abc import Iterator

from ...units import Duration
from ...written import distribution_text
from ..reach import Link
from ..scene import Scene
from ..suspicion import Suspicion

SERVICE, GATEWAY = 30.0, 8.0  # the work is done in services; gateways pass it on
FOR_EVER = Duration(3_600_000_000)  # longer than any product waits


def slow_ones(scene: Scene) -> Iterator[Suspicion]:
    seen: list[str] = []
    for link in scene.links:
        if link.to not in seen:
            seen.append(link.to)
            yield _slow(scene, link)


def _slow(scene: Scene, link: Link) -> Suspicion:
    name = link.to
    is_service = link.sent.to_kind != "gateway"
    waits = _waits(scene)
    return Suspicion(
        kind="slow",
        fault=f"{name} too slow",
        cause=f"`{name}` takes longer to answer than somebody before it waits",
        hop=str(link),
        about=name,
        weight=SERVICE if is_service else GATEWAY,
        reason=_reason(scene, name, is_service=is_service),
        next=f"`curl -o /dev/null -w '%{{time_total}}' {link.sent.message.url}`, against "
        f"{waits or 'what the products wait'}",
        ways=(scene.slowed(name, FOR_EVER),),
    )


def _reason(scene: Scene, name: str, *, is_service: bool) -> str:
    service = scene.federation.services.get(name)
    if service is not None and service.latency is not None:
        return f"the program knows it as {distribution_text(service.latency)}; load makes it slower"
    if is_service:
        return "the work is done in services"
    return "a gateway passes requests on and is seldom slow itself"


def _waits(scene: Scene) -> str:
    """How long each gateway waits for an answer, as far as that is known."""
    known = {hop.gateway: hop.waits for hop in scene.hops if hop.waits is not None}
    return ", ".join(f"{name} {wait}" for name, wait in known.items())
