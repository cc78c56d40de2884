"""What is known of a set of requests: where it is, what it carries, and how it came there."""

from collections.abc import Mapping
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
    that presents it, None where a gateway does.
    """

    standing: Standing
    credential: str = ""
    holder: str = ""
    client: str | None = None


ABSENT = Shown("absent")


@frozen
class Told:
    """What is known of a header that some route or condition looks at.

    `values` are all that it can have, None in it is absent; `free` is that the caller may also have
    written anything else.
    """

    values: frozenset[str | None] = frozenset()
    free: bool = True


@frozen
class Part:
    """Some paths and methods of a set; `came` is the passage that sent them, None at the door."""

    paths: Shape
    methods: frozenset[str] | None = None  # None: any
    came: "Came | None" = None


@frozen
class Came:
    """How a part came to be: out of this part of that set, on this way."""

    arrival: "Arrival"
    part: Part
    way: Way


@frozen
class Arrival:
    """A set of requests at the door of a gateway, alike in all but path and method.

    `start` is the gateway or entry that was called, by `client` or by `anyone`. At a place of
    `places` stands one of what is listed there; at other places nothing that anybody looks for.
    `trail` are the gateways passed since the start, without repetition, this one not included.
    """

    number: int
    gateway: str
    client: str
    start: str
    places: Mapping[str, frozenset[Shown]]
    headers: Mapping[str, Told]
    labels: frozenset[str]
    trail: tuple[str, ...]
    over: str  # the protocol it came by
    parts: tuple[Part, ...]


LetIn = Literal["all", "some", "none"]


@frozen
class Passage:
    """Those of an arrival that find one route, and what becomes of them.

    `let_in` is who of them its `accept` lets pass; `refused` are the reasons for the others
    (`missing`, `rejected`, `wrong_audience`, `forbidden`). `parts` are what the route takes.
    """

    arrival: Arrival
    route: Route
    parts: tuple[Part, ...]
    let_in: LetIn
    refused: tuple[str, ...]


@frozen
class Delivery:
    """Requests as they reach a service or leave the model, and the way they left by."""

    passage: Passage
    way: Way
    places: Mapping[str, frozenset[Shown]]
    headers: Mapping[str, Told]
    labels: frozenset[str]
