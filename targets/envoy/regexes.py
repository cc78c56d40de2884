"""Regular expressions of a program as Envoy's RE2 has to see them.

A pattern of the program speaks of one segment, Envoy matches the whole path: whatever could match
a slash there is narrowed to what is no slash.
"""

import re
from collections.abc import Iterator

PRINTABLE = [chr(code) for code in range(0x20, 0x7F)]
"""All that a path or a header can hold; everything else is percent-encoded on the wire."""

_ATOM = re.compile(
    r"""
    \\x[0-9A-Fa-f]{2} | \\u[0-9A-Fa-f]{4} | \\[0-7]{3} | \\.   # escapes
  | \[\^?\]?(?:\\.|[^\]\\])*\]                                  # classes
  | \(\?[aimsxLu]+\) | \(\?[^)]? | .                            # groups, and all the rest
    """,
    re.VERBOSE | re.DOTALL,
)
_NOT_RE2 = re.compile(r"\(\?(?:[=!>(]|<[=!]|P=)|\\[1-9]|[*+?}]\+|\(\?[aLux]")
_ANCHORS = ("\\A", "\\Z", "\\b", "\\B", "^", "$")
_OPERATORS = frozenset("()|*+?{}")


def escaped(text: str) -> str:
    """A text that matches itself and nothing else."""
    return re.sub(r"([^A-Za-z0-9_/\-])", lambda found: "\\" + found[1], text)


def is_exact(regex: str) -> bool:
    """Whether RE2 can mean the same: no looking around, no references back, no flags of Python's."""
    return _NOT_RE2.search(_without_escapes(regex)) is None and "\\Z" not in regex


def _without_escapes(regex: str) -> str:
    return re.sub(r"\\[^1-9]", "", regex)


def without(regex: str, banned: str) -> str:
    """The same expression, whose every atom matches none of these characters."""
    return "".join(_narrowed(regex, banned))


def _narrowed(regex: str, banned: str) -> Iterator[str]:
    braces = 0
    for found in _ATOM.finditer(regex):
        atom = found[0]
        braces += (atom == "{") - (atom == "}")
        is_atom = not (
            atom.startswith("(?") or atom in _OPERATORS or atom in _ANCHORS or braces > 0
        )
        yield _class(atom, banned) if is_atom and _matches_any(atom, banned) else atom


def _matches_any(atom: str, characters: str) -> bool:
    return any(re.fullmatch(atom, character, re.DOTALL) for character in characters)


def _class(atom: str, banned: str) -> str:
    """What the atom matches, spelled out, without what is banned."""
    kept = [one for one in PRINTABLE if one not in banned and re.fullmatch(atom, one, re.DOTALL)]
    return f"[{''.join(_ranges(kept))}]" if kept else r"[^\x00-\x{10FFFF}]"


def _ranges(characters: list[str]) -> Iterator[str]:
    start = previous = ord(characters[0])
    for code in [*(ord(one) for one in characters[1:]), -1]:
        if code != previous + 1:
            yield _hex(start) if start == previous else f"{_hex(start)}-{_hex(previous)}"
            start = code
        previous = code


def _hex(code: int) -> str:
    return f"\\x{code:02x}"
