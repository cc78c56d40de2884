"""Where Envoy listens, and the filters that a request goes through."""

from ...compiler.model import Text
from ...compiler.target import GatewaySlice
from .clusters import server_tls
from .places import Json, file, optional, text
from .replies import GATE, LONGEST_BODY, NO_HOST
from .routes import BUFFER

GUARD = "gatewright.guard"
PORT = 10000
UNLIMITED: Json = {
    BUFFER: {
        "@type": "type.googleapis.com/envoy.extensions.filters.http.buffer.v3.BufferPerRoute",
        "disabled": True,
    }
}
HEADERS_KB = 60

# Headers that steer Envoy from outside (x-envoy-retry-on, x-envoy-upstream-rq-timeout-ms ..) are
# taken from every request before anything looks at it, and so is what it would believe of proxies
# in front. What an upstream receives beside the request's own headers is `x-forwarded-proto`, the
# scheme of the connection that the request came in by. `x-forwarded-for` passes as it came, and
# no `x-request-id` is made up.
EARLY = [
    {"remove_on_match": {"key_matcher": {"prefix": "x-envoy-", "ignore_case": True}}},
    {"remove": "x-forwarded-proto"},
]


def listener(part: GatewaySlice, manager: Json) -> Json:
    network = {"name": "envoy.filters.network.http_connection_manager", "typed_config": manager}
    secured = {"filters": [network], "transport_socket": server_tls()}
    said: Json = {
        "name": part.gateway.name,
        "address": {
            "socket_address": {
                "address": optional("ENVOY_LISTEN_ADDRESS", "0.0.0.0"),  # noqa: S104  a gateway
                "port_value": optional("ENVOY_LISTEN_PORT", part.gateway.listen or PORT),
            }
        },
    }
    if not part.serves_tls:
        return {**said, "filter_chains": [{"filters": [network]}]}
    if not part.serves_plain:
        return {**said, "filter_chains": [secured]}
    inspector = (
        "type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector"
    )
    return {
        **said,
        "listener_filters": [
            {"name": "envoy.filters.listener.tls_inspector", "typed_config": {"@type": inspector}}
        ],
        "filter_chains": [
            {"filter_chain_match": {"transport_protocol": "tls"}, **secured},
            {"filter_chain_match": {"transport_protocol": "raw_buffer"}, "filters": [network]},
        ],
    }


def manager(name: str, filters: list[Json], routes: Json, replies: Json | None) -> Json:
    base = "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3"
    said: Json = {
        "@type": f"{base}.HttpConnectionManager",
        "stat_prefix": name,
        # One path for everybody on the way: no dot segments, no double or escaped slashes.
        "normalize_path": True,
        "merge_slashes": True,
        "path_with_escaped_slashes_action": "REJECT_REQUEST",
        "use_remote_address": False,
        "skip_xff_append": True,
        "generate_request_id": False,
        "server_header_transformation": "PASS_THROUGH",
        "max_request_headers_kb": HEADERS_KB,
        "stream_idle_timeout": "300s",
        "early_header_mutation_extensions": [
            {
                "name": "envoy.http.early_header_mutation.header_mutation",
                "typed_config": {
                    "@type": "type.googleapis.com/envoy.extensions.http.early_header_mutation."
                    "header_mutation.v3.HeaderMutation",
                    "mutations": EARLY,
                },
            }
        ],
        "access_log": [access_log()],
        "http_filters": filters,
        "route_config": routes,
    }
    if replies is not None:
        said["local_reply_config"] = replies
    return said


def access_log() -> Json:
    """One line of JSON for each request on the standard output; the query may hold a key."""
    return {
        "name": "envoy.access_loggers.stdout",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog",
            "log_format": {
                "json_format": {
                    "time": "%START_TIME%",
                    "method": "%REQ(:METHOD)%",
                    "path": "%PATH(NQ)%",
                    "route": "%ROUTE_NAME%",
                    "status": "%RESPONSE_CODE%",
                    "flags": "%RESPONSE_FLAGS%",
                    "details": "%RESPONSE_CODE_DETAILS%",
                    "upstream": "%UPSTREAM_CLUSTER%",
                    "milliseconds": "%DURATION%",
                }
            },
        },
    }


