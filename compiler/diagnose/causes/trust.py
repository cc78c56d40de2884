"""A gateway trusts something else than what arrives: another bucket, issuer, secret, authority, or
other scopes and claims."""

from collections.abc import Iterator
from dataclasses import replace

from ...model import (
    ApiKey,
    Basic,
    Credential,
    GatewayJwt,
    Jwt,
    Mtls,
    Not,
    OauthClient,
    SharedSecret,
    Shows,
)
from ..changes import accepting, asked_for
from ..locks import Lock, locks_of
from ..scene import Scene
from ..suspicion import Suspicion, Way

# A secret that is set twice by hand differs sooner or later; a caller's own credential works only
# where both gateways trust the same; what a client shows at the door is the client's own matter.
SET_TWICE, PASSED_ON, MINTED, AT_THE_DOOR = 35.0, 40.0, 25.0, 12.0
OTHER_CONDITION = 10.0  # what is asked of a caller changes with a release
OTHER = "https://other.invalid/"


def other_trust(scene: Scene) -> Iterator[Suspicion]:
    for lock in locks_of(scene):
        weight, reason = _how_common(lock)
        yield Suspicion(
            kind="trust",
            fault=f"{_what(lock.wanted)} of {lock.wanted.name} at {lock.name}",
            cause=_cause(lock),
            hop=lock.name,
            about=lock.name,
            weight=weight,
            reason=reason,
            next=_next(lock),
            ways=tuple(_way(scene, lock, other) for other in _others(lock)),
            direct_call="supports",
        )
        if lock.name in scene.federation.gateways:
            yield _other_condition(scene, lock)


def _other_condition(scene: Scene, lock: Lock) -> Suspicion:
    """Where nothing is asked of a credential but that it is genuine, this changes nothing."""
    name, where = lock.wanted.name, lock.name

    def otherwise(shows: Shows) -> Shows:
        if shows.credential != name or shows.condition is None:
            return shows
        return replace(shows, condition=Not(shows.condition))

    return Suspicion(
        kind="condition",
        fault=f"scopes or claims asked of {name} at {where}",
        cause=f"what runs as `{where}` asks for other scopes or claims of `{name}` than the program",
        hop=where,
        about=where,
        weight=OTHER_CONDITION,
        reason="what runs may be of another release than the program",
        next=f"compare `accept {name} with ..` in the program with what `{where}` runs with",
        ways=(scene.with_gateway(accepting(scene.gateway(where), otherwise)),),
        direct_call="supports",
    )


def _how_common(lock: Lock) -> tuple[float, str]:
    if lock.by_client:
        return AT_THE_DOOR, "at the door it is more often what the client shows"
    if lock.holder != lock.caller:
        return PASSED_ON, f"what {lock.holder} shows works only where both gateways trust the same"
    if isinstance(lock.wanted, GatewayJwt | Jwt):
        return MINTED, "who issues a token follows a domain, and that changes with the environment"
    return SET_TWICE, "the same value has to be set twice, by hand, in every environment"


def _what(wanted: Credential) -> str:
    match wanted:
        case ApiKey():
            return "bucket"
        case Jwt() | GatewayJwt():
            return "issuer or audience"
        case SharedSecret() | Basic():
            return "secret"
        case Mtls():
            return "authority"
        case OauthClient():
            return "client or token service"


def _cause(lock: Lock) -> str:
    where, wanted, holder = lock.name, lock.wanted, lock.holder
    match wanted:
        case SharedSecret() | Basic():
            return (
                f"`${wanted.variable}` is not the same at `{holder}` and `{where}`, or unset at one"
            )
        case ApiKey():
            return (
                f"`{where}` looks the key up in another bucket than `{lock.carried.credential}`'s"
            )
        case Jwt() | GatewayJwt():
            return f"`{where}` trusts another issuer or audience than the token of `{holder}` has"
        case Mtls():
            return f"`{where}` trusts another authority than the one that signed for `{holder}`"
        case OauthClient():
            return f"`{where}` knows another client or token service than `{holder}` uses"


def _next(lock: Lock) -> str:
    where, wanted, holder = lock.name, lock.wanted, lock.holder
    match wanted:
        case SharedSecret() | Basic():
            return (
                f"compare the hashes of ${wanted.variable} at `{holder}` and `{where}` (mind a final "
                "line end), and deploy both again: a running deployment keeps the old value"
            )
        case ApiKey():
            bucket = f" `{wanted.bucket}`" if wanted.bucket is not None else ""
            return f"is the bucket of `{where}`{bucket}, and of this environment? is the key in it?"
        case Jwt() | GatewayJwt():
            wants = ", ".join(map(str, wanted.audience)) or "what it asks for"
            return (
                f"decode the token that `{where}` receives: `iss` against what `{where}` trusts, "
                f"`aud` against {wants}"
            )
        case Mtls():
            return f"`openssl verify` the certificate of `{holder}` with the authority of `{where}`"
        case OauthClient():
            return f"compare the token service and the client id at `{holder}` and `{where}`"


def _others(lock: Lock) -> Iterator[Credential]:
    """What it may trust instead, under a name of its own."""
    wanted = lock.wanted
    name = f"{wanted.name} of {lock.name}"
    match wanted:
        case ApiKey():
            yield replace(wanted, name=name, bucket=f"other than {wanted.bucket}")
        case Jwt():
            yield replace(wanted, name=name, issuer=OTHER)
            yield replace(wanted, name=name, audience=(OTHER,))
        case GatewayJwt():
            yield Jwt(name, OTHER, wanted.audience)
            yield replace(wanted, name=name, audience=(OTHER,))
        case SharedSecret() | Basic():
            yield replace(wanted, name=name, variable=f"{wanted.variable} of {lock.name}")
        case Mtls():
            yield replace(wanted, name=name, ca=OTHER)
        case OauthClient():
            yield replace(wanted, name=name, token_url=OTHER)


def _way(scene: Scene, lock: Lock, other: Credential) -> Way:
    def instead(shows: Shows) -> Shows:
        return (
            replace(shows, credential=other.name) if shows.credential == lock.wanted.name else shows
        )

    known = {other.name: other}
    if lock.name in scene.federation.gateways:
        gateway = accepting(scene.gateway(lock.name), instead)
        return scene.changed(credentials=known, gateways={lock.name: gateway})
    service = scene.federation.services[lock.name]
    assert service.accept is not None
    changed = replace(service, accept=asked_for(service.accept, instead))
    return scene.changed(credentials=known, services={lock.name: changed})
