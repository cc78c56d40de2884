"""A graph drawn in one of the formats of pictures."""

from ...compiler.graph import FederationGraph
from .compose import picture_of
from .dot import dot_of
from .mermaid import mermaid_of
from .page import page_of
from .palette import Theme
from .svg import png_of, svg_of
from .wish import Wish


def drawing_of(graph: FederationGraph, wish: Wish, kind: str, theme: Theme) -> str | bytes:
    """Raises `NoDrawing` where the program that draws is not here."""
    picture = picture_of(graph, wish)
    match kind:
        case "svg":
            return svg_of(picture, theme)
        case "png":
            return png_of(picture, theme)
        case "html":
            return page_of(picture, theme)
        case "mermaid":
            return mermaid_of(picture, theme)
        case _:
            return dot_of(picture, theme)
