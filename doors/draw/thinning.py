"""How a large picture stays readable: what is folded, left out or moved apart."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...compiler.graph import FederationGraph, Node
from ..show.cells import clip
from .overlay import Overlay
from .picture import Line
from .shapes import CAPTION_LETTERS

FOLDED_KINDS = ("service", "cloud-function", "outside")
FOLDED_SHOWN = 3
# Beyond that, only words that tell lines of one action apart are left.
LINES_WITH_WORDS_MAX = 60
ENDS_IN_A_COLUMN = 10
COLUMNS_MAX = 4


def folded_into(graph: FederationGraph, traced: Overlay) -> dict[str, tuple[Node, ...]]:
    """By gateway, the services that only this gateway calls, and only by forwarding."""
    found: dict[str, tuple[Node, ...]] = {}
    for node in graph.nodes:
        edges = graph.edges_to(node.id)
        if node.kind not in FOLDED_KINDS or not edges or traced.passes(node.id):
            continue
        source = edges[0].source
        if all(edge.source == source and edge.kind == "forward" for edge in edges):
            found[source] = (*found.get(source, ()), node)
    return found


def inside_words(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes[:FOLDED_SHOWN]:
        yield clip(node.title.removeprefix("https://"), CAPTION_LETTERS)
    if len(nodes) > FOLDED_SHOWN:
        yield f"+ {len(nodes) - FOLDED_SHOWN} more"


def without_words(lines: Sequence[Line]) -> tuple[Line, ...]:
    if len(lines) <= LINES_WITH_WORDS_MAX:
        return tuple(lines)
    return tuple(replace(line, words=()) if _is_plain(line) else line for line in lines)


def in_columns(lines: Sequence[Line], group_of: Mapping[str, str | None]) -> tuple[Line, ...]:
    """Where many lines end, the ends stand in several columns instead of one long one.

    Not those that another group leads to: a long line between groups sweeps around all others.
    """
    sources = {line.source for line in lines}
    crossed = {one.target for one in lines if group_of[one.source] != group_of[one.target]}
    first_source = {line.target: line.source for line in reversed(lines)}
    ends = [end for end in reversed(first_source) if end not in sources and end not in crossed]
    columns = min(COLUMNS_MAX, 1 + len(ends) // ENDS_IN_A_COLUMN)
    seen: Counter[str] = Counter()
    length_to: dict[str, int] = {}
    for end in ends:
        length_to[end] = 1 + seen[first_source[end]] % columns
        seen[first_source[end]] += 1
    return tuple(replace(line, length=length_to.get(line.target, 1)) for line in lines)


def _is_plain(line: Line) -> bool:
    """Its words name routes only: no share, no turn."""
    return all(one.tone == "faint" and not one.text.endswith("%") for one in line.words)
