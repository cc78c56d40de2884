"""Characters that look like nothing, or like something else."""

import re
from unicodedata import category

from ..recovery.scene import Scene
from ..recovery.wording import character, quoted
from .slip import Slip, advice, safe, syntax

_WORD_RUN = re.compile(r"[\w.-]+")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


def invisible(scene: Scene) -> Slip | None:
    """A no-break space, a zero-width one, a mark at the start of the file."""
    bad = scene.bad
    if bad.kind != "STRAY":
        return None
    is_blank = category(bad.text) in {"Zs", "Zl", "Zp"}
    if not is_blank and bad.text not in _INVISIBLE and category(bad.text) not in {"Cf", "Cc"}:
        return None
    finding = syntax(
        scene.bad_span,
        f"{character(bad.text)} stands between words",
        "looks like a blank but is none" if is_blank else "cannot be seen",
        safe("write a plain blank", scene.bad_span, " ")
        if is_blank
        else safe("remove it", scene.bad_span, ""),
    )
    return Slip(finding, resume=bad.end)


def letter_in_name(scene: Scene) -> Slip | None:
    """`gateway münchen`."""
    bad = scene.bad
    if bad.kind != "STRAY" or bad.text.isascii() or not bad.text.isalpha():
        return None
    prev = scene.prev
    start = prev.start if prev is not None and prev.kind == "WORD" and scene.glued else bad.start
    found = _WORD_RUN.match(scene.text, start)
    end = found.end() if found else bad.end
    at = scene.span(start, end)
    finding = syntax(
        at,
        f"the word {quoted(at.text)} holds {quoted(bad.text)}",
        "words take the letters `a` to `z`, digits, `_` and `-`",
        advice("spell it with these letters, or put it in double quotes where it is a text"),
    )
    return Slip(finding, resume=end, lost=True)


def open_variable(scene: Scene) -> Slip | None:
    """`${x`."""
    bad = scene.bad
    if bad.kind != "STRAY" or not scene.text.startswith("${", bad.start):
        return None
    found = re.compile(r"\$\{[^\s{}]*\}?").match(scene.text, bad.start)
    end = found.end() if found else bad.end
    at = scene.span(bad.start, end)
    finding = syntax(
        at,
        "`${` is not followed by a name and `}`",
        "stands for no variable",
        advice("write `${NAME}`, with letters, digits and `_` in the name"),
    )
    return Slip(finding, resume=end, lost=True)


HINTS = (invisible, letter_in_name, open_variable)
