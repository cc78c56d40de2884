"""Concrete paths, read as requests are compared with patterns."""

import re

_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def segments_of(path: str) -> tuple[str, ...]:
    """What stands between the slashes, as it is compared; the root has nothing."""
    if path in ("", "/"):
        return ()
    return tuple(as_compared(path).split("/")[1:])


def path_of(segments: tuple[str, ...]) -> str:
    return "/" + "/".join(segments)


def as_compared(text: str) -> str:
    """Needless escapes decoded, the others in upper case."""
    return _ESCAPE.sub(_as_compared, text) if "%" in text else text


def _as_compared(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return letter if letter in _PLAIN else found[0].upper()
