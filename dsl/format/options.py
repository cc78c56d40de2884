"""Options of a statement stand in any order and mean the same; here is the order we write."""

from collections.abc import Sequence
from typing import Any

from .. import tree
from ..tree import Node, Part, Token
from .pieces import text_of

# A kid whose class is not named here keeps its place before all of these.
ORDER: dict[type[Node], tuple[type[Any], ...]] = {
    tree.Limit: (tree.Burst, tree.Per),
    tree.Retry: (tree.OnStatus, tree.OnMethods, tree.Backoff),
    tree.Cache: (tree.Per, tree.Stale),
    tree.Mix: (tree.Portion, tree.Distinct, tree.Payload),
    tree.Trouble: (tree.Starting, tree.Lasting),
    tree.Answer: (tree.To, tree.AsClient, tree.When, tree.Outcome),
    tree.Outcome: (tree.At, tree.Via),
    tree.Scope: (tree.ByPath, tree.ByTarget, tree.ByRegion, tree.ByLabel, tree.But),
}
# `p99 GET /home at edge <= 1s`: methods and path are two kids of one option, and an operator ends.
_OF_A_MEASURE: dict[type[Node], int] = {
    tree.Metric: 0,
    tree.Each: 1,
    tree.Methods: 2,
    tree.At: 3,
    tree.Bound: 5,
}
_TOKEN_OF_A_MEASURE = {"PATH": 2, "CMP": 4}


def ordered(node: Node) -> Sequence[Part]:
    """The kids, options in the order in which they are written; repeated ones stay repeated."""
    kids = node.kids
    if len(kids) < 3:
        return kids
    if isinstance(node, tree.Measure):
        return sorted(kids, key=_rank_in_a_measure)
    order = ORDER.get(type(node))
    if order is None:
        return kids
    return sorted(kids, key=lambda kid: order.index(type(kid)) if type(kid) in order else -1)


def _rank_in_a_measure(kid: Part) -> int:
    if isinstance(kid, Token):
        return _TOKEN_OF_A_MEASURE[kid.kind]
    return _OF_A_MEASURE[type(kid)]


def alike(one: Part, other: Part) -> bool:
    """The same program, whatever the order of options and the blanks in an amount of money."""
    waiting = [(one, other)]
    while waiting:
        left, right = waiting.pop()
        if type(left) is not type(right):
            return False
        if isinstance(left, Node) and isinstance(right, Node):
            if len(left.kids) != len(right.kids):
                return False
            waiting.extend(zip(ordered(left), ordered(right), strict=True))
        elif left[0] != right[0] or (left[1] != right[1] and text_of(left) != text_of(right)):
            return False
    return True
