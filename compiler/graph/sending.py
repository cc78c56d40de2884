"""Edges out of a gateway: one for each place that a route may send a request to."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..model import (
    STAYS_AS_IT_IS,
    Action,
    Choose,
    Federation,
    First,
    Forward,
    FromEnv,
    Function,
    Gateway,
    Gather,
    Member,
    Route,
    Split,
    Text,
    Travel,
    Upstream,
)
from ..written import condition_text
from .nodes import node_id, url_without_secret
from .parts import Edge


def edges_from_gateways(federation: Federation) -> Iterator[Edge]:
    for gateway in federation.gateways.values():
        for place, route in enumerate(gateway.routes):
            if route.action is not None and not route.blocked:
                yield from _RouteOut(federation, gateway, route, place).edges(route.action)


class _RouteOut:
    """One route, and what all edges out of it have in common."""

    def __init__(self, federation: Federation, gateway: Gateway, route: Route, place: int) -> None:
        self.federation = federation
        self.route = route
        self.common: dict[str, Any] = {
            "source": node_id("gateway", gateway.name),
            "route": route.name,
            "route_place": place,
            "route_when": None if route.when is None else condition_text(route.when),
        }

    def edges(self, action: Action) -> Iterator[Edge]:
        match action:
            case Forward():
                yield self._to(action.upstream, kind="forward")
            case Gather():
                for part in action.parts:
                    said = {"label": part.label, "optional": part.optional}
                    made = self._member(part.member, kind="gather", **said)
                    # A member gets GET, whatever came in, unless it names another method.
                    method = part.member.upstream.method or "GET"
                    yield replace(made, method=method, in_order=action.in_order)
            case Choose():
                for case in action.cases:
                    when = "else" if case.when is None else condition_text(case.when)
                    yield self._member(case.member, kind="choose", case=when)
            case Split():
                for portion in action.portions:
                    yield self._member(portion.member, kind="split", share=portion.share)
            case First():
                for place, member in enumerate(action.members, 1):
                    yield self._member(member, kind="first", place=place)
            case _:
                pass
        yield from self._by_own_code(action.file if isinstance(action, Function) else None)

    def _by_own_code(self, file: str | None) -> Iterator[Edge]:
        """What the code sends is its own affair: only the route's credentials are known."""
        for name in self.route.calls:
            kind = "gateway" if name in self.federation.gateways else "service"
            upstream = Upstream(name, kind)
            travel = self.route.travel if file else STAYS_AS_IT_IS
            yield self._edge(upstream, travel, kind="own-code", code=file)

    def _to(self, upstream: Upstream, **said: Any) -> Edge:
        return self._edge(upstream, self.route.travel, **said)

    def _member(self, member: Member, **said: Any) -> Edge:
        outer, inner = self.route.travel, member.travel
        travel = Travel(
            strip=_joined(outer.strip, inner.strip),
            exchange=_joined(outer.exchange, inner.exchange),
            attach=_joined(outer.attach, inner.attach),
        )
        return self._edge(member.upstream, travel, **said)

    def _edge(self, upstream: Upstream, travel: Travel, **said: Any) -> Edge:
        kind, name = upstream.to_kind, upstream.to
        if kind == "url":
            kind, name = "outside", url_without_secret(name)
        return Edge(
            target=node_id(kind, name),
            sent_as=None if upstream.template is None else upstream.template.text,
            method=upstream.method,
            over=upstream.over or self._scheme(upstream),
            strips=travel.strip,
            exchanges=travel.exchange,
            attaches=travel.attach,
            at=upstream.at or self.route.at,
            **self.common,
            **said,
        )

    def _scheme(self, upstream: Upstream) -> str | None:
        match upstream.to_kind:
            case "gateway":
                return "https"
            case "url":
                return self._scheme_of(upstream.to)
            case "service":
                service = self.federation.services.get(upstream.to)
                return self._scheme_of(service.url) if service and service.url else None

    def _scheme_of(self, url: Text) -> str | None:
        if isinstance(url, FromEnv):
            variable = self.federation.variables.get(url.variable)
            url = (variable and variable.value) or ""
        scheme, separator, _ = url.partition("://")
        return scheme.lower() if separator else None


def _joined(outer: tuple[Any, ...], inner: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*outer, *inner)))
