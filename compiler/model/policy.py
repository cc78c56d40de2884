"""What a gateway does to every request besides routing it: waits, tries, limits, headers."""

from dataclasses import field
from typing import Literal, TypeVar

from ...dsl.frozen import frozen
from ..units import Duration, Rate, Share, Size, StatusClass
from .conditions import Subject
from .origin import Off, Traced
from .text import Text

WithoutAStatus = Literal["connect", "timeout", "reset"]
Outcome = int | StatusClass | WithoutAStatus


@frozen
class Retry:
    """`count` further tries after the first."""

    count: int
    on: tuple[Outcome, ...]
    methods: tuple[str, ...]
    backoff: Duration | None = None
    backoff_max: Duration | None = None


@frozen
class Limit:
    """A bucket for each value of the key; without a key one for the place where it stands."""

    rate: Rate
    per: tuple[Subject, ...] = ()
    burst: int | None = None


@frozen
class Quota:
    rate: Rate
    per: tuple[Subject, ...] = ()


@frozen
class Cache:
    time: Duration
    per: tuple[Subject, ...] = ()
    stale: Duration | None = None


@frozen
class Cors:
    origins: tuple[Text, ...] = ()
    methods: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    expose: tuple[str, ...] = ()
    credentials: bool = False
    max_age: Duration | None = None


@frozen
class Breaker:
    trip: Share
    of: int
    within: Duration
    open: Duration
    probes: int


@frozen
class HeaderChange:
    """One line of a `headers` block; they are carried out as remove, rename, set, add."""

    verb: Literal["remove", "rename", "set", "add"]
    header: str
    value: Text | Subject | None = None
    renamed_to: str | None = None


@frozen
class Location:
    """Responses whose Location leaves the public prefix are written back."""

    prefix: str
    public_prefix: str


@frozen
class Policy:
    """All that holds at one place, each value with where it came from.

    None means that nobody said anything, so the product decides; `Off` means that somebody said no.
    """

    connect: Traced[Duration | Off] | None = None
    response: Traced[Duration | Off] | None = None
    total: Traced[Duration | Off] | None = None
    idle: Traced[Duration | Off] | None = None
    attempt: Traced[Duration | Off] | None = None
    retry: Traced[Retry | Off] | None = None
    limits: Traced[tuple[Limit, ...] | Off] | None = None
    quotas: Traced[tuple[Quota, ...] | Off] | None = None
    cache: Traced[Cache | Off] | None = None
    body_max: Traced[Size | Off] | None = None
    cors: Traced[Cors | Off] | None = None
    breaker: Traced[Breaker | Off] | None = None
    unreachable: Traced[int | Off] | None = None
    log_upstream_errors: Traced[bool | Off] | None = None
    location: Traced[Location | Off] | None = None
    request_headers: tuple[Traced[HeaderChange], ...] = field(default=())
    response_headers: tuple[Traced[HeaderChange], ...] = field(default=())


NOTHING_SAID = Policy()
T = TypeVar("T")


def in_force(traced: Traced[T | Off] | None) -> T | None:
    """The value that holds, or None where nothing does."""
    return None if traced is None or isinstance(traced.value, Off) else traced.value
