"""Workloads that load a federation, and scenarios that hurt it."""

from dataclasses import field
from typing import Literal

from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..units import Duration, Factor, Rate, Share, Size, TimeOfDay
from .distributions import Distribution
from .paths import PathPattern


@frozen
class Poisson:
    rate: Rate
    kind: Literal["poisson"] = "poisson"


@frozen
class Steady:
    rate: Rate
    kind: Literal["steady"] = "steady"


@frozen
class Bursts:
    """The rate, and `factor` times as much for `lasting` at the start of every `every`."""

    rate: Rate
    factor: Factor
    lasting: Duration
    every: Duration
    kind: Literal["bursts"] = "bursts"


@frozen
class ProfilePoint:
    time: TimeOfDay
    rate: Rate


@frozen
class Profile:
    """Linear between its points, and the same every day; or a CSV file of such points."""

    points: tuple[ProfilePoint, ...] = ()
    file: str | None = None
    kind: Literal["profile"] = "profile"


@frozen
class Users:
    """So many users, each waiting for an answer and thinking before the next call."""

    count: int
    think: Distribution | None = None
    kind: Literal["users"] = "users"


@frozen
class Replay:
    file: str
    by: Factor | None = None
    kind: Literal["replay"] = "replay"


Arrival = Poisson | Steady | Bursts | Profile | Users | Replay


@frozen
class Call:
    """One line of the mix; the path may hold parameters, drawn from `distinct` values each."""

    methods: tuple[str, ...]
    path: PathPattern
    query: str | None
    share: Share
    distinct: int | None = None
    body: Size | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Stream:
    client: str
    to: str | None
    arrival: Arrival
    mix: tuple[Call, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Workload:
    name: str
    streams: tuple[Stream, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)


FaultVerb = Literal[
    "fail",
    "slow",
    "errors",
    "dns",
    "tls",
    "refuse",
    "reset",
    "egress",
    "partition",
    "expire",
    "load",
]


@frozen
class Fault:
    """`by` is how much slower or more, or how long; `share` how many fail, `status` how."""

    verb: FaultVerb
    names: tuple[str, ...]
    by: Factor | Distribution | None = None
    share: Share | None = None
    status: int | None = None
    starts: Duration = Duration(0)
    lasts: Duration | None = None  # None: to the end
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Scenario:
    name: str
    faults: tuple[Fault, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)
