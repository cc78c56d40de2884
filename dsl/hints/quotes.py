"""Texts without quotes, with the wrong ones, with one quote only; and quotes around what needs none."""

import re

from ..recovery.lexemes import line_end
from ..recovery.scene import Scene
from ..recovery.wording import character, quoted
from .slip import Slip, advice, review, safe, syntax

_BARE = re.compile(r"[^\s{}\"';,#]+")
_NAME = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_]|[.-](?=[A-Za-z0-9_]))*")
_TYPOGRAPHIC = "“”„‟«»‘’‚‛`´″"
_CLOSING_RUN = re.compile(r"[ \t]*[\]}) \t;,]*$")
_PATH_START = ('"/', "'/")


def never_closed(scene: Scene) -> Slip | None:
    """A quote whose partner is missing: the rest of the line is taken for the text."""
    bad = scene.bad
    if bad.kind != "STRAY" or bad.text not in "\"'":
        return None
    if scene.text.startswith('"""', bad.start):
        return _block_never_closed(scene)
    end = line_end(scene.text, bad.start)
    rest = scene.text[bad.start : end].removesuffix("\r")
    run = _CLOSING_RUN.search(rest)
    inside = rest[: run.start()] if run else rest
    if inside.endswith("{"):
        inside = inside[:-1].rstrip()
    close = bad.start + max(len(inside), 1)
    others = scene.text[scene.text.rfind("\n", 0, bad.start) + 1 : bad.start].count(bad.text)
    label = "no quote closes it on this line"
    if others:
        label = "no quote closes it on this line, or an earlier one is missing"
    finding = syntax(
        scene.span(bad.start, close),
        f"the text that starts with {quoted(inside[:12])} is never closed",
        label,
        review("close the text", scene.span(close, close), bad.text),
    )
    return Slip(finding, resume=close, lost=True)


def _block_never_closed(scene: Scene) -> Slip:
    at = scene.span(scene.bad.start, scene.bad.start + 3)
    finding = syntax(
        at,
        'this `"""` is never closed',
        "takes the rest of the file for its text",
        advice('end the text with `"""` on a line of its own'),
    )
    return Slip(finding, resume=len(scene.text), lost=True)


def block_text_elsewhere(scene: Scene) -> Slip | None:
    bad = scene.bad
    if bad.kind != "BLOCK_STRING":
        return None
    at = scene.span(bad.start, bad.start + 3)
    finding = syntax(
        at,
        'a text in `"""` stands where none is taken',
        "only `opaque` takes a text of several lines",
        advice("write the text on one line in double quotes")
        if scene.takes("STRING")
        else advice("leave the text out, or put it in an `opaque` statement"),
    )
    return Slip(finding, resume=bad.end, lost=True)


def typographic(scene: Scene) -> Slip | None:
    bad = scene.bad
    if bad.kind != "STRAY" or bad.text not in _TYPOGRAPHIC:
        return None
    rest = scene.rest_of_line(bad.start)
    close = re.search(f"[{_TYPOGRAPHIC}\"']", rest[1:])
    end = bad.start + close.end() + 1 if close else bad.end
    at = scene.span(bad.start, end)
    inside = rest[1 : close.start() + 1] if close else ""
    fix = advice('texts stand in straight double quotes: `".."`')
    if close and "\\" not in inside:
        fix = safe('write straight double quotes: `".."`', at, f'"{inside}"')
    finding = syntax(
        at, f"{character(bad.text)} is no quote of this language", "looks like a quote", fix
    )
    return Slip(finding, resume=end, lost=True)


def quoted_path(scene: Scene) -> Slip | None:
    bad = scene.bad
    if not bad.text.startswith(_PATH_START) or not scene.takes("PATH"):
        return None
    finding = syntax(
        scene.bad_span,
        f"the path {quoted(bad.text)} stands in quotes",
        "paths stand without quotes",
        safe("leave the quotes out", scene.bad_span, bad.text[1:-1]),
    )
    return Slip(finding, resume=bad.end, reread=(bad.start + 1, bad.end - 1))


def quoted_name(scene: Scene) -> Slip | None:
    bad = scene.bad
    if bad.kind not in {"STRING", "RAW_STRING"} or not scene.takes("WORD"):
        return None
    if not _NAME.fullmatch(bad.text[1:-1]):
        return None
    finding = syntax(
        scene.bad_span,
        f"the name {quoted(bad.text)} stands in quotes",
        "names stand without quotes",
        safe("leave the quotes out", scene.bad_span, bad.text[1:-1]),
    )
    return Slip(finding, resume=bad.end, reread=(bad.start + 1, bad.end - 1))


def single_quotes(scene: Scene) -> Slip | None:
    bad = scene.bad
    if bad.kind != "RAW_STRING" or not scene.takes("STRING"):
        return None
    inside = bad.text[1:-1]
    fix = advice("write the text in double quotes")
    if not re.search(r'["\\$]', inside):
        fix = safe("write the text in double quotes", scene.bad_span, f'"{inside}"')
    finding = syntax(
        scene.bad_span,
        f"{quoted(bad.text)} stands in single quotes, which hold patterns only",
        "texts stand in double quotes",
        fix,
    )
    return Slip(finding, resume=bad.end, lost=True)


def bare_address(scene: Scene) -> Slip | None:
    """`issuer https://id.example`: the setting reads well up to the colon."""
    prev = scene.prev
    if scene.bad.text != ":" or prev is None or prev.kind != "WORD" or not scene.glued:
        return None
    if not scene.text.startswith("://", scene.bad.start):
        return None
    return _bare(scene, prev.start)


def forgotten(scene: Scene) -> Slip | None:
    """A word, a path or a number where only a text may stand."""
    bad = scene.bad
    if bad.kind not in {"WORD", "PATH", "NUMBER", "STRAY"} or not scene.takes("STRING"):
        return None
    if scene.on_new_line or scene.takes("WORD") or not scene.before:
        return None
    if scene.head == "federation":
        return _title(scene)
    if scene.complete and not _BARE_HINT.search(scene.text[bad.start : bad.end + 3]):
        return None
    return _bare(scene, bad.start)


_BARE_HINT = re.compile(r"[./:]")


def _bare(scene: Scene, start: int) -> Slip | None:
    found = _BARE.match(scene.text, start)
    if found is None:
        return None
    at = scene.span(start, found.end())
    clear = any(sign in found[0] for sign in "./:-")
    fix = safe if clear else review
    finding = syntax(
        at,
        f"the text {quoted(found[0])} stands without quotes",
        "texts stand in double quotes",
        fix("put it in double quotes", at, f'"{found[0]}"'),
    )
    return Slip(finding, resume=found.end(), lost=True)


def _title(scene: Scene) -> Slip | None:
    rest = re.split(r"[#;{}\"]", scene.rest_of_line(scene.bad.start))[0].rstrip()
    if not rest or scene.bad.text in scene.words:
        return None
    at = scene.span(scene.bad.start, scene.bad.start + len(rest))
    finding = syntax(
        at,
        "the title of the federation stands without quotes",
        "texts stand in double quotes",
        review("put it in double quotes", at, f'"{rest}"'),
    )
    return Slip(finding, resume=at.end, lost=True)


HINTS = (
    never_closed,
    block_text_elsewhere,
    typographic,
    quoted_path,
    quoted_name,
    single_quotes,
    bare_address,
    forgotten,
)
