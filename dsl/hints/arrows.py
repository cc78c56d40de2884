"""Arrows of other languages, and the arrow that was left out."""

import re

from ..recovery.lexemes import Lexeme
from ..recovery.scene import Scene
from ..recovery.wording import quoted
from .slip import Slip, instead, review, safe, syntax

_OTHER_ARROWS = re.compile(r"=+>|--+>|-+>>|[→⇒➜⟶➔]|[–—]>|~>|:>|>>?")
_SAID = frozenset(("to", "goes", "forward", "proxy", "onto"))


def other_arrow(scene: Scene) -> Slip | None:
    found = _OTHER_ARROWS.match(scene.text, scene.bad.start)
    if found is None or not scene.takes("->"):
        return None
    at = scene.span(scene.bad.start, found.end())
    finding = syntax(
        at,
        f"{quoted(found[0])} is no arrow of this language",
        "the arrow is `->`",
        safe("write the arrow as `->`", at, "->"),
    )
    return instead(scene, "->", finding, found.end())


def arrow_glued_to_path(scene: Scene) -> Slip | None:
    """`/a=>s`: the path takes the `=` with it."""
    prev = scene.prev
    if scene.bad.text != ">" or prev is None or prev.kind != "PATH" or not scene.glued:
        return None
    if prev.text[-1] not in "=-" or not scene.takes("->"):
        return None
    at = scene.span(prev.end - 1, scene.bad.end)
    finding = syntax(
        at,
        f"{quoted(at.text)} is no arrow of this language",
        "the arrow is `->`",
        safe("write the arrow as `->`", at, " -> "),
    )
    return Slip(finding, resume=scene.bad.end)


def arrow_in_words(scene: Scene) -> Slip | None:
    """`route /a to s`."""
    if scene.bad.text not in _SAID or not scene.takes("->") or scene.on_new_line:
        return None
    finding = syntax(
        scene.bad_span,
        f"{quoted(scene.bad.text)} does not fit between a path and where it leads",
        "the arrow is `->`",
        safe("write `->`", scene.bad_span, "->"),
    )
    return instead(scene, "->", finding)


def arrow_left_out(scene: Scene) -> Slip | None:
    """`route /a s`."""
    bad = scene.bad
    if (
        scene.on_new_line
        or not scene.takes("->", bad)
        or bad.kind not in {"WORD", "STRING", "NUMBER"}
    ):
        return None
    if bad.text in scene.words_taken() or scene.prev is None:
        return None
    follows = scene.next
    if follows is not None and not _fits_behind(scene, follows):
        return None
    gap = scene.span(scene.prev.end, bad.start)
    finding = syntax(
        scene.bad_span,
        f"no arrow stands before {quoted(bad.text)}",
        "`->` is missing before this",
        review(f"write `->` before {quoted(bad.text)}", gap, " -> "),
    )
    return instead(scene, "->", finding, bad.start)


def _fits_behind(scene: Scene, follows: Lexeme) -> bool:
    """Whether the text goes on well behind the name; a later line may be wrong in its own way."""
    if scene.takes("->", scene.bad, follows) or follows.text == "}":
        return True
    new_line = "\n" in scene.text[scene.bad.end : follows.start]
    return new_line and scene.takes("->", scene.bad, ";")


HINTS = (other_arrow, arrow_glued_to_path, arrow_in_words, arrow_left_out)
