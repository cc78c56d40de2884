"""Blocks as YAML writes them: a `:` behind the head, and statements further in."""

import re

from ..recovery.lexemes import indent_of, line_end
from ..recovery.scene import Scene
from ..recovery.wording import quoted
from .slip import Slip, advice, review, syntax

_NAMED = frozenset(
    "gateway service client credential environment policy tier plan region label control_plane"
    " entry workload scenario".split()
)
_EXAMPLES = {
    "gateway": "gateway {} on envoy {{ .. }}",
    "control_plane": "control_plane {} on kong {{ .. }}",
    "credential": "credential {} = jwt {{ .. }}",
    "environment": "environment {} {{ .. }}",
}
_NAMES = {"gateway": "edge", "service": "orders", "client": "web"}
_PAIR = re.compile(r"([\w-]+)[ \t]*:[ \t]+(?=[^\s\[{|>&*])")
_DEEPER = re.compile(r"-[ \t]|[\w-]+[ \t]*:[ \t]*(?:$|[\[{|>&*])")


def head_with_colon(scene: Scene) -> Slip | None:
    """`service orders:` and an indented `url: "http://orders"`."""
    bad = scene.bad
    if bad.text != ":" or not scene.before or scene.before[0].kind != "WORD":
        return None
    head = scene.before[0]
    if not scene.is_line_first(head) or scene.on_new_line:
        return None
    if scene.rest_of_line(bad.end).split("#")[0].strip() or len(scene.before) > 4:
        return None
    if head.text not in scene.words or not (scene.takes("{") or head.text in _NAMED):
        return None
    end = _end_of_body(scene.text, head.start, bad.end)
    shown = _whole_head(scene)
    opened = _with_braces(scene, end) if scene.takes("{") and scene.head != "gateway" else None
    if scene.head == "gateway" and any(one.text == "on" for one in scene.before):
        opened = _with_braces(scene, end)
    fix = advice(f"write {quoted(shown)}, one statement on each line between the braces")
    if opened is not None:
        body = scene.span(bad.start, end)
        fix = review(f"write {quoted(shown)}, with the statements in the braces", body, opened)
    finding = syntax(
        scene.bad_span,
        f"a `:` stands where the block of {quoted(head.text)} opens",
        "blocks stand in braces",
        fix,
    )
    return Slip(finding, resume=end)


def _end_of_body(text: str, start: int, at: int) -> int:
    """Behind the last line that is further in than the head."""
    indent = indent_of(text, start)
    end = here = line_end(text, at)
    while here < len(text):
        here += 1
        stop = line_end(text, here)
        line = text[here:stop]
        depth = len(line) - len(line.lstrip())
        if line.strip():
            if depth <= indent and not (depth == indent and line.lstrip().startswith("- ")):
                break
            end = stop
        here = stop
    return end


def _whole_head(scene: Scene) -> str:
    words = [one.text for one in scene.before]
    if words[0] not in _EXAMPLES or len(words) > 2:
        named = words if scene.takes("{") else [*words, _name(words[0])]
        return " ".join([*named, "{ .. }"])
    return _EXAMPLES[words[0]].format(words[1] if len(words) > 1 else _name(words[0]))


def _name(kind: str) -> str:
    return _NAMES.get(kind, "NAME")


def _with_braces(scene: Scene, end: int) -> str | None:
    """The body in braces and without colons; None where it nests, as only a reader can tell."""
    rest, *body = scene.text[scene.bad.end : end].split("\n")
    lines = [line.strip() for line in body if line.strip()]
    if not lines or any(_DEEPER.match(line) for line in lines):
        return None
    plain = [_PAIR.sub(r"\1 ", line, count=1) if _is_pair(line) else line for line in body]
    indent = " " * indent_of(scene.text, scene.before[0].start)
    return "\n".join([f" {{{rest.rstrip()}", *plain, f"{indent}}}"])


def _is_pair(line: str) -> bool:
    return _PAIR.match(line.lstrip()) is not None


HINTS = (head_with_colon,)
