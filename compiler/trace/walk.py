"""What one walk through the federation has seen so far: hops, counts, and which way splits went."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from ...dsl.frozen import frozen
from ..facts import Fact, ProductFacts
from ..model import Acceptance, Federation, Gateway, Policy, Portion, Route, Text
from ..target.members import members_of
from ..target.mentions import shown_in
from .outcome import Answer, Choice, Sent, Verdict
from .request import Message, Question
from .setting import Setting

T = TypeVar("T")

"""A walk that has made so many passes goes no further."""

NOTHING = "nothing in the model"
"""What ends a walk that would go on for ever."""


@frozen
class Reply:
    """What comes back from one call.

    `took` counts microseconds, None is never. `failure` is set where no HTTP answer came at all,
    and `limit` where that is because something was used up.
    """

    answer: Answer
    took: int | None = 0
    failure: str | None = None
    limit: str | None = None
    said: str | None = None  # why it answered so, where that is worth telling


@frozen
class Outcome:
    """How a pass ends. `never` is an answer that nobody ever gets."""

    answer: Answer
    verdict: Verdict
    detail: str
    never: bool = False
    policy: Policy | None = None  # of the member that it came from, where there is one


Passing: TypeAlias = "Generator[Passing, Reply, Reply]"
"""One pass through a gateway. It yields the pass it waits for, so that depth costs no stack."""


@frozen
class Arrival:
    """A request at the door of a gateway. `left` is how long somebody outside still waits."""

    gateway: str
    message: Message
    sender: "Draft | None" = None
    region: str | None = None  # of the sender
    labels: tuple[str, ...] = ()
    left: int | None = None


SENT_ON = Verdict("FORWARDED")


@dataclass(slots=True, eq=False)
class Draft:
    """A hop while it is being worked out."""

    gateway: str
    depth: int
    parent: "Draft | None"
    received: Message
    message: Message  # as it is worked on: normalised, labelled, accepted
    labels: tuple[str, ...] = ()
    verdict: Verdict = SENT_ON
    status: int | None = None
    media: str | None = None  # of what the product itself answers
    detail: str = ""
    route: Route | None = None
    region: str | None = None
    caller: str | None = None
    accepted: tuple[str, ...] = ()
    sent: list[tuple[Sent, "Draft | None"]] = field(
        default_factory=list[tuple[Sent, "Draft | None"]]
    )
    notes: list[str] = field(default_factory=list[str])
    assumed: list[str] = field(default_factory=list[str])
    left: int | None = None
    waits: int | None = None
    elapsed: int = 0
    ended_by: str | None = None  # the limit that stopped the request here
    trespass: str | None = None  # labelled data that left for where it must not be

    def use(self, fact: Fact[T], about: str) -> T:
        """A fact that decides what happens here; one that nobody has confirmed is remembered."""
        if fact.known == "assumed" and about not in self.assumed:
            self.assumed.append(about)
        return fact.value

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


@dataclass(slots=True)
class Draws:
    """Which way each split goes: as told for the first ones, the largest share from then on."""

    told: tuple[int, ...] = ()
    ways: list[int] = field(default_factory=list[int])  # how many each split met had
    chosen: list[Choice] = field(default_factory=list[Choice])
    met: dict[tuple[str, int], Portion] = field(default_factory=dict[tuple[str, int], Portion])


@dataclass(slots=True)
class Walk:
    setting: Setting
    question: Question
    draws: Draws
    drafts: list[Draft] = field(default_factory=list[Draft])
    received: dict[str, int] = field(default_factory=dict[str, int])
    delivered: dict[str, int] = field(default_factory=dict[str, int])
    open: dict[str, int] = field(default_factory=dict[str, int])
    passes: int = 0

    @property
    def federation(self) -> Federation:
        return self.setting.federation

    def gateway(self, name: str) -> Gateway:
        return self.federation.gateways[name]

    def facts(self, name: str) -> ProductFacts:
        return self.setting.facts_of(self.federation.gateways[name])

    def accepted_at(self, name: str) -> tuple[str, ...]:
        """Every credential that anything at this gateway accepts."""
        known = self.setting.memory.accepted
        if name not in known:
            wanted = accepts_of(self.gateway(name))
            shown = (one.credential for accept in wanted for one in shown_in(accept))
            known[name] = tuple(dict.fromkeys(shown))
        return known[name]

    def said(self, text: Text | None) -> str | None:
        return said(self.federation, text)


def accepts_of(gateway: Gateway) -> Iterator[Acceptance]:
    """What the gateway, its routes and their members ask for."""
    places = (gateway, *gateway.routes, *(m for r in gateway.routes for m in members_of(r.action)))
    yield from (place.accept.value for place in places if place.accept is not None)


def said(federation: Federation, text: Text | None) -> str | None:
    """A text as it reads in this environment; `$NAME` where only the environment knows it."""
    if text is None or isinstance(text, str):
        return text
    variable = federation.variables.get(text.variable)
    known = variable is not None and not variable.secret and variable.value is not None
    return variable.value if variable is not None and known else f"${text.variable}"


def run(first: Passing) -> Reply:
    """Carry a pass and all that it leads to through to its reply, however deep it goes."""
    stack = [first]
    reply: Reply | None = None
    while True:
        try:
            stack.append(stack[-1].send(reply) if reply is not None else next(stack[-1]))
            reply = None
        except StopIteration as done:
            stack.pop()
            reply = done.value
            if not stack:
                return done.value
