"""Where a route says what it does with a credential; the model keeps the meaning, not the place."""

from collections.abc import Iterator

from ....dsl.source import Span
from ...model import Gateway, Route
from ..ways import Way

LONGEST = 4000
"""A route whose statements stand further away than this is told by its path alone."""


def statement_of(gateway: Gateway, way: Way, word: str, name: str) -> Span | None:
    """`strip a, b` where it names the credential: in the member's own block, else the route's."""
    start = way.upstream.at
    if start is None:
        return None
    found = list(_statements(start, _end_of(gateway, way.route), word, name))
    own = len(way.travels) == 1 or name in _said(way)[word]
    return next(iter(found if own else found[::-1]), None)


def _said(way: Way) -> dict[str, tuple[str, ...]]:
    last = way.travels[-1]
    return {
        "strip": last.strip,
        "attach": last.attach,
        "exchange": tuple(swap.old for swap in last.exchange),
    }


def _statements(after: Span, end: int, word: str, name: str) -> Iterator[Span]:
    text = after.source.text
    place = text.find(word, after.end, end)
    while place >= 0:
        stop = _end_of_list(text, place + len(word), end)
        names = [one.strip() for one in text[place + len(word) : stop].split(",")]
        if name in names and _is_a_word(text, place, len(word)):
            yield Span(after.source, place, place + len(text[place:stop].rstrip()))
        place = text.find(word, place + 1, end)


def _end_of(gateway: Gateway, route: Route) -> int:
    """Where the next route begins, so that its statements are not taken for this one's."""
    here = route.at
    if here is None:
        return 0
    later = [
        other.at.start
        for other in gateway.routes
        if other.at is not None and other.at.source is here.source and other.at.start > here.start
    ]
    return min((*later, here.end + LONGEST, len(here.source.text)))


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
