"""Paths as other routers write them, and braces in a path that do not pair up."""

import re

from ..finding import Finding
from ..recovery.scene import Scene
from ..recovery.wording import quoted
from .slip import Slip, advice, review, safe, syntax

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE")
_ANY = frozenset(("any", "all"))
_RAW_PARAMETER = re.compile(
    r"\{\w*(?::[ \t]*(?:'[^'\n]*'|\"[^\"\n]*\"|(?:[^\s{}]|\{[\d,]+\})*))?\}"
)
_OTHER_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\((\w+)\)|\[(\w+)\]")
_ONE_BARE_REGEX = re.compile(r"\{(\w+):[ \t]*([^\s'\"{}]+(?:\{[\d,]+\})?)\}")
_NAME_THEN_REST = re.compile(r"\{(\w+)\}(\.[A-Za-z0-9]+)")


def brace_in_path(scene: Scene) -> Slip | None:
    """`/a/{id -> s`: the brace of the parameter was taken for a block."""
    opener = scene.body.opener
    if opener <= 0 or scene.text[opener - 1].isspace() or len(scene.bodies) < 2:
        return None
    start = max(scene.text.rfind(blank, 0, opener) for blank in " \t\n|") + 1
    if not scene.text.startswith("/", start):
        return None
    return _wrong_path(scene, start, outward=True)


def path_goes_on(scene: Scene) -> Slip | None:
    """Something touches the end of a path that paths cannot hold."""
    prev = scene.prev
    if prev is None or prev.kind != "PATH" or not scene.glued or scene.bad.kind == "END":
        return None
    if scene.bad.text in {";", ",", "}", ")"}:
        return None
    return _wrong_path(scene, prev.start, outward=False)


def _wrong_path(scene: Scene, start: int, *, outward: bool) -> Slip:
    end = _end_of_path(scene.text, start)
    at = scene.span(start, end)
    raw = at.text
    finding = None
    for look in (_dollar, _suffix, _bare_regex, _other_parameter, _open_brace, _other_letters):
        finding = look(scene, start, raw)
        if finding is not None:
            break
    else:
        finding = syntax(
            scene.bad_span,
            f"the path goes on with {quoted(scene.text[scene.bad.start : end] or scene.bad.text)}",
            "a path cannot hold this",
            advice("write it percent-encoded, or put a blank before it"),
        )
    return Slip(finding, resume=end, spoils=True, outward=outward)


def _end_of_path(text: str, start: int) -> int:
    at = start
    while at < len(text):
        if text[at] == "{" and (found := _RAW_PARAMETER.match(text, at)):
            at = found.end()
        elif text[at].isspace() or text[at] in ';,"#}':
            break
        else:
            at += 1
    return at


def _dollar(scene: Scene, start: int, raw: str) -> Finding | None:
    place = raw.find("${")
    if place < 0 or re.match(r"\$\{\w+\}", raw[place:]):
        return None
    at = scene.span(start + place, start + len(raw))
    return syntax(
        at, "`${` is not followed by a name and `}`", "never closed", advice("write `${NAME}`")
    )


def _suffix(scene: Scene, start: int, raw: str) -> Finding | None:
    found = _NAME_THEN_REST.search(raw)
    if found is None:
        return None
    at = scene.span(start + found.start(), start + found.end())
    better = f"{{{found[1]}: '.*\\{found[2]}'}}"
    return syntax(
        at,
        f"{quoted(found[0])} mixes a parameter with other letters in one segment",
        "a parameter is a whole segment",
        safe(f"say what the segment looks like: {quoted(better)}", at, better),
    )


def _bare_regex(scene: Scene, start: int, raw: str) -> Finding | None:
    found = _ONE_BARE_REGEX.search(raw)
    if found is None:
        return None
    at = scene.span(start + found.start(), start + found.end())
    better = f"{{{found[1]}: '{found[2]}'}}"
    return syntax(
        at,
        f"the pattern of {quoted(found[1])} stands without quotes",
        "patterns stand in single quotes",
        safe(f"write {quoted(better)}", at, better),
    )


def _other_parameter(scene: Scene, start: int, raw: str) -> Finding | None:
    found = _OTHER_PARAMETER.search(raw)
    if found is None:
        return None
    at = scene.span(start + found.start(), start + found.end())
    name = found[1] or found[2] or found[3]
    return syntax(
        at,
        f"{quoted(found[0])} is no parameter of a path",
        "a parameter stands in braces",
        safe(f"write `{{{name}}}`", at, f"{{{name}}}"),
    )


