"""Finding one's way in the text of a block, for edits that add something to it."""

from ....dsl.finding import Edit
from ....dsl.source import Source, Span

PAIRS = {"{": 1, "}": -1}


def closing_brace(text: str, start: int) -> int | None:
    """Where the block ends that `start` lies in; strings and comments hold no braces."""
    depth, place = 0, start
    while place < len(text):
        letter = text[place]
        if letter in "\"'":
            place = _end_of_string(text, place)
        elif letter == "#":
            place = (text.find("\n", place) + 1 or len(text) + 1) - 1
        elif letter in PAIRS:
            depth += PAIRS[letter]
            if depth < 0:
                return place
        place += 1
    return None


def _end_of_string(text: str, start: int) -> int:
    quote, place = text[start], start + 1
    while place < len(text) and text[place] not in (quote, "\n"):
        place += 2 if text[place] == "\\" and quote == '"' else 1
    return place


def added_last(source: Source, inside: int, statement: str) -> Edit | None:
    """One more statement at the end of the block that holds this place."""
    text = source.text
    end = closing_brace(text, inside)
    if end is None:
        return None
    line = text.rfind("\n", 0, end) + 1
    if text[line:end].strip():
        before = len(text[:end].rstrip(" "))
        return Edit(Span(source, before, end), f"  {statement} ")
    own = text.rfind("\n", 0, inside) + 1
    indent = text[own : own + len(text[own:]) - len(text[own:].lstrip(" \t"))]
    return Edit(Span(source, line, line), f"{indent}{statement}\n")
