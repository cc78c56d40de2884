"""The nodes of a graph, in the order of the program: callers first, then inwards."""

import re
from collections.abc import Iterable, Iterator

from ..model import ANYONE, Entry, Federation, Gateway, Redirect, Respond, Service, Text
from .parts import Edge, Node

_USER_AND_PASSWORD = re.compile(r"//[^/?#]*@")


def node_id(kind: str, name: str) -> str:
    """Lambdas are services to whoever calls them, so they share their ids."""
    return f"{kind} {name}"


def url_without_secret(url: str) -> str:
    """The outside address as it may be shown: what stands before an @ is left out."""
    return _USER_AND_PASSWORD.sub("//", url)


def nodes_of(federation: Federation, edges: Iterable[Edge]) -> Iterator[Node]:
    """What is declared; `anyone` and outside addresses only where an edge leads from or to them."""
    edges = list(edges)
    for client in federation.clients.values():
        id = node_id("client", client.name)
        yield Node(id, "client", client.name, client.name, regions=client.regions, at=client.at)
    if any(edge.source == node_id(ANYONE, ANYONE) for edge in edges):
        yield Node(node_id(ANYONE, ANYONE), "anyone", ANYONE, ANYONE)
    for plane in federation.control_planes.values():
        id = node_id("control-plane", plane.name)
        yield Node(
            id,
            "control-plane",
            plane.name,
            plane.name,
            target=plane.target,
            regions=plane.regions,
            at=plane.at,
        )
    yield from map(_entry, federation.entries.values())
    yield from map(_gateway, federation.gateways.values())
    yield from map(_service, federation.services.values())
    prefix = node_id("outside", "")
    for id in dict.fromkeys(edge.target for edge in edges if edge.target.startswith(prefix)):
        url = id.removeprefix(prefix)
        yield Node(id, "outside", url, url)


def _entry(entry: Entry) -> Node:
    return Node(
        node_id("entry", entry.name),
        "entry",
        entry.name,
        entry.name,
        domains=_texts(entry.domains),
        owner=_text(entry.owner),
        at=entry.at,
    )


def _gateway(gateway: Gateway) -> Node:
    return Node(
        node_id("gateway", gateway.name),
        "gateway",
        gateway.name,
        gateway.name,
        target=gateway.target,
        exposure=gateway.exposure.value,
        regions=gateway.regions,
        domains=_texts(gateway.domains),
        owner=_text(gateway.owner),
        answers=tuple(_own_answers(gateway)),
        at=gateway.at,
    )


def _service(service: Service) -> Node:
    return Node(
        node_id("service", service.name),
        "service" if service.lambda_arn is None else "cloud-function",
        service.name,
        service.name,
        regions=service.regions,
        owner=_text(service.owner),
        at=service.at,
    )


def _own_answers(gateway: Gateway) -> Iterator[str]:
    for route in gateway.routes:
        match route.action:
            case Respond() | Redirect():
                yield f"{route.name} -> {route.action.status}"
            case _ if route.blocked:
                yield f"{route.name} -> 403"
            case _:
                pass


def _texts(texts: Iterable[Text]) -> tuple[str, ...]:
    return tuple(str(text) for text in texts)


def _text(text: Text | None) -> str | None:
    return None if text is None else str(text)
