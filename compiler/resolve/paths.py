"""Paths, taken apart: patterns of routes, templates behind `at`, and concrete requests."""

import re
from functools import lru_cache

from ...dsl import tree
from ...dsl.finding import Applicability, Edit, Help
from ...dsl.near import near_names
from ...dsl.source import Span
from ..model import Exactly, Param, PathPattern, Segment, Tail
from .regexes import report_if_broken
from .scope import Scope
from .texts import name as name_text

_PIECE = re.compile(
    r"""/(?:(?P<tail>\*\*|\{\*\*\})(?=/|$)
      |\{(?P<name>\w+)(?::[ \t]*(?P<regex>"(?:\\.|[^"\\\n])*"|'[^'\n]*'))?\}(?=/|$)
      |(?P<text>(?:[^/{]|\{(?![\w*]))*))""",
    re.VERBOSE | re.ASCII,
)
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@lru_cache(maxsize=4096)
def segments_of(text: str) -> tuple[Segment, ...]:
    """The segments of a path text; the query is not part of it."""
    if text == "/":
        return ()
    return tuple(_segment(found) for found in _PIECE.finditer(text))


@lru_cache(maxsize=4096)
def _literal(text: str) -> Exactly:
    return Exactly(_ESCAPED.sub(_decoded, text))


def _decoded(found: re.Match[str]) -> str:
    """Paths are compared after decoding what never needed escaping; other escapes are upper case."""
    byte = int(found[1], 16)
    return chr(byte) if byte in _UNRESERVED else found[0].upper()


_TAIL = Tail()


def _segment(found: re.Match[str]) -> Segment:
    if found["tail"]:
        return _TAIL
    if found["name"]:
        regex = found["regex"]
        return Param(found["name"], _unquoted(regex) if regex else None)
    return _literal(found["text"])


def _unquoted(regex: str) -> str:
    inner = regex[1:-1]
    return inner if regex[0] == "'" else re.sub(r'\\(["\\])', r"\1", inner)


def pattern(token: tree.Token, scope: Scope) -> PathPattern:
    """The pattern of a route: `**` only at its end, no query, no bare `*`."""
    made = _made(token, scope)
    if _SOUND_PATTERN.fullmatch(made.text) is None or _says_twice(made):
        _check_params(made, token, scope)
        _check_pattern(made, token, scope)
    return made


def template(token: tree.Token, scope: Scope, of: PathPattern | None) -> PathPattern:
    """Where a request is sent on: only names that the pattern binds, `{**}` only if it has a tail."""
    made = _made(token, scope)
    if _SOUND_TEMPLATE.fullmatch(made.text) is None or _says_twice(made):
        _check_params(made, token, scope)
        _check_tails(made, token, scope)
    if of is not None and "{" in made.text:
        _check_bound(made, token, scope, of)
    if of is not None and of.has_tail and not made.has_tail:
        report_dropped_tail(token, of, scope)
    return made


def request_path(token: tree.Token, scope: Scope) -> tuple[PathPattern, str | None]:
    """The path of a request that somebody sends, and its query."""
    text = name_text(token, scope)
    path, mark, query = text.partition("?")
    made = PathPattern(path or "/", segments_of(path or "/"))
    _check_params(made, token, scope)
    return made, query if mark else None


def _made(token: tree.Token, scope: Scope) -> PathPattern:
    text = name_text(token, scope)
    return PathPattern(text, segments_of(text))


# Nearly every path is of these shapes, in which only a name said twice can be wrong.
_SOUND_PATTERN = re.compile(r"(?:/(?:[A-Za-z0-9_.~%-]*|\{\w+\}))*(?:/\*\*)?", re.ASCII)
_SOUND_TEMPLATE = re.compile(r"(?:/(?:[A-Za-z0-9_.~%-]*|\{\w+\}|\{\*\*\}))*", re.ASCII)


def _says_twice(made: PathPattern) -> bool:
    if made.text.count("{") < 2:
        return False
    names = made.params
    return len(set(names)) < len(names)


def _check_params(made: PathPattern, token: tree.Token, scope: Scope) -> None:
    names = made.params
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        help = Help("give each segment a name of its own")
        _report(token, scope, "GW0102", f"`{{{name}}}` stands twice in this path", (name,), help)
    for part in made.segments:
        if isinstance(part, Param) and part.regex is not None:
            report_if_broken(part.regex, token, scope)


_WITH_REGEX = re.compile(r"""\{(\w+):[ \t]*(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*')\}""", re.ASCII)


def _bare(made: PathPattern) -> str:
    """The path without its regular expressions, in which anything may stand."""
    return _WITH_REGEX.sub(r"{\1}", made.text)


