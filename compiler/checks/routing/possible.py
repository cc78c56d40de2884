"""What a request that finds a route can say: its methods, and what its parameters hold."""

from collections.abc import Iterable, Mapping

from ...model import Condition, Exactly, Param, PathPattern, Route, Subject
from ...patterns import example, minus, shape_of
from .worlds import atoms_of, mentioned, subject_of, subjects_in

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def known_of(
    route: Route, conditions: Iterable[Condition]
) -> Mapping[Subject, tuple[str | None, ...]]:
    """The values that tell requests of this route apart, for what the route itself decides."""
    asked = tuple(conditions)
    known: dict[Subject, tuple[str | None, ...]] = {}
    for subject in subjects_in(asked):
        if subject.name == "method":
            known[subject] = route.methods or METHODS
        elif subject.name == "param" and subject.argument in route.path.params:
            atoms = [one for one in atoms_of(asked) if subject_of(one) == subject]
            known[subject] = _segments(route.path, subject.argument, mentioned(atoms))
    return known


def _segments(path: PathPattern, name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values that may stand there, and one more that is none of them, if there is one."""
    param = next(p for p in path.segments if isinstance(p, Param) and p.name == name)
    alone = shape_of(PathPattern("", (param,)))
    said = [PathPattern("", (Exactly(value),)) for value in values if value]
    possible = [value for value in values if value and _takes(alone, value)]
    left = minus(alone, [shape_of(one) for one in said])
    others = [made[1:] for shape in left if (made := example(shape)) is not None]
    return tuple(dict.fromkeys((*others[:1], *possible)))


def _takes(alone: tuple[object, ...], value: str) -> bool:
    from ...patterns import contains

    return contains(alone, f"/{value}")  # pyright: ignore[reportArgumentType]
