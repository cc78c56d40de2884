"""Edits that put a statement into the block of a route, a member or a gateway."""

from ....dsl.finding import Edit
from ....dsl.source import Span
from ...model import Gateway
from ..ways import Way

BLANKS = " \t\r\n"


def in_block_of(way: Way, statement: str) -> tuple[Edit, ...]:
    """Said for this way alone: in the block behind its upstream, which is made where there is none."""
    at = way.upstream.at
    return _in_block(at.source.text, at, statement) if at is not None else ()


def in_block_of_gateway(gateway: Gateway, statement: str) -> tuple[Edit, ...]:
    """Said for the whole gateway, on a line of its own where its block has several."""
    at = gateway.at
    if at is None:
        return ()
    text = at.source.text
    brace = _brace(text, at.end)
    if brace is None:
        return ()
    line_end = text.find("\n", brace)
    rest = text[brace + 1 : line_end if line_end >= 0 else len(text)].strip()
    told = f" {statement} " if rest and not rest.startswith("#") else f"\n  {statement}"
    return (Edit(Span(at.source, brace + 1, brace + 1), told.rstrip(" ")),)


def _in_block(text: str, at: Span, statement: str) -> tuple[Edit, ...]:
    end = _end_of_upstream(text, at.end)
    there = _past_blanks(text, end)
    if text.startswith("{", there):
        return (Edit(Span(at.source, there + 1, there + 1), f" {statement} "[:-1]),)
    return (Edit(Span(at.source, end, end), f" {{ {statement} }}"),)


def _end_of_upstream(text: str, end: int) -> int:
    """Past `at [METHOD] /path` and `over PROTOCOL`, in whatever order they stand."""
    while True:
        start = _past_blanks(text, end)
        word = _word(text, start)
        if word not in ("at", "over"):
            return end
        end = _past_value(text, _past_blanks(text, start + len(word)))


def _past_value(text: str, start: int) -> int:
    """Past a path or a protocol; a method before a path belongs to it."""
    end = start + len(_word(text, start))
    if end > start:
        path = _past_blanks(text, end)
        return _past_path(text, path) if text.startswith("/", path) else end
    return _past_path(text, start)


def _past_path(text: str, start: int) -> int:
    """A path ends at a blank that does not stand within braces."""
    depth = 0
    for place in range(start, len(text)):
        letter = text[place]
        depth += (letter == "{") - (letter == "}")
        if depth < 0 or (not depth and letter in " \t\r\n,;#"):
            return place
    return len(text)


def _brace(text: str, start: int) -> int | None:
    """The next one that opens a block; names of files stand in quotes before it."""
    quoted = False
    for place in range(start, len(text)):
        if text[place] == '"':
            quoted = not quoted
        elif text[place] == "{" and not quoted:
            return place
    return None


def _past_blanks(text: str, start: int) -> int:
    while start < len(text) and text[start] in BLANKS:
        start += 1
    return start


def _word(text: str, start: int) -> str:
    end = start
    while end < len(text) and (text[end].isalnum() or text[end] in "_-."):
        end += 1
    return text[start:end]
