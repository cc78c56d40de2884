"""One sign or small word left out between two parts that fit otherwise."""

from ..finding import Label
from ..recovery.lexemes import indent_of, key_in
from ..recovery.scene import Scene
from ..recovery.stack import shifted
from ..recovery.wording import found, quoted
from .slip import Slip, instead, review, safe, syntax

_CERTAIN = ("on", "=")
_ON_A_TARGET = ("gateway", "control_plane")
_JOINTS = (",", "on", "=", ":", "|", "per")


def joint_left_out(scene: Scene) -> Slip | None:
    """`gateway edge zuplo {`, `502 503`, `credential k jwt {`."""
    prev, bad = scene.prev, scene.bad
    if prev is None or scene.on_new_line or scene.glued or bad.kind in {"END", "STRAY", "SIGN"}:
        return None
    if bad.kind == "WORD" and bad.text in scene.words_taken():
        return None
    for sign in _JOINTS:
        if not scene.takes(sign, bad):
            continue
        if sign == "on" and bad.kind == "WORD" and scene.head not in _ON_A_TARGET:
            continue
        follows = scene.next
        if follows is not None and not _goes_on(scene, sign):
            continue
        gap = scene.span(prev.end, bad.start)
        fix = safe if sign in _CERTAIN else review
        text = f"{sign} " if sign in ",:" else f" {sign} "
        finding = syntax(
            scene.bad_span,
            f"no {quoted(sign)} stands between {found(prev)} and {found(bad)}",
            f"{quoted(sign)} is missing before this",
            fix(f"write {quoted(sign)} between them", gap, text),
        )
        return instead(scene, sign, finding, bad.start)
    return None


def _goes_on(scene: Scene, sign: str) -> bool:
    follows = scene.next
    if follows is None or scene.takes(sign, scene.bad, follows):
        return True
    if scene.takes(sign, scene.bad, ";") and "\n" in scene.text[scene.bad.end : follows.start]:
        return True
    return scene.takes(sign, scene.bad, ";") and (
        follows.text == "}" or follows.text in scene.words
    )


def parenthesis_open(scene: Scene) -> Slip | None:
    """A `(` or `[` that the statement never closes."""
    for closer, opener in ((")", "("), ("]", "[")):
        if not scene.takes(closer) or scene.bad.text == closer:
            continue
        if not (scene.takes(closer, scene.bad) or scene.on_new_line or scene.bad.text == "}"):
            continue
        start = _opener(scene, opener, closer)
        if start is None or scene.prev is None:
            continue
        place = scene.prev.end
        finding = syntax(
            scene.span(start, start + 1),
            f"this `{opener}` is never closed",
            "no partner follows in this statement",
            review(f"close it with `{closer}`", scene.span(place, place), closer),
        )
        return instead(scene, closer, finding, scene.bad.start)
    return None


def _opener(scene: Scene, opener: str, closer: str) -> int | None:
    depth = 0
    for lexeme in reversed(scene.before):
        depth += (lexeme.text == closer) - (lexeme.text == opener)
        if depth < 0:
            return lexeme.start
    return None


def block_not_opened(scene: Scene) -> Slip | None:
    """The `{` is missing, and the statements of the block follow."""
    bad, prev = scene.bad, scene.prev
    if prev is None or bad.text in {"{", "}"} or scene.takes(bad, scene.next) or not _opens(scene):
        return None
    place = scene.span(prev.end, prev.end)
    finding = syntax(
        scene.span(prev.start, prev.end),
        f"the block of {quoted(scene.head)} is not opened with `{{`",
        "`{` is missing after this",
        safe("open the block", place, " {"),
    )
    return instead(scene, "{", finding, bad.start)


def _opens(scene: Scene) -> bool:
    """Whether a `{` here would make sense of what follows, and nothing else would."""
    bad = scene.bad
    states = shifted(scene.table, scene.states, "{")
    if states is None or not scene.takes("{", bad, scene.next):
        return False
    key = key_in(scene.table, scene.table.rows[states[-1]], bad, scene.source)
    if not isinstance(key, str) and key != scene.table.label:
        return False
    if not scene.complete:
        return True
    if bad.text in scene.words:
        return False
    return not scene.on_new_line or indent_of(scene.text, bad.start) > indent_of(
        scene.text, scene.start
    )


def doubled_brace(scene: Scene) -> Slip | None:
    """`{ {`."""
    bad = scene.bad
    opener = scene.body.opener
    if bad.text != "{" or scene.before or scene.body.items or opener < 0:
        return None
    finding = syntax(
        scene.bad_span,
        "a second `{` stands at the start of this block",
        "one is enough",
        review("leave it out", scene.bad_span, ""),
        (Label(scene.span(opener, opener + 1), "opens the block already"),),
    )
    return Slip(finding, resume=bad.end)


HINTS = (doubled_brace, block_not_opened, joint_left_out, parenthesis_open)
