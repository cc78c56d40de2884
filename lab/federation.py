"""A whole federation on this machine: its gateways on their own products, its services as stubs."""

import time
from collections.abc import Generator, Iterable, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from ssl import SSLContext
from tempfile import TemporaryDirectory

from ..compiler.model import Federation
from .behaviour import Behaviour
from .certificates import Authority
from .deploy import Supplies, cannot_run, deploy, site_of
from .drive import Door, Outgoing, send
from .exchange import CLIENT, Exchange, Heard
from .keys import Keys, keys_for
from .links import Between, Links, Site
from .network import Network
from .observe import Observed
from .order import members_first
from .ports import free_ports
from .processes import Processes
from .record import Record
from .tokens import Issuer

SETTLE = 0.05  # until what a fault tore down is noticed everywhere


class Lab:
    """A federation that is up; `missing` says of each gateway that is not here why it is not."""

    def __init__(
        self,
        federation: Federation,
        keys: Keys,
        links: Links,
        record: Record,
        sites: Mapping[str, Site],
        missing: Mapping[str, str],
        trusting: SSLContext,
        issuer: Issuer,
    ) -> None:
        self.federation, self.keys, self.missing, self.issuer = federation, keys, missing, issuer
        self._links, self._record, self._sites, self._trusting = links, record, sites, trusting

    def between(self) -> Iterable[Between]:
        """Every caller and callee that a wire connects."""
        return self._links.between()

    def behave(self, behaviours: Mapping[Between, Behaviour]) -> None:
        """What is not named behaves as it should."""
        if self._links.behave(behaviours):
            time.sleep(SETTLE)

    def ask(self, gateway: str, outgoing: Outgoing) -> Observed:
        """One request through the front door of a gateway that is not missing."""
        site = self._sites[gateway]
        door = Door(site.port, site.host.partition(":")[0], self._trusting if site.tls else None)
        mark = self._record.mark()
        said = send(door, outgoing)
        seen = self._record.since(mark)
        if said is None or any(one.said is None for one in seen):
            time.sleep(SETTLE)  # somebody gave up, and the gateways behind have yet to hear of it
            seen = self._record.since(mark)
        headers = (("host", outgoing.host), *outgoing.headers)
        heard = Heard(outgoing.method, outgoing.target, headers, len(outgoing.body))
        return Observed((Exchange(CLIENT, gateway, heard, said), *seen))


@contextmanager
def running(
    federation: Federation, keys: Keys | None = None, unresolved: Iterable[str] = ()
) -> Generator[Lab]:
    """The federation, up while the block lasts; `unresolved` are names that no DNS has."""
    keys = keys or keys_for(federation)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="gatewright-lab-")))
        network = stack.enter_context(Network())
        record, authority = Record(), Authority(folder / "ca")
        links = Links(federation, keys, network, record, authority)
        supplies = Supplies(keys, authority, Issuer())
        missing = cannot_run(federation)
        here = [name for name in members_first(federation) if name not in missing]
        ports = dict(zip(here, free_ports(len(here)), strict=True))
        sites = {name: site_of(federation, name, ports[name]) for name in here}
        processes = stack.enter_context(Processes(folder / "logs"))
        missing |= deploy(federation, sites, links, unresolved, supplies, processes, folder)
        trusting = authority.trusting()
        yield Lab(federation, keys, links, record, sites, missing, trusting, supplies.issuer)