def lua(name: str, source: str) -> Json:
    """Headers that the code changes do not change the route, unless it says so itself."""
    return {
        "name": name,
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua",
            "default_source_code": {"filename": file(source)},
            "clear_route_cache": False,
        },
    }


def filters(
    token: Json | None, limits: Json | None, cors: bool, body: bool, runs: bool
) -> list[Json]:
    """In the order of the language: hops, preflight, credentials, limits, body, upstream."""
    found: list[Json] = []
    if runs:
        found.append(lua(GUARD, "guard.lua"))
    if cors:
        name = "type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors"
        found.append({"name": "envoy.filters.http.cors", "typed_config": {"@type": name}})
    if token is not None:
        found.append({"name": "envoy.filters.http.jwt_authn", "typed_config": token})
    if runs:
        found.append(lua(GATE, "gate.lua"))
    if limits is not None:
        found.append({"name": "envoy.filters.http.local_ratelimit", "typed_config": limits})
    if body:
        name = "type.googleapis.com/envoy.extensions.filters.http.buffer.v3.Buffer"
        config = {"@type": name, "max_request_bytes": 1}
        # The virtual host says that there is no limit, and a route says how much. A filter that is
        # disabled here would stay so for a route that is found only after the guard has looked.
        found.append({"name": BUFFER, "typed_config": config})
    router = "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"
    config = {"@type": router, "suppress_envoy_headers": True}
    found.append({"name": "envoy.filters.http.router", "typed_config": config})
    return found


def limits_bodies(entries: list[Json]) -> bool:
    """Whether any route says how much it takes; without one the buffer filter is not there."""
    return any(BUFFER in entry.get("typed_per_filter_config", {}) for entry in entries)


def route_table(part: GatewaySlice, entries: list[Json], plans: Json, internal: list[str]) -> Json:
    """One host, or none in particular; who asks for another one gets 404."""
    names = host_names(part)
    host: Json = {
        "name": part.gateway.name,
        "domains": names or ["*"],
        "metadata": {"filter_metadata": plans},
        "routes": entries,
        "request_headers_to_remove": ["x-envoy-internal", "x-envoy-external-address", *internal],
    }
    table: Json = {"name": part.gateway.name, "max_direct_response_body_size_bytes": LONGEST_BODY}
    if limits_bodies(entries):
        host["typed_per_filter_config"] = UNLIMITED
    if not names or part.gateway.state in ("blocked", "retired"):
        return {**table, "virtual_hosts": [{**host, "domains": ["*"]}]}
    other = {"name": "no host", "match": {"prefix": "/"}, **NO_HOST}
    elsewhere: Json = {"name": "elsewhere", "domains": ["*"], "routes": [other]}
    if "typed_per_filter_config" in host:
        elsewhere["typed_per_filter_config"] = UNLIMITED
    if GUARD in plans:
        counted = {"hops": plans[GUARD]["hops"]} if "hops" in plans[GUARD] else {}
        elsewhere["metadata"] = {"filter_metadata": {GUARD: counted}}
    return {**table, "virtual_hosts": [host, elsewhere]}


def host_names(part: GatewaySlice) -> list[Text | Json]:
    """Names that the gateway answers to, with and without a port; none where any will do."""
    if not part.gateway.domains:
        return []
    names: list[Text | Json] = []
    of_entries = [domain for entry in part.entries for domain in entry.domains]
    for domain in dict.fromkeys((*part.gateway.domains, *of_entries)):
        shown = text(domain)
        names.append(shown)
        names.append(
            f"{shown}:*"
            if isinstance(shown, str)
            else {"$fill": "text", "of": [*shown["of"], ":*"]}
        )
    return names
