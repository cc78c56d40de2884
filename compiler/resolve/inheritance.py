"""What a place says over what the places around it say: the nearer word wins, headers add up."""

from typing import Any

from ...dsl import tree
from ..model import HeaderChange, Origin, Policy, Traced
from .scope import Scope
from .statements import report_twice

Said = dict[str, Any]
"""What one place says: fields of `Policy` with their traced values."""


def over(inherited: Policy, nearer: Said) -> Policy:
    """The nearer word wins, each word for itself; headers add up, the nearer change per header."""
    if not nearer:
        return inherited
    changed = dict(nearer)
    for side in ("request_headers", "response_headers"):
        if side in changed:
            changed[side] = _merged_headers(getattr(inherited, side), changed[side])
    kept = {name: getattr(inherited, name) for name in _FIELDS if name not in changed}
    return Policy(**kept, **changed)


_FIELDS = tuple(Policy.__match_args__)


def _merged_headers(
    earlier: tuple[Traced[HeaderChange], ...], later: tuple[Traced[HeaderChange], ...]
) -> tuple[Traced[HeaderChange], ...]:
    spoken_of = {change.value.header.lower() for change in later}
    kept = (change for change in earlier if change.value.header.lower() not in spoken_of)
    return (*kept, *later)


def laid_over(earlier: Said, later: Said) -> Said:
    """Two places in one: the later word wins, and headers add up."""
    both = {**earlier, **later}
    for side in ("request_headers", "response_headers"):
        if side in earlier and side in later:
            both[side] = _merged_headers(earlier[side], later[side])
    return both


def set_once(found: Said, name: str, value: object, node: tree.Node, scope: Scope, by: str) -> None:
    """Enter a value, unless this place has said it before."""
    if name in found:
        report_twice_at(found[name], node, scope)
        return
    found[name] = Traced(value, Origin(by, node.span))


def report_twice_at(earlier: Traced[Any], node: tree.Node, scope: Scope) -> None:
    at = earlier.origin.at
    if at is not None:
        first = tree.Node((), at.start, at.end, at.source)
        report_twice(first, node, scope)
