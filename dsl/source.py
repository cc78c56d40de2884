"""Where a piece of text came from, so that every message can point at it."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from .frozen import frozen


class Source:
    """One file of the language, kept whole so that spans can be shown again later."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    def __repr__(self) -> str:
        return f"Source({self.name!r})"

    @cached_property
    def _line_starts(self) -> list[int]:
        # Only "\n" ends a line: editors and compilers disagree about form feeds and U+2028.
        lines = self.text.split("\n")
        return [0, *accumulate(len(line) + 1 for line in lines)][:-1]

    @property
    def line_count(self) -> int:
        return len(self._line_starts)

    def line_of(self, offset: int) -> int:
        """The 1-based line that holds this offset."""
        return bisect_right(self._line_starts, offset)

    def column_of(self, offset: int) -> int:
        """The 1-based column of this offset, counted in characters."""
        return offset - self._line_starts[self.line_of(offset) - 1] + 1

    def utf16_column_of(self, offset: int) -> int:
        """The 0-based column in UTF-16 units, which is how editors count."""
        start = self._line_starts[self.line_of(offset) - 1]
        return len(self.text[start:offset].encode("utf-16-le", "surrogatepass")) // 2

    def line_text(self, line: int) -> str:
        """One line as written, without its line end."""
        start = self._line_starts[line - 1]
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end < 0 else end].removesuffix("\r")


@frozen
class Span:
    """A half-open range of characters in one source: text[start:end]."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        return self.source.line_of(self.start)

    @property
    def column(self) -> int:
        return self.source.column_of(self.start)

    @property
    def end_line(self) -> int:
        return self.source.line_of(self.end)

    @property
    def end_column(self) -> int:
        """The 1-based column just behind the last character."""
        return self.source.column_of(self.end)

    def to(self, other: "Span") -> "Span":
        """From the start of this one to the end of the other."""
        return Span(self.source, self.start, other.end)
