"""Promises in `expect` as tests elsewhere are written: `== 200`, `returns 200`, no method."""

import re

from ..recovery.blocks import block_with
from ..recovery.scene import Scene
from ..recovery.wording import quoted
from .slip import Slip, instead, review, safe, syntax

_GIVES = re.compile(r"==?|:|(?:is|returns?|gives|answers|expects?|responds|yields)\b")


def answer_without_arrow(scene: Scene) -> Slip | None:
    """`GET /orders as web == 200`."""
    found = _GIVES.match(scene.text, scene.bad.start)
    if found is None or scene.on_new_line or not scene.takes("->") or not _in_expect(scene):
        return None
    if scene.text.startswith("=>", scene.bad.start):
        return None
    at = scene.span(scene.bad.start, found.end())
    blank = "" if scene.text[scene.bad.start - 1].isspace() else " "
    finding = syntax(
        at,
        f"{quoted(found[0])} stands before an answer",
        "the sign is `->`",
        safe("write `->`", at, f"{blank}->"),
    )
    return instead(scene, "->", finding, found.end())


def method_left_out(scene: Scene) -> Slip | None:
    """`/orders as web -> 200`."""
    bad = scene.bad
    if bad.kind != "PATH" or not _in_expect(scene) or not scene.complete:
        return None
    if scene.before and not scene.on_new_line:
        return None
    finding = syntax(
        scene.bad_span,
        f"no method stands before the path {quoted(bad.text)}",
        "a promise about an answer starts with its method",
        review(f"write `GET {bad.text}`", scene.span(bad.start, bad.start), "GET "),
    )
    return Slip(finding, ("GET",), bad.start)


def _in_expect(scene: Scene) -> bool:
    return block_with(scene.words) == "expect"


HINTS = (answer_without_arrow, method_left_out)
