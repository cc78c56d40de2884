"""Habits from HCL, YAML, JSON and C: signs around a value, signs for `and`, `if` for `when`."""

from ..recovery.scene import Scene
from ..recovery.wording import quoted
from .slip import Slip, advice, instead, review, safe, syntax

_SIGN_WORDS = {"&&": "and", "&": "and", "||": "or", "|": "or", "!": "not"}
_ASKING = frozenset(("if", "where", "unless"))


def assignment(scene: Scene) -> Slip | None:
    """`timeout = 5s`, `region: eu`."""
    bad, head = scene.bad, scene.before[0] if len(scene.before) == 1 else None
    if bad.text not in {"=", ":"} or head is None or scene.text.startswith("=>", bad.start):
        return None
    if scene.text.startswith("://", bad.start):
        return None
    end = bad.end + _blanks(scene.text, bad.end)
    at = scene.span(head.end, end)
    what = "its value" if scene.next and scene.next.text != "{" else "its block"
    finding = syntax(
        scene.bad_span,
        f"{quoted(bad.text)} stands between {quoted(head.text)} and {what}",
        "nothing stands between the two",
        safe(f"leave the {quoted(bad.text)} out", at, " "),
    )
    return Slip(finding, resume=bad.end)


def _blanks(text: str, at: int) -> int:
    """How many blanks stand here."""
    end = at
    while end < len(text) and text[end] in " \t":
        end += 1
    return end - at


def colon_for_equals(scene: Scene) -> Slip | None:
    """`credential k: jwt {`, `let pace: 5/s`, `set "x": "y"`."""
    if scene.bad.text != ":" or scene.on_new_line or not scene.takes("=", scene.next):
        return None
    if scene.text.startswith("://", scene.bad.start):
        return None
    finding = syntax(
        scene.bad_span,
        "a `:` stands where `=` belongs",
        "the sign is `=`",
        safe("write `=`", scene.bad_span, "=" if scene.text[scene.bad.start - 1] == " " else " ="),
    )
    return instead(scene, "=", finding)


def colon_after_name(scene: Scene) -> Slip | None:
    """`gateway edge: zuplo {`, `service s: {`."""
    bad = scene.bad
    if bad.text != ":" or len(scene.before) != 2 or scene.before[1].kind != "WORD":
        return None
    if scene.text.startswith("://", bad.start):
        return None
    follows = scene.next
    if scene.takes("on", follows) and follows is not None and follows.kind == "WORD":
        finding = syntax(
            scene.bad_span,
            "a `:` stands between a gateway and its target",
            "the word is `on`",
            safe("write `on`", scene.bad_span, " on"),
        )
        return instead(scene, "on", finding)
    finding = syntax(
        scene.bad_span,
        f"a `:` stands after the name {quoted(scene.before[1].text)}",
        "nothing stands between a name and its block",
        review("leave the `:` out and put the statements in `{ .. }`", scene.bad_span, ""),
    )
    return Slip(finding, resume=bad.end)


def dash_item(scene: Scene) -> Slip | None:
    """`- /orders`: an item of a YAML list."""
    bad = scene.bad
    if bad.text != "-" or bad.kind != "STRAY" or not scene.is_line_first(bad):
        return None
    at = scene.span(bad.start, bad.end + _blanks(scene.text, bad.end))
    finding = syntax(
        scene.bad_span,
        "a `-` starts this line",
        "statements and list items have no mark before them",
        review("leave the `-` out", at, ""),
    )
    return Slip(finding, resume=bad.end)


def sign_for_word(scene: Scene) -> Slip | None:
    """`&&`, `||`, `!`."""
    bad = scene.bad
    sign = next((s for s in _SIGN_WORDS if scene.text.startswith(s, bad.start)), None)
    if sign is None or (sign == "!" and scene.text.startswith("!=", bad.start)):
        return None
    word = _SIGN_WORDS[sign]
    follows = scene.next
    if not scene.takes(word) or (scene.on_new_line and follows and follows.text in scene.words):
        return None
    at = scene.span(bad.start, bad.start + len(sign))
    finding = syntax(
        at,
        f"{quoted(sign)} is no word of a condition",
        f"the word is `{word}`",
        safe(f"write `{word}`", at, f"{word} " if sign == "!" else word),
    )
    return instead(scene, word, finding, at.end)


def doubled_equals(scene: Scene) -> Slip | None:
    bad, prev = scene.bad, scene.prev
    if bad.text != "=" or prev is None or prev.text not in {"=", "!="} or not scene.glued:
        return None
    at = scene.span(prev.start, bad.end)
    finding = syntax(
        at,
        f"{quoted(at.text)} is no comparison of this language",
        f"equality is {quoted(prev.text)}",
        safe(f"write {quoted(prev.text)}", at, prev.text),
    )
    return Slip(finding, resume=bad.end)


def if_for_when(scene: Scene) -> Slip | None:
    bad = scene.bad
    if bad.text not in _ASKING or not scene.takes("when"):
        return None
    word = "when not" if bad.text == "unless" else "when"
    finding = syntax(
        scene.bad_span,
        f"{quoted(bad.text)} asks for no condition in this language",
        "the word is `when`",
        safe(f"write `{word}`", scene.bad_span, word),
    )
    return Slip(finding, tuple(word.split()), bad.end)


def target_first(scene: Scene) -> Slip | None:
    """`gateway on zuplo edge {`: `on` was taken for the name."""
    words = [lexeme.text for lexeme in scene.before]
    if words != ["gateway", "on"] or scene.bad.kind != "WORD":
        return None
    follows = scene.next
    name = f" {follows.text}" if follows and follows.kind == "WORD" else " NAME"
    end = follows.end if follows and follows.kind == "WORD" else scene.bad.end
    at = scene.span(scene.before[1].start, end)
    finding = syntax(
        at,
        "the target stands before the name of the gateway",
        "the name comes first",
        review("write the name first", at, f"{name.strip()} on {scene.bad.text}")
        if name != " NAME"
        else advice("write `gateway NAME on TARGET`"),
    )
    return Slip(finding)


def json_key(scene: Scene) -> Slip | None:
    """`{ "gateway": ..`: a program written as JSON."""
    if scene.before or scene.bad.text not in {"{", "["} or scene.body.opener >= 0:
        return None
    finding = syntax(
        scene.bad_span,
        f"{quoted(scene.bad.text)} starts no statement",
        "a program is a list of statements, not one value",
        advice("write statements such as `gateway edge on nginx { .. }`"),
    )
    return Slip(finding)


HINTS = (
    assignment,
    colon_for_equals,
    colon_after_name,
    dash_item,
    doubled_equals,
    sign_for_word,
    if_for_when,
    target_first,
    json_key,
)
