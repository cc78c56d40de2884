"""Whether a walk went in a ring, what ended it, and which of its hops are worth showing."""

from ...dsl.frozen import frozen
from ..target import HOP_HEADER
from ..units import Duration
from .outcome import Loop
from .request import Message
from .walk import NOTHING, Draft, Walk


@frozen
class Ring:
    """A ring that was found, and the hop where it ends."""

    loop: Loop
    grows: bool
    last: Draft


@frozen
class Rings:
    """All rings of a walk, and the hops worth showing: one turn of each, and its end."""

    rings: tuple[Ring, ...]
    shown: tuple[Draft, ...]

    def ending_at(self, draft: Draft) -> Ring | None:
        return next((ring for ring in self.rings if ring.last is draft), None)

    def like(self, gateways: tuple[str, ...]) -> Ring | None:
        """The ring through these gateways, wherever the request came into it."""
        return next((r for r in self.rings if {*gateways} <= {*r.loop.ring}), None)


def rings_of(walk: Walk, status: int | None) -> Rings:
    """The rings in which a request went until a limit ended it."""
    added = _added_by_products(walk)
    rings: list[Ring] = []
    gone: set[int] = set()
    for last in walk.drafts:
        if last.ended_by is None:
            continue
        chain = _chain(last)
        if id(last) in gone:
            continue
        routed = [draft for draft in chain if draft.route is not None]
        turns = _turns(routed, added, growing=False)
        grows = turns is None
        turns = turns or _turns(routed, added, growing=True)
        if turns is None:
            continue
        start, period = turns
        rings.append(_ring(walk, chain, routed, turns, added, grows, status))
        shown = chain.index(routed[start + period - 1]) + 1
        gone |= {id(draft) for draft in chain[shown:] if draft is not last}
        _take_along(walk.drafts, gone, {id(ring.last) for ring in rings})
    return Rings(tuple(rings), tuple(draft for draft in walk.drafts if id(draft) not in gone))


def _ring(
    walk: Walk,
    chain: list[Draft],
    routed: list[Draft],
    turns: tuple[int, int],
    added: frozenset[str],
    grows: bool,
    status: int | None,
) -> Ring:
    start, period = turns
    last = chain[-1]
    ring = tuple(draft.gateway for draft in routed[start : start + period])
    grown = _size(routed[-1], added)[0] - _size(routed[-1 - period], added)[0]
    loop = Loop(
        ring=ring,
        passes=tuple((name, walk.received[name]) for name in dict.fromkeys(ring)),
        turns=sum(1 for draft in routed[start:] if draft.gateway == ring[0]) // ring.count(ring[0]),
        ended_by=_what_ends(chain, last),
        status=status,
        grows_by=grown if grows else 0,
        goes_on=last.ended_by == NOTHING,
    )
    return Ring(loop, grows, last)


def _take_along(drafts: list[Draft], gone: set[int], ends: set[int]) -> None:
    """What a hop that is left out led to is left out too, and so is all behind the end of a ring.

    A storm of requests comes to its end in many places at once.
    """
    for draft in drafts:  # a parent always stands before its children
        above = id(draft.parent)
        if draft.parent is not None and (above in gone or above in ends) and id(draft) not in ends:
            gone.add(id(draft))


def _what_ends(chain: list[Draft], last: Draft) -> str:
    """The limit, unless somebody further out gives up before."""
    for draft in chain:
        if draft.verdict.name == "TIMED_OUT" and draft.waits is not None:
            return f"the {Duration(draft.waits)} that `{draft.gateway}` waits"
    return last.ended_by or NOTHING


def _chain(last: Draft) -> list[Draft]:
    chain: list[Draft] = []
    here: Draft | None = last
    while here is not None:
        chain.append(here)
        here = here.parent
    return chain[::-1]


def _added_by_products(walk: Walk) -> frozenset[str]:
    """Headers that change from hop to hop by themselves and say nothing about a loop."""
    names = {HOP_HEADER}
    for name in walk.received:
        names |= {one.name.lower() for one in walk.facts(name).headers.adds.value}
    return frozenset(names)


def _turns(routed: list[Draft], added: frozenset[str], growing: bool) -> tuple[int, int] | None:
    """Where the ring begins in the chain, and how many hops a turn has."""
    keys = [_state(draft, added, growing) for draft in routed]
    for period in range(1, len(keys) // 2 + 1):
        if keys[-1] != keys[-1 - period]:
            continue
        start = len(keys) - period
        while start > 0 and keys[start - 1] == keys[start - 1 + period]:
            start -= 1
        if len(keys) - start < 2 * period:
            continue
        if growing and not _grows(routed[start:], period, added):
            continue
        return start, period
    return None


def _grows(ring: list[Draft], period: int, added: frozenset[str]) -> bool:
    """Every turn is longer than the one before, over three turns at least."""
    if len(ring) < 3 * period:
        return False
    sizes = [_size(draft, added) for draft in ring]
    pairs = list(zip(sizes, sizes[period:], strict=False))
    return all(a[0] <= b[0] and a[1] <= b[1] and a != b for a, b in pairs)


def _state(draft: Draft, added: frozenset[str], growing: bool) -> tuple[object, ...]:
    message = draft.message
    carried = tuple((c.credential, c.place, c.holder, c.state) for c in message.credentials)
    same = (draft.gateway, id(draft.route), message.method, carried)
    if growing:
        return same
    return (*same, message.path, message.query, _own_headers(message, added))


def _own_headers(message: Message, added: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pair for pair in message.headers if pair[0] not in added))


def _size(draft: Draft, added: frozenset[str]) -> tuple[int, int]:
    """Bytes of path and query, and of the headers that programs and callers set."""
    headers = (pair for pair in draft.message.headers if pair[0] not in added)
    return len(draft.message.target), sum(len(name) + len(value) for name, value in headers)
