"""One program in one environment, with everything that checks ask again and again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ...dsl.finding import Finding
from ..facts import ProductFacts
from ..model import Fault, Federation, Gateway
from ..target import Need, Variant
from .products import Products
from .ways import Way, ways_of

if TYPE_CHECKING:
    from ..flow import Flow
    from ..trace import Question, Trace
    from ..trace.memory import Memory
    from .capability.asked import Asked

TRIES = 8
"""Requests that are tried before a suspicion is given up."""

PASSES_OF_A_REQUEST = 400
"""More than any request makes that does not go round; a ring is followed to its end by its check."""

PASSES_OF_A_PROGRAM = 15_000
"""A storm of requests costs about a millisecond a pass."""

BRANCHES_OF_A_REQUEST = 16

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
        self._facts: dict[str, ProductFacts] = {}
        self._traced: dict[object, Trace | None] = {}
        self._memory: Memory | None = None
        self._passes_left = PASSES_OF_A_PROGRAM
        self.given_up = False

    # ---- products --------------------------------------------------------------------------------

    def variant(self, gateway: Gateway) -> Variant:
        if gateway.name not in self._variants:
            self._variants[gateway.name] = self._products.variant_of(gateway)
        return self._variants[gateway.name]

    def facts(self, gateway: Gateway) -> ProductFacts:
        known = self._facts.get(gateway.name)
        if known is None:
            known = self._facts[gateway.name] = self.variant(gateway).facts
        return known

    @cached_property
    def asked(self) -> "Mapping[str, Sequence[Asked]]":
        """By gateway, what is asked of a product that has it not, otherwise, or not on every plan."""
        from .capability.asked import asked_by_gateways

        return asked_by_gateways(self)

    def that_can(self, need: Need) -> Sequence[str]:
        """The products that meet a need."""
        return self._products.that_can(need)

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
        self,
        question: "Question",
        faults: tuple[Fault, ...] = (),
        hop_guards: bool = False,
        passes_max: int = PASSES_OF_A_REQUEST,
    ) -> "Trace | None":
        """One request, hop by hop; None where nobody can say where it starts.

        None too for one that goes round and round, which is for the checks of rings to tell; and
        once so many passes have been followed that checking would never end: what is then
        not confirmed is not told, and `given_up` says so.
        """
        key = (*_key(question), faults, hop_guards, passes_max)
        if key not in self._traced:
            self._traced[key] = self._followed(question, faults, hop_guards, passes_max)
        return self._traced[key]

    def _followed(
        self, question: "Question", faults: tuple[Fault, ...], hop_guards: bool, passes_max: int
    ) -> "Trace | None":
        from ..trace import NoStart, Setting, start_of, trace
        from ..trace.memory import Memory

        if self._memory is None:
            self._memory = Memory()
        if self._passes_left <= 0:
            self.given_up = True
            return None
        setting = Setting(
            self.federation,
            self.facts,
            faults,
            hop_guards=hop_guards,
            branches_max=BRANCHES_OF_A_REQUEST,
            passes_max=passes_max,
            memory=self._memory,
        )
        if isinstance(start_of(setting, question), NoStart):
            return None
        followed = trace(setting, question)
        passes = [sum(many for _, many in one.counts) for one in followed.branches]
        self._passes_left -= sum(passes)
        # What was cut short is no witness: its end is not the one that it would come to.
        is_cut = passes_max == PASSES_OF_A_REQUEST and max(passes) >= passes_max
        return None if is_cut else followed

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

    def instead(self, federation: Federation) -> "Case":
        """Another federation of the same products, without checks: for asking what would be."""
        return Case(federation, self._products, {})

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


def _key(question: "Question") -> tuple[object, ...]:
    """All that is asked; what tokens and keys say is no part of a hash by itself."""
    return (
        question.method,
        question.path,
        question.client,
        question.to,
        question.host,
        question.headers,
        tuple(question.claims.items()),
        question.scopes,
        tuple(question.metadata.items()),
        question.body_bytes,
        question.region,
        question.ip,
        question.country,
    )
