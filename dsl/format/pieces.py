"""What a statement is made of before it becomes lines: words, columns, and blocks that may open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from ..tree import Node, Part
from .runs_on import runs_on


class Stop(Enum):
    """A place in a line that wants to stand under the same place of the lines around it.

    Its value is the widest text before it that its neighbours wait for.
    """

    WORD = 9  # after the first word of a statement
    NAMED = 40  # after what a declaration names
    ARROW = 41  # before the arrow of a route, a case or a promise
    BLOCK = 24  # before the block of a route or a member


@dataclass(frozen=True, slots=True)
class Style:
    """How a block is written: its signs, and what stands between its items."""

    open: str
    close: str
    joint: str  # between two items on one line
    after: str  # behind each item that has a line of its own
    inside: str  # between a sign and an item on one line
    divider: str  # where two items would run together without a sign


STATEMENTS = Style("{", "}", "  ", "", " ", ";")
MEMBERS = Style("{", "}", ", ", "", " ", ",")
CANDIDATES = Style("{", "}", ", ", ",", " ", ",")
ITEMS = Style("[", "]", ", ", ",", "", ",")


@dataclass(frozen=True, slots=True)
class Block:
    """Items between two signs; `start` and `end` are just inside of the signs in the source."""

    items: Sequence[Part]
    style: Style
    start: int
    end: int


Piece = str | Stop | Block
Layout = Callable[[Node, list[Piece]], None]
"""Appends the pieces of a node; pieces are parted by one blank."""

LAYOUTS: dict[type[Node], Layout] = {}
"""The layout of each rule of the grammar; filled by `layouts`, where the families meet."""


def say(part: Part, out: list[Piece]) -> None:
    if isinstance(part, Node):
        LAYOUTS[type(part)](part, out)
    else:
        out.append(text_of(part))


def said(part: Part) -> str:
    """A part on one line."""
    if not isinstance(part, Node):
        return text_of(part)
    out: list[Piece] = []
    LAYOUTS[type(part)](part, out)
    return on_one_line(out)


def on_one_line(pieces: Sequence[Piece]) -> str:
    if len(pieces) == 1 and isinstance(pieces[0], str):
        return pieces[0]
    return " ".join(
        piece if isinstance(piece, str) else closed(piece)
        for piece in pieces
        if not isinstance(piece, Stop)
    )


def closed(block: Block) -> str:
    """A block on one line."""
    style = block.style
    if not block.items:
        return style.open + style.close
    text = said(block.items[0])
    for before, item in pairwise(block.items):
        text += (style.divider + " " if runs_on(item, before) else style.joint) + said(item)
    return f"{style.open}{style.inside}{text}{style.inside}{style.close}"


def listed(parts: Sequence[Part], out: list[Piece]) -> None:
    """Parts with a comma behind each but the last; none of them holds a block."""
    out.extend(said(part) + "," for part in parts[:-1])
    out.extend(said(part) for part in parts[-1:])


def text_of(token: Part) -> str:
    """A token as written, but for the blank inside an amount of money."""
    assert not isinstance(token, Node)
    if token.kind != "MONEY":
        return token.text
    return f"{token.text[:-3].rstrip()} {token.text[-3:]}"
