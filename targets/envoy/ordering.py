"""Which of two routes is the more specific: Envoy itself takes the first that matches."""

from typing import Any

from ...compiler.model import AllOf, Condition, Exactly, Param, Route


def specificity(route: Route) -> tuple[Any, ...]:
    """Segment by segment a literal, a pattern, a parameter, the tail; then methods; conditions."""
    ranks = [_rank(part) for part in route.path.segments]
    return ([*ranks, 0], not route.methods, -_tests(route.when))


def _rank(part: object) -> int:
    match part:
        case Exactly():
            return 1
        case Param(regex=str()):
            return 2
        case Param():
            return 3
        case _:
            return 4


def _tests(when: Condition | None) -> int:
    if when is None:
        return 0
    return sum(map(_tests, when.parts)) if isinstance(when, AllOf) else 1
