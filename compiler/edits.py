"""Edits of findings: which of them go together, and how a text reads afterwards."""

import os
from bisect import bisect, insort
from collections.abc import Iterable, Sequence

from ..dsl.finding import Applicability, Edit, Finding, Help
from ..dsl.frozen import frozen
from ..dsl.source import Source


@frozen
class Mend:
    """One way out of one finding; its edits are made together or not at all."""

    finding: Finding
    way: Help


def mends_of(findings: Sequence[Finding], how_sure: Applicability) -> list[Mend]:
    """The first such way out of each finding that comes with edits."""
    ways = (
        next((w for w in f.help if w.edits and w.applicability is how_sure), None) for f in findings
    )
    return [Mend(f, way) for f, way in zip(findings, ways, strict=True) if way is not None]


def file_of(source: Source) -> str:
    """The file that a source was read from, by whatever name."""
    return os.path.realpath(source.name)


def apart(mends: Iterable[Mend]) -> list[Mend]:
    """Those that do not touch each other: of two that do, the first one."""
    taken: dict[str, list[tuple[int, int]]] = {}
    kept: list[Mend] = []
    for mend in mends:
        if not any(_touches(edit, taken) for edit in mend.way.edits):
            kept.append(mend)
            for edit in mend.way.edits:
                place = (edit.span.start, edit.span.end)
                insort(taken.setdefault(file_of(edit.span.source), []), place)
    return kept


def _touches(edit: Edit, taken: dict[str, list[tuple[int, int]]]) -> bool:
    """Whether it meets one of its neighbours, which are sorted and apart."""
    place = (edit.span.start, edit.span.end)
    others = taken.get(file_of(edit.span.source), [])
    at = bisect(others, place)
    return any(_meet(place, other) for other in others[max(0, at - 1) : at + 1])


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Two insertions at one place meet too, and so does one at the edge of what is replaced."""
    start, end = max(one[0], other[0]), min(one[1], other[1])
    inserts = one[0] == one[1] or other[0] == other[1]
    return start < end or (inserts and start == end)


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with edits made that are apart from each other."""
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
