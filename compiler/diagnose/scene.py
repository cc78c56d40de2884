"""The request as it should go, and ways to ask how it would go if something were different."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from ...dsl.frozen import frozen
from ..facts import ProductFacts
from ..model import Constant, Fault, FaultVerb, Federation, Gateway, Route, Service
from ..trace import Hop, Question, Setting, Trace
from ..trace.memory import Memory
from ..units import Duration
from .reach import Link
from .suspicion import Suspicion, Way
from .symptom import Symptom

RARE = 0.3  # how often a platform answers for what it does not know, beside no answer at all


@frozen
class Scene:
    """`question` names where it starts, so that no changed route can send it elsewhere."""

    setting: Setting
    question: Question
    symptom: Symptom
    healthy: Trace
    hops: tuple[Hop, ...]
    links: tuple[Link, ...]

    @property
    def federation(self) -> Federation:
        return self.setting.federation

    def gateway(self, name: str) -> Gateway:
        return self.federation.gateways[name]

    def facts(self, gateway: str) -> ProductFacts:
        return self.setting.facts_of(self.gateway(gateway))

    # ---- circumstances ---------------------------------------------------------------------------

    def broken(self, verb: FaultVerb, *names: str) -> Way:
        """A fault in the words of `trace --with`."""
        return self._with_fault(Fault(verb, names), f"{verb} {', '.join(names)}")

    def slowed(self, name: str, by: Duration) -> Way:
        return self._with_fault(Fault("slow", (name,), by=Constant(by)), f"slow {name} by {by}")

    def answering(self, name: str, status: int, *, instead: bool = False) -> Way:
        """This one answers so; `instead` where its platform does, and it hears of nothing."""
        way = self._with_fault(
            Fault("errors", (name,), status=status), f"errors {name} by 100% as {status}"
        )
        return replace(way, words="", in_place_of=name, share=RARE) if instead else way

    def changed(self, **kinds: dict[str, Any]) -> Way:
        """Other declarations under their old names: `gateways={"edge": ...}`."""
        whole = self.federation
        changes = {kind: {**getattr(whole, kind), **named} for kind, named in kinds.items()}
        federation = replace(whole, **changes)
        return Way(replace(self.setting, federation=federation, memory=Memory()), self.question)

    def with_gateway(self, gateway: Gateway) -> Way:
        return self.changed(gateways={gateway.name: gateway})

    def with_service(self, service: Service) -> Way:
        return self.changed(services={service.name: service})

    def with_route(self, gateway: str, old: Route, *new: Route) -> Way:
        """Another route in place of this one, or none."""
        here = self.gateway(gateway)
        routes = [one for route in here.routes for one in (new if route == old else (route,))]
        return self.with_gateway(replace(here, routes=tuple(routes)))

    def asking(self, **changes: Any) -> Way:
        """Another request."""
        return Way(self.setting, replace(self.question, **changes))

    def _with_fault(self, fault: Fault, words: str) -> Way:
        setting = replace(self.setting, faults=(*self.setting.faults, fault))
        return Way(setting, self.question, words)


Maker = Callable[[Scene], Iterator[Suspicion]]
