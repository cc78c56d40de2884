"""One program in one environment, with everything that checks ask again and again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ...dsl.finding import Finding
from ..facts import ProductFacts
from ..model import Fault, Federation, Gateway
from ..target import Variant
from .products import Products
from .ways import Way, ways_of

if TYPE_CHECKING:
    from ..flow import Flow
    from ..trace import Question, Trace

TRIES = 8
"""Requests that are tried before a suspicion is given up."""

Check = Callable[["Case"], Iterable[Finding]]


class Case:
    """What the checks look at. Everything here is worked out once, when it is first asked for."""

    def __init__(
        self, federation: Federation, products: Products, checks: Mapping[str, Check]
    ) -> None:
        self.federation = federation
        self._products = products
        self._checks = checks
        self._found: dict[str, tuple[Finding, ...]] = {}
        self._variants: dict[str, Variant] = {}

    # ---- products --------------------------------------------------------------------------------

    def variant(self, gateway: Gateway) -> Variant:
        if gateway.name not in self._variants:
            self._variants[gateway.name] = self._products.variant_of(gateway)
        return self._variants[gateway.name]

    def facts(self, gateway: Gateway) -> ProductFacts:
        return self.variant(gateway).facts

    # ---- where requests go -----------------------------------------------------------------------

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """Every way out of every gateway, in the order of the program."""
        return tuple(way for one in self.federation.gateways.values() for way in ways_of(one))

    @cached_property
    def ways_from(self) -> Mapping[str, Sequence[Way]]:
        """By the gateway that they leave."""
        found: dict[str, list[Way]] = {name: [] for name in self.federation.gateways}
        for way in self.ways:
            found[way.gateway.name].append(way)
        return found

    @cached_property
    def ways_to(self) -> Mapping[str, Sequence[Way]]:
        """By the name of the gateway or service that they lead to, by the URL of what is outside."""
        found: dict[str, list[Way]] = {}
        for way in self.ways:
            found.setdefault(way.upstream.to, []).append(way)
        return found

    @cached_property
    def flow(self) -> "Flow":
        """Which requests come where."""
        from ..flow import flow_of

        return flow_of(self)

    # ---- single requests -------------------------------------------------------------------------

    def trace(
        self, question: "Question", faults: tuple[Fault, ...] = (), hop_guards: bool = False
    ) -> "Trace | None":
        """One request, hop by hop; None where nobody can say where it starts."""
        from ..trace import NoStart, Setting, trace

        setting = Setting(self.federation, self.facts, faults, hop_guards=hop_guards)
        followed = trace(setting, question)
        return None if isinstance(followed, NoStart) else followed

    def first_shown(
        self,
        questions: Iterable["Question"],
        shows: Callable[["Trace"], bool],
        faults: tuple[Fault, ...] = (),
        tries: int = TRIES,
    ) -> "Trace | None":
        """The trace of the first of these requests that shows what is suspected."""
        for _, question in zip(range(tries), questions, strict=False):
            followed = self.trace(question, faults)
            if followed is not None and shows(followed):
                return followed
        return None

    # ---- other checks ----------------------------------------------------------------------------

    def found(self, code: str) -> tuple[Finding, ...]:
        """What the check of this code finds, so that another need not say it again."""
        if code not in self._found:
            self._found[code] = ()  # a check that asks for itself, on a detour, finds nothing
            check = self._checks.get(code)
            self._found[code] = tuple(check(self)) if check is not None else ()
        return self._found[code]

    def all_found(self) -> Iterator[Finding]:
        for code in self._checks:
            yield from self.found(code)
