"""What every part of the tree is: a token, or a node over tokens and nodes.

Both are tuples, because a program of 100,000 routes makes millions of them and a tuple is the
smallest and fastest frozen thing there is. A node class adds no field: it only gives names to its
kids, so the tree is exactly what the grammar says and nothing is copied out of it.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from ..source import Source, Span


class Token(NamedTuple):
    """One word of the program: its terminal in the grammar, its text, and where it stands."""

    kind: str
    text: str
    start: int
    source: Source

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        return Span(self.source, self.start, self.start + len(self.text))


class Node(NamedTuple):
    """One rule of the grammar as it matched: what it kept, and where it stands."""

    kids: tuple["Node | Token", ...]
    start: int
    end: int
    source: Source

    @property
    def span(self) -> Span:
        return Span(self.source, self.start, self.end)


Part = Node | Token
N = TypeVar("N", bound=Node)


def first(node: Node, kind: type[N]) -> N | None:
    """The first kid of this class, and not of one made from it: that is what rules make."""
    for kid in node.kids:
        if type(kid) is kind:
            return kid
    return None


def only(node: Node, kind: type[N]) -> N:
    """The kid of this class that the grammar promises."""
    found = first(node, kind)
    assert found is not None, f"{rule_of(node)} without {kind.__name__}"
    return found


def every(node: Node, kind: type[N]) -> Iterator[N]:
    return (kid for kid in node.kids if type(kid) is kind)


def nodes(node: Node) -> tuple[Node, ...]:
    return tuple(kid for kid in node.kids if isinstance(kid, Node))


def tokens(node: Node, *kinds: str) -> tuple[Token, ...]:
    """The kids that are tokens, of these kinds or of any."""
    return tuple(
        kid for kid in node.kids if isinstance(kid, Token) and (not kinds or kid.kind in kinds)
    )


def token(node: Node, *kinds: str) -> Token | None:
    """The first kid that is a token of one of these kinds, or of any."""
    for kid in node.kids:
        if type(kid) is Token and (not kinds or kid.kind in kinds):
            return kid
    return None


def word(node: Node, *kinds: str) -> Token:
    """The token that the grammar promises."""
    found = token(node, *kinds)
    assert found is not None, f"{rule_of(node)} without a token"
    return found


def rule_of(node: Node) -> str:
    return rule_named(type(node).__name__)


def rule_named(name: str) -> str:
    """The rule of the grammar behind a class: CredWith came from cred_with."""
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)[1:]


def walk(node: Node) -> Iterator[Node]:
    """This node and all below, outer ones first, in the order of the text."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(kid for kid in reversed(here.kids) if isinstance(kid, Node))


def same(one: Part, other: Part) -> bool:
    """The same program but for where it stands: kinds and texts agree, all the way down."""
    waiting = [(one, other)]
    while waiting:
        left, right = waiting.pop()
        if type(left) is not type(right):
            return False
        if isinstance(left, Node) and isinstance(right, Node):
            if len(left.kids) != len(right.kids):
                return False
            waiting.extend(zip(left.kids, right.kids, strict=True))
        elif left[:2] != right[:2]:
            return False
    return True
