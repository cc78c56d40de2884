"""What is drawn on top of a picture: findings at gateways, and the way of one traced request."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ...compiler.graph import Edge
from ...compiler.graph.nodes import url_without_secret
from ...compiler.model import Federation
from ...dsl.codes import Level
from ...dsl.finding import Finding
from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..show.counted import counted
from .picture import Badge

if TYPE_CHECKING:
    from ...compiler.trace import Hop, Trace

# Braces count only outside texts and comments.
_BRACES = re.compile(r'"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|([{}])')
BADGE_LEVELS = (Level.ERROR, Level.WARNING)


@frozen
class Step:
    """One message of a trace: from a gateway, over one of its routes, to somewhere."""

    source: str
    target: str
    route_place: int | None


@frozen
class Overlay:
    steps: tuple[Step, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()  # a gateway, and what it made of the request
    request: str | None = None  # as a person would say it

    def takes(self, edge: Edge) -> bool:
        return Step(edge.source, edge.target, edge.route_place) in self.steps

    def passes(self, id: str) -> bool:
        return any(id in (step.source, step.target) for step in self.steps)

    def mark_of(self, id: str) -> str | None:
        """Every verdict of the gateway once, in the order of the hops."""
        said = dict.fromkeys(mark for name, mark in self.marks if name == id)
        return ", ".join(said) or None


NOTHING_TRACED = Overlay()


def overlay_of(trace: "Trace", federation: Federation) -> Overlay:
    """Every branch: a request that may go several ways lights all of them."""
    hops = [hop for branch in trace.branches for hop in branch.hops]
    steps = [step for hop in hops for step in _steps(hop, federation)]
    marks = [(f"gateway {hop.gateway}", _mark(hop)) for hop in hops]
    asked = trace.question
    request = f"{asked.method} {asked.path} as {asked.client}"
    return Overlay((*_first_steps(trace), *steps), tuple(marks), request)


def badges_of(findings: Iterable[Finding], federation: Federation) -> Iterator[tuple[str, Badge]]:
    """Errors and warnings by the gateway in whose block they stand."""
    found = list(findings)
    for gateway in federation.gateways.values():
        if gateway.at is None:
            continue
        here = [finding.level for finding in found if _stands_in(finding.at, gateway.at)]
        for level in BADGE_LEVELS:
            if count := here.count(level):
                kind = "error" if level is Level.ERROR else "warning"
                yield gateway.name, Badge(kind, counted(count, kind))


def _first_steps(trace: "Trace") -> Iterator[Step]:
    client = trace.question.client
    source = "anyone anyone" if client == "anyone" else f"client {client}"
    if trace.start != trace.entered:
        yield Step(source, f"entry {trace.start}", None)
        yield Step(f"entry {trace.start}", f"gateway {trace.entered}", None)
    else:
        yield Step(source, f"gateway {trace.entered}", None)


def _steps(hop: "Hop", federation: Federation) -> Iterator[Step]:
    routes = federation.gateways[hop.gateway].routes
    place = next((n for n, route in enumerate(routes) if route is hop.route), None)
    for sent in hop.sent:
        kind = "outside" if sent.to_kind == "url" else sent.to_kind
        yield Step(f"gateway {hop.gateway}", f"{kind} {url_without_secret(sent.to)}", place)


def _mark(hop: "Hop") -> str:
    status = "" if hop.status is None else f" {hop.status}"
    return f"{hop.number}: {hop.verdict}{status}"


def _stands_in(place: Span, name: Span) -> bool:
    """`name` is where the gateway is called by its name; its block ends with the last brace."""
    text = name.source.text
    if place.source.name != name.source.name or place.start < name.start:
        return False
    depth = 0
    for found in _BRACES.finditer(text, name.end):
        if found[1] is None:
            continue
        depth += 1 if found[1] == "{" else -1
        if depth == 0:
            return place.start < found.end()
    return True
