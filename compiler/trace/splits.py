"""Which way a split goes: each way in turn, or as a seed draws."""

from hashlib import sha256

from ..model import Portion, Route, Split
from .outcome import Choice
from .walk import Draft, Walk


def portion_of(
    walk: Walk, draft: Draft, route: Route, action: Split, key: str | None
) -> Portion | None:
    """The same split goes the same way throughout one walk."""
    portions = sorted(action.portions, key=lambda portion: -portion.share.ppm)
    if not portions:
        return None
    place = (draft.gateway, walk.gateway(draft.gateway).routes.index(route))
    met = walk.draws.met
    if place not in met:
        met[place] = portions[_way(walk, draft.gateway, route, action, portions, key)]
        chosen = met[place]
        to = chosen.member.upstream.to
        walk.draws.chosen.append(Choice(draft.gateway, route.name, to, chosen.share))
    if action.sticky is not None and key is None:
        draft.note(f"the request has no {action.sticky}, so nothing keeps it to one side")
    return met[place]


def _way(
    walk: Walk,
    gateway: str,
    route: Route,
    action: Split,
    portions: list[Portion],
    key: str | None,
) -> int:
    draws = walk.draws
    if walk.setting.seed is not None:
        drawn = drawn_of(walk.setting.seed, gateway, route.name, key)
        return _at(action.portions, drawn, portions)
    place = len(draws.ways)
    draws.ways.append(len(portions))
    return draws.told[place] if place < len(draws.told) else 0


def drawn_of(seed: int, gateway: str, route: str, key: str | None) -> int:
    """A number below a million: the same for the same seed, place and key, on every machine."""
    text = f"{seed}\0{gateway}\0{route}\0{key or ''}"
    return int.from_bytes(sha256(text.encode()).digest()[:8]) % 1_000_000


def _at(written: tuple[Portion, ...], drawn: int, portions: list[Portion]) -> int:
    for portion in written:
        if drawn < portion.share.ppm:
            return portions.index(portion)
        drawn -= portion.share.ppm
    return portions.index(written[-1])
