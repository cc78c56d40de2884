"""One gateway as an Envoy bootstrap, with the programs and the words that go with it."""

import json
from collections.abc import Iterable
from importlib.resources import files

from ...compiler.model import ANYONE, Jwt, Policy, Route, Travel, in_force
from ...compiler.target import Bundle, BundleFile, GatewaySlice, Loss, Rendering
from ...compiler.target.members import members_of
from ...compiler.target.mentions import shown_in
from .accepting import credential_data, keys_data, secrets_data, token_filter
from .clusters import Clusters
from .deploy import deploy_text
from .limits import Limits
from .listener import GUARD, filters, limits_bodies, listener, manager, route_table
from .places import Json, variable
from .replies import GATE, problems
from .routes import BRANCH, TEST, Table
from .sending import attached_by, header_variables, variable_key

GATE_PARTS = ("conditions.lua", "carrying.lua", "gate.lua")


def render(part: GatewaySlice) -> Rendering:
    """Pure: the same slice gives the same bytes."""
    bootstrap, losses = bootstrap_of(part)
    written = (
        BundleFile("envoy.json", json.dumps(bootstrap, indent=2, ensure_ascii=False) + "\n"),
        BundleFile("guard.lua", _source("conditions.lua") + "\n" + _source("guard.lua")),
        BundleFile("gate.lua", "\n".join(map(_source, GATE_PARTS))),
        BundleFile("fill.py", _source("fill.py")),
        BundleFile("DEPLOY.md", deploy_text(part, losses, accepted_names(part))),
    )
    return Rendering(Bundle(part.gateway.name, "envoy", written), losses)


def _source(name: str) -> str:
    return files(__name__.rpartition(".")[0]).joinpath(name).read_text(encoding="utf-8")


def bootstrap_of(part: GatewaySlice) -> tuple[Json, tuple[Loss, ...]]:
    gateway = part.gateway
    clusters, limits = Clusters(), Limits(gateway.policy)
    table = Table(part, clusters, limits)
    entries = table.entries()
    accepted = accepted_names(part)
    for name in accepted:
        credential = part.credentials[name]
        if isinstance(credential, Jwt):
            clusters.fetch_keys(credential)
    if table.has_preflights:
        clusters.lead_nowhere()
    policies = list(_policies(gateway.routes))
    stack = filters(
        token_filter(part, accepted),
        limits.filter(),
        cors=any(in_force(one.cors) is not None for one in policies),
        body=limits_bodies(entries),
        runs=gateway.state not in ("blocked", "retired"),
    )
    routes = route_table(part, entries, _plans(part, table, accepted), _internal(table))
    statuses = [status for one in policies if (status := in_force(one.unreachable)) is not None]
    mappers = problems(dict.fromkeys(statuses))
    replies = {"mappers": mappers} if mappers else None
    bootstrap: Json = {
        "$merge": {"$fill": "admin"},
        "node": {"id": gateway.name, "cluster": part.federation},
        "static_resources": {
            "listeners": [listener(part, manager(gateway.name, stack, routes, replies))],
            "clusters": clusters.all,
        },
    }
    return bootstrap, tuple(table.losses)


def accepted_names(part: GatewaySlice) -> list[str]:
    """Every credential that some route lets in, or swaps."""
    places = [
        place.accept.value
        for route in part.gateway.routes
        for place in (route, *members_of(route.action))
        if place.accept is not None
    ]
    shown = [
        one.credential for place in places for one in shown_in(place) if one.credential != ANYONE
    ]
    swapped = [s.old for travel in travels_of(part.gateway.routes) for s in travel.exchange]
    return list(dict.fromkeys((*shown, *swapped)))


def travels_of(routes: Iterable[Route]) -> list[Travel]:
    return [
        travel
        for route in routes
        for travel in (route.travel, *(m.travel for m in members_of(route.action)))
    ]


def _policies(routes: Iterable[Route]) -> Iterable[Policy]:
    for route in routes:
        yield route.policy
        yield from (member.policy for member in members_of(route.action))


def _plans(part: GatewaySlice, table: Table, accepted: list[str]) -> Json:
    """What the guard and the gate have to know of the whole gateway."""
    guard: Json = {}
    if part.gateway.hop_guard.value is not None:
        guard["hops"] = part.gateway.hop_guard.value
    if table.has_ways:
        guard["branches"] = True
    if table.tests:
        guard["tests"] = table.tests
    attached = attached_by(travels_of(part.gateway.routes))
    credentials = {
        name: made
        for name, credential in part.credentials.items()
        if (made := credential_data(credential)) is not None
    }
    secrets = secrets_data(part, accepted, attached)
    for name in header_variables(_policies(part.gateway.routes)):
        secrets[variable_key(name)] = variable(name)
    gate: Json = {
        "credentials": credentials,
        "keys": keys_data(part, accepted),
        "secrets": secrets,
        "tests": table.late_tests,
        "known": accepted if table.late_tests else [],
    }
    return {GUARD: guard, GATE: {key: value for key, value in gate.items() if value}}


def _internal(table: Table) -> list[str]:
    """Headers by which the filters talk to each other; they do not leave the gateway."""
    tests = [f"{TEST}{number}" for number in range(1, len(table.tests) + 1)]
    return [*([BRANCH] if table.has_ways else []), *tests]
