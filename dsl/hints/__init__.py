"""Friendly words for the usual slips; each hint looks at the scene and speaks up or passes."""

from collections.abc import Callable

from ..recovery.scene import Scene
from . import (
    actions,
    arrows,
    characters,
    comments,
    elsewhere,
    filler,
    habits,
    joints,
    lists,
    members,
    numbers,
    paths,
    promises,
    quotes,
    words,
    yaml,
)
from .plain import unexpected
from .slip import Slip

Hint = Callable[[Scene], Slip | None]

# The first that speaks up is heard, so what is certain comes before what is only likely.
_HINTS: tuple[Hint, ...] = (
    *comments.HINTS,
    *promises.HINTS,
    *yaml.HINTS,
    *members.HINTS,
    *actions.HINTS,
    *filler.HINTS,
    *elsewhere.HINTS,
    *habits.HINTS,
    *arrows.HINTS,
    *words.EARLY,
    *paths.HINTS,
    *quotes.HINTS,
    *numbers.HINTS,
    *lists.HINTS,
    *characters.HINTS,
    *joints.HINTS,
    *words.HINTS,
)


def first_slip(scene: Scene) -> Slip:
    for hint in _HINTS:
        if (slip := hint(scene)) is not None:
            return slip
    return unexpected(scene)
