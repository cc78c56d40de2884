"""Sets of paths and single paths through an `at`, forwards and backwards."""

from ..model import Exactly, Param, PathPattern, Tail
from .algebra import contains, meet
from .pieces import one_of
from .segments import as_compared, path_of
from .shapes import ALL, TAIL, Piece, Rest, Shape, fixed, shape_of


def sent_on(shape: Shape, pattern: PathPattern, template: PathPattern | None) -> Shape:
    """The paths that requests of the shape, all taken by the pattern, leave with; or some more.

    What a shape cannot say is left open: that two segments are equal, and what stands behind a tail.
    """
    if template is None:
        return shape
    if shape is not shape_of(pattern):
        return _sent_on(shape, pattern, template)
    known = _wholes.get((id(pattern), id(template)))
    if known is not None:
        return known[2]
    if len(_wholes) >= _REMEMBERED:
        _wholes.clear()
    made = _sent_on(shape, pattern, template)
    _wholes[id(pattern), id(template)] = (pattern, template, made)
    return made


_REMEMBERED = 2**17
_wholes: dict[tuple[int, int], tuple[PathPattern, PathPattern, Shape]] = {}
"""What a route sends on in all; the patterns are kept so that nothing else gets their numbers."""


def _sent_on(shape: Shape, pattern: PathPattern, template: PathPattern) -> Shape:
    places = {part.name: i for i, part in enumerate(pattern.segments) if isinstance(part, Param)}
    pieces, taken = fixed(shape), fixed(shape_of(pattern))
    sent: list[Piece | Rest] = []
    for part in template.segments:
        if isinstance(part, Exactly):
            sent.append(part.text)
        elif isinstance(part, Param):
            place = places.get(part.name)
            known = pieces if place is not None and place < len(pieces) else taken
            sent.append("" if place is None else known[place])
        else:
            sent += shape[len(taken) :] if len(pieces) >= len(taken) else ALL
            if sent and sent[-1] is TAIL:
                break
    return _as_paths(tuple(sent))


def _as_paths(sent: Shape) -> Shape:
    """One segment that is empty makes `/`, which is a path of no segment."""
    if sent == ("",):
        return ()
    pieces = fixed(sent)
    if len(pieces) != 1:
        return sent
    first = pieces[0]
    may_be_empty = not first if isinstance(first, str) else first.empty
    return ALL if may_be_empty else sent


def came_from(
    pattern: PathPattern,
    template: PathPattern | None,
    path: str,
    within: Shape = ALL,
) -> str | None:
    """A path that the pattern takes, `within` a shape, and that is sent on as this one.

    None if there is none, or none of which an example is known for what the template drops.
    """
    shape = meet(shape_of(pattern), within)
    if shape is None:
        return None
    if template is None:
        return path if contains(shape, path) else None
    raw = tuple(path.split("/")[1:]) if path not in ("", "/") else ()
    for sent in (raw,) if raw else (raw, ("",)):
        reading = _reading(template, sent, pattern)
        found = None if reading is None else _filled(pattern, shape, *reading)
        if found is not None and contains(shape, found):
            return found
    return None


_Reading = tuple[dict[str, str], tuple[str, ...] | None]


def _reading(template: PathPattern, sent: tuple[str, ...], pattern: PathPattern) -> _Reading | None:
    """What the parameters and the tail were, if the template made these segments."""
    parts = template.segments
    tails = sum(isinstance(part, Tail) for part in parts)
    spare = len(sent) - (len(parts) - tails)
    if spare < 0 or (spare % tails if tails else spare):
        return None
    said: dict[str, str] = {}
    tail: tuple[str, ...] | None = None
    place = 0
    for part in parts:
        here = sent[place : place + (spare // tails if isinstance(part, Tail) else 1)]
        place += len(here)
        if isinstance(part, Exactly):
            fits = as_compared(here[0]) == part.text
        elif isinstance(part, Param):
            bound = part.name in pattern.params
            fits = said.setdefault(part.name, here[0]) == here[0] if bound else not here[0]
        else:
            fits = tail is None or tail == here
            tail = here
        if not fits:
            return None
    return said, tail


def _filled(
    pattern: PathPattern, shape: Shape, said: dict[str, str], tail: tuple[str, ...] | None
) -> str | None:
    """The path of these parameters and this tail, with examples of the shape for the others."""
    n_bound = len(pattern.segments) - pattern.has_tail
    rest = fixed(shape)[n_bound:] if tail is None else tail
    filled: list[str] = []
    for place, piece in enumerate((*fixed(shape)[:n_bound], *rest)):
        part = pattern.segments[place] if place < n_bound else None
        name = part.name if isinstance(part, Param) else None
        made = said[name] if name in said else one_of(piece, place)
        if made is None:
            return None
        filled.append(made)
    return path_of(tuple(filled))
