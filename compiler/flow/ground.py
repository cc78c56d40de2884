"""What the flow of one program stands on: places, credentials, and what products do."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from ...dsl.frozen import frozen
from ..checks.case import Case
from ..facts import ProductFacts
from ..model import (
    ANYONE,
    Acceptance,
    AllOf,
    AnyOf,
    ApiKey,
    Choose,
    Condition,
    Credential,
    GatewayJwt,
    Jwt,
    Mtls,
    Not,
    SharedSecret,
    Shows,
    ShowsAll,
    ShowsAny,
    Subject,
    Text,
)
from ..target.members import members_of
from ..target.mentions import shown_in
from ..target.slicing import authority_of
from .state import ABSENT, FORGED, Shown

if TYPE_CHECKING:
    from .letting_in import Admission

CONNECTION = "connection"
HOST = ":host"
"""Among the headers: the name by which the request calls the gateway."""


@frozen
class Verifier:
    """What a product can check of a token: the algorithms, any if none is named, and the key."""

    algorithms: tuple[str, ...] = ()
    needs_kid: bool = False


Places = tuple[frozenset[Shown], ...]


def place_of(credential: Credential) -> str:
    """`header x-api-key`, `query key`, or `connection`."""
    if isinstance(credential, Mtls):
        return CONNECTION
    if isinstance(credential, ApiKey) and credential.query is not None:
        return f"query {credential.query}"
    if isinstance(credential, ApiKey | SharedSecret) and credential.header is not None:
        return f"header {credential.header.lower()}"
    return "header authorization"


class Ground:
    """Places are numbered, so that what stands at them is a tuple of sets."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.federation = case.federation
        self.gateways = case.federation.gateways
        self.credentials = case.federation.credentials
        self.place_of = {name: place_of(one) for name, one in self.credentials.items()}
        self.places = tuple(dict.fromkeys(self.place_of.values()))
        self.admissions: dict[object, Admission] = {}
        self._facts: dict[str, ProductFacts] = {}
        self._accepted: dict[str, tuple[Shows, ...]] = {}
        self.number_of = {place: number for number, place in enumerate(self.places)}

    def facts(self, gateway: str) -> ProductFacts:
        known = self._facts.get(gateway)
        if known is None:
            known = self._facts[gateway] = self.case.facts(self.gateways[gateway])
        return known

    def text(self, text: Text | None) -> str | None:
        """As it reads in this environment; `$NAME` where only the environment knows it."""
        if text is None or isinstance(text, str):
            return text
        variable = self.federation.variables.get(text.variable)
        if variable is None or variable.secret or variable.value is None:
            return f"${text.variable}"
        return variable.value

    def host(self, gateway: str) -> str:
        """The name by which other gateways call it."""
        return self.text(authority_of(self.gateways[gateway], self.case.facts)) or gateway

    def issuer(self, gateway: str) -> str | None:
        """What stands in the tokens that it signs as who issued them."""
        from ..target.slicing import host_of

        pattern = self.facts(gateway).tokens.issuer.value
        if pattern is None:
            return None
        host = self.text(host_of(self.gateways[gateway], self.case.facts)) or gateway
        return pattern.replace("{host}", host)

    def accepted_at(self, gateway: str) -> tuple[Shows, ...]:
        """Every single credential that anything at this gateway accepts."""
        known = self._accepted.get(gateway)
        if known is None:
            one = self.gateways[gateway]
            wanted = [one.accept] if one.accept is not None else []
            for route in one.routes:
                wanted += [p.accept for p in (route, *members_of(route.action)) if p.accept]
            values = {id(accept.value): accept.value for accept in wanted}
            names = [s.credential for value in values.values() for s in shown_in(value)]
            known = tuple(Shows(name) for name in dict.fromkeys(names) if name != ANYONE)
            self._accepted[gateway] = known
        return known

    def shown_by(self, client: str) -> Places:
        """What a caller has at each place: what it presents, else nothing, or something made up."""
        made_up = frozenset((ABSENT, FORGED))
        nothing = frozenset((ABSENT,))
        found = {place: nothing if place == CONNECTION else made_up for place in self.places}
        taken: set[str] = set()
        known = self.federation.clients.get(client)
        for presents in known.presents if known else ():
            place = self.place_of[presents.credential]
            if place not in taken:
                taken.add(place)
                found[place] = frozenset((Shown("genuine", presents.credential, client, client),))
        return tuple(found.values())

    @cached_property
    def looked_at(self) -> frozenset[str]:
        """The headers that any condition of the program looks at."""
        names: set[str] = set()
        for condition in self._conditions():
            for subject in subjects_of(condition):
                if subject.name == "header" and subject.argument:
                    names.add(subject.argument.lower())
                elif subject.name == "cookie":
                    names.add("cookie")
                elif subject.name == "host":
                    names.add(HOST)
        return frozenset(names)

    @cached_property
    def minded(self) -> frozenset[str]:
        """The headers that make a difference: that are looked at, or where a credential travels."""
        of_places = (
            one.removeprefix("header ") for one in self.places if one.startswith("header ")
        )
        return self.looked_at.union(of_places)

    def _conditions(self) -> Iterator[Condition]:
        met: set[int] = set()
        for acceptance in self._acceptances():
            if id(acceptance) not in met:
                met.add(id(acceptance))
                yield from conditions_in(acceptance)
        for gateway in self.gateways.values():
            for route in gateway.routes:
                if route.when is not None:
                    yield route.when
                if isinstance(route.action, Choose):
                    yield from (one.when for one in route.action.cases if one.when is not None)

    def _acceptances(self) -> Iterator[Acceptance]:
        for service in self.federation.services.values():
            if service.accept is not None:
                yield service.accept
        for gateway in self.gateways.values():
            if gateway.accept is not None:
                yield gateway.accept.value
            for route in gateway.routes:
                if route.accept is not None:
                    yield route.accept.value
                for member in members_of(route.action):
                    if member.accept is not None:
                        yield member.accept.value

    def passes_for(self, wanted: Credential, shown: Shown, verifier: Verifier) -> str | None:
        """Why a genuine credential is not what is wanted; None where it is."""
        carried = self.credentials[shown.credential]
        if not self._can_verify(carried, shown, verifier):
            return "rejected"
        if isinstance(wanted, Jwt) and isinstance(carried, Jwt | GatewayJwt):
            issuer = self._issuer_of(carried, shown)
            if issuer is None or issuer != self.text(wanted.issuer):
                return "rejected"
            return self._audience(wanted, carried)
        if isinstance(wanted, GatewayJwt) and isinstance(carried, GatewayJwt):
            if not carried.signer == wanted.signer == shown.holder:
                return "rejected"
            return self._audience(wanted, carried)
        from .sameness import same

        return None if same(self, wanted, carried) else "rejected"

    def verifier(self, gateway: str | None) -> Verifier:
        """A service checks whatever it is shown."""
        if gateway is None:
            return Verifier()
        tokens = self.facts(gateway).tokens
        return Verifier(tokens.algorithms.value, tokens.needs_kid.value)

    def _can_verify(self, carried: Credential, shown: Shown, verifier: Verifier) -> bool:
        """By its algorithm, and by how its key is found: a gateway signs as its product does."""
        algorithm = getattr(carried, "algorithm", None)
        if isinstance(carried, GatewayJwt) and shown.client is None:
            signing = self.facts(shown.holder).tokens
            algorithm = algorithm or (signing.signs_with.value if signing.signs_with else None)
            names_key = signing.signs_kid is None or signing.signs_kid.value
            if verifier.needs_kid and not names_key:
                return False
        return not (algorithm and verifier.algorithms and algorithm not in verifier.algorithms)

    def _issuer_of(self, carried: Jwt | GatewayJwt, shown: Shown) -> str | None:
        if isinstance(carried, Jwt):
            return self.text(carried.issuer)
        return self.issuer(shown.holder) if shown.client is None else None

    def _audience(self, wanted: Jwt | GatewayJwt, carried: Jwt | GatewayJwt) -> str | None:
        asked = {self.text(one) for one in wanted.audience}
        said = {self.text(one) for one in carried.audience}
        return "wrong_audience" if asked and not asked & said else None


def conditions_in(acceptance: Acceptance) -> Iterator[Condition]:
    match acceptance:
        case Shows(condition=condition):
            if condition is not None:
                yield condition
        case ShowsAll(parts=parts) | ShowsAny(parts=parts):
            for part in parts:
                yield from conditions_in(part)


def subjects_of(condition: Condition) -> Iterator[Subject]:
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from subjects_of(part)
        case Not(inner=inner):
            yield from subjects_of(inner)
        case _:
            yield condition.subject
