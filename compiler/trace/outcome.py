"""What a trace finds: hops with their verdicts, what was sent on, and what the client sees."""

from dataclasses import field
from typing import Literal

from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..model import Route
from ..units import Duration, Share
from .request import Message, Question

VerdictName = Literal[
    "FORWARDED",
    "DELIVERED",
    "ANSWERED",
    "NO_ROUTE",
    "NO_HOST",
    "METHOD_BLOCKED",
    "AUTH_MISSING",
    "AUTH_REJECTED",
    "THROTTLED",
    "TOO_LARGE",
    "URI_TOO_LONG",
    "TIMED_OUT",
    "UNREACHABLE",
    "LOOP",
    "GROWING_LOOP",
    "PROTOCOL_UNSUPPORTED",
    "REGION_FORBIDDEN",
    "EXITS_MODEL",
    "UNKNOWN",
]


@frozen
class Verdict:
    """`why` stands in parentheses: `UNREACHABLE(refused)`, `UNKNOWN(own code)`."""

    name: VerdictName
    why: str | None = None

    def __str__(self) -> str:
        return self.name if self.why is None else f"{self.name}({self.why})"


@frozen
class Answer:
    """What comes back. `status` None: nothing does, or it is not known; `by` says who answered."""

    status: int | None
    by: str
    media: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: str | None = None


@frozen
class Sent:
    """One request as it leaves a hop, and what came of it.

    `label` is its name in a `gather`. `attempts` above 1 are tries of the same request. `hop` is
    the number of the hop that received it, None for a service or where nothing arrived.
    """

    to: str
    to_kind: Literal["gateway", "service", "url"]
    over: str
    message: Message
    answer: Answer
    label: str | None = None
    attempts: int = 1
    hop: int | None = None
    failure: str | None = None  # dns, refused, reset, tls, connect-timeout, egress, timeout


@frozen
class Loop:
    """A ring of gateways that a request goes round until something ends it.

    `passes` counts gateway by gateway; `goes_on` is whether no limit is known that ends it, and the
    passes are only those that were followed. `ended_by` names the limit and whose it is. With the hop
    guard on, `without_guard` is what would happen if it were off.
    """

    ring: tuple[str, ...]
    passes: tuple[tuple[str, int], ...]
    turns: int
    ended_by: str
    status: int | None
    grows_by: int = 0  # bytes of the path and query a turn
    goes_on: bool = False
    without_guard: "Loop | None" = None


@frozen
class Hop:
    """One pass through one gateway. Of a loop only the first turn is listed, and the end of it."""

    number: int
    gateway: str
    target: str
    depth: int  # 0 for the gateway that the client calls
    parent: int | None  # the hop that sent it here
    received: Message
    verdict: Verdict
    status: int | None  # what this hop answered
    detail: str  # one line for people: why this verdict
    route: Route | None = None
    caller: str | None = None  # who this is to the gateway: a client's name, a gateway's
    accepted: tuple[str, ...] = ()  # the credentials that let it in
    sent: tuple[Sent, ...] = ()
    notes: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()  # facts under this hop that nobody has confirmed
    budget_left: Duration | None = None  # until somebody outside gives up, on arrival here
    waits: Duration | None = None  # how long this hop itself waits for an answer
    loop: Loop | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Choice:
    """Which way a `split` went."""

    gateway: str
    route: str
    to: str
    share: Share


@frozen
class Branch:
    """One way that the request can go; without a `split` there is only one."""

    choices: tuple[Choice, ...]
    hops: tuple[Hop, ...]
    answer: Answer
    counts: tuple[tuple[str, int], ...]  # requests that each gateway received, in first-seen order
    service_calls: tuple[tuple[str, int], ...]


@frozen
class Trace:
    """The likeliest branch first."""

    question: Question
    start: str  # the gateway, or the entry, that the client calls
    entered: str  # the gateway that received it
    branches: tuple[Branch, ...]
    notes: tuple[str, ...] = ()

    @property
    def hops(self) -> tuple[Hop, ...]:
        return self.branches[0].hops

    @property
    def answer(self) -> Answer:
        return self.branches[0].answer
