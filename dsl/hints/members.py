"""Lines of blocks that hold no statements: shares of `split`, cases of `choose`, headers."""

import re

from ..finding import Help
from ..recovery.blocks import block_with
from ..recovery.scene import Scene
from ..recovery.wording import quoted
from .slip import Slip, advice, review, safe, syntax

_ASKING = frozenset(("if", "when", "case"))
_NAME_AND_SHARE = re.compile(
    r"([A-Za-z_][\w-]*)(?:[ \t]*[:=][ \t]*|[ \t]+)(\d+(?:\.\d+)?)(%?)(?![\w%])"
)
# Possessive: a comment may be cut in many ways, and trying them all would take for ever.
_BETWEEN = r"(?:[\s,;]|#[^\n]*)*+"
_PAIRS = re.compile(f"{_NAME_AND_SHARE.pattern}(?:{_BETWEEN}{_NAME_AND_SHARE.pattern})*")
_COMMENT_OR_PAIR = re.compile(rf"#[^\n]*|{_NAME_AND_SHARE.pattern}")
_SPLIT = re.compile(r"\bsplit(?:\s+sticky\s+by\s+[^{}\n]*)?\s*$")
_CHOOSE = re.compile(r"\bchoose\s*$")
_HEADER = re.compile(
    r"(?P<word>(?:set|add)[ \t]+)?(?P<quote>\"?)(?P<name>[A-Za-z][\w-]*)(?P=quote)"
    r"[ \t]*[:=]?[ \t]*(?P<value>\"[^\"\n]*\"|'[^'\"\n]*')?"
)


def _opened_by(scene: Scene, head: re.Pattern[str]) -> bool:
    """Whether the text before the brace of this block ends with these words."""
    opener = scene.body.opener
    return opener >= 0 and head.search(scene.text[max(opener - 200, 0) : opener]) is not None


def share_behind_name(scene: Scene) -> Slip | None:
    """`split { orders 90% }`: one edit turns all of them around."""
    if not _opened_by(scene, _SPLIT):
        return None
    pairs = _PAIRS.match(scene.text, scene.bad.start)
    if pairs is None:
        return None
    first = _NAME_AND_SHARE.match(pairs[0])
    assert first is not None
    finding = syntax(
        scene.bad_span,
        f"the share of {quoted(first[1])} stands behind its name",
        "the share comes first",
        _turn_around(scene, first, pairs[0]),
    )
    return Slip(finding, resume=pairs.end())


def _turn_around(scene: Scene, first: re.Match[str], pairs: str) -> Help:
    """Certain where all say `%`; a number such as 0.5 or 3 of 4 is for a reader to tell."""
    shares = [one for one in _COMMENT_OR_PAIR.finditer(pairs) if one[1]]
    if any(not one[3] and "." in one[2] for one in shares):
        return advice(f"write the share in per cent and first: `50% {first[1]}`")
    surely = safe if all(one[3] for one in shares) else review
    at = scene.span(scene.bad.start, scene.bad.start + len(pairs))
    turned = _COMMENT_OR_PAIR.sub(_turned, pairs)
    return surely(f"write `{first[2]}% {first[1]}`", at, turned)


def _turned(found: re.Match[str]) -> str:
    return f"{found[2]}% {found[1]}" if found[1] else found[0]


def asking_word(scene: Scene) -> Slip | None:
    """`choose { if header("x") -> a }`: `if` was read as the condition."""
    prev = scene.prev
    if prev is None or len(scene.before) != 1 or prev.text not in _ASKING:
        return None
    if scene.on_new_line or scene.bad.kind != "WORD" or not _opened_by(scene, _CHOOSE):
        return None
    finding = syntax(
        scene.span(prev.start, prev.end),
        f"{quoted(prev.text)} stands before the condition of a case",
        "a case starts with its condition",
        safe(f"leave {quoted(prev.text)} out", scene.span(prev.start, scene.bad.start), ""),
    )
    return Slip(finding, resume=scene.bad.start, back_to=prev.start)


def header_as_pair(scene: Scene) -> Slip | None:
    """`headers { X-Foo: "bar" }`."""
    bad = scene.bad
    if bad.kind not in {"WORD", "STRING"} or bad.text in scene.words or not scene.complete:
        return None
    if block_with(scene.words) != "headers":
        return None
    found = _HEADER.match(scene.text, bad.start)
    if found is None or found["word"]:
        return None
    at = scene.span(bad.start, found.end())
    fix = advice(f'write `set "{found["name"]}" = ".."`')
    if found["value"]:
        written = f'set "{found["name"]}" = "{found["value"][1:-1]}"'
        fix = review(f"write {quoted(written)}", at, written)
    finding = syntax(
        scene.bad_span,
        f"the header {quoted(found['name'])} does not say what becomes of it",
        "`set`, `add`, `remove` or `rename` is missing before this",
        fix,
    )
    return Slip(finding, resume=at.end)


def bare_header(scene: Scene) -> Slip | None:
    """`set X-C: "d"`."""
    bad = scene.bad
    if bad.kind != "WORD" or len(scene.before) != 1 or block_with(scene.words) != "headers":
        return None
    found = _HEADER.match(scene.text, bad.start)
    if scene.head not in {"set", "add"} or found is None or not found["value"]:
        return None
    at = scene.span(bad.start, found.end())
    written = f'"{found["name"]}" = "{found["value"][1:-1]}"'
    finding = syntax(
        scene.bad_span,
        f"the header {quoted(found['name'])} stands without quotes",
        "names of headers are texts",
        safe(f"write {quoted(f'{scene.head} {written}')}", at, written),
    )
    return Slip(finding, resume=at.end, lost=True)


HINTS = (share_behind_name, asking_word, header_as_pair, bare_header)
