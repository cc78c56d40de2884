"""The address leads nowhere: a wrong name, a wrong variable, a DNS record that is missing."""

from collections.abc import Iterator

from ..addresses import Called, calls_of
from ..scene import Scene
from ..suspicion import Suspicion

# A platform makes these names up itself, and a variable is set by hand in every environment: both
# are the first thing that vendors tell people to look at. A name in one's own DNS is written once.
WEIGHTS = {"environment-name": 40.0, "address-variable": 40.0, "cname": 25.0, "dns": 12.0}


def wrong_addresses(scene: Scene) -> Iterator[Suspicion]:
    for call in calls_of(scene):
        ways = [scene.broken("dns", *call.hit)]
        if call.platform is not None:
            # Where a platform answers for all names, an unknown one gets an answer as well.
            status = scene.facts(call.platform).failures.no_host.value
            ways.append(scene.answering(call.name, status, instead=True))
        yield Suspicion(
            kind=_kind(call),
            fault=_fault(call),
            cause=_cause(call),
            hop=str(call),
            about=call.name,
            host=call.address.host,
            weight=WEIGHTS[_kind(call)],
            reason=_reason(scene, call),
            next=_next(scene, call),
            ways=tuple(ways),
            direct_call="supports" if call.address.written == "variable" else "refutes",
        )


def _kind(call: Called) -> str:
    match call.address.written:
        case "variable":
            return "address-variable"
        case "domain":
            return "cname"
        case "name" | "url" if call.platform is not None:
            return "environment-name"
        case _:
            return "dns"


def _fault(call: Called) -> str:
    match _kind(call):
        case "environment-name":
            return f"wrong environment name of {call.name}"
        case "address-variable":
            return f"wrong value of ${call.address.by}"
        case "cname":
            return f"no CNAME for {call.address.host}"
        case _:
            return f"no DNS name for {call.name}"


def _cause(call: Called) -> str:
    host, name = call.address.host, call.name
    match _kind(call):
        case "environment-name":
            return f"`{name}` is called as {host}, and no environment has that name"
        case "address-variable":
            return f"`${call.address.by}` of `{call.caller}` is unset or leads past `{name}`"
        case "cname":
            return f"the domain {host} does not lead to `{name}`: no CNAME, or to elsewhere"
        case _:
            return f"`{call.caller}` cannot resolve {host}, the name of `{name}`"


def _reason(scene: Scene, call: Called) -> str:
    match _kind(call):
        case "environment-name":
            return f"{_product(scene, call)} makes these names itself, with a part that nobody can guess"
        case "address-variable":
            return "a variable is set by hand in every environment"
        case "cname":
            return "the record is made by hand, outside the platform"
        case _:
            return "the name is of your own DNS, written once and seldom changed"


def _next(scene: Scene, call: Called) -> str:
    host, name = call.address.host, call.name
    match _kind(call):
        case "environment-name":
            said = f'{"name" if call.address.written == "name" else "url"} "{call.address.by}"'
            return (
                f"compare `{said}` with what {_product(scene, call)} shows for `{name}`, "
                f"then try {call.address.attempt}"
            )
        case "address-variable":
            return f"read ${call.address.by} where `{call.caller}` runs; it must lead to `{name}`"
        case "cname":
            return f"`dig +short CNAME {host}` must print {_goal(scene, name)}"
        case _:
            where = "from the client" if call.by_client else f"where `{call.caller}` runs"
            return f"`getent hosts {host.partition(':')[0]}` {where} must print an address"


def _product(scene: Scene, call: Called) -> str:
    assert call.platform is not None
    return scene.gateway(call.platform).target or call.platform


def _goal(scene: Scene, name: str) -> str:
    """What a CNAME has to point to."""
    gateways = scene.federation.gateways
    target = scene.facts(name).naming.custom_domain_target.value if name in gateways else None
    return target or f"the address of `{name}`"
