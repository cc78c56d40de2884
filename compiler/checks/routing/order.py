"""Which of two routes is the more specific one, written a second time."""

from collections.abc import Iterator, Sequence

from ...model import AllOf, Compares, Condition, Exactly, Param, PathPattern, Route
from ...target.members import members_of
from .worlds import exclusive

Rank = tuple[tuple[int, ...], bool, int]

LITERAL, CONSTRAINED, VARIED, TAIL = 1, 2, 3, 4
END = 0


def rank_of(route: Route) -> Rank:
    """The smaller, the more specific: by segments, then by named methods, then by conditions."""
    return (_kinds(route.path), not route.methods, -_count(route.when))


def _kinds(path: PathPattern) -> tuple[int, ...]:
    return (*(_kind(part) for part in path.segments), END)


def _kind(part: object) -> int:
    if type(part) is Exactly:
        return LITERAL
    if type(part) is Param:
        return VARIED if part.regex is None else CONSTRAINED
    return TAIL


def _count(when: Condition | None) -> int:
    if when is None:
        return 0
    return sum(_count(part) for part in when.parts) if isinstance(when, AllOf) else 1


def shared_methods(one: Route, other: Route) -> tuple[str, ...] | None:
    """The methods that both take, () is any; None where they have none in common."""
    if not one.methods or not other.methods:
        return one.methods or other.methods
    return tuple(m for m in one.methods if m in other.methods) or None


def may_both_hold(one: Route, other: Route) -> bool:
    """Whether one request may meet the conditions of both, as far as anybody can tell."""
    if one.when is None or other.when is None:
        return True
    return not (_plainly_exclusive(one.when, other.when) or exclusive(one.when, other.when))


def _plainly_exclusive(one: Condition, other: Condition) -> bool:
    """Two values of one subject: by far the most common pair, so it is seen at a glance."""
    return (
        type(one) is Compares
        and type(other) is Compares
        and one.how == other.how == "="
        and type(one.value) is type(other.value) is str
        and one.subject == other.subject
        and one.subject.name not in ("ip", "host", "scope")
        and one.value != other.value
    )


def conditions_of(*routes: Route) -> tuple[Condition, ...]:
    return tuple(route.when for route in routes if route.when is not None)


def build_of(route: Route) -> tuple[object, ...]:
    """Its literals, and what kind of segment stands at the other places."""
    return tuple(
        part.text if type(part) is Exactly else (type(part), type(part) is Param and not part.regex)
        for part in route.path.segments
    )


def has_regex(route: Route) -> bool:
    return any(type(part) is Param and part.regex is not None for part in route.path.segments)


def pairs_of(routes: Sequence[Route], most: int) -> Iterator[tuple[Route, Route]]:
    """Every two of them in the order of the file; of very many each with the next ones only."""
    for place, one in enumerate(routes):
        for other in routes[place + 1 : place + 1 + most]:
            yield one, other


def destinations(route: Route) -> tuple[str, ...]:
    """Where a route leads, for comparing it with another."""
    found = tuple(member.upstream.to for member in members_of(route.action))
    return found or (repr(route.action),)


def told_destination(route: Route) -> str:
    """The same, for people."""
    found = dict.fromkeys(member.upstream.to for member in members_of(route.action))
    return " and ".join(f"`{name}`" for name in found) if found else "an answer of its own"
