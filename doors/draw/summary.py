"""A graph for a terminal: everyone who calls somebody, and below it one line for each call."""

from collections.abc import Iterator
from itertools import islice

from ...compiler.graph import Edge, FederationGraph, Node
from ..show.cells import clip, wrap
from ..show.counted import counted
from ..show.ink import Ink
from ..show.wrapped import wrapped_table
from .shapes import plain_captions
from .wish import Wish
from .wording import common_words, what_is_sent

INDENT = "  "
RINGS_SHOWN = 5
COUNTS_LINES_MAX = 3
COUNTED = {
    "client": "client",
    "entry": "entry",
    "gateway": "gateway",
    "service": "service",
    "cloud-function": "cloud function",
    "outside": "outside address",
    "control-plane": "control plane",
}
# A blank that no line ends at: a sign stays with its credentials.
TIED = "\u00a0"
# A terminal may have no more than ASCII.
SIGNS = {"→": "as", "−": "-", "⇄": "exchanges"}
PLURALS = {"entry": "entries", "outside address": "outside addresses"}


def summary_of(graph: FederationGraph, wish: Wish, ink: Ink, columns: int) -> str:
    blocks = ["\n".join(wrap(_counts(graph), columns, COUNTS_LINES_MAX))]
    for node in graph.nodes:
        rows = [_row(graph, edge) for edge in graph.edges_from(node.id)]
        rows += [_answer(answer) for answer in node.answers]
        if rows:
            about = " · ".join(plain_captions(node, wish))
            title = clip(node.title, columns // 2)
            head = f"{ink('strong', title)}  {ink('faint', clip(about, columns // 2 - 2))}"
            lines = _lines(rows, columns - len(INDENT))
            blocks.append("\n".join((head, *(INDENT + line for line in lines))))
    return "\n\n".join((*blocks, *_rings(graph, columns)))


def _counts(graph: FederationGraph) -> str:
    kinds = [node.kind for node in graph.nodes]
    counts = [_counted(kinds.count(kind), what) for kind, what in COUNTED.items() if kind in kinds]
    environment = graph.federation.environment
    where = f" in {environment}" if environment else ""
    return f"{graph.federation.name}{where}: {', '.join(counts) or 'nothing'}"


def _counted(number: int, what: str) -> str:
    many = PLURALS.get(what)
    return f"{number} {many}" if many and number != 1 else counted(number, what)


def _row(graph: FederationGraph, edge: Edge) -> tuple[str, str, str, str]:
    """Which requests, where to, and what happens to them on the way."""
    target = graph.node(edge.target)
    how = [*what_is_sent(edge), *(["over local"] if edge.over == "local" else [])]
    how += [words.text.replace(" ", TIED) for words in common_words(edge)]
    told = "  ".join(filter(None, how))
    for sign, word in SIGNS.items():
        told = told.replace(sign, word)
    return edge.route or "", "->", target.title, told


def _lines(rows: list[tuple[str, str, str, str]], columns: int) -> list[str]:
    """What happens on the way goes on in further lines; only names and endless texts are cut."""
    lines = wrapped_table(
        [
            (clip(route, columns // 3), arrow, clip(target, columns // 4), clip(how, 4 * columns))
            for route, arrow, target, how in rows
        ],
        columns,
    )
    return [line.replace(TIED, " ") for line in lines]


def _answer(answer: str) -> tuple[str, str, str, str]:
    route, _, status = answer.partition(" -> ")
    return route, "->", status, "answered here"


def _rings(graph: FederationGraph, columns: int) -> Iterator[str]:
    """A ring is no mistake by itself: a request may still find its end in it."""
    rings = list(islice(graph.loops(), RINGS_SHOWN + 1))
    if not rings:
        return
    more = [f"{INDENT}..."] if len(rings) > RINGS_SHOWN else []
    shown = [INDENT + clip(_ring(ring), columns - len(INDENT)) for ring in rings[:RINGS_SHOWN]]
    yield "\n".join(("gateways that lead back to themselves", *shown, *more))


def _ring(ring: tuple[Node, ...]) -> str:
    return " -> ".join(node.title for node in (*ring, ring[0]))
