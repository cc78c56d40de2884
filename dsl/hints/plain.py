"""What is said where no slip is recognised: what stands there, and what may."""

from ..finding import Help
from ..recovery.blocks import block_with, in_a, likely_first
from ..recovery.lexemes import Lexeme
from ..recovery.scene import Scene
from ..recovery.wording import found, kind_in_words, one_of, quoted
from ..source import Span
from .slip import Slip, advice, syntax

MOST_NAMED = 6
_KINDS = ("WORD", "STRING", "NUMBER", "MONEY", "DATE", "TIME", "PATH", "METHOD")
_QUOTED = ("RAW_STRING", "BLOCK_STRING")
_SIGNS = ("{", "->", "=", "|", ",", ":", "(", ")", "[", "]", "}")
_METHOD = "GET"
_END = "the end of the statement"


def unexpected(scene: Scene) -> Slip:
    """The last word, when every hint has passed."""
    if scene.bad.kind == "STRAY":
        return _stray(scene)
    if not scene.complete and _ends_the_statement(scene):
        return _unfinished(scene)
    return _misfit(scene)


def _stray(scene: Scene) -> Slip:
    here = found(scene.bad)
    return Slip(
        syntax(
            scene.bad_span,
            f"{here} has no place in a program outside of texts",
            f"expected {expected(scene)}",
            advice("remove it, or put the text that holds it in double quotes"),
        ),
        resume=scene.bad.end,
    )


def _ends_the_statement(scene: Scene) -> bool:
    bad = scene.bad
    return bad.kind == "END" or bad.text in {"}", ";"} or scene.on_new_line


def _unfinished(scene: Scene) -> Slip:
    prev = scene.prev
    assert prev is not None
    wanted = expected(scene)
    return Slip(
        syntax(
            _span(scene, prev),
            f"the statement is not finished after {found(prev)}",
            f"expected {wanted} next",
            advice(f"add {wanted} here"),
        )
    )


def _misfit(scene: Scene) -> Slip:
    here = found(scene.bad)
    wanted = expected(scene)
    if not scene.before and scene.bad.text != "}":
        block = block_with(scene.words)
        place = in_a(block) if block else "in this block"
        message = f"{here} starts no statement {place}"
    elif scene.complete:
        message = f"the statement is complete before {here}"
    else:
        message = f"{here} does not fit after {_after(scene)}"
    return Slip(syntax(scene.bad_span, message, f"expected {wanted}", way_on(scene)))


def way_on(scene: Scene) -> Help:
    """What to write in place of what does not fit."""
    wanted = expected(scene)
    if not wanted.endswith(_END):
        return advice(f"write {wanted} here")
    options = _options(scene)
    taken_out = f"take {found(scene.bad)} out"
    return advice(f"write {one_of(options)} here, or {taken_out}" if options else taken_out)


def _after(scene: Scene) -> str:
    return found(scene.prev) if scene.prev is not None else "this"


def _span(scene: Scene, lexeme: Lexeme) -> Span:
    return scene.span(lexeme.start, lexeme.end)


def expected(scene: Scene) -> str:
    """What may stand here, in a reader's words: kinds of things, signs, the likeliest words."""
    options = scene.words_taken()
    if scene.complete:
        may_go_on = scene.before and (options - scene.words or scene.takes("{"))
        if may_go_on and not scene.on_new_line:
            return one_of([*_options(scene), _END])
        return _statements(scene)
    named = [*_kinds(scene), *(f"`{sign}`" for sign in _SIGNS if scene.takes(sign))]
    room = max(MOST_NAMED - len(named), 0)
    named += [quoted(word) for word in likely_first(options)[:room]]
    return one_of(named) or _END


def _options(scene: Scene) -> list[str]:
    """With what a statement that is whole could still go on."""
    own = likely_first(scene.words_taken() - scene.words)
    signs = [f"`{sign}`" for sign in ("->", "{", ",") if scene.takes(sign)]
    return [*(quoted(word) for word in own[:MOST_NAMED]), *signs]


def _kinds(scene: Scene) -> list[str]:
    kinds = [kind for kind in _KINDS if kind != "METHOD" and scene.takes(kind)]
    if {"WORD", "STRING", "NUMBER", "MONEY"} <= set(kinds):
        return ["a value"]
    if scene.takes(_METHOD):
        kinds.append("METHOD")
    kinds += [kind for kind in _QUOTED if scene.takes(kind)]
    return [words for kind in kinds if (words := kind_in_words(kind))]


def _statements(scene: Scene) -> str:
    words = likely_first(scene.words)
    if not words:
        return "`}` or the next line of the block" if scene.body.opener >= 0 else "a statement"
    listed = [quoted(word) for word in words[:MOST_NAMED]]
    return f"a statement such as {one_of(listed)}"
