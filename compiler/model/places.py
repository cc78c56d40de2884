"""Regions, and labels that say where data may be."""

from dataclasses import field
from typing import Literal

from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..units import Duration


@frozen
class Distance:
    """A round trip that the program states itself."""

    region: str
    round_trip: Duration


@frozen
class RoundTrip:
    """How long a packet takes from one region to the other and back, and how that is known."""

    regions: tuple[str, str]
    time: Duration
    known: Literal["stated", "measured", "derived", "assumed"]


@frozen
class Region:
    """A place: one of the catalogue (`base`), or the program's own, `near` one of the catalogue."""

    name: str
    jurisdictions: tuple[str, ...]
    base: str | None = None
    near: str | None = None
    place: str | None = None
    distances: tuple[Distance, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)

    @property
    def stands_for(self) -> str | None:
        """The region of the catalogue whose round trips are this one's."""
        return self.base or self.near


@frozen
class Label:
    """Data so labelled stays `within` (one of) and never passes `not_through` (any of)."""

    name: str
    within: tuple[str, ...] = ()
    not_through: tuple[str, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)