def _check_pattern(made: PathPattern, token: tree.Token, scope: Scope) -> None:
    for place, part in enumerate(made.segments):
        if isinstance(part, Tail) and place < len(made.segments) - 1:
            help = Help("write `{name}` for each segment, and `**` only at the end")
            message = "`**` stands before the end of this pattern"
            _report(token, scope, "GW0001", message, ("**",), help)
        if isinstance(part, Exactly) and (part.text[:1] == "*" or part.text[-1:] == "*"):
            _report_star(part.text, made, token, scope)
    if "{**}" in _bare(made):
        help = _edit(token, "in a pattern the tail is `**`", made.text.replace("{**}", "**"))
        _report(token, scope, "GW0001", "`{**}` stands in a pattern", ("{**}",), help)
    if "?" in _bare(made):
        help = _edit(
            token,
            'ask for the query with a condition: `when query("x") = ".."`',
            made.text.partition("?")[0],
            Applicability.REVIEW,
        )
        _report(token, scope, "GW0001", "a route's pattern has no query", ("?",), help)


def _report_star(text: str, made: PathPattern, token: tree.Token, scope: Scope) -> None:
    """The wildcard of other languages, which here would be taken by its letter."""
    notes = ("`{name}` stands for one segment, `**` at the end for any number of them",)
    if text == "*" and made.text.endswith("/*") and made.text.count("*") == 1:
        better = made.text[:-1] + "**"
    elif text == "*":
        better = made.text.replace("/*", "/{name}", 1)
    else:
        regex = re.escape(text).replace(r"\*", ".*")
        better = made.text.replace(text, f"{{name: '{regex}'}}", 1)
    help = _edit(token, f"write `{better}`", better, Applicability.REVIEW)
    message = f"`{text}` is not a pattern" if text != "*" else "a single `*` is not a pattern"
    _report(token, scope, "GW0001", message, (text,), help, notes)


def _check_tails(made: PathPattern, token: tree.Token, scope: Scope) -> None:
    if "**" in _bare(made).replace("{**}", ""):
        better = re.sub(r"(?<!\{)\*\*(?!\})", "{**}", made.text)
        help = _edit(token, "behind `at` the tail is `{**}`", better)
        _report(token, scope, "GW0001", "`**` stands behind `at`", ("**",), help)


def _check_bound(made: PathPattern, token: tree.Token, scope: Scope, of: PathPattern) -> None:
    for name in made.params:
        if name not in of.params:
            _report_unbound(name, of, token, scope)
    if made.has_tail and not of.has_tail:
        message = f"`{{**}}` stands for a tail that `{of.text}` does not have"
        help = Help(f"give the pattern a tail: `{of.text.rstrip('/')}/**`")
        _report(token, scope, "GW0101", message, ("{**}", of.text), help)


def _report_unbound(name: str, of: PathPattern, token: tree.Token, scope: Scope) -> None:
    bound = tuple(dict.fromkeys(of.params))
    known = ", ".join(f"`{{{one}}}`" for one in bound)
    has = f"it has {known}" if known else "it has no parameter"
    message = f"`{{{name}}}` is not in the pattern `{of.text}`"
    meant = near_names(name, bound)[:1] or bound[:1]
    help = Help(f"let the pattern bind it: write `{{{name}}}` for one of its segments")
    if meant:
        better = token.text.replace(f"{{{name}}}", f"{{{meant[0]}}}")
        help = _edit(token, f"write `{{{meant[0]}}}`", better, Applicability.REVIEW)
    _report(token, scope, "GW0101", message, (name, of.text), help, (has,))


def report_dropped_tail(token: tree.Token, of: PathPattern, scope: Scope) -> None:
    """`at` without `{**}` sends every request of a pattern with a tail to one path."""
    help = _edit(token, "add it", token.text.rstrip("/") + "/{**}", Applicability.REVIEW)
    message = f"the tail `**` of `{of.text}` goes nowhere: `at` does not hold `{{**}}`"
    _report(token, scope, "GW0103", message, (of.text, token.text), help)


def _edit(
    token: tree.Token, message: str, text: str, applicability: Applicability = Applicability.SAFE
) -> Help:
    edits = (Edit(token.span, text),) if "${" not in token.text else ()
    return Help(message, applicability if edits else Applicability.REVIEW, edits)


def _report(
    token: tree.Token,
    scope: Scope,
    code: str,
    message: str,
    about: tuple[str, ...],
    help: Help | None = None,
    notes: tuple[str, ...] = (),
) -> None:
    at: Span = token.span
    scope.desk.report(
        code,
        message,
        at,
        "in this path",
        notes=notes,
        help=[help] if help else (),
        about=(token.text, *about),
    )
