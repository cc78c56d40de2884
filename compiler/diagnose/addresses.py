"""Under which address somebody is called, and where that address is written."""

import re
from typing import Literal
from urllib.parse import urlsplit

from ...dsl.frozen import frozen
from ..model import FromEnv, Gateway
from ..target import authority_of, host_of
from ..trace import Message
from ..trace.walk import said
from .reach import Link
from .scene import Scene

Written = Literal["name", "domain", "variable", "url", "nowhere"]


@frozen
class Address:
    """`written` says where it comes from: a platform's name, a domain, a variable, a URL."""

    host: str
    url: str
    written: Written
    by: str  # the name, domain, variable or URL itself

    @property
    def attempt(self) -> str:
        """How to try it by hand; no program but the product speaks the in-instance protocol."""
        if self.url.startswith("local://"):
            return f"a route that leads to {self.url} and nowhere else"
        return f"`curl -sv {self.url}`"


def address_of(scene: Scene, link: Link) -> Address:
    """The address by which a link's far end is called."""
    return _address(scene, link.to, link.sent.message)


def _address(scene: Scene, name: str, message: Message) -> Address:
    """A gateway keeps the caller's Host header at times, so the host is that of the far end."""
    whole = scene.federation
    if name in whole.gateways:
        return _of_gateway(scene, whole.gateways[name], message)
    text = whole.services[name].url if name in whole.services else name
    host = urlsplit(said(whole, text) or "").netloc or message.host
    url = f"{message.scheme}://{host}{message.path}"
    if isinstance(text, FromEnv):
        return Address(host, url, "variable", text.variable)
    return Address(host, url, "nowhere" if text is None else "url", host)


def _of_gateway(scene: Scene, gateway: Gateway, message: Message) -> Address:
    text = host_of(gateway, scene.setting.facts_of)
    host = said(scene.federation, text) or gateway.name
    url = f"{message.scheme}://{host}{message.path}"
    if isinstance(text, FromEnv):
        return Address(host, url, "variable", text.variable)
    if host in gateway.domains:
        return Address(host, url, "domain", host)
    if isinstance(gateway.vendor_name, FromEnv):
        return Address(host, url, "variable", gateway.vendor_name.variable)
    if gateway.vendor_name is not None:
        return Address(host, url, "name", gateway.vendor_name)
    there = said(scene.federation, authority_of(gateway, scene.setting.facts_of)) or host
    return Address(there, f"{message.scheme}://{there}{message.path}", "nowhere", there)


@frozen
class Called:
    """One end of a connection that has to come about: by the client, or by a gateway.

    `platform` is a gateway on the product whose platform runs the far end and gives it its name;
    it may stand for itself. None where that is nobody's. `hit` are all that a fault of this address
    hits: of an entry every gateway behind it.
    """

    caller: str
    name: str
    address: Address
    message: Message
    by_client: bool
    platform: str | None
    hit: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.caller} -> {self.name}"


def calls_of(scene: Scene) -> tuple[Called, ...]:
    """The client's own call, then every link."""
    first = scene.healthy.hops[0]
    client = scene.question.client
    entry = _entered(scene, client, first.received)
    return (
        *([entry] if entry is not None else ()),
        _called(scene, client, first.gateway, first.received, by_client=True),
        *(
            _called(scene, link.caller, link.to, link.sent.message, by_client=False)
            for link in scene.links
        ),
    )


def _called(scene: Scene, caller: str, name: str, message: Message, *, by_client: bool) -> Called:
    address = _address(scene, name, message)
    platform = _platform(scene, name, address)
    return Called(caller, name, address, message, by_client, platform, (name,))


def _entered(scene: Scene, client: str, message: Message) -> Called | None:
    """The call of a public name that stands over several gateways, where that is how it began."""
    entry = scene.federation.entries.get(scene.healthy.start)
    if entry is None:
        return None
    address = Address(message.host, message.url, "domain", message.host)
    gateways = entry.leads_to
    return Called(client, entry.name, address, message, True, None, gateways)


def _platform(scene: Scene, name: str, address: Address) -> str | None:
    """That of a gateway is its own; a service may stand on one under a name that it gives."""
    if name in scene.federation.gateways:
        return name if pattern_of(scene, name) is not None else None
    for gateway in scene.federation.gateways:
        if given_name(pattern_of(scene, gateway), address.host) is not None:
            return gateway
    return None


def pattern_of(scene: Scene, gateway: str) -> str | None:
    """How the product of this gateway makes host names of the names that it gives."""
    return scene.facts(gateway).naming.default_host.value


def given_name(pattern: str | None, host: str) -> str | None:
    """The name in a host that a platform made, None where it did not."""
    if pattern is None or "{name}" not in pattern:
        return None
    found = re.fullmatch(re.escape(pattern).replace(r"\{name\}", "([^.]+)"), host)
    return found[1] if found else None
