"""Whether a route, a gateway or something else has what `requires` asks of it."""

from collections.abc import Iterable
from typing import Literal

from ...model import (
    Client,
    FromEnv,
    Gateway,
    GatewayJwt,
    Jwt,
    Limit,
    Need,
    OauthClient,
    Policy,
    Quota,
    Route,
    Service,
    in_force,
)
from ..case import Case
from ..ways import ways_of_route
from .accepting import implies, is_of_kind
from .amounts import IS_UPPER, meets
from .latencies import latency_of
from .things import Thing, labels_on

KINDS = ("jwt", "api_key", "shared_secret", "gateway_jwt", "mtls", "basic", "oauth_client")
OF_POLICY = (
    "limit", "quota", "timeout", "retry", "cache", "body", "cors", "breaker", "unreachable", "log",
    "headers",
)  # fmt: skip

Has = Literal[True, False] | None
"""None: it cannot be said of such a thing."""


def has(case: Case, thing: Thing, need: Need) -> Has:
    match thing.of:
        case Gateway() as gateway if thing.route is not None:
            return _route_has(case, gateway, thing.route, need)
        case Gateway() as gateway:
            return _gateway_has(case, gateway, need)
        case Service() as service:
            return _service_has(case, service, need)
        case Client() as client:
            return _client_has(case, client, need)
        case credential:
            return _credential_has(credential, need)


# ---- routes and gateways -------------------------------------------------------------------------


def _route_has(case: Case, gateway: Gateway, route: Route, need: Need) -> Has:
    if need.thing == "accept":
        accept = route.accept.value if route.accept is not None else None
        if need.accept is None or implies(accept, need.accept):
            return accept is not None
        members = [way.accept for way in ways_of_route(gateway, route)]
        return bool(members) and all(m and implies(m.value, need.accept) for m in members)
    if need.thing in KINDS:
        accept = route.accept.value if route.accept is not None else None
        return is_of_kind(case.federation, accept, need.thing)
    if need.thing in OF_POLICY:
        policies = [way.policy for way in ways_of_route(gateway, route)] or [route.policy]
        return _all(_policy_has(case, gateway, policy, need) for policy in policies)
    match need.thing:
        case "returns":
            return route.returns is not None
        case "deprecated":
            return route.deprecated is not None
        case "carries":
            return bool(labels_on(route))
        case _:
            return _gateway_has(case, gateway, need)


def _gateway_has(case: Case, gateway: Gateway, need: Need) -> Has:
    """What only routes have, a gateway has if each of its routes does."""
    own = _of_gateway(gateway)
    if need.thing in own:
        return _is_there(own[need.thing], need)
    if need.thing == "accept" and gateway.accept is not None:
        wanted = need.accept
        if wanted is None or implies(gateway.accept.value, wanted):
            return True
    if need.thing in OF_POLICY and _policy_has(case, gateway, gateway.policy, need):
        return True
    if need.thing not in (*OF_POLICY, *KINDS, "accept", "returns", "carries"):
        return None
    if gateway.found_in:
        return None  # what its own files say is not read
    routes = [route for route in gateway.routes if not route.blocked]
    return bool(routes) and _all(_route_has(case, gateway, route, need) for route in routes)


def _of_gateway(gateway: Gateway) -> dict[str, object]:
    return {
        "owner": gateway.owner,
        "repo": gateway.repo,
        "version": gateway.version,
        "plan": gateway.plan,
        "region": gateway.regions or None,
        "domain": gateway.domains or None,
        "egress": gateway.egress,
        "instance": gateway.instance,
        "stage": gateway.stage,
        "state": gateway.state,
        "workers": gateway.workers,
        "hop_guard": gateway.hop_guard.value,
    }


def _policy_has(case: Case, gateway: Gateway, policy: Policy, need: Need) -> Has:
    match need.thing:
        case "limit":
            return _limited(in_force(policy.limits) or (), need)
        case "quota":
            return _limited(in_force(policy.quotas) or (), need)
        case "timeout":
            return _waits(case, gateway, policy, need)
        case "retry":
            retry = in_force(policy.retry)
            return _bounded(
                retry.count if retry is not None else None, need, nothing_is_little=True
            )
        case "cache":
            cache = in_force(policy.cache)
            return _bounded(cache.time if cache is not None else None, need)
        case "body":
            most = in_force(policy.body_max) or case.facts(gateway).defaults.body_max.value
            return _bounded(most, need)
        case "headers":
            return bool(policy.request_headers or policy.response_headers)
        case _:
            return _is_there(_others(policy)[need.thing], need)


