"""What runs is another release than the program: a route, a method or a rewriting is not there."""

from collections.abc import Iterator
from dataclasses import replace

from ...model import Route, Upstream
from ...trace import Hop
from ..changes import with_upstreams
from ..scene import Scene
from ..suspicion import Suspicion

NO_ROUTE = 20.0  # a deployment that is older than the program is the usual reason for a 404
NO_METHOD = 15.0
NO_REWRITING = 10.0
OTHER_METHOD = {"GET": "POST"}


def older_releases(scene: Scene) -> Iterator[Suspicion]:
    for hop in scene.hops:
        if hop.route is not None:
            yield _without_route(scene, hop, hop.route)
            yield _without_method(scene, hop, hop.route)
    for link in scene.links:
        route = link.hop.route
        if route is not None and link.sent.message.path != link.hop.received.path:
            yield _without_rewriting(scene, link.caller, route, link.to)


def _without_route(scene: Scene, hop: Hop, route: Route) -> Suspicion:
    name = hop.gateway
    return Suspicion(
        kind="older-release",
        fault=f"route {route.name} not at {name}",
        cause=f"what runs as `{name}` has no route `{route.name}`: it is older than the program",
        hop=name,
        about=name,
        weight=NO_ROUTE,
        reason="a deployment lags behind its program more often than a route is wrong",
        next=f"which release runs as `{name}`, and does it have `{route.name}`?",
        ways=(scene.with_route(name, route),),
        path=hop.received.path,
    )


def _without_method(scene: Scene, hop: Hop, route: Route) -> Suspicion:
    name, method = hop.gateway, hop.received.method
    left = tuple(one for one in route.methods if one != method)
    fewer = replace(route, methods=left or (OTHER_METHOD.get(method, "GET"),))
    return Suspicion(
        kind="method",
        fault=f"method {method} not at {name}",
        cause=f"what runs as `{name}` has `{route.path.text}`, and not for {method}",
        hop=name,
        about=name,
        weight=NO_METHOD,
        reason="methods are listed by hand, in the program or in an API description",
        next=f"does what runs as `{name}` list {method} for `{route.path.text}`?",
        ways=(scene.with_route(name, route, fewer),),
        direct_call="says nothing",
    )


def _without_rewriting(scene: Scene, name: str, route: Route, to: str) -> Suspicion:
    def plain(upstream: Upstream) -> Upstream:
        return replace(upstream, template=None) if upstream.to == to else upstream

    return Suspicion(
        kind="rewriting",
        fault=f"path to {to} not rewritten at {name}",
        cause=f"what runs as `{name}` sends the path to `{to}` as it came",
        hop=f"{name} -> {to}",
        about=name,
        weight=NO_REWRITING,
        reason="rewriting is where a rendered config and a hand-made one differ most",
        next=f"which path does `{to}` log for this request?",
        ways=(scene.with_route(name, route, with_upstreams(route, plain)),),
        direct_call="says nothing",
    )
