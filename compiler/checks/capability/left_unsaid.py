"""GW7105 as a note: one side of a hop between gateways says a word, the other one does not."""

from collections.abc import Iterator, Mapping

from ....dsl.finding import Finding, Label
from ....dsl.source import Span
from ...model import Gateway, Policy
from ...unsaid import NOBODY, Unsaid, unsaid
from ..case import Case

WORDS: Mapping[str, str] = {
    "response": "timeout response",
    "total": "timeout total",
    "retry": "retry",
    "body_max": "body max",
}
"""The fields of a policy that gateways on one way are held against each other by."""

NO_VALUE = "-"
NEIGHBOURS_SHOWN = 3


class Words:
    """Which of the words the routes of one gateway say, and which they leave unsaid."""

    def __init__(self) -> None:
        self.said: dict[str, Span | None] = {}
        self.unsaid: dict[str, None] = {}

    def read(self, policy: Policy) -> None:
        for field in WORDS:
            value = getattr(policy, field)
            if value is None:
                self.unsaid.setdefault(field)
            else:
                self.said.setdefault(field, value.origin.at)


def left_to_the_product(case: Case) -> Iterator[Finding]:
    """One finding for each gateway, with all words that it leaves to its product."""
    words = _words_by_gateway(case)
    neighbours = _neighbours(case)
    for name, here in words.items():
        gateway = case.federation.gateways[name]
        decided: dict[str, Unsaid] = {}
        saying: dict[Span, str] = {}
        for field in here.unsaid:
            beside = [one for one in neighbours[name] if field in words[one].said]
            default = unsaid(field, gateway.target or "", case.facts(gateway)) if beside else NOBODY
            if default.value != NO_VALUE:
                decided[field] = default
                for one in beside:
                    span = words[one].said[field]
                    if span is not None:
                        saying.setdefault(span, one)
        if decided:
            yield _finding(gateway, decided, saying)


def _words_by_gateway(case: Case) -> dict[str, Words]:
    found = {name: Words() for name in case.federation.gateways}
    read: set[int] = set()
    for way in case.ways:
        if id(way.policy) not in read:  # routes share the policy of their gateway
            read.add(id(way.policy))
            found[way.gateway.name].read(way.policy)
    return found


def _neighbours(case: Case) -> dict[str, dict[str, None]]:
    """The gateways that a gateway calls or is called by, itself left out."""
    found: dict[str, dict[str, None]] = {name: {} for name in case.federation.gateways}
    for way in case.ways:
        here, there = way.gateway.name, way.upstream.to
        if way.upstream.to_kind == "gateway" and here != there:
            found[here].setdefault(there)
            found[there].setdefault(here)
    return found


def _finding(
    gateway: Gateway, decided: Mapping[str, Unsaid], saying: Mapping[Span, str]
) -> Finding:
    assert gateway.at is not None, "a program that was read from text has spans"
    words = [f"`{WORDS[field]}`" for field in decided]
    return Finding(
        "GW7105",
        f"`{gateway.name}` leaves {_joined(words)} to {gateway.target}, which has values of its own",
        gateway.at,
        "nothing is said of it here",
        because=tuple(
            Label(span, f"`{name}` says it") for span, name in [*saying.items()][:NEIGHBOURS_SHOWN]
        ),
        notes=tuple(
            f"{WORDS[field]}: {default.value}, {default.by}" for field, default in decided.items()
        ),
        about=(gateway.name, "unsaid"),
    )


def _joined(words: list[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
