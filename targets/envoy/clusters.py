"""Envoy's clusters: one for each upstream, protocol, connect timeout and breaker."""

import re
from ipaddress import ip_address
from typing import Any

from ...compiler.model import Breaker, FromEnv, Jwt, Policy, Protocol, Text, in_force
from ...compiler.target import Destination
from ...compiler.units import Duration
from .accepting import jwks_cluster, jwks_url
from .places import Address, Json, file

CONNECT = Duration(5_000_000)
OFF_IS = Duration(3_600_000_000)
"""Envoy always waits for a connection with an end in sight; `off` is an hour."""

# Envoy's own figure is 1024 of each, and 3 retries at a time for all requests together.
MOST_AT_ONCE = 1_000_000
HTTP2 = ("h2", "grpc")


def seconds(duration: Duration) -> str:
    """As protobuf writes durations in JSON."""
    whole, rest = divmod(duration.us, 1_000_000)
    return f"{whole}.{rest:06}".rstrip("0").rstrip(".") + "s"


NOWHERE = "nowhere"
"""For preflights: the filter that answers them looks only at routes that lead to a cluster."""


class Clusters:
    """Collects the clusters that the routes lead to, each once and in order of first use."""

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], Json] = {}
        self._names: set[str] = {NOWHERE}

    def lead_to(self, there: Destination, policy: Policy) -> str:
        """The name of the cluster."""
        connect = _connect(policy)
        breaker = in_force(policy.breaker)
        key = (there.name, there.over, connect, breaker)
        if key not in self._made:
            name = self._free_name(f"{there.name}-{there.over}")
            self._made[key] = _cluster(name, there, connect, breaker)
        return self._made[key]["name"]

    def fetch_keys(self, credential: Jwt) -> None:
        url = jwks_url(credential)
        if url is not None:
            name = jwks_cluster(credential.name)
            self._names.add(name)
            self._made[name,] = _bare_cluster(name, Address(url), _authority_of(url), CONNECT)

    def _free_name(self, wanted: str) -> str:
        plain = re.sub(r"[^A-Za-z0-9_.-]+", "-", wanted).strip("-")
        name, number = plain, 2
        while name in self._names:
            name, number = f"{plain}-{number}", number + 1
        self._names.add(name)
        return name

    def lead_nowhere(self) -> None:
        self._made[NOWHERE,] = {"name": NOWHERE, "type": "STATIC", "connect_timeout": "1s"}

    @property
    def all(self) -> list[Json]:
        return list(self._made.values())


def _connect(policy: Policy) -> Duration:
    if policy.connect is None:
        return CONNECT
    return in_force(policy.connect) or OFF_IS


def _cluster(name: str, there: Destination, connect: Duration, breaker: Breaker | None) -> Json:
    assert there.url is not None
    address = Address(there.url, scheme_of(there.over))
    cluster = _bare_cluster(name, address, _name_checked(there), connect)
    protocol: Json = (
        {"http2_protocol_options": {}} if there.over in HTTP2 else {"http_protocol_options": {}}
    )
    options = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions"
    cluster["typed_extension_protocol_options"] = {
        options: {"@type": f"type.googleapis.com/{options}", "explicit_http_config": protocol}
    }
    if breaker is not None:
        cluster |= _breaker(breaker)
    return cluster


def scheme_of(over: Protocol) -> str:
    return "http" if over == "http" else "https"


def _name_checked(there: Destination) -> str | Json:
    """Whose certificate we want to see: the name in the Host header, without the port."""
    host: Text = there.host if there.host is not None else (there.url or "")
    return Address(host, scheme_of(there.over)).host()


def _authority_of(url: Text) -> str | Json:
    return Address(url).host()


def _bare_cluster(name: str, address: Address, checked: str | Json, connect: Duration) -> Json:
    limits = ("max_connections", "max_pending_requests", "max_requests", "max_retries")
    cluster: Json = {
        "name": name,
        "type": "STATIC" if _is_number(address.host()) else "STRICT_DNS",
        "connect_timeout": seconds(connect),
        "circuit_breakers": {"thresholds": [dict.fromkeys(limits, MOST_AT_ONCE)]},
        "load_assignment": {
            "cluster_name": name,
            "endpoints": [{"lb_endpoints": [{"endpoint": {"address": _socket(address)}}]}],
        },
    }
    if cluster["type"] == "STRICT_DNS":
        cluster["dns_lookup_family"] = "V4_PREFERRED"
    if (socket := address.if_tls(_tls(checked))) is not None:
        cluster["transport_socket"] = socket
    return cluster


def _is_number(host: str | Json) -> bool:
    if not isinstance(host, str):
        return False
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _socket(address: Address) -> Json:
    return {"socket_address": {"address": address.host(), "port_value": address.port()}}


def _tls(checked: str | Json) -> Json:
    """The name is asked for, and nothing but a certificate for it will do."""
    kind = "IP_ADDRESS" if _is_number(checked) else "DNS"
    name = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext"
    validation: Json = {
        "trusted_ca": {"filename": {"$fill": "authorities", "file": "tls/ca.crt"}},
        "match_typed_subject_alt_names": [{"san_type": kind, "matcher": {"exact": checked}}],
    }
    context: Json = {"@type": name, "common_tls_context": {"validation_context": validation}}
    if kind == "DNS":
        context["sni"] = checked
    return {"name": "envoy.transport_sockets.tls", "typed_config": context}


def _breaker(breaker: Breaker) -> Json:
    """One upstream is one host: ejecting it leaves nobody, and that is what opening means."""
    return {
        "common_lb_config": {"healthy_panic_threshold": {"value": 0}},
        "outlier_detection": {
            "interval": seconds(breaker.within),
            "base_ejection_time": seconds(breaker.open),
            "max_ejection_time": seconds(breaker.open),
            "max_ejection_percent": 100,
            "failure_percentage_threshold": max(1, breaker.trip.ppm // 10_000),
            "enforcing_failure_percentage": 100,
            "failure_percentage_request_volume": breaker.of,
            "failure_percentage_minimum_hosts": 1,
            "consecutive_5xx": 1_000_000,
            "enforcing_consecutive_5xx": 0,
            "enforcing_success_rate": 0,
            "enforcing_consecutive_gateway_failure": 0,
        },
    }


def server_tls() -> Json:
    name = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext"
    pair = {
        "certificate_chain": {"filename": file("tls/server.crt")},
        "private_key": {"filename": file("tls/server.key")},
    }
    context = {"tls_certificates": [pair], "alpn_protocols": ["h2", "http/1.1"]}
    return {
        "name": "envoy.transport_sockets.tls",
        "typed_config": {"@type": name, "common_tls_context": context},
    }


def authority(there: Destination) -> str | Json:
    """What the Host header says upstream."""
    if isinstance(there.host, str) and Address(there.host).is_known:
        return there.host
    host: Text = there.host if there.host is not None else (there.url or "")
    if isinstance(host, FromEnv) and not isinstance(there.url, FromEnv):
        return {"$fill": "text", "of": [{"env": host.variable}]}
    return Address(host, scheme_of(there.over)).authority()
