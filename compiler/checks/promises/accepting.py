"""What an `accept` asks for, alternative by alternative."""

from collections.abc import Iterator
from itertools import product

from ...model import ANYONE, Acceptance, Federation, Shows, ShowsAll, ShowsAny
from ..routing.worlds import world_where

Alternative = tuple[Shows, ...]
"""Credentials that together let a caller in."""

ALTERNATIVES_MAX = 64


def alternatives(accept: Acceptance) -> list[Alternative]:
    match accept:
        case Shows():
            return [(accept,)]
        case ShowsAny(parts=parts):
            return [one for part in parts for one in alternatives(part)]
        case ShowsAll(parts=parts):
            ways = product(*(alternatives(part) for part in parts))
            return [tuple(shows for one in way for shows in one) for way in ways]


def implies(accept: Acceptance | None, wanted: Acceptance) -> bool:
    """Whether whoever is let in by the one would be let in by the other as well."""
    if accept is None:
        return False
    return all(_meets(one, wanted) for one in alternatives(accept))


def _meets(shown: Alternative, wanted: Acceptance) -> bool:
    match wanted:
        case Shows():
            return wanted.credential == ANYONE or any(_is(one, wanted) for one in shown)
        case ShowsAll(parts=parts):
            return all(_meets(shown, part) for part in parts)
        case ShowsAny(parts=parts):
            return any(_meets(shown, part) for part in parts)


def _is(shown: Shows, wanted: Shows) -> bool:
    if shown.credential != wanted.credential:
        return False
    if wanted.condition is None or wanted.condition == shown.condition:
        return True
    if shown.condition is None:
        return False
    tried = world_where((shown.condition,), (wanted.condition,))
    return tried.world is None and tried.certain


def is_of_kind(federation: Federation, accept: Acceptance | None, kind: str) -> bool:
    """Whether nobody gets in without a credential of this kind."""
    if accept is None:
        return False
    return all(
        any(_kind(federation, shows.credential) == kind for shows in one)
        for one in alternatives(accept)
    )


def _kind(federation: Federation, name: str) -> str | None:
    known = federation.credentials.get(name)
    return known.kind if known is not None else None


def accepted_by(accept: Acceptance) -> Iterator[str]:
    """Every credential that it speaks of."""
    match accept:
        case Shows(credential=credential):
            yield credential
        case ShowsAll(parts=parts) | ShowsAny(parts=parts):
            for part in parts:
                yield from accepted_by(part)
