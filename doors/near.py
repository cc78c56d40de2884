"""The end of a sentence that says that there is no such thing."""

from collections.abc import Iterable

from ..dsl.near import near_names


def or_nearest(typed: str, names: Iterable[str]) -> str:
    near = near_names(typed, names)
    return f", the nearest is `{near[0]}`" if near else ""
