"""The request was larger than it was asked about: its body, its headers, its query."""

from collections.abc import Iterator
from dataclasses import replace

from ...facts import ProductFacts
from ...model import Route, Traced, in_force
from ...trace import Hop
from ...units import Size
from ..scene import Scene
from ..suspicion import Suspicion

WITH_A_BODY, WITHOUT_ONE = 25.0, 4.0  # most GET requests have none
UNSAID = 0.3  # how often there is a limit that neither the program nor the product knows
ANY_SIZE = Size(1_000_000)
HEADERS = 8.0  # cookies and tokens grow over the years
QUERY = 3.0  # the request is known as it was asked about, so its address seldom is the reason
HAVE_BODIES = ("POST", "PUT", "PATCH")
ROOM = 1_000  # bytes that other headers take


def too_much(scene: Scene) -> Iterator[Suspicion]:
    for hop in scene.hops:
        facts = scene.facts(hop.gateway)
        body = _largest_body(hop.route, facts)
        if body is not None:
            yield _large_body(scene, hop, body)
        elif hop.route is not None:
            yield _body_above_an_unsaid_limit(scene, hop, hop.route)
        if facts.ceilings.headers_max.value is not None:
            yield _large_headers(scene, hop, facts.ceilings.headers_max.value)
        if facts.ceilings.uri_max.value is not None:
            yield _long_query(scene, hop, facts.ceilings.uri_max.value)


def _largest_body(route: Route | None, facts: ProductFacts) -> Size | None:
    said = in_force(route.policy.body_max) if route is not None else None
    known = [said or facts.defaults.body_max.value, facts.ceilings.body_max.value]
    sizes = [size for size in known if size is not None]
    return min(sizes, key=lambda size: size.bytes) if sizes else None


def _large_body(scene: Scene, hop: Hop, most: Size) -> Suspicion:
    name, method = hop.gateway, hop.received.method
    usual = method in HAVE_BODIES
    return Suspicion(
        kind="body",
        fault=f"body too large for {name}",
        cause=f"the body of the request is above {most}, the most that `{name}` takes",
        hop=name,
        about=name,
        weight=WITH_A_BODY if usual else WITHOUT_ONE,
        reason=f"{method} requests bring a body"
        if usual
        else f"{method} requests rarely have a body",
        next=f"how large is the body, and may `{name}` take more than {most}?",
        ways=(scene.asking(body_bytes=most.bytes + 1),),
        direct_call="says nothing",
    )


def _body_above_an_unsaid_limit(scene: Scene, hop: Hop, route: Route) -> Suspicion:
    name, method = hop.gateway, hop.received.method
    limited = replace(route, policy=replace(route.policy, body_max=Traced(ANY_SIZE)))
    way = scene.with_route(name, route, limited)
    question = replace(scene.question, body_bytes=ANY_SIZE.bytes + 1)
    return Suspicion(
        kind="body",
        fault=f"body too large for {name}",
        cause=f"the body of the request is larger than what runs as `{name}` takes",
        hop=name,
        about=name,
        weight=UNSAID * (WITH_A_BODY if method in HAVE_BODIES else WITHOUT_ONE),
        reason="neither the program nor the product limits it; what runs still may",
        next=f"how large is the body, and does the configuration of `{name}` limit it?",
        ways=(replace(way, question=question),),
        direct_call="says nothing",
    )


def _large_headers(scene: Scene, hop: Hop, most: Size) -> Suspicion:
    name = hop.gateway
    large = ("x-large", "x" * most.bytes)
    return Suspicion(
        kind="headers",
        fault=f"headers too large for {name}",
        cause=f"the headers of the request are above {most}, the most that `{name}` takes",
        hop=name,
        about=name,
        weight=HEADERS,
        reason="cookies and tokens grow over the years",
        next=f"how large are the cookies and tokens that `{name}` receives?",
        ways=(scene.asking(headers=(*scene.question.headers, large)),),
        direct_call="says nothing",
    )


def _long_query(scene: Scene, hop: Hop, most: Size) -> Suspicion:
    name, path = hop.gateway, scene.question.path
    joint = "&" if "?" in path else "?"
    return Suspicion(
        kind="uri",
        fault=f"address too long for {name}",
        cause=f"path and query of the request are above {most}, the most that `{name}` takes",
        hop=name,
        about=name,
        weight=QUERY,
        reason="the address is as it was asked about, so this is seldom the reason",
        next="how long was the query of the request, with all of it?",
        ways=(scene.asking(path=f"{path}{joint}{'q' * (most.bytes + ROOM)}"),),
        direct_call="says nothing",
    )
