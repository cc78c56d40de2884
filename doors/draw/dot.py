"""A picture in the language of Graphviz.

Shapes are called n0, n1 .. and every text stands in an HTML-like label, escaped: no name of a
program is ever a word of the output.
"""

from collections.abc import Mapping
from html import escape
from importlib import import_module
from typing import Any

from .dot_labels import label_of_legend, label_of_line, label_of_shape
from .palette import CANVAS, Theme, colour
from .picture import JUNCTIONS, Line, LineStyle, Picture, Shape, ShapeKind

# What is left of a font list where none of them is installed is the font of the machine.
FONT = "Helvetica,Arial,DejaVu Sans,sans-serif"

Names = Mapping[str, str]  # of Graphviz, by the ids of the shapes

SHAPES: dict[ShapeKind, dict[str, str]] = {
    "client": {"shape": "ellipse", "margin": "0.02,0.02"},
    "anyone": {"shape": "ellipse", "margin": "0.02,0.02", "style": "filled,dashed"},
    "entry": {"shape": "cds", "margin": "0.18,0.10"},
    "public-gateway": {"shape": "box", "style": "filled,rounded", "penwidth": "2.4"},
    "internal-gateway": {"shape": "box", "style": "filled,rounded", "penwidth": "1.3"},
    "service": {"shape": "box"},
    "cloud-function": {"shape": "hexagon", "margin": "0.02,0.02"},
    "outside": {"shape": "box", "style": "filled,dashed"},
    "control-plane": {"shape": "component", "margin": "0.18,0.08"},
    "gather": {"shape": "circle", "margin": "0.01", "width": "0.3"},
    "choose": {"shape": "diamond", "margin": "0.01", "width": "0.3", "height": "0.3"},
    "split": {"shape": "diamond", "margin": "0.01", "width": "0.3", "height": "0.3"},
    "first": {"shape": "box", "margin": "0.06,0.02", "width": "0.2", "height": "0.2"},
    "own-code": {"shape": "note", "margin": "0.08,0.04", "width": "0.2", "height": "0.2"},
}
LINES: dict[LineStyle, dict[str, str]] = {
    "forward": {"penwidth": "1.3"},
    "calls": {"penwidth": "1.6"},
    "spare": {"penwidth": "1.3", "style": "dashed"},
    "local": {"penwidth": "1.2"},
    "own-code": {"penwidth": "1.2", "style": "dotted"},
    "manages": {"penwidth": "2.4", "style": "dotted", "arrowhead": "odot", "arrowsize": "0.6"},
}


def dot_of(picture: Picture, theme: Theme, dpi: int | None = None) -> str:
    """The same picture gives the same text, always."""
    graph = import_module("graphviz").Digraph("federation", graph_attr=_page(picture, theme, dpi))
    graph.attr("node", fontname=FONT, fontsize="12", fontcolor=colour("ink", theme))
    graph.attr("edge", fontname=FONT, fontsize="9.5", arrowsize="0.7")
    names = {shape.id: f"n{place}" for place, shape in enumerate(picture.shapes)}
    with graph.subgraph(name="cluster_all", graph_attr=_title(picture, theme)) as whole:
        _groups(whole, picture, names, theme)
    return graph.source


def _page(picture: Picture, theme: Theme, dpi: int | None) -> dict[str, str]:
    legend = label_of_legend(picture.legend, theme)
    return {
        "rankdir": "LR",
        "newrank": "true",  # callers left of what they call, across groups too
        "bgcolor": colour(CANVAS, theme),
        "fontname": FONT,
        "nodesep": "0.28",
        "ranksep": "0.3",
        "pad": "0.25",
        "labelloc": "b",
        "labeljust": "l",
        "forcelabels": "true",
        **({"label": legend} if legend else {}),
        **({"dpi": str(dpi)} if dpi else {}),
    }


def _title(picture: Picture, theme: Theme) -> dict[str, str]:
    text = escape(picture.title) or " "
    return {
        "label": f'<<B><FONT POINT-SIZE="17" COLOR="{colour("ink", theme)}">{text}</FONT></B>>',
        "labelloc": "t",
        "labeljust": "l",
        "peripheries": "0",
        "margin": "12",
    }


def _groups(graph: Any, picture: Picture, names: Names, theme: Theme) -> None:
    """Lines within a group stand in it with their words, or the group would fold in on itself."""
    for shape in picture.in_group(None):
        _shape(graph, shape, names[shape.id], theme)
    for place, group in enumerate(picture.groups):
        inner = graph.subgraph(name=f"cluster_{place}", graph_attr=_frame(group, theme))
        with inner as cluster:
            for shape in picture.in_group(group):
                _shape(cluster, shape, names[shape.id], theme)
            for number, line in picture.lines_of(group):
                _line(cluster, line, names, theme, str(number))
    for number, line in picture.lines_of(None):
        _line(graph, line, names, theme, str(number))


def _frame(group: str, theme: Theme) -> dict[str, str]:
    faint = colour("faint", theme)
    return {
        "label": f'<<FONT POINT-SIZE="11" COLOR="{faint}"><B>{escape(group)}</B></FONT>>',
        "labeljust": "l",
        "style": "filled,rounded",
        "peripheries": "1",
        "fillcolor": colour("group-fill", theme),
        "pencolor": colour("group-edge", theme),
        "margin": "14",
    }


def _shape(graph: Any, shape: Shape, name: str, theme: Theme) -> None:
    is_junction = shape.kind in JUNCTIONS
    fill = "junction-fill" if is_junction else f"{shape.kind}-fill"
    edge = "junction-fill" if is_junction else f"{shape.kind}-edge"
    style = {"style": "filled", **SHAPES[shape.kind]}
    if shape.lit:
        edge, style = "lit", {**style, "penwidth": "3.2"}
    attributes = {**style, "fillcolor": colour(fill, theme), "color": colour(edge, theme)}
    graph.node(name, label_of_shape(shape, theme), id=name, _attributes=attributes)


def _line(graph: Any, line: Line, names: Names, theme: Theme, name: str) -> None:
    """Words stand on their line, between two halves of it: beside it, nobody could tell whose
    they are where many lines run together."""
    tail, head = names[line.source], names[line.target]
    look = _look(line, theme) | {"class": f"from-{tail} to-{head}"}
    if line.words:
        sign = {"shape": "plaintext", "margin": "0.05,0.02", "width": "0", "height": "0"}
        graph.node(
            f"w{name}",
            label_of_line(line, theme),
            _attributes=sign | _class(look) | {"id": f"w{name}"},
        )
        graph.edge(tail, f"w{name}", _attributes=look | {"arrowhead": "none"})
        tail = f"w{name}"
    graph.edge(tail, head, _attributes=look | {"minlen": str(line.length)})


def _look(line: Line, theme: Theme) -> dict[str, str]:
    paint = colour("lit" if line.lit else line.style, theme)
    look = {**LINES[line.style], "color": paint}
    if line.style == "local":  # two lines with nothing between them
        return look | {"color": f"{paint}:transparent:{paint}"}
    return look | ({"penwidth": "3"} if line.lit else {})


def _class(look: Mapping[str, str]) -> dict[str, str]:
    return {"class": look["class"]}
