"""What stands behind the arrow of a route: conditions that come too late, a status left out."""

import re

from ..recovery.lexemes import lexeme_at
from ..recovery.scene import Scene
from ..recovery.wording import quoted
from .numbers import UNITS
from .slip import Slip, advice, review, safe, syntax

_STATUS = {"respond": "200", "redirect": "308"}
_WRAPPED = re.compile(
    r"\{\s*(?:(?:service|upstream|backend|target|to|name)\s*[:=]?\s*)?"
    r"\"?([A-Za-z_][\w-]*)\"?\s*[;,]?\s*\}"
)


def when_behind_the_action(scene: Scene) -> Slip | None:
    """`route /b -> s when header("x") = "2"`."""
    bad, arrow = scene.bad, next((one for one in scene.before if one.text == "->"), None)
    if bad.text not in {"when", "if"} or scene.head != "route" or arrow is None:
        return None
    if scene.on_new_line or any(one.text == "when" for one in scene.before):
        return None
    end = _end_of_condition(scene, bad.end)
    condition = scene.text[bad.end : end].strip()
    action = scene.text[arrow.start : bad.start].rstrip()
    finding = syntax(
        scene.bad_span,
        f"{quoted(bad.text)} stands behind the arrow",
        "the condition stands between the path and `->`",
        review(
            "write the condition before the arrow",
            scene.span(arrow.start, end),
            f"when {condition} {action}",
        )
        if condition
        else advice("write `when` and a condition before the arrow"),
    )
    return Slip(finding, resume=end)


def _end_of_condition(scene: Scene, at: int) -> int:
    end = at
    while (one := lexeme_at(scene.table, scene.text, end, len(scene.text))) is not None:
        if one.text in {"{", "}", ";"} or "\n" in scene.text[end : one.start]:
            break
        end = one.end
    return end


def status_left_out(scene: Scene) -> Slip | None:
    """`respond "ok"`, `redirect "https://.."`, `redirect to "https://.."`."""
    prev, bad = scene.prev, scene.bad
    status = _STATUS.get(prev.text) if prev is not None else None
    if prev is None or status is None or scene.head != "route" or scene.on_new_line:
        return None
    text = scene.next if bad.text == "to" else bad
    if text is None or text.kind != "STRING":
        return None
    written = f"{prev.text} {status} {text.text}"
    finding = syntax(
        scene.bad_span,
        f"no status stands behind `{prev.text}`",
        "the status comes first",
        review(f"write {quoted(written)}", scene.span(bad.start, text.start), f"{status} "),
    )
    return Slip(finding, resume=text.end, lost=True)


def text_of_answer(scene: Scene) -> Slip | None:
    """`respond 200 ok`."""
    prev, bad = scene.prev, scene.bad
    if prev is None or prev.kind != "NUMBER" or len(scene.before) < 3 or scene.on_new_line:
        return None
    word = scene.before[-2].text
    if word not in _STATUS or bad.kind not in {"WORD", "PATH"} or bad.text == "to":
        return None
    rest = re.split(r"[#;{}\"]", scene.rest_of_line(bad.start))[0].rstrip()
    at = scene.span(bad.start, bad.start + len(rest))
    finding = syntax(
        at,
        f"the text {quoted(rest)} stands without quotes",
        "texts stand in double quotes",
        review("put it in double quotes", at, f'"{rest}"'),
    )
    return Slip(finding, resume=at.end)


def braces_behind_arrow(scene: Scene) -> Slip | None:
    """`-> { service: orders }`."""
    prev, bad = scene.prev, scene.bad
    if bad.text != "{" or prev is None or prev.text != "->":
        return None
    wrapped = _WRAPPED.match(scene.text, bad.start)
    at = scene.span(bad.start, wrapped.end()) if wrapped else scene.bad_span
    finding = syntax(
        at,
        "a block stands right behind the arrow",
        "the name of a service or gateway stands here",
        safe(f"write `-> {wrapped[1]}`", at, wrapped[1])
        if wrapped
        else advice("write `-> NAME { .. }`, with the statements of the route in the braces"),
    )
    if wrapped is None:
        return Slip(finding)
    return Slip(finding, resume=wrapped.end(), reread=wrapped.span(1))


def size_without_max(scene: Scene) -> Slip | None:
    """`body 10MB`."""
    bad = scene.bad
    if scene.head != "body" or len(scene.before) != 1 or bad.kind != "NUMBER":
        return None
    if not scene.takes("max", bad):
        return None
    unit = scene.next
    apart = unit is not None and unit.text in UNITS and bad.text.isdigit()
    at = scene.span(bad.start, unit.end if unit and apart else bad.end)
    size = "".join(at.text.split())
    finding = syntax(
        at,
        "the word before the largest size is missing",
        "`max` is missing before this",
        safe(f"write `body max {size}`", at, f"max {size}"),
    )
    return Slip(finding, ("max",), at.end, reread=(bad.start, bad.end))


HINTS = (
    when_behind_the_action,
    status_left_out,
    text_of_answer,
    braces_behind_arrow,
    size_without_max,
)
