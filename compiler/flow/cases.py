"""Which paths of a route a case of its `choose` can be about, where a parameter decides."""

from ...dsl.frozen import frozen
from ..checks.ways import Way
from ..model import AllOf, Choose, Compares, Condition, IsOneOf, Param, PathPattern
from ..patterns import Shape, meet, minus, shape_of

PIECES_MAX = 16  # of what is left of a shape, before it is told as it was


@frozen
class About:
    """`only` are the paths that it is about, None: all; `never` those of the cases before it."""

    only: tuple[Shape, ...] | None = None
    never: tuple[Shape, ...] = ()

    def of(self, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
        if self.only is not None:
            met = [meet(shape, one) for shape in shapes for one in self.only]
            shapes = tuple(one for one in met if one is not None)
        if self.never:
            left = tuple(one for shape in shapes for one in minus(shape, self.never))
            shapes = left if len(left) <= PIECES_MAX else shapes
        return shapes


def about(way: Way) -> About | None:
    """None where all paths of the route may come to it."""
    action = way.route.action
    if way.kind != "choose" or not isinstance(action, Choose):
        return None
    pattern = way.route.path
    never: list[Shape] = []
    for case in action.cases[: way.place]:
        never += _paths(pattern, case.when) or ()
    when = action.cases[way.place].when
    parts = when.parts if isinstance(when, AllOf) else (when,)
    only = next((one for part in parts if (one := _paths(pattern, part)) is not None), None)
    return About(only, tuple(never)) if only is not None or never else None


def _paths(pattern: PathPattern, when: Condition | None) -> tuple[Shape, ...] | None:
    """All paths with which a condition holds that asks for a text of a parameter, and no other."""
    if isinstance(when, Compares) and when.how == "=":
        wanted = (when.value,)
    elif isinstance(when, IsOneOf):
        wanted = when.values
    else:
        return None
    texts = [one for one in wanted if isinstance(one, str)]
    if when.subject.name != "param" or len(texts) < len(wanted):
        return None
    shape = shape_of(pattern)
    for place, part in enumerate(pattern.segments):
        if isinstance(part, Param) and part.name == when.subject.argument:
            made = [meet(shape, (*shape[:place], text, *shape[place + 1 :])) for text in texts]
            return tuple(one for one in made if one is not None)
    return None
