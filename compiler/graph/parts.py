"""What a federation's graph consists of."""

from dataclasses import field
from typing import Literal

from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..model import Exchange, Exposure, Mode
from ..units import Duration, Share

NodeKind = Literal[
    "client",
    "anyone",
    "entry",
    "gateway",
    "service",
    "cloud-function",
    "outside",
    "control-plane",
]

EdgeKind = Literal[
    "calls",  # a client, or anyone, to a gateway or an entry
    "entry-nearest",
    "entry-first",
    "entry-split",
    "forward",
    "gather",
    "choose",
    "split",
    "first",
    "own-code",
    "manages",  # a control plane to a gateway
]


@frozen
class Node:
    """`id` is kind and name, because a URL of the outside world may be called like anything."""

    id: str
    kind: NodeKind
    name: str
    title: str
    target: str | None = None
    exposure: Exposure | None = None
    regions: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str | None = None
    answers: tuple[str, ...] = ()  # routes that the gateway answers itself
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Edge:
    """One way that a request, or a control plane's hand, may go.

    `route` is the route as the program would call it, `route_place` its place at the gateway:
    edges of one action have both in common. `over` is None where nobody can know the protocol.
    `strips`, `exchanges` and `attaches` happen in this order on the way out.
    """

    source: str
    target: str
    kind: EdgeKind
    route: str | None = None
    route_place: int | None = None
    route_when: str | None = None
    sent_as: str | None = None  # the template; None where the path goes on as it came
    method: str | None = None  # the method it is turned into
    over: str | None = None
    label: str | None = None  # of a member of `gather`
    optional: bool = False
    in_order: bool = False
    case: str | None = None  # of `choose`: the condition as written, or `else`
    share: Share | None = None  # of `split`
    place: int | None = None  # of `first`, counted from 1
    code: str | None = None  # the file of a function
    shows: tuple[str, ...] = ()
    strips: tuple[str, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    attaches: tuple[str, ...] = ()
    failover: Duration | None = None
    mode: Mode | None = None
    at: Span | None = field(default=None, compare=False, repr=False)
