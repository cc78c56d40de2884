"""`for`: the items of a body, once for each value of a list, each with a scope of its own."""

from collections.abc import Iterator

from ...dsl import tree
from ...dsl.finding import Help
from .scope import RING, Scope, followed
from .statements import Statement
from .texts import described

MOST_ITEMS = 200_000
"""Loops multiply; past this the program was not meant."""


def unrolled(items: tuple[tree.Node, ...], scope: Scope) -> Iterator[Statement]:
    """The statements in the order of the text, loops unrolled in the order of their lists."""
    for item in items:
        if isinstance(item, tree.Loop):
            yield from _turns(item, scope)
        else:
            yield Statement(item, scope)


def _turns(loop: tree.Loop, scope: Scope) -> Iterator[Statement]:
    if not scope.desk.spend(loop, MOST_ITEMS):
        return
    for values, there in _rows(loop, scope):
        turn = scope.inner()
        for name, value in zip(loop.names, values, strict=True):
            turn.bind(name.text, value, there, name.span, "for")
        if scope.desk.spend(loop, MOST_ITEMS):
            yield from unrolled(loop.items, turn)


def _rows(loop: tree.Loop, scope: Scope) -> Iterator[tuple[tuple[tree.Value, ...], Scope]]:
    """For each turn the values of its names; pairs are taken apart when there are several names."""
    found, there = followed(loop.over, scope)
    if isinstance(found, tree.Token) and found.kind == RING:
        return
    if not isinstance(found, tree.List):
        shown = described(found)
        scope.desk.report(
            "GW0108",
            f"`for` needs a list, and {shown} is none",
            loop.over.span,
            "a list is needed here",
            help=[Help("write a list, such as `[eu, us]`, or the name of a `let` that holds one")],
        )
        return
    wanted = len(loop.names)
    for pair in found.pairs:
        values = _apart(pair, there) if wanted > 1 else pair.values[:1]
        if len(values) != wanted or (wanted == 1 and len(pair.values) > 1):
            _report_row(loop, pair, len(values), scope)
            return
        yield values, there


def _apart(pair: tree.Pair, scope: Scope) -> tuple[tree.Value, ...]:
    """`[eu, 40]` or `eu 40` as one row."""
    if len(pair.values) > 1:
        return pair.values
    inner, _ = followed(next(iter(pair.values)), scope)
    if isinstance(inner, tree.List):
        return tuple(value for one in inner.pairs for value in one.values)
    return (inner,)


def _report_row(loop: tree.Loop, pair: tree.Pair, found: int, scope: Scope) -> None:
    names = " and ".join(f"`{name.text}`" for name in loop.names)
    there = max(found, len(pair.values))
    scope.desk.report(
        "GW0108",
        f"this `for` fills {names}, and one of its rows has {there} value{'s' * (there != 1)}",
        pair.span,
        f"{len(loop.names)} needed here",
    )
