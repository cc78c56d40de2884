"""Somebody did answer, and the answer was an error of its own."""

from collections.abc import Iterator
from dataclasses import replace

from ...model import Function
from ..reach import Link
from ..scene import Scene
from ..suspicion import Suspicion

# How often a service answers so itself. 52x are statuses of networks in front of a service.
SERVICE = {
    400: 15.0, 401: 6.0, 403: 8.0, 404: 25.0, 405: 8.0, 409: 20.0, 410: 10.0, 413: 8.0, 415: 20.0,
    422: 25.0, 429: 10.0, 500: 45.0, 501: 15.0, 502: 6.0, 503: 28.0, 504: 4.0,
}  # fmt: skip
OF_A_NETWORK = 0.5
RARE = 10.0
GATEWAY, OWN_CODE = 5.0, 25.0
GATEWAYS_OWN = (500, 502, 503)  # what a gateway answers whose own process or code fails
HIDDEN = (500, 503)  # what may stand behind the one answer of a gateway that asks several


def own_errors(scene: Scene) -> Iterator[Suspicion]:
    saw = scene.symptom.saw
    if saw is None or saw < 400:
        return
    seen: list[str] = []
    for link in scene.links:
        if link.sent.to_kind == "service" and link.to not in seen:
            seen.append(link.to)
            yield _service(scene, link, saw)
    if saw in GATEWAYS_OWN:
        for name in dict.fromkeys(hop.gateway for hop in scene.hops):
            yield _gateway(scene, name, saw)


def _service(scene: Scene, link: Link, saw: int) -> Suspicion:
    name = link.to
    commonest = max(_how_common(status) for status in (saw, *HIDDEN))
    return Suspicion(
        kind="service",
        fault=f"error of {name}",
        cause=f"`{name}` itself answers with an error, and that is passed on as it is",
        hop=str(link),
        about=name,
        weight=commonest,
        reason=_reason(saw),
        next=f"look for {link.sent.message.method} {link.sent.message.target} in the logs of "
        f"`{name}`",
        ways=tuple(
            replace(scene.answering(name, status), share=_how_common(status) / commonest)
            for status in dict.fromkeys((saw, *HIDDEN))
        ),
    )


def _how_common(status: int) -> float:
    return SERVICE.get(status, OF_A_NETWORK if 520 <= status <= 530 else RARE)


def _reason(saw: int) -> str:
    if 520 <= saw <= 530:
        return "services do not answer so: this status is of a network in front of them"
    if saw >= 500:
        return "an error of the work itself, which gateways pass on unchanged"
    return "an answer to this very request, which gateways pass on unchanged"


def _gateway(scene: Scene, name: str, saw: int) -> Suspicion:
    own_code = any(
        hop.gateway == name and hop.route is not None and isinstance(hop.route.action, Function)
        for hop in scene.hops
    )
    return Suspicion(
        kind="own-code" if own_code else "gateway",
        fault=f"error of {name}",
        cause=f"the own code of `{name}` fails" if own_code else f"`{name}` itself fails",
        hop=name,
        about=name,
        weight=OWN_CODE if own_code else GATEWAY,
        reason="own code fails like any other"
        if own_code
        else "products fail less often than what stands behind them",
        next=f"look for this request in the error log of `{name}`",
        ways=(scene.answering(name, saw),),
    )
