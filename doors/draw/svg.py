"""A picture drawn by Graphviz, and the few things that a drawing in a page needs besides."""

import re
from html import escape
from importlib import import_module
from subprocess import CalledProcessError
from typing import Any

from .dot import dot_of
from .palette import Theme, dark_rules
from .picture import Picture

PNG_DPI = 144  # twice as fine as a screen, because it will be scaled
_TITLE = re.compile(r"<title>[^<]*</title>\n?")
_ROOT = re.compile(r"<svg width=\"(?P<width>[^\"]*)\" height=\"(?P<height>[^\"]*)\"")


class NoDrawing(Exception):  # noqa: N818  reads as what it says
    """Why Graphviz drew nothing, in words for whoever asked."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def svg_of(picture: Picture, theme: Theme) -> str:
    """A picture that stands by itself; with `auto` it follows the reader's wish for dark pages."""
    drawn = drawn_by_dot(dot_of(picture, theme), "svg").decode()
    # Without the preface it can stand in a page; the titles hold names that only dot knows.
    drawn = _TITLE.sub("", drawn[drawn.index("<svg") :])
    head = f"<title>{escape(picture.title)}</title>\n"
    if theme == "auto":
        rules = dark_rules()
        head += f"<style>\n@media (prefers-color-scheme: dark) {{\n{rules}\n}}\n</style>\n"
    root, _, rest = drawn.partition(">\n")
    root = _ROOT.sub(r'<svg role="img" width="\g<width>" height="\g<height>"', root)
    return f"{root}>\n{head}{rest}"


def png_of(picture: Picture, theme: Theme) -> bytes:
    return drawn_by_dot(dot_of(picture, theme, PNG_DPI), "png")


def drawn_by_dot(source: str, form: str) -> bytes:
    graphviz: Any = import_module("graphviz")
    try:
        return graphviz.pipe("dot", form, source.encode(), quiet=True)
    except graphviz.ExecutableNotFound:
        raise NoDrawing(
            f"{form} is drawn by the program `dot`, which is not installed here; install Graphviz, "
            "or ask for dot, mermaid or json"
        ) from None
    except CalledProcessError as failure:
        said = failure.stderr.decode(errors="replace").strip() or "nothing said"
        raise NoDrawing(f"`dot` failed: {said.splitlines()[0]}") from None
