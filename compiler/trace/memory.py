"""What one trace finds out about gateways that the next one of the same federation need not."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..model import Exactly, Gateway, Route
from .matching import segments
from .normalising import comparable

FEW = 16
"""Routes that are looked through faster than sorted."""


@dataclass(slots=True)
class Beginnings:
    """The routes of a gateway by the literal that they begin with, each with its place."""

    literal: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    other: list[int] = field(default_factory=list[int])


@dataclass(slots=True)
class Memory:
    """Everything by the name of the gateway."""

    accepted: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    beginnings: dict[str, Beginnings] = field(default_factory=dict[str, Beginnings])

    def routes_for(self, gateway: Gateway, path: str) -> tuple[Route, ...]:
        """Those that may take the path, and the first of all, in the order in which they stand."""
        routes = gateway.routes
        if len(routes) <= FEW:
            return routes
        if gateway.name not in self.beginnings:
            self.beginnings[gateway.name] = _beginnings(routes)
        known = self.beginnings[gateway.name]
        sent = segments(path)
        alike = known.literal.get(comparable(sent[0]), ()) if sent else ()
        return tuple(routes[place] for place in sorted({0, *alike, *known.other}))


def _beginnings(routes: Iterable[Route]) -> Beginnings:
    found = Beginnings()
    for place, route in enumerate(routes):
        first = route.path.segments[0] if route.path.segments else None
        if isinstance(first, Exactly):
            found.literal.setdefault(first.text, []).append(place)
        else:
            found.other.append(place)
    return found
