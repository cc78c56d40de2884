"""Where comments stand, so that each finds a place in what is written anew."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from ..parse import Comment

BLANKS = " \t\r\f"


class Remark(NamedTuple):
    """A comment without the blanks at its end, and where it stands."""

    text: str
    start: int
    end: int


def remarks_of(comments: Sequence[Comment]) -> list[Remark]:
    return [Remark(c.text.rstrip(BLANKS), c.span.start, c.span.end) for c in comments]


class Remarks:
    """All comments of a file, in order, to be asked for by place."""

    def __init__(self, comments: Sequence[Comment]) -> None:
        self._all = remarks_of(comments)
        self._starts = [remark.start for remark in self._all]

    def between(self, start: int, end: int) -> list[Remark]:
        if not self._all:
            return []
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
