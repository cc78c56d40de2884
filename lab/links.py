"""Every wire of a federation, each ending at a tap or a stub of the lab's own."""

from collections.abc import Iterable, Iterator, Mapping

from ..compiler.model import Federation
from ..compiler.target import Destination, FactsOf, slice_of
from ..dsl.frozen import frozen
from .asks import lacking
from .behaviour import AS_IT_SHOULD, Behaviour
from .certificates import Authority
from .keys import Keys
from .listener import Listener, Tls
from .network import Network
from .ports import HERE
from .record import Record
from .stub import Stub
from .tap import Tap

Between = tuple[str, str]
SPOKEN = ("https", "http")


@frozen
class Site:
    """Where a gateway of the federation itself listens in the lab."""

    port: int
    tls: bool
    host: str  # what callers from outside call it
    names: tuple[str, ...]  # all that its certificate has to say


class Links:
    """One listener for each caller and what it calls, so that who called is never a guess."""

    def __init__(
        self,
        federation: Federation,
        keys: Keys,
        network: Network,
        record: Record,
        authority: Authority,
    ) -> None:
        self._federation, self._keys = federation, keys
        self._network, self._record, self._authority = network, record, authority
        self._listeners: dict[Between, Listener] = {}
        self._base_paths: dict[Between, str] = {}
        self._trusting = authority.trusting()

    def lay(self, caller: str, there: Destination, sites: Mapping[str, Site]) -> None:
        """One wire; what the lab has no gateway for refuses whoever calls."""
        name = there.host or HERE if isinstance(there.host, str) else HERE
        tls = self._authority.server((name,)) if there.over == "https" else None
        between = caller, there.name
        self._base_paths[between] = _base_path(there)
        site = sites.get(there.name)
        if there.kind != "gateway":
            self._listeners[between] = self._stub(between, tls)
            return
        tap = Tap(
            self._network,
            self._record,
            *between,
            site.port if site else 0,
            tls,
            self._trusting if site and site.tls else None,
            name.partition(":")[0],
        )
        self._listeners[between] = tap.listener
        if site is None:
            tap.listener.behave(Behaviour("refuses"))

    def _stub(self, between: Between, tls: Tls | None) -> Listener:
        service = self._federation.services.get(between[1])
        media = service.returns if service else None
        wanted = service.accept if service else None
        refuses = None if wanted is None else lacking(self._federation, wanted, self._keys)
        return Stub(
            self._network, self._record, *between, tls, media=media, refuses=refuses
        ).listener

    def addresses(self, caller: str, unresolved: Iterable[str] = ()) -> dict[str, str]:
        """Where this caller finds what it calls; a name that no DNS has for the unresolved."""
        return {
            callee: self._address((source, callee), callee in set(unresolved))
            for source, callee in self._listeners
            if source == caller
        }

    def _address(self, between: Between, unresolved: bool) -> str:
        listener = self._listeners[between]
        host = "nowhere.invalid" if unresolved else HERE
        scheme = "https" if listener.is_tls else "http"
        return f"{scheme}://{host}:{listener.port}{self._base_paths[between]}"

    def behave(self, behaviours: Mapping[Between, Behaviour]) -> bool:
        """From here on every wire behaves so, or else as it should; whether that is a change."""
        changed = False
        for between, listener in self._listeners.items():
            wanted = behaviours.get(between, AS_IT_SHOULD)
            if listener.behaviour != wanted:
                listener.behave(wanted)
                changed = True
        return changed

    def between(self) -> Iterator[Between]:
        yield from self._listeners


def calls_of(federation: Federation, gateway: str, facts_of: FactsOf) -> list[Destination]:
    """Everything that a gateway calls, each once."""
    found = slice_of(federation, gateway, facts_of).destinations.values()
    return list({there.name: there for there in found}.values())


def not_played(federation: Federation, gateway: str, facts_of: FactsOf) -> str | None:
    """Why the lab cannot play what a gateway calls, None where it can."""
    destinations = slice_of(federation, gateway, facts_of).destinations
    for name, over in destinations:
        if over not in SPOKEN:
            return f"it calls `{name}` over {over}, which is not played here"
    names = [name for name, _ in destinations]
    twice = [name for name in names if names.count(name) > 1]
    return f"it calls `{twice[0]}` over http and over https" if twice else None


def _base_path(there: Destination) -> str:
    if not isinstance(there.url, str):
        return ""
    _, slash, path = there.url.partition("://")[2].partition("/")
    return slash + path
