"""The answer is not of the kind that the program promises."""

from collections.abc import Iterator
from dataclasses import replace

from ...model import HeaderChange, Route, Service, Traced
from ..scene import Scene
from ..suspicion import Suspicion

AT_THE_SERVICE = 30.0  # it makes the body, so it says what it is
ON_THE_WAY = 15.0


def other_contents(scene: Scene) -> Iterator[Suspicion]:
    media = scene.symptom.media
    if media is None:
        return
    for name in dict.fromkeys(link.to for link in scene.links):
        service = scene.federation.services.get(name)
        if service is not None:
            yield _made(scene, service, media)
    for hop in scene.hops:
        if hop.route is not None:
            yield _changed(scene, hop.gateway, hop.route, media)


def _made(scene: Scene, service: Service, media: str) -> Suspicion:
    name = service.name
    promised = service.returns or "nothing in particular"
    return Suspicion(
        kind="content",
        fault=f"content type of {name}",
        cause=f"`{name}` answers in {media}, and the program expects {promised}",
        hop=name,
        about=name,
        weight=AT_THE_SERVICE,
        reason="who makes the body says what it is",
        next=f"`curl -sI` on `{name}` directly: what does `content-type` say, and is it the page of "
        "a login, a proxy or an error?",
        ways=(scene.with_service(replace(service, returns=media)),),
    )


def _changed(scene: Scene, name: str, route: Route, media: str) -> Suspicion:
    change = Traced(HeaderChange("set", "content-type", media))
    policy = replace(route.policy, response_headers=(*route.policy.response_headers, change))
    return Suspicion(
        kind="content-changed",
        fault=f"content type changed at {name}",
        cause=f"`{name}` does not hand on the content type that it received",
        hop=name,
        about=name,
        weight=ON_THE_WAY,
        reason="code and policies that build an answer anew drop its headers easily",
        next=f"compare `content-type` behind `{name}` and before it; look at what runs on responses",
        ways=(scene.with_route(name, route, replace(route, policy=policy)),),
    )
