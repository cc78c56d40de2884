"""What a product does to a path before it looks for a route."""

import re

from ..facts import Normalisation

UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_ESCAPED_SLASH = re.compile("%2[fF]")


def comparable(text: str) -> str:
    """As paths are compared: what never needed escaping is decoded, other escapes are upper case."""
    if "%" not in text:  # in a loop a path may have thousands of parts
        return text
    return _ESCAPE.sub(lambda found: found[0].upper(), plain(text))


def plain(text: str) -> str:
    """Without the escapes that nobody needed."""

    def decoded(found: re.Match[str]) -> str:
        letter = chr(int(found[1], 16))
        return letter if letter in UNRESERVED else found[0]

    return _ESCAPE.sub(decoded, text) if "%" in text else text


def normalised(path: str, how: Normalisation) -> str | None:
    """The path that the product goes on with; None where it refuses such a path."""
    if how.unreserved == "decode":
        path = plain(path)
    if _ESCAPED_SLASH.search(path):
        if how.escaped_slashes == "reject":
            return None
        if how.escaped_slashes == "decode":
            path = _ESCAPED_SLASH.sub("/", path)
    steps = (_one_slash, _without_dots) if how.merges_first else (_without_dots, _one_slash)
    for step in steps:
        stepped = step(path, how)
        if stepped is None:
            return None
        path = stepped
    return path


def _one_slash(path: str, how: Normalisation) -> str | None:
    if "//" not in path or how.double_slashes == "keep":
        return path
    return None if how.double_slashes == "reject" else re.sub("//+", "/", path)


def _without_dots(path: str, how: Normalisation) -> str | None:
    if how.dot_segments == "keep":
        return path
    parts = comparable(path).split(
        "/"
    )  # no escape of a letter that parts are told apart by is undone
    if "." not in parts and ".." not in parts:
        return path
    return None if how.dot_segments == "reject" else resolved(path)


def resolved(path: str) -> str:
    """Without `.` and `..`, as RFC 3986 has it; nothing lies above the root."""
    kept: list[str] = []
    parts = path.split("/")[1:]
    for place, part in enumerate(parts):
        meant = comparable(part)
        last = place == len(parts) - 1
        if meant == "..":
            del kept[-1:]
        elif meant != ".":
            kept.append(part)
        if last and meant in (".", ".."):
            kept.append("")
    return "/" + "/".join(kept)
