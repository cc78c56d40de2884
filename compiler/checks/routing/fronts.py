"""Ways that may follow each other, judged by the first two segments of their paths alone.

That is cheap, takes in too many rather than too few, and leaves little to be looked at closely.
"""

from collections.abc import Sequence
from typing import TypeVar

from ...model import Exactly, PathPattern
from ..ways import Way
from .components import components

T = TypeVar("T")
Front = tuple[str | None, str | None]  # None: may be anything, or nothing
Starts = dict[str | None, dict[str | None, list[int]]]


def rings_by_fronts(ways: Sequence[Way]) -> list[list[Way]]:
    """Groups of ways that may lead back to each other, in their order."""
    starts: dict[str, Starts] = {}
    for number, way in enumerate(ways):
        first, second = _front(way.route.path)
        here = starts.setdefault(way.gateway.name, {}).setdefault(first, {})
        here.setdefault(second, []).append(number)
    edges: list[list[int]] = [[] for _ in ways]
    sent_before: dict[tuple[str, Front], int] = {}
    for number, way in enumerate(ways):
        key = (way.upstream.to, _front(way.upstream.template or way.route.path))
        node = sent_before.get(key)
        if node is None:
            node = sent_before[key] = len(edges)
            edges.append(_meeting(starts.get(key[0], {}), key[1]))
        edges[number].append(node)
    groups = components(edges)
    return [[ways[number] for number in group if number < len(ways)] for group in groups]


def _front(pattern: PathPattern) -> Front:
    parts = pattern.segments
    first = parts[0].text if parts and type(parts[0]) is Exactly else None
    second = parts[1].text if len(parts) > 1 and type(parts[1]) is Exactly else None
    return first, second


def _meeting(starts: Starts, front: Front) -> list[int]:
    first, second = front
    found: list[int] = []
    for by_second in _under(starts, first):
        for numbers in _under(by_second, second):
            found += numbers
    return found


def _under(table: dict[str | None, T], word: str | None) -> list[T]:
    if word is None:
        return list(table.values())
    return [table[one] for one in (word, None) if one in table]
