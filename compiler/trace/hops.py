"""The hops of a walk as they are shown."""

from dataclasses import replace

from ..units import Duration
from .looping import Ring, Rings
from .outcome import Hop, Loop, Verdict
from .walk import Draft, Walk


def hops_of(walk: Walk, rings: Rings, unguarded: Rings | None) -> tuple[Hop, ...]:
    """In the order in which they were entered; of a ring only the first turn and the end.

    `unguarded` are the rings that there would be without hop guards.
    """
    numbers = {id(draft): place for place, draft in enumerate(rings.shown, 1)}
    hops: list[Hop] = []
    for draft in rings.shown:
        hop, ring = _hop(walk, draft, numbers), rings.ending_at(draft)
        if ring is not None:
            hop = _looped(hop, ring, unguarded.like(ring.loop.ring) if unguarded else None)
        elif draft.verdict.name == "LOOP" and unguarded is not None:
            bare = unguarded.like((draft.gateway,))
            hop = _guarded(walk, hop, draft, bare) if bare is not None else hop
        hops.append(hop)
    return tuple(hops)


def _guarded(walk: Walk, hop: Hop, draft: Draft, unguarded: Ring) -> Hop:
    """The guard ended a ring before it showed itself as one: it is seen without the guard."""
    passes = tuple((name, walk.received.get(name, 0)) for name, _ in unguarded.loop.passes)
    loop = replace(
        unguarded.loop,
        passes=passes,
        turns=min(count for _, count in passes),
        ended_by=draft.ended_by or "",
        status=draft.status,
        without_guard=unguarded.loop,
    )
    return replace(hop, verdict=_verdict(unguarded.grows), loop=loop, detail=_detail(loop))


def _verdict(grows: bool) -> Verdict:
    return Verdict("GROWING_LOOP" if grows else "LOOP")


def _detail(loop: Loop) -> str:
    names = ", ".join(f"`{name}`" for name in loop.ring)
    return f"round and round {names}, ended by {loop.ended_by}"


def _looped(hop: Hop, ring: Ring, unguarded: Ring | None) -> Hop:
    grows = ring.grows or (unguarded is not None and unguarded.grows)
    loop: Loop = replace(ring.loop, without_guard=unguarded.loop if unguarded else None)
    return replace(hop, verdict=_verdict(grows), loop=loop, detail=_detail(loop))


def _hop(walk: Walk, draft: Draft, numbers: dict[int, int]) -> Hop:
    gateway = walk.gateway(draft.gateway)
    return Hop(
        number=numbers[id(draft)],
        gateway=draft.gateway,
        target=gateway.target or "",
        depth=draft.depth,
        parent=_shown_parent(draft, numbers),
        received=draft.received,
        verdict=draft.verdict,
        status=draft.status,
        detail=draft.detail,
        route=draft.route,
        caller=draft.caller,
        accepted=draft.accepted,
        sent=tuple(
            replace(sent, hop=numbers.get(id(child)) if child is not None else None)
            for sent, child in draft.sent
        ),
        notes=tuple(draft.notes),
        assumed=tuple(draft.assumed),
        budget_left=Duration(draft.left) if draft.left is not None else None,
        waits=Duration(draft.waits) if draft.waits is not None else None,
        at=draft.route.at if draft.route else gateway.at,
    )


def _shown_parent(draft: Draft, numbers: dict[int, int]) -> int | None:
    """The nearest hop above that is shown."""
    here = draft.parent
    while here is not None and id(here) not in numbers:
        here = here.parent
    return numbers[id(here)] if here is not None else None
