"""What becomes of a promise: it is kept, broken by a request, or not decided."""

from typing import TYPE_CHECKING

from ....dsl.frozen import frozen

if TYPE_CHECKING:
    from ...trace import Branch, Question, Trace


@frozen
class Kept:
    """Nothing that it speaks of can go otherwise."""


KEPT = Kept()


@frozen
class Broken:
    """`branch` of this trace goes otherwise, in these ways; so do `others` of the `tried` requests."""

    trace: "Trace"
    branch: "Branch"
    ways: tuple[str, ...]
    others: int = 0
    tried: int = 1


@frozen
class Astray:
    """Nothing says which gateway the request is sent to."""

    question: "Question"
    message: str
    candidates: tuple[str, ...]


@frozen
class Undecided:
    """Tried on so many requests, and not proved for all."""

    tried: int
    why: str


Judgement = Kept | Broken | Astray | Undecided
