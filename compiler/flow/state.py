"""What is known of a set of requests: where it is, what it carries, and how it came there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...dsl.frozen import frozen
from ..checks.ways import Way
from ..model import Route
from ..patterns import Shape

Standing = Literal["absent", "forged", "genuine"]


@frozen
class Shown:
    """What may stand at one place of a request: nothing, something made up, or a real credential.

    `holder` is the client that presents it or the gateway that attached it; `client` the client
    that presents it, None where a gateway does. `says` are the claims of a minted token of which
    it is known what they can be; None among the values is that it may be missing.
    """

    standing: Standing
    credential: str = ""
    holder: str = ""
    client: str | None = None
    says: tuple[tuple[str, frozenset[str | None]], ...] = ()


ABSENT = Shown("absent")
FORGED = Shown("forged")


@frozen
class Told:
    """What is known of a header that some route or condition looks at.

    `values` are all that it can have, None in it is absent; `free` is that the caller may also have
    written anything else, or nothing.
    """

    values: frozenset[str | None] = frozenset()
    free: bool = True


FREE = Told()
NOTHING = Told(frozenset((None,)), free=False)


@frozen
class Part:
    """Some paths and methods of a set; `came` is the passage that sent them, None at the door.

    `reread` are paths that the gateway makes of others, by its own way of reading them.
    """

    paths: Shape
    methods: frozenset[str] | None = None  # None: any
    came: "Came | None" = None
    reread: bool = False

    @property
    def hops(self) -> int:
        """How many gateways it has passed."""
        count, came = 0, self.came
        while came is not None:
            count, came = count + 1, came.part.came
        return count


@dataclass(slots=True, eq=False, repr=False)
class Came:
    """How a part came to be: out of this part of that set, on this way."""

    arrival: "Arrival"
    part: Part
    way: Way


@dataclass(slots=True, eq=False, repr=False)
class Arrival:
    """A set of requests at the door of a gateway, alike in all but path and method.

    It is one and the same only with itself: it grows until the flow is finished, and is not changed
    from then on. `start` is the gateway or entry that was called, by `client` or by `anyone`, and
    `trail` the gateways passed since, each once, this one not included: both of the request that
    came first, others are found by way of `came`. At each place stands one of what is listed there.
    Of a header that is not named nothing is known. `over` is the protocol it came by.
    """

    number: int
    gateway: str
    client: str
    start: str
    places: Mapping[str, frozenset[Shown]]
    headers: Mapping[str, Told]
    labels: frozenset[str]
    trail: tuple[str, ...]
    over: str
    at_door: bool  # called from outside, not by another gateway
    together: bool = False  # all that came when there were too many to be told apart
    parts: list[Part] = field(default_factory=list[Part])

    def __repr__(self) -> str:
        return f"Arrival({self.number}, {self.gateway!r}, {self.client!r}, {self.start!r})"


LetIn = Literal["all", "some", "none"]


@frozen
class Passage:
    """Those of an arrival that find one route, and what becomes of them.

    `let_in` is who of them its `accept` lets pass; `refused` are the reasons for the others
    (`missing`, `rejected`, `wrong_audience`, `forbidden`). `parts` are what the route takes.
    `places` is what those who are let in carry: who it is.
    """

    arrival: Arrival
    route: Route
    parts: tuple[Part, ...]
    let_in: LetIn
    refused: tuple[str, ...]
    places: Mapping[str, frozenset[Shown]]


@frozen
class Delivery:
    """Requests as they leave by one way: to a service, out of the model, to the next gateway."""

    passage: Passage
    way: Way
    places: Mapping[str, frozenset[Shown]]
    headers: Mapping[str, Told]
    labels: frozenset[str]
