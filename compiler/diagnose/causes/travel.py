"""The credential is lost on the way: never attached, stripped, overwritten, or half empty."""

from collections.abc import Iterator
from dataclasses import replace

from ...model import GatewayJwt, Route, Travel
from ..changes import with_travel
from ..locks import Lock, locks_of
from ..scene import Scene
from ..suspicion import Suspicion

# What runs has lost an `attach` less often than two values differ, and a `strip` too many is the
# commonest slip of those who let the caller's own credential through.
NOT_ATTACHED, STRIPPED = 15.0, 18.0
WITHOUT_CLAIMS = 15.0


def lost_credentials(scene: Scene) -> Iterator[Suspicion]:
    for lock in locks_of(scene):
        for link in scene.links:
            if link.to == lock.name and link.caller == lock.caller and link.hop.route is not None:
                yield _lost(scene, lock, link.caller, link.hop.route)
        credential = scene.federation.credentials[lock.carried.credential]
        if isinstance(credential, GatewayJwt) and credential.claims:
            yield _without_claims(scene, lock, credential)


def _lost(scene: Scene, lock: Lock, caller: str, route: Route) -> Suspicion:
    name = lock.carried.credential
    attached = lock.holder == caller
    change = _not_attached if attached else _stripped
    what = "not attached" if attached else "stripped"
    return Suspicion(
        kind="travel",
        fault=f"{name} {what} at {caller}",
        cause=_cause(caller, lock.name, name, attached=attached),
        hop=caller,
        about=caller,
        weight=NOT_ATTACHED if attached else STRIPPED,
        reason="what runs may be older than the program, or have had a hand laid on it",
        next=f"call `{route.name}` of `{caller}` and look at {lock.carried.place} as `{lock.name}` "
        f"receives it: {_expected(lock)}",
        ways=(scene.with_route(caller, route, with_travel(route, lambda one: change(one, name))),),
        direct_call="says nothing",
    )


def _without_claims(scene: Scene, lock: Lock, credential: GatewayJwt) -> Suspicion:
    name, holder = credential.name, lock.holder
    claims = ", ".join(f"`{claim.name}`" for claim in credential.claims)
    bare = replace(credential, claims=())
    return Suspicion(
        kind="token-claims",
        fault=f"claims of {name} not set at {holder}",
        cause=f"`{holder}` signs `{name}` without {claims}, or with other values",
        hop=holder,
        about=holder,
        weight=WITHOUT_CLAIMS,
        reason="what runs may be older than the program, or map other claims",
        next=f"decode the token that `{lock.name}` receives: is there {claims}?",
        ways=(scene.changed(credentials={name: bare}),),
        direct_call="says nothing",
    )


def _cause(caller: str, where: str, name: str, *, attached: bool) -> str:
    if attached:
        return f"`{caller}` sends the request on without `{name}`, which `{where}` asks for"
    return f"`{caller}` takes `{name}` off or overwrites it before `{where}` can see it"


def _expected(lock: Lock) -> str:
    if lock.carried.place == "connection":
        return "a client certificate must be shown"
    return f"`{lock.carried.credential}` must stand there"


def _not_attached(travel: Travel, name: str) -> Travel:
    return replace(
        travel,
        attach=tuple(one for one in travel.attach if one != name),
        exchange=tuple(one for one in travel.exchange if one.new != name),
    )


def _stripped(travel: Travel, name: str) -> Travel:
    return replace(travel, strip=(*travel.strip, name))
