"""Who calls, and what they bought."""

from dataclasses import field

from ...dsl.frozen import frozen
from ...dsl.source import Span
from .conditions import Condition
from .policy import Limit, Quota


@frozen
class Tier:
    """What the consumers of an API buy; a plan is what we pay a vendor."""

    name: str
    limits: tuple[Limit, ...] = ()
    quotas: tuple[Quota, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Presents:
    """A credential that every request of a client carries, and what its token says."""

    credential: str
    saying: Condition | None = None


@frozen
class Client:
    name: str
    regions: tuple[str, ...] = ()
    presents: tuple[Presents, ...] = ()
    calls: tuple[str, ...] = ()
    tier: str | None = None
    callers: int | None = None
    at: Span | None = field(default=None, compare=False, repr=False)
