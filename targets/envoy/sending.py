"""What a request carries on and how its answer is changed, as data for the gate."""

from collections.abc import Iterable

from ...compiler.model import (
    Exchange,
    FromEnv,
    HeaderChange,
    Member,
    PathPattern,
    Policy,
    Subject,
    Traced,
    Travel,
    in_force,
)
from .conditions import subject_data
from .places import Json

ORDER = ("remove", "rename", "set", "add")


def sending_data(travels: Iterable[Travel], policy: Policy, path: PathPattern) -> Json:
    """What stands in the metadata of a route that sends something; raises InexactError."""
    said: Json = {
        "travels": [made for travel in travels if (made := _travel(travel))],
        "request": _changes(policy.request_headers, path),
        "response": _changes(policy.response_headers, path),
    }
    unreachable, location = in_force(policy.unreachable), in_force(policy.location)
    if unreachable is not None:
        said["unreachable"] = str(unreachable)
    if location is not None:
        said["location"] = {"prefix": location.prefix, "public": location.public_prefix}
    return {key: value for key, value in said.items() if value}


def _travel(travel: Travel) -> Json:
    said: Json = {
        "strip": list(travel.strip),
        "exchange": [{"old": swap.old, "new": swap.new} for swap in travel.exchange],
        "attach": list(travel.attach),
    }
    return {key: value for key, value in said.items() if value}


def _changes(changes: Iterable[Traced[HeaderChange]], path: PathPattern) -> list[Json]:
    inside = sorted((one.value for one in changes), key=lambda change: ORDER.index(change.verb))
    return [_change(change, path) for change in inside]


def _change(change: HeaderChange, path: PathPattern) -> Json:
    said: Json = {"verb": change.verb, "header": change.header.lower()}
    if change.renamed_to is not None:
        said["to"] = change.renamed_to.lower()
    match change.value:
        case FromEnv(variable=name):
            said["secret"] = variable_key(name)
        case Subject():
            said["from"] = subject_data(change.value, path)
        case str():
            said["text"] = change.value
        case None:
            pass
    return said


def variable_key(name: str) -> str:
    """Where a variable stands among the secrets; the name of no credential holds a blank."""
    return f"env {name}"


def header_variables(policies: Iterable[Policy]) -> list[str]:
    found = [
        change.value.value.variable
        for policy in policies
        for change in (*policy.request_headers, *policy.response_headers)
        if isinstance(change.value.value, FromEnv)
    ]
    return list(dict.fromkeys(found))


def attached_by(travels: Iterable[Travel]) -> list[str]:
    found = [name for travel in travels for name in (*travel.attach, *_new(travel.exchange))]
    return list(dict.fromkeys(found))


def _new(swaps: Iterable[Exchange]) -> list[str]:
    return [swap.new for swap in swaps]


def policy_of(member: Member, route_policy: Policy, forwards: bool) -> Policy:
    """A plain forward has no block of its own; members' policies hold the route's as well."""
    return route_policy if forwards else member.policy
