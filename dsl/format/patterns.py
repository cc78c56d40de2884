"""Layouts said by example: `trip | _ of _ in _` reads like the statement it writes.

`_` is the next kid, `*` all kids that are left before the block, `,` the same with commas (only the
words of them where something follows), `|` a column, `?word` a word that is left out when no kid
follows. A block of statements is `{}`, or `{?}` where an empty one may be left out; a block of
members is `{,}`, with the same `{,?}`, or `{,,}` where the commas stay.
"""

import re
from collections.abc import Callable, Sequence

from .. import tree
from ..tree import Node, Part, Token
from .options import ordered
from .pieces import (
    CANDIDATES,
    MEMBERS,
    STATEMENTS,
    Block,
    Layout,
    Piece,
    Stop,
    Style,
    listed,
    say,
)

# What stands before the brace of a block, where a kid is not just a word.
HEADS = (
    *(tree.Like, tree.OnTarget, tree.FoundIn, tree.During, tree.LoopNames, tree.List),
    *(tree.To, tree.OpenLoop, tree.Profile, tree.ClosedLoop, tree.Replay),
    *(tree.Order, tree.Sticky, tree.OnStatus),
)
_STYLES = {
    "{}": STATEMENTS,
    "{?}": STATEMENTS,
    "{,}": MEMBERS,
    "{,?}": MEMBERS,
    "{,,}": CANDIDATES,
}
_TO_THE_BRACE = re.compile(r"(?:[^{#]|#[^\n]*)*+\{")

Step = Callable[[list[Part], list[Piece]], None]


def layout_of(pattern: str) -> Layout:
    """The layout that a pattern describes."""
    *words, last = pattern.split()
    style = _STYLES.get(last)
    steps = _steps(words if style else [*words, last])
    if style is None:
        return _plain(steps, switched_off=_switched_off(pattern))
    return _with_block(
        steps, lambda node, head: block_of(node, style, head), _switched_off(pattern), "?" in last
    )


def _switched_off(pattern: str) -> tuple[Piece, ...]:
    """How the statement reads when it says `off`."""
    return (pattern.split(maxsplit=1)[0], Stop.WORD, "off")


def _plain(steps: list[Step], switched_off: tuple[Piece, ...]) -> Layout:
    def layout(node: Node, out: list[Piece]) -> None:
        kids = ordered(node)
        if kids and _says_off(kids[0]):
            out.extend(switched_off)
            return
        left = list(reversed(kids))
        for step in steps:
            step(left, out)

    return layout


def _with_block(
    steps: list[Step],
    block: Callable[[Node, int], Block],
    switched_off: tuple[Piece, ...],
    may_be_left_out: bool,
) -> Layout:
    def layout(node: Node, out: list[Piece]) -> None:
        kids = node.kids
        if kids and _says_off(kids[0]):
            out.extend(switched_off)
            return
        size = size_of_head(kids)
        left = list(reversed(kids[:size]))
        for step in steps:
            step(left, out)
        if size < len(kids) or not may_be_left_out or has_brace(node):
            out.append(block(node, size))
        elif isinstance(out[-1], Stop):
            out.pop()

    return layout


def _says_off(kid: Part) -> bool:
    return isinstance(kid, Token) and kid.kind == "OFF"


def size_of_head(kids: Sequence[Part]) -> int:
    """How many kids stand before the brace."""
    for place, kid in enumerate(kids):
        if not isinstance(kid, (Token, *HEADS)):
            return place
    return len(kids)


def has_brace(node: Node) -> bool:
    return node.source.text[max(node.end - 1, 0) : node.end] == "}"


def block_of(node: Node, style: Style, n_head: int) -> Block:
    """The block that ends this node and holds all kids but the first few."""
    kids = node.kids
    items = [kid for kid in kids[n_head:] if isinstance(kid, Node)]
    head_end = kids[n_head - 1].end if n_head else node.start
    brace = _TO_THE_BRACE.match(node.source.text, head_end, node.end)
    return Block(items, style, brace.end() if brace else node.end, max(node.end - 1, 0))


def _steps(words: list[str]) -> list[Step]:
    return [_step(word, place, words) for place, word in enumerate(words)]


def _step(word: str, place: int, words: list[str]) -> Step:
    match word:
        case "_":
            return lambda left, out: say(left.pop(), out)
        case "*":
            return _all
        case ",":
            return _all_listed if place == len(words) - 1 else _words_listed
        case "|":
            stop = Stop.WORD if place == 1 else Stop.NAMED
            return lambda left, out: out.append(stop)
        case _:
            if word.startswith("?") and len(word) > 1:
                return lambda left, out: out.append(word[1:]) if left else None
            return lambda left, out: out.append(word)


def _all(left: list[Part], out: list[Piece]) -> None:
    while left:
        say(left.pop(), out)


def _all_listed(left: list[Part], out: list[Piece]) -> None:
    listed(left[::-1], out)
    left.clear()


def _words_listed(left: list[Part], out: list[Piece]) -> None:
    names: list[Part] = []
    while left and isinstance(left[-1], Token):
        names.append(left.pop())
    listed(names, out)
