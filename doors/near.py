"""Names that look like the one that was typed."""

from collections.abc import Iterable

LETTERS_COMPARED = 100


def nearest(typed: str, names: Iterable[str], at_most: int = 3) -> list[str]:
    """The closest names first; none if nothing comes near."""
    # Only a mistake needs it, and most runs make none.
    from difflib import get_close_matches

    by_lower_case = {name.lower(): name for name in names}
    near = get_close_matches(typed.lower()[:LETTERS_COMPARED], by_lower_case, n=at_most, cutoff=0.6)
    return [by_lower_case[name] for name in near]


def or_nearest(typed: str, names: Iterable[str]) -> str:
    """The end of a sentence that says that there is no such thing."""
    near = nearest(typed, names, at_most=1)
    return f", the nearest is `{near[0]}`" if near else ""
