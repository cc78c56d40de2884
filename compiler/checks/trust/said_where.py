"""Where a route says what it does with a credential; the model keeps the meaning, not the place."""

from ....dsl.source import Span
from ...model import Route

LONGEST = 4000
"""A route whose statements stand further away than this is told by its path alone."""


def statement_of(route: Route, gateway_end: int | None, word: str, name: str) -> Span | None:
    """`strip a, b` of this route where it names the credential."""
    at = route.at
    if at is None:
        return None
    text = at.source.text
    end = min(len(text), at.end + LONGEST, gateway_end if gateway_end is not None else len(text))
    place = text.find(word, at.end, end)
    while place >= 0:
        stop = _end_of_list(text, place + len(word), end)
        names = [one.strip() for one in text[place + len(word) : stop].split(",")]
        if name in names and _is_a_word(text, place, len(word)):
            return Span(at.source, place, place + len(text[place:stop].rstrip()))
        place = text.find(word, place + 1, end)
    return None


def _end_of_list(text: str, start: int, end: int) -> int:
    """Names with commas between them; the next word after a name ends the list."""
    place, wants_name = start, True
    while place < end:
        letter = text[place]
        if letter.isalnum() or letter in "_-.":
            if not wants_name:
                return place
            while place < end and (text[place].isalnum() or text[place] in "_-."):
                place += 1
            wants_name = False
        elif letter == ",":
            wants_name, place = True, place + 1
        elif letter in " \t\r\n":
            place += 1
        else:
            return place
    return end


def _is_a_word(text: str, start: int, length: int) -> bool:
    before, after = text[start - 1 : start], text[start + length : start + length + 1]
    return not (before.isalnum() or before in "_-.") and after.isspace()
