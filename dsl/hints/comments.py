"""Comments of other languages: `//`, `/* */`, `--`, `<!-- -->`."""

import re

from ..recovery.lexemes import line_end
from ..recovery.scene import Scene
from ..recovery.wording import quoted
from .slip import Slip, advice, safe, syntax


def line_comment(scene: Scene) -> Slip | None:
    bad = scene.bad
    sign = next((s for s in ("//", "--") if scene.text.startswith(s, bad.start)), None)
    if sign is None or bad.kind not in {"PATH", "STRAY"} or scene.glued:
        return None
    if scene.text.startswith("-->", bad.start):
        return None
    at = scene.span(bad.start, bad.start + 2)
    finding = syntax(
        at,
        f"{quoted(sign)} starts no comment",
        "comments start with `#`",
        safe("start the comment with `#`", at, "#"),
    )
    return Slip(finding, resume=line_end(scene.text, bad.start))


def block_comment(scene: Scene) -> Slip | None:
    bad = scene.bad
    for opener, closer in (("/*", "*/"), ("<!--", "-->")):
        if scene.text.startswith(opener, bad.start) and not scene.glued:
            end = scene.text.find(closer, bad.start + len(opener))
            end = line_end(scene.text, bad.start) if end < 0 else end + len(closer)
            at = scene.span(bad.start, bad.start + len(opener))
            written = scene.text[bad.start : end]
            rest_is_blank = not scene.rest_of_line(end).strip()
            finding = syntax(
                at,
                f"{quoted(opener)} starts no comment",
                "comments start with `#` and end with the line",
                safe(
                    "write `#` before each line of it", scene.span(bad.start, end), _hashed(written)
                )
                if rest_is_blank and written.endswith(closer)
                else advice("write `#` before each line of it"),
            )
            return Slip(finding, resume=end)
    return None


def _hashed(comment: str) -> str:
    inner = re.sub(r"^(/\*+|<!--)|(\*+/|-->)$", "", comment)
    return "\n".join("# " + line.strip().lstrip("*").strip() for line in inner.strip().split("\n"))


HINTS = (line_comment, block_comment)
