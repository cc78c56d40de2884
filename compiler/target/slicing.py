"""Cutting one gateway out of its federation."""

from collections.abc import Iterator, Mapping

from ..model import Federation, Forward, FromEnv, Gateway, Protocol, Route, Service, Text, Upstream
from .members import members_of
from .mentions import credentials_of, variables_of
from .slice import Destination, GatewaySlice
from .target import FactsOf

PORT = {"http": 80, "https": 443}


def slice_of(
    federation: Federation,
    name: str,
    facts_of: FactsOf,
    addresses: Mapping[str, str] | None = None,
) -> GatewaySlice:
    """All that the renderer of this gateway may know.

    `addresses` says where gateways and services stand instead, as URLs: on one machine, say.
    """
    gateway = federation.gateways[name]
    elsewhere = addresses or {}
    destinations = _destinations(federation, gateway, facts_of, elsewhere)
    credentials = {
        credential: federation.credentials[credential] for credential in credentials_of(gateway)
    }
    schemes = _schemes_called_by(federation, gateway, elsewhere)
    return GatewaySlice(
        federation.name,
        federation.environment,
        gateway,
        serves_tls="https" in schemes,
        serves_plain="http" in schemes,
        destinations=destinations,
        credentials=credentials,
        clients={
            client.name: client
            for client in federation.clients.values()
            if any(shown.credential in credentials for shown in client.presents)
        },
        variables={
            variable: federation.variables[variable]
            for variable in variables_of(gateway, destinations.values(), credentials.values())
            if variable in federation.variables
        },
        called_by=_callers(federation, name),
        entries=tuple(e for e in federation.entries.values() if name in e.leads_to),
    )


def own_words_of(federation: Federation, name: str, facts_of: FactsOf) -> GatewaySlice:
    """As much of the slice as `needs_of` reads: nothing of who calls it, so that it is cheap."""
    gateway = federation.gateways[name]
    return GatewaySlice(
        federation.name,
        federation.environment,
        gateway,
        serves_tls=True,
        destinations=_destinations(federation, gateway, facts_of, {}),
        credentials=federation.credentials,
    )


def _destinations(
    federation: Federation, gateway: Gateway, facts_of: FactsOf, elsewhere: Mapping[str, str]
) -> dict[tuple[str, Protocol], Destination]:
    found: dict[tuple[str, Protocol], Destination] = {}
    for sent in _all_upstreams(federation, gateway):
        over = _protocol(federation, sent)
        if (sent.to, over) not in found:
            found[sent.to, over] = _destination(federation, sent, over, facts_of, elsewhere)
    return found


def upstreams_of(federation: Federation, route: Route) -> Iterator[Upstream]:
    """Everywhere a route leads: its members, and what its own code says that it calls."""
    if isinstance(route.action, Forward):  # most of them
        yield route.action.upstream
    else:
        yield from (member.upstream for member in members_of(route.action))
    for name in route.calls:
        yield Upstream(name, "gateway" if name in federation.gateways else "service")


def _all_upstreams(federation: Federation, gateway: Gateway) -> Iterator[Upstream]:
    for route in gateway.routes:
        yield from upstreams_of(federation, route)


def _protocol(federation: Federation, sent: Upstream) -> Protocol:
    """As written; a service's is the scheme of its URL, everything else is https."""
    if sent.over is not None:
        return sent.over
    service = federation.services.get(sent.to) if sent.to_kind == "service" else None
    url = sent.to if sent.to_kind == "url" else (service.url if service else None)
    return "http" if isinstance(url, str) and url.startswith("http:") else "https"


def _destination(
    federation: Federation,
    sent: Upstream,
    over: Protocol,
    facts_of: FactsOf,
    elsewhere: Mapping[str, str],
) -> Destination:
    if sent.to_kind == "url":
        url = elsewhere.get(sent.to, sent.to)
        return Destination(sent.to, "url", over, url, _host(sent.to))
    if sent.to_kind == "service":
        return _to_service(federation.services[sent.to], over, elsewhere)
    return _to_gateway(federation.gateways[sent.to], over, facts_of, elsewhere)


def _to_service(service: Service, over: Protocol, elsewhere: Mapping[str, str]) -> Destination:
    url = elsewhere.get(service.name, service.url)
    host = service.url if isinstance(service.url, FromEnv) else _host(service.url)
    return Destination(service.name, "service", over, url, host, service.lambda_arn)


def _to_gateway(
    gateway: Gateway, over: Protocol, facts_of: FactsOf, elsewhere: Mapping[str, str]
) -> Destination:
    scheme = "http" if over == "http" else "https"
    authority = authority_of(gateway, facts_of)
    stated = f"${{{authority.variable}}}" if isinstance(authority, FromEnv) else authority
    return Destination(
        gateway.name,
        "gateway",
        over,
        elsewhere.get(gateway.name, f"{scheme}://{stated}"),
        authority,
        vendor_name=gateway.vendor_name,
        target=gateway.target,
    )


def host_of(gateway: Gateway, facts_of: FactsOf) -> Text:
    """The name by which others call a gateway: its domain, its product's, or its own."""
    if gateway.domains:
        return gateway.domains[0]
    pattern = facts_of(gateway).naming.default_host.value
    if pattern is not None and gateway.vendor_name is not None:
        if isinstance(gateway.vendor_name, FromEnv):
            return pattern.replace("{name}", f"${{{gateway.vendor_name.variable}}}")
        return pattern.replace("{name}", gateway.vendor_name)
    return gateway.name.replace("_", "-")


def authority_of(gateway: Gateway, facts_of: FactsOf) -> Text:
    """That name, and the port where it is not the one that everybody takes for granted."""
    name = host_of(gateway, facts_of)
    if isinstance(name, str) and not _known_outside(gateway, facts_of) and gateway.listen:
        return f"{name}:{gateway.listen}"
    return name


def _known_outside(gateway: Gateway, facts_of: FactsOf) -> bool:
    """Whether the name is one of the internet's, where the port is the scheme's own."""
    pattern = facts_of(gateway).naming.default_host.value
    return bool(gateway.domains) or (pattern is not None and gateway.vendor_name is not None)


def _host(url: Text | None) -> str | None:
    if not isinstance(url, str):
        return None
    return url.partition("://")[2].partition("/")[0]


def _schemes_called_by(
    federation: Federation, gateway: Gateway, elsewhere: Mapping[str, str]
) -> set[str]:
    if gateway.name in elsewhere:
        return {elsewhere[gateway.name].partition("://")[0]}
    schemes = {
        "http" if sent.over == "http" else "https"
        for other in federation.gateways.values()
        for sent in _all_upstreams(federation, other)
        if sent.to == gateway.name and sent.to_kind == "gateway"
    }
    called_from_outside = gateway.exposure.value == "public"
    return schemes | {"https"} if called_from_outside or not schemes else schemes


def _callers(federation: Federation, name: str) -> tuple[str, ...]:
    clients = [c.name for c in federation.clients.values() if name in c.calls]
    gateways = [
        other.name
        for other in federation.gateways.values()
        if any(s.to == name for s in _all_upstreams(federation, other) if s.to_kind == "gateway")
    ]
    return (*clients, *gateways)
