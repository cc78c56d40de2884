"""Path patterns as Envoy matches them, and templates as it fills them in."""

import re
from collections.abc import Mapping

from ...compiler.model import Exactly, Param, PathPattern, Tail
from .places import Json
from .regexes import escaped, is_exact, without

SEGMENT = "[^/]+"
_ESCAPE = re.compile("%[0-9A-F]{2}")


def path_match(pattern: PathPattern, only: Mapping[str, str]) -> Json:
    """`only` narrows parameters: the regular expression that a condition adds."""
    literal = _literal(pattern)
    if literal is None or only:
        return {"safe_regex": {"regex": path_regex(pattern, only)}}
    if not pattern.has_tail:
        return {"path": literal or "/"}
    # `path_separated_prefix` goes by segments: /orders is not a prefix of /orderss.
    return {"path_separated_prefix": literal} if literal else {"prefix": "/"}


def _literal(pattern: PathPattern) -> str | None:
    """The path in front of the tail where no parameter and no escape stands in it."""
    parts: list[str] = []
    for part in pattern.segments:
        if isinstance(part, Param) or (isinstance(part, Exactly) and "%" in part.text):
            return None
        if isinstance(part, Exactly):
            parts.append(f"/{part.text}")
    joined = "".join(parts)
    # A prefix may not end in a slash there.
    return None if pattern.has_tail and joined.endswith("/") else joined


def path_regex(pattern: PathPattern, only: Mapping[str, str] | None = None) -> str:
    """Each parameter is a group, and so is the tail with its slash in front."""
    if not pattern.segments:
        return "/"
    if [type(part) for part in pattern.segments] == [Tail]:
        return "(?:/|(/.+))"  # the path / has no segments, so nothing is in its tail
    return "".join(_piece(part, only or {}) for part in pattern.segments)


def _piece(part: Exactly | Param | Tail, only: Mapping[str, str]) -> str:
    match part:
        case Exactly(text=text):
            return "/" + _any_case_escapes(text)
        case Param(name=name, regex=regex):
            inside = only.get(name) or (without(regex, "/") if regex else SEGMENT)
            return f"/({_groupless(inside)})"
        case Tail():
            return "(/.*)?"


def _any_case_escapes(text: str) -> str:
    """`%c3` and `%C3` are one byte."""
    spans = _ESCAPE.split(text)
    escapes = [f"(?i:{found})" for found in _ESCAPE.findall(text)] + [""]
    return "".join(escaped(a) + b for a, b in zip(spans, escapes, strict=True))


def _groupless(regex: str) -> str:
    """Groups of the program's own are not counted: ours are found by their number."""
    return re.sub(r"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\])|\((?!\?)|\(\?P<\w+>", _plain_group, regex)


def _plain_group(found: re.Match[str]) -> str:
    return found[1] or "(?:"


def is_renderable(pattern: PathPattern) -> bool:
    """Whether RE2 can match each parameter as the program says."""
    return all(
        is_exact(part.regex)
        for part in pattern.segments
        if isinstance(part, Param) and part.regex is not None
    )


def substitution(template: PathPattern, pattern: PathPattern) -> tuple[str, str]:
    """What `regex_rewrite` matches, and what it puts in its place."""
    regex = path_regex(pattern)
    groups = {name: f"\\{place}" for place, name in enumerate(pattern.params, start=1)}
    tail = f"\\{len(groups) + 1}" if pattern.has_tail else ""
    if [type(part) for part in template.segments] == [Tail]:
        # A template of nothing but the tail keeps its slash where the tail is empty.
        bare = regex.removesuffix("(/.*)?") + "(?:/(.*))?"
        bare = "/(.*)" if len(pattern.segments) == 1 else bare
        return (bare if pattern.has_tail else regex), "/" + tail
    filled = "".join(_filled(part, groups, tail) for part in template.segments)
    return regex, filled or "/"


def _filled(part: Exactly | Param | Tail, groups: Mapping[str, str], tail: str) -> str:
    match part:
        case Exactly(text=text):
            return "/" + text.replace("\\", "\\\\")
        case Param(name=name):
            return "/" + groups.get(name, "")
        case Tail():
            return tail