def _others(policy: Policy) -> dict[str, object]:
    return {
        "cors": in_force(policy.cors),
        "breaker": in_force(policy.breaker),
        "unreachable": in_force(policy.unreachable),
        "log": in_force(policy.log_upstream_errors),
    }


def _limited(limits: Iterable[Limit | Quota], need: Need) -> Has:
    mine = [one for one in limits if need.per is None or need.per in one.per]
    if need.how is None or need.bound is None:
        return bool(mine)
    return any(meets(one.rate, need.how, need.bound) for one in mine)


def _waits(case: Case, gateway: Gateway, policy: Policy, need: Need) -> Has:
    """What the product does by itself counts too: it is what a caller waits for."""
    defaults = case.facts(gateway).defaults
    waits = {
        "connect": (policy.connect, defaults.connect.value),
        "response": (policy.response, defaults.response.value),
        "total": (policy.total, defaults.total.value),
        "idle": (policy.idle, defaults.idle.value),
        "attempt": (policy.attempt, None),
    }
    kinds = [need.of_kind] if need.of_kind is not None else ["response", "total"]
    for kind in kinds:
        said, default = waits[kind]
        wait = default if said is None else in_force(said)
        if _bounded(wait, need):
            return True
    return False


# ---- services, clients, credentials --------------------------------------------------------------


def _service_has(case: Case, service: Service, need: Need) -> Has:
    if need.thing == "accept":
        if need.accept is None:
            return service.accept is not None
        return implies(service.accept, need.accept)
    if need.thing in KINDS:
        return is_of_kind(case.federation, service.accept, need.thing)
    if need.thing == "latency":
        return latency_of(service.latency, need)
    if need.thing == "errors":
        share = service.errors.share if service.errors is not None else None
        return _bounded(share, need, nothing_is_little=True)
    found: dict[str, object] = {
        "url": service.url or service.lambda_arn,
        "region": service.regions or None,
        "workers": service.workers,
        "queue": service.queue,
        "returns": service.returns,
        "owner": service.owner,
        "repo": service.repo,
    }
    return _is_there(found[need.thing], need) if need.thing in found else None


def _client_has(case: Case, client: Client, need: Need) -> Has:
    if need.thing in KINDS:
        kinds = [case.federation.credentials[one.credential].kind for one in client.presents]
        return need.thing in kinds
    found: dict[str, object] = {
        "tier": client.tier,
        "callers": client.callers,
        "region": client.regions or None,
    }
    return _is_there(found[need.thing], need) if need.thing in found else None


def _credential_has(credential: object, need: Need) -> Has:
    if need.thing in KINDS:
        return getattr(credential, "kind", None) == need.thing
    match credential:
        case Jwt():
            found: dict[str, object] = {
                "issuer": credential.issuer,
                "audience": credential.audience or None,
                "jwks": credential.jwks,
                "algorithm": credential.algorithm,
            }
        case GatewayJwt():
            found = {
                "audience": credential.audience or None,
                "lifetime": credential.lifetime,
                "algorithm": credential.algorithm,
            }
        case OauthClient():
            found = {"scopes": credential.scopes or None}
        case _:
            found = {}
    if need.thing in found:
        return _is_there(found[need.thing], need)
    # How long others let their credentials live, the program does not say.
    return False if need.thing in ("issuer", "audience", "jwks", "algorithm", "scopes") else None


# ---- amounts -------------------------------------------------------------------------------------


def _is_there(value: object, need: Need) -> Has:
    if need.how is not None and isinstance(value, FromEnv):
        return None
    return _bounded(value, need)


def _bounded(value: object, need: Need, nothing_is_little: bool = False) -> Has:
    if need.how is None or need.bound is None:
        return value is not None
    if value is None:
        return nothing_is_little and need.how in IS_UPPER
    return meets(value, need.how, need.bound)


def _all(answers: Iterable[Has]) -> Has:
    found = list(answers)
    return False if False in found else None if None in found else True
