"""A picture before it is written in any format: shapes, lines between them, groups and a legend."""

from collections.abc import Iterator
from typing import Literal

from ...dsl.frozen import frozen

ShapeKind = Literal[
    "client",
    "anyone",
    "entry",
    "public-gateway",
    "internal-gateway",
    "service",
    "cloud-function",
    "outside",
    "control-plane",
    "gather",
    "choose",
    "split",
    "first",
    "own-code",
]
JUNCTIONS: tuple[ShapeKind, ...] = ("gather", "choose", "split", "first", "own-code")

LineStyle = Literal["forward", "calls", "spare", "local", "own-code", "manages"]
Tone = Literal["ink", "faint", "adds", "takes", "lit"]


@frozen
class Words:
    """One line of a label."""

    text: str
    tone: Tone = "ink"


@frozen
class Badge:
    level: Literal["error", "warning"]
    text: str


@frozen
class Shape:
    """`mark` is what became of a traced request here; `lit` says that it came through. `holds`
    are services that stand in the shape of their gateway."""

    id: str
    kind: ShapeKind
    title: str
    captions: tuple[str, ...] = ()
    group: str | None = None
    badges: tuple[Badge, ...] = ()
    mark: str | None = None
    lit: bool = False
    holds: tuple[str, ...] = ()


@frozen
class Line:
    """`length` counts columns from one end to the other."""

    source: str
    target: str
    style: LineStyle
    words: tuple[Words, ...] = ()
    lit: bool = False
    length: int = 1


@frozen
class LegendEntry:
    """`sample` is a line style, a kind of shape, or a sign as it stands in a label."""

    kind: Literal["line", "shape", "sign"]
    sample: str
    meaning: str


@frozen
class Picture:
    title: str
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]
    legend: tuple[LegendEntry, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(shape.group for shape in self.shapes if shape.group))

    def in_group(self, group: str | None) -> tuple[Shape, ...]:
        return tuple(shape for shape in self.shapes if shape.group == group)

    def lines_of(self, group: str | None) -> Iterator[tuple[int, Line]]:
        """Lines with both ends in this group, None for those that are in no one group; and their
        numbers in the picture."""
        group_of = {shape.id: shape.group for shape in self.shapes}
        for number, line in enumerate(self.lines):
            ends = group_of[line.source], group_of[line.target]
            if (ends[0] if ends[0] == ends[1] else None) == group:
                yield number, line
