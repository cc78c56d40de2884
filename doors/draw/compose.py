"""From a graph to a picture: what becomes a shape, what becomes one line, and what is left out."""

from collections.abc import Iterator, Sequence

from ...compiler.graph import Edge, FederationGraph, Node
from ..show.cells import clip
from .legend import legend_of
from .picture import JUNCTIONS, Line, LineStyle, Picture, Shape, ShapeKind
from .shapes import (
    CAPTION_LETTERS,
    TITLE_LETTERS,
    captions_of,
    group_of,
    plain_captions,
    shape_kind,
)
from .thinning import folded_into, in_columns, inside_words, without_words
from .wish import Wish
from .wording import junction_words_of, member_words_of, plain_words_of, said_at_junction, words_of

# Beyond that, words beside every line hide the lines.
LINES_WITH_WORDS_MAX = 48
TITLE_LETTERS_OF_PICTURE = 120
JUNCTION_TITLES: dict[str, tuple[ShapeKind, str]] = {
    "gather": ("gather", "all"),
    "choose": ("choose", "?"),
    "split": ("split", "%"),
    "first": ("first", "1, 2 .."),
    "own-code": ("own-code", ""),
}


def picture_of(graph: FederationGraph, wish: Wish) -> Picture:
    if wish.detail == "plain":
        return _Composer(graph, wish, plain=True).picture()
    full = _Composer(graph, wish, plain=False).picture()
    if wish.detail == "full" or len(full.lines) <= LINES_WITH_WORDS_MAX:
        return full
    return _Composer(graph, wish, plain=True).picture()


class _Composer:
    def __init__(self, graph: FederationGraph, wish: Wish, plain: bool) -> None:
        self.graph = graph
        self.wish = wish
        self.plain = plain
        self.junctions: list[Shape] = []
        self.folded = folded_into(graph, wish.traced) if plain else {}

    def picture(self) -> Picture:
        lines = tuple(self._lines())
        gone = [node.id for nodes in self.folded.values() for node in nodes]
        nodes = (self._shape(node) for node in self.graph.nodes if node.id not in gone)
        shapes = (*nodes, *self.junctions)
        if self.plain:
            lines = in_columns(without_words(lines), {shape.id: shape.group for shape in shapes})
        legend = tuple(legend_of(shapes, lines))
        return Picture(_title(self.graph, self.wish), shapes, lines, legend)

    def _shape(self, node: Node) -> Shape:
        """With little room a gateway holds the services that nobody else calls."""
        captions = plain_captions(node, self.wish) if self.plain else captions_of(node, self.wish)
        return Shape(
            node.id,
            shape_kind(node),
            clip(node.title.removeprefix("https://"), TITLE_LETTERS),
            tuple(clip(text, CAPTION_LETTERS) for text in captions),
            group_of(node, self.wish),
            tuple(badge for name, badge in self.wish.badges if node.id == f"gateway {name}"),
            self.wish.traced.mark_of(node.id),
            self.wish.traced.passes(node.id),
            tuple(inside_words(self.folded.get(node.id, ()))),
        )

    # ---- lines -------------------------------------------------------------------------------

    def _lines(self) -> Iterator[Line]:
        """Edges between the same two places become one line; an action with members becomes a
        junction, with one line in and one to each member."""
        merged: dict[tuple[str, str, LineStyle], list[Edge]] = {}
        actions: dict[tuple[str, int | None], list[Edge]] = {}
        for edge in self.graph.edges:
            if edge.kind in JUNCTIONS and not self.plain and (edge.kind != "own-code" or edge.code):
                actions.setdefault((edge.source, edge.route_place), []).append(edge)
            else:
                merged.setdefault((edge.source, edge.target, _style(edge)), []).append(edge)
        gone = [node.id for nodes in self.folded.values() for node in nodes]
        for (source, target, style), edges in merged.items():
            if target in gone:
                continue
            words = plain_words_of(edges) if self.plain else words_of(edges)
            yield Line(source, target, style, words, self._lit(edges))
        for edges in actions.values():
            yield from self._action(edges)

    def _action(self, edges: Sequence[Edge]) -> Iterator[Line]:
        first = edges[0]
        id = f"{first.source} {first.route_place}"
        kind, title = JUNCTION_TITLES[first.kind]
        title = first.code or title
        group = group_of(self.graph.node(first.source), self.wish)
        lit = self._lit(edges)
        self.junctions.append(Shape(id, kind, clip(title, TITLE_LETTERS), (), group, lit=lit))
        yield Line(first.source, id, "forward", junction_words_of(edges), lit)
        by_target: dict[tuple[str, LineStyle], list[Edge]] = {}
        for edge in edges:
            by_target.setdefault((edge.target, _style(edge)), []).append(edge)
        said = said_at_junction(edges)
        for (target, style), members in by_target.items():
            words = member_words_of(members, said)
            yield Line(id, target, style, words, self._lit(members))

    def _lit(self, edges: Sequence[Edge]) -> bool:
        return any(self.wish.traced.takes(edge) for edge in edges)


def _title(graph: FederationGraph, wish: Wish) -> str:
    federation = graph.federation
    parts = (federation.title or federation.name, federation.environment, wish.traced.request)
    return clip(" · ".join(part for part in parts if part), TITLE_LETTERS_OF_PICTURE)


def _style(edge: Edge) -> LineStyle:
    match edge.kind:
        case "calls" | "manages" | "own-code":
            return edge.kind
        case "first" | "entry-first" if edge.place != 1:
            return "spare"
        case _:
            return "local" if edge.over == "local" else "forward"
