"""Commas: one too many, one of the wrong kind, one that swallows the next line."""

from ..recovery.lexemes import Lexeme, lexemes
from ..recovery.scene import Scene
from ..recovery.wording import quoted
from .slip import Slip, advice, instead, review, safe, syntax


def swallowed_line(scene: Scene) -> Slip | None:
    """`strip a,` or `route /a ->` and a line end: the next statement's word was read as a name."""
    place = _swallowed(scene)
    if place is None:
        return None
    word, before = scene.before[place], scene.before[place - 1]
    at = scene.span(before.start, before.end)
    if before.text == ",":
        finding = syntax(
            at,
            "this comma has nothing after it but the next statement",
            f"takes {quoted(word.text)} of the next line for a name",
            safe("leave the comma out", at, ""),
        )
        return Slip(finding, resume=word.start, back_to=before.start)
    finding = syntax(
        at,
        f"the statement is not finished after {quoted(before.text)}",
        f"takes {quoted(word.text)} of the next line for its own",
        advice(f"write what belongs after {quoted(before.text)}"),
    )
    return Slip(finding, resume=word.start, spoils=True)


def comma_between_settings(scene: Scene) -> Slip | None:
    """`issuer "x", audience "y"`: the next key was read as one more value."""
    if scene.words or len(scene.before) != 1 or not scene.body.items:
        return None
    last, value = scene.body.items[-1], scene.before[0]
    if value.kind != "STRING" or last.end > value.start:
        return None
    read = list(lexemes(scene.table, scene.text, last.start, value.start))
    if len(read) < 4 or read[-2].text != "," or read[-1].kind != "WORD":
        return None
    at = scene.span(read[-2].start, read[-2].end)
    finding = syntax(
        at,
        "a comma stands between two settings",
        f"takes {quoted(read[-1].text)} for one more value",
        safe("leave the comma out", at, ""),
    )
    return Slip(finding, lost=True)


def _swallowed(scene: Scene) -> int | None:
    for place in range(len(scene.before) - 1, max(len(scene.before) - 4, 0), -1):
        lexeme = scene.before[place]
        if lexeme.text in scene.words and scene.is_line_first(lexeme):
            return place
    return None


def comma_for_bar(scene: Scene) -> Slip | None:
    """`GET, POST`."""
    prev, follows = scene.prev, scene.next
    if (
        scene.bad.text not in {",", "/"}
        or not prev
        or prev.kind != "WORD"
        or not prev.text.isupper()
    ):
        return None
    if not scene.takes("|", follows):
        return None
    finding = syntax(
        scene.bad_span,
        "a comma stands between two methods",
        "methods are joined by `|`",
        safe("write `|`", scene.bad_span, "|"),
    )
    return instead(scene, "|", finding)


def comma_for_or(scene: Scene) -> Slip | None:
    """`accept a, b` and `accept a | b`."""
    if scene.head != "accept" or scene.bad.text not in {",", "|"} or not scene.takes("or"):
        return None
    finding = syntax(
        scene.bad_span,
        f"{quoted(scene.bad.text)} does not say whether one credential is enough",
        "the words are `or` and `and`",
        review("write `or` where one of them is enough", scene.bad_span, " or"),
    )
    return instead(scene, "or", finding)


def comma_between_statements(scene: Scene) -> Slip | None:
    """`limit 5/s, burst 5` or `public, use p`: the comma is one too many."""
    if scene.bad.text != "," or not scene.complete:
        return None
    follows = scene.next
    if not _fits_next(scene, follows):
        return None
    finding = syntax(
        scene.bad_span,
        "a comma stands where no list is",
        "separates nothing here",
        safe("leave the comma out", scene.bad_span, ""),
    )
    return Slip(finding, resume=scene.bad.end)


def _fits_next(scene: Scene, follows: Lexeme | None) -> bool:
    if follows is None or follows.text == "}":
        return True
    return scene.takes(follows) or scene.takes(";", follows)


HINTS = (
    swallowed_line,
    comma_between_settings,
    comma_for_bar,
    comma_for_or,
    comma_between_statements,
)