def _open_brace(scene: Scene, start: int, raw: str) -> Finding | None:
    place = raw.rfind("{")
    if place < 0 or "}" in raw[place:]:
        if place > 0 and raw[place - 1] != "/":
            at = scene.span(start, start + len(raw))
            return syntax(
                at,
                f"{quoted(raw)} mixes a parameter with other letters in one segment",
                "a parameter is a whole segment",
                advice("say what the whole segment looks like: `{name: 'regex'}`"),
            )
        return None
    at = scene.span(start + place, start + len(raw))
    name = re.match(r"\{\w+", raw[place:])
    end = start + place + (name.end() if name else 1)
    return syntax(
        at,
        "a `{` in a path is never closed",
        "opens a parameter",
        review("close the parameter with `}`", scene.span(end, end), "}"),
    )


def _other_letters(scene: Scene, start: int, raw: str) -> Finding | None:
    if raw.isascii() or not raw.isprintable():
        return None
    at = scene.span(start, start + len(raw))
    odd = next(letter for letter in raw if not letter.isascii())
    return syntax(
        at,
        f"the path holds {quoted(odd)}, which no request line can carry",
        "only ASCII stands in paths",
        safe("write it percent-encoded", at, _encoded(raw)),
    )


def _encoded(raw: str) -> str:
    return "".join(
        letter if letter.isascii() else "".join(f"%{byte:02X}" for byte in letter.encode())
        for letter in raw
    )


def small_method(scene: Scene) -> Slip | None:
    bad = scene.bad
    if bad.text == "->" and scene.head.islower() and scene.head.upper() in METHODS:
        return _small_method_in_promise(scene)
    if bad.kind != "WORD" or not scene.takes("GET"):
        return None
    if bad.text.upper() in METHODS:
        finding = syntax(
            scene.bad_span,
            f"the method {quoted(bad.text)} is not in capital letters",
            "methods are written in capital letters",
            safe("write it in capital letters", scene.bad_span, bad.text.upper()),
        )
        return Slip(finding, (bad.text.upper(),), bad.end)
    follows = scene.next
    if bad.text.lower() in _ANY and scene.takes("PATH") and follows and follows.kind == "PATH":
        at = scene.span(bad.start, follows.start)
        finding = syntax(
            scene.bad_span,
            f"{quoted(bad.text)} is no method",
            "without a method, a path stands for all of them",
            safe("leave it out", at, ""),
        )
        return Slip(finding, resume=bad.end)
    return None


def _small_method_in_promise(scene: Scene) -> Slip:
    """`get /x -> 200` in `expect`: `get` was read as the name of a metric."""
    head = scene.before[0]
    at = scene.span(head.start, head.end)
    finding = syntax(
        at,
        f"the method {quoted(head.text)} is not in capital letters",
        "methods are written in capital letters",
        safe("write it in capital letters", at, head.text.upper()),
    )
    return Slip(finding, resume=scene.bad.end, lost=True)


def without_slash(scene: Scene) -> Slip | None:
    """`route a -> s`."""
    bad = scene.bad
    if bad.kind != "WORD" or not scene.takes("PATH") or scene.takes("WORD") or not scene.before:
        return None
    if scene.complete or scene.on_new_line:
        return None
    end = _end_of_path(scene.text, bad.start)
    at = scene.span(bad.start, end)
    if "://" in at.text:
        return _whole_address(scene, end)
    finding = syntax(
        at,
        f"the path {quoted(at.text)} does not start with a slash",
        "paths start with `/`",
        review("write the slash", scene.span(bad.start, bad.start), "/"),
    )
    return Slip(finding, resume=end, lost=True)


def _whole_address(scene: Scene, end: int) -> Slip:
    at = scene.span(scene.bad.start, end)
    return Slip(
        syntax(
            at,
            f"the address {quoted(at.text)} stands where a path belongs",
            "a path starts with `/`",
            advice("write only the path; the host is the gateway's `domain`"),
        ),
        resume=end,
        lost=True,
    )


HINTS = (brace_in_path, path_goes_on, small_method, without_slash)
