"""Routes and what they do with a request."""

from dataclasses import field
from typing import Literal

from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..units import CalendarDate, Share
from .conditions import Acceptance, Condition, Subject
from .origin import Traced
from .paths import PathPattern
from .policy import NOTHING_SAID, Outcome, Policy
from .settings import Opaque, Settings

DestinationKind = Literal["gateway", "service", "url"]
Protocol = Literal["https", "http", "h2", "grpc", "websocket", "local"]


@frozen
class Upstream:
    """Where a request is sent: a gateway, a service, or a URL of the outside world."""

    to: str
    to_kind: DestinationKind
    template: PathPattern | None = None
    method: str | None = None
    over: Protocol | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Exchange:
    old: str
    new: str


@frozen
class Travel:
    """What happens to credentials on the way out: strip, then exchange, then attach."""

    strip: tuple[str, ...] = ()
    exchange: tuple[Exchange, ...] = ()
    attach: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()


STAYS_AS_IT_IS = Travel()


@frozen
class Member:
    """One upstream of an action, with what its own block says on top of the route's."""

    upstream: Upstream
    travel: Travel = STAYS_AS_IT_IS
    policy: Policy = NOTHING_SAID
    accept: Traced[Acceptance] | None = None
    carries: tuple[str, ...] = ()


@frozen
class Forward:
    upstream: Upstream
    kind: Literal["forward"] = "forward"


@frozen
class Part:
    label: str
    member: Member
    optional: bool = False


@frozen
class Gather:
    parts: tuple[Part, ...]
    in_order: bool = False
    kind: Literal["gather"] = "gather"


@frozen
class Case:
    """The first case whose condition holds wins; no condition is `else`."""

    when: Condition | None
    member: Member


@frozen
class Choose:
    cases: tuple[Case, ...]
    kind: Literal["choose"] = "choose"


@frozen
class Portion:
    share: Share
    member: Member


@frozen
class Split:
    portions: tuple[Portion, ...]
    sticky: Subject | None = None
    kind: Literal["split"] = "split"


@frozen
class First:
    """Tried in order; the next one after any of these outcomes."""

    members: tuple[Member, ...]
    on: tuple[Outcome, ...]
    kind: Literal["first"] = "first"


@frozen
class Function:
    file: str
    kind: Literal["function"] = "function"


@frozen
class Redirect:
    status: int
    to: str
    kind: Literal["redirect"] = "redirect"


@frozen
class Respond:
    status: int
    body: str | None = None
    media: str | None = None
    kind: Literal["respond"] = "respond"


Action = Forward | Gather | Choose | Split | First | Function | Redirect | Respond


@frozen
class Route:
    """No methods means any. `accept` is what holds here: the route's own, or the gateway's."""

    path: PathPattern
    methods: tuple[str, ...] = ()
    when: Condition | None = None
    action: Action | None = None
    accept: Traced[Acceptance] | None = None
    travel: Travel = STAYS_AS_IT_IS
    policy: Policy = NOTHING_SAID
    carries: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    returns: str | None = None
    deprecated: CalendarDate | None = None
    sunset: CalendarDate | None = None
    blocked: bool = False
    idempotent_by: Subject | None = None  # what tells a repeated request from a new one
    settings: Settings = ()
    opaque: tuple[Opaque, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)

    @property
    def name(self) -> str:
        """As the program would call it: `GET|POST /orders/**`."""
        return f"{'|'.join(self.methods)} {self.path.text}".strip()
