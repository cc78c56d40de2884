"""The statements of one block, each with the scope it is read in, looked up by their kind."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from ...dsl import tree
from ...dsl.finding import Edit, Help, Label
from ...dsl.source import Span
from .scope import Scope

N = TypeVar("N", bound=tree.Node)


class Statement(NamedTuple):
    node: tree.Node
    scope: Scope


class Statements:
    """What stands in a block, loops unrolled and overlays laid over, filed by kind."""

    def __init__(self, items: Iterable[Statement]) -> None:
        self.items = list(items)
        self.filed: dict[type[tree.Node], list[Statement]] = {}
        for item in self.items:
            self.filed.setdefault(type(item[0]), []).append(item)

    def every(self, kind: type[N]) -> Sequence[tuple[N, Scope]]:
        # Asked some thirty times for every route, so not even a `cast` stands in its way.
        return self.filed.get(kind, ())  # pyright: ignore[reportReturnType]

    def one(self, kind: type[N]) -> tuple[N, Scope] | None:
        """The statement of this kind; further ones are told, and the first one holds."""
        found = self.every(kind)
        for again, scope in found[1:]:
            report_twice(found[0][0], again, scope)
        return found[0] if found else None


def report_twice(first: tree.Node, again: tree.Node, scope: Scope) -> None:
    word = word_of(again)
    scope.desk.report(
        "GW0102",
        f"`{word}` is said twice here",
        head(again),
        "said again here",
        because=[Label(head(first), "first said here")],
        help=[Help("keep one of them", edits=() if _is_listed(again) else (Edit(again.span, ""),))],
        about=(scope.desk.names.reader, word),
    )


def _is_listed(node: tree.Node) -> bool:
    """Whether it stands in a list of its kind, which does not read with a piece cut out."""
    return isinstance(node, tree.Wait)


def word_of(node: tree.Node) -> str:
    """The word that begins a statement, as written."""
    text = node.source.text[node.start : node.end]
    return text.split(None, 1)[0].strip("{") if text else ""


def head(node: tree.Node) -> Span:
    """The word that begins a statement: the shortest span that still shows which one is meant."""
    return Span(node.source, node.start, node.start + len(word_of(node)))


def at_most_one(nodes: tuple[N, ...], scope: Scope) -> N | None:
    """An option that may stand once; further ones are told."""
    for again in nodes[1:]:
        report_twice(nodes[0], again, scope)
    return nodes[0] if nodes else None
