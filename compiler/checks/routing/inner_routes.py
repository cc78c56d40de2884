"""What the routes of a gateway behind another one make of what is sent to it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from weakref import WeakKeyDictionary

from ....dsl.frozen import frozen
from ...model import Exactly, Gateway, Param, PathPattern, Route, Segment
from ...patterns import ALL, Routes, Shape, sent_on, shape_of
from ..case import Case
from ..ways import Way
from .turns import Methods, methods_sent, sent_by

SOME_VALUE = "\0"
"""A segment that no program spells out: what a parameter or a tail stands for in general."""


class Inside:
    """The routes of a gateway, to be found by paths; demands on parameters do not count."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self._index = Routes(unconstrained(route.path) for route in gateway.routes)

    def taking(self, paths: Shape) -> tuple[Route, ...]:
        return tuple(self.gateway.routes[place] for place in self._index.meeting(paths))

    @cached_property
    def behind_fronts(self) -> Mapping[str, tuple[tuple[Exactly, ...], ...]]:
        """By a literal, what stands in front of it where routes begin with literals."""
        found: dict[str, dict[tuple[Exactly, ...], None]] = {}
        for route in self.gateway.routes:
            front = front_of(route.path.segments)
            for place in range(1, len(front)):
                found.setdefault(front[place].text, {})[front[:place]] = None
        return {word: tuple(fronts) for word, fronts in found.items()}


def front_of(segments: Sequence[Segment]) -> tuple[Exactly, ...]:
    """The literals that stand first."""
    front: list[Exactly] = []
    for part in segments:
        if not isinstance(part, Exactly):
            break
        front.append(part)
    return tuple(front)


@frozen
class Arrives:
    """What one way sends to a gateway, and the routes there that may take some of it.

    `is_known` is that one of them takes what the way stands for in general. What a route demands of
    a parameter by a regex does not count here: who is strict is so on purpose.
    """

    way: Way
    inside: Inside
    paths: Shape
    methods: Methods
    routes: tuple[Route, ...]
    is_known: bool

    @property
    def inner(self) -> Gateway:
        return self.inside.gateway

    @property
    def blocked_methods(self) -> tuple[str, ...]:
        """Methods that are sent and that none of those routes takes."""
        if not self.routes or any(not route.methods for route in self.routes):
            return ()
        taken = {method for route in self.routes for method in route.methods}
        return tuple(method for method in self.methods if method not in taken)


_known: WeakKeyDictionary[Case, tuple[Arrives, ...]] = WeakKeyDictionary()


def badly_met(case: Case) -> tuple[Arrives, ...]:
    """Ways to gateways that do not take all of what is sent there; worked out once."""
    if case not in _known:
        _known[case] = tuple(_badly_met(case))
    return _known[case]


def _badly_met(case: Case) -> Iterator[Arrives]:
    for name, gateway in case.federation.gateways.items():
        ways = case.ways_to.get(name)
        if ways is None or gateway.found_in:  # what is only discovered is not all written down
            continue
        inside = Inside(gateway)
        met: dict[tuple[Shape, Shape, Methods], Arrives] = {}
        for way in ways:
            key = (sent_by(way), in_general(way), methods_sent(way))
            found = met.get(key)
            if found is None:
                found = met[key] = _arrives(way, inside, *key)
            if found.blocked_methods or not found.is_known:
                yield Arrives(way, inside, key[0], key[2], found.routes, found.is_known)


def _arrives(way: Way, inside: Inside, paths: Shape, general: Shape, methods: Methods) -> Arrives:
    is_known = bool(inside.taking(general))
    routes = inside.taking(paths) if methods or not is_known else ()
    return Arrives(way, inside, paths, methods, routes, is_known)


def unconstrained(pattern: PathPattern) -> PathPattern:
    """The same without its regexes."""
    if all(not isinstance(part, Param) or part.regex is None for part in pattern.segments):
        return pattern
    segments = tuple(Param(p.name) if isinstance(p, Param) else p for p in pattern.segments)
    return PathPattern(pattern.text, segments)


def general_paths(pattern: PathPattern) -> Shape:
    """Paths as the pattern means them, with something behind it where it ends in a tail.

    They are not those that happen to spell out another route.
    """
    pieces = general_front(pattern)
    return (*pieces, SOME_VALUE, *ALL) if pattern.has_tail else pieces


def general_front(pattern: PathPattern) -> Shape:
    """The same without what a tail takes."""
    shape = shape_of(pattern)
    pieces = shape[:-1] if pattern.has_tail else shape
    return tuple(piece if isinstance(piece, str) else SOME_VALUE for piece in pieces)


def in_general(way: Way) -> Shape:
    """How they are sent on."""
    pattern = way.route.path
    return sent_on(general_paths(pattern), pattern, way.upstream.template)
