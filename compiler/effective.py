"""Every value that holds at a gateway or a route, and who said it."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from ..dsl.frozen import frozen
from ..dsl.source import Span
from .facts import ProductFacts
from .model import (
    DEFAULT,
    Acceptance,
    Federation,
    Gateway,
    HeaderChange,
    Origin,
    Policy,
    Route,
    Traced,
)
from .unsaid import unsaid
from .written import acceptance_text, condition_text, distribution_text, value_text


@frozen
class EffectiveValue:
    name: str
    value: str
    origin: str
    span: Span | None = None


def effective(
    federation: Federation, gateway: str, route: str | None, facts: ProductFacts
) -> list[EffectiveValue]:
    """The values of a gateway, or of one of its routes by its name (`GET /orders/**`).

    `facts` are those of the product that the gateway stands on.
    """
    here = federation.gateways[gateway]
    product = here.target or ""
    if route is None:
        policy = _of_policy(here.policy, product, facts)
        return [*_of_gateway(here), *_accept(here.accept), *policy]
    found = next(one for one in here.routes if one.name == route)
    policy = _of_policy(found.policy, product, facts)
    return [*_of_route(found), *_accept(found.accept), *policy]


def _of_gateway(gateway: Gateway) -> Iterator[EffectiveValue]:
    said = Origin(f"gateway {gateway.name}", gateway.at)
    plain = {
        "target": gateway.target,
        "region": gateway.regions,
        "domain": gateway.domains,
        "name": gateway.vendor_name,
        "instance": gateway.instance,
        "stage": gateway.stage,
        "plan": gateway.plan,
        "workers": gateway.workers,
        "listen": gateway.listen,
        "owner": gateway.owner,
        "repo": gateway.repo,
        "version": gateway.version,
    }
    for name, value in plain.items():
        if value not in (None, ()):
            yield _value(name, value_text(value), said)
    if gateway.overhead is not None:
        yield _value("overhead", distribution_text(gateway.overhead), said)
    yield _value("state", gateway.state, said if gateway.state != "published" else DEFAULT)
    yield _traced("exposure", gateway.exposure)
    yield _traced("mode", gateway.mode)
    yield _traced("hop_guard", gateway.hop_guard, none="off")


def _of_route(route: Route) -> Iterator[EffectiveValue]:
    said = Origin(f"route {route.path.text}", route.at)
    yield _value("path", route.path.text, said)
    yield _value("methods", value_text(route.methods) if route.methods else "any", said)
    if route.when is not None:
        yield _value("when", condition_text(route.when), said)
    for name in ("strip", "attach", "passes"):
        names = getattr(route.travel, name)
        if names:
            yield _value(name.removesuffix("es"), value_text(names), said)
    for swap in route.travel.exchange:
        yield _value("exchange", f"{swap.old} for {swap.new}", said)
    for name in ("carries", "calls", "returns", "deprecated", "sunset"):
        value = getattr(route, name)
        if value not in (None, ()):
            yield _value(name, value_text(value), said)
    if route.idempotent_by is not None:
        yield _value("idempotent by", str(route.idempotent_by), said)
    if route.blocked:
        yield _value("blocked", "403", said)


def _accept(accept: Traced[Acceptance] | None) -> Iterator[EffectiveValue]:
    if accept is None:
        yield _value("accept", "everybody, unchecked", Origin("nobody says"))
    else:
        yield _value("accept", acceptance_text(accept.value), accept.origin)


_NAMES = {
    "connect": "timeout connect",
    "response": "timeout response",
    "total": "timeout total",
    "idle": "timeout idle",
    "attempt": "timeout attempt",
    "limits": "limit",
    "quotas": "quota",
    "body_max": "body max",
    "log_upstream_errors": "log upstream errors",
}


def _of_policy(policy: Policy, product: str, facts: ProductFacts) -> Iterator[EffectiveValue]:
    for part in fields(Policy):
        said: Any = getattr(policy, part.name)
        name = _NAMES.get(part.name, part.name)
        if part.name.endswith("_headers"):
            side = part.name.removesuffix("_headers")
            for change in said:
                yield _value(f"headers {side}", _change_text(change.value), change.origin)
        elif said is None:
            default = unsaid(part.name, product, facts)
            yield EffectiveValue(name, default.value, default.by)
        else:
            yield _traced(name, said)


def _change_text(change: HeaderChange) -> str:
    match change.verb:
        case "remove":
            return f"remove {change.header}"
        case "rename":
            return f"rename {change.header} to {change.renamed_to}"
        case _:
            return f"{change.verb} {change.header} = {value_text(change.value)}"


def _traced(name: str, traced: Traced[Any], none: str = "-") -> EffectiveValue:
    text = none if traced.value is None else value_text(traced.value)
    return _value(name, text, traced.origin)


def _value(name: str, value: str, origin: Origin) -> EffectiveValue:
    return EffectiveValue(name, value, origin.by, origin.at)
