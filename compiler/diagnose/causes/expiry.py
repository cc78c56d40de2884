"""What is shown was good once: a token, a certificate or a key that has expired."""

from collections.abc import Iterator

from ...model import Credential
from ..locks import locks_of
from ..scene import Scene
from ..suspicion import Suspicion

# A user's token lives for minutes or hours and a certificate for months; a gateway mints its own
# tokens anew; keys and secrets have an end only where somebody gave them one.
WEIGHTS = {"jwt": 18.0, "mtls": 14.0, "oauth_client": 8.0, "gateway_jwt": 6.0, "api_key": 6.0}
WITHOUT_AN_END = 2.0

REASONS = {
    "jwt": "tokens live for minutes or hours",
    "mtls": "certificates end after months, and nobody is told",
    "oauth_client": "the client's own secret ends, or its cached token is older than it says",
    "gateway_jwt": "minted anew for each request; clocks that differ make it old at once",
    "api_key": "keys end only where somebody gave them an end, or took them back",
}


def expired_credentials(scene: Scene) -> Iterator[Suspicion]:
    seen: list[str] = []
    for lock in locks_of(scene):
        name = lock.carried.credential
        if name not in seen:
            seen.append(name)
            yield _suspicion(scene, scene.federation.credentials[name], lock.holder, lock.name)


def _suspicion(scene: Scene, credential: Credential, holder: str, where: str) -> Suspicion:
    return Suspicion(
        kind="expired",
        fault=f"{credential.name} expired",
        cause=f"`{credential.name}` of `{holder}` has expired, or was taken back",
        hop=where,
        about=holder,
        weight=WEIGHTS.get(credential.kind, WITHOUT_AN_END),
        reason=REASONS.get(credential.kind, "nothing of this kind ends by itself"),
        next=_next(credential, holder),
        ways=(scene.broken("expire", credential.name),),
        direct_call="says nothing",
    )


def _next(credential: Credential, holder: str) -> str:
    match credential.kind:
        case "jwt" | "gateway_jwt" | "oauth_client":
            return (
                f"decode the token of `{holder}`: is `exp` still to come, on the verifier's clock?"
            )
        case "mtls":
            return f"`openssl x509 -enddate -noout` on the certificate of `{holder}`"
        case _:
            return f"does `{credential.name}` of `{holder}` still exist, and has it an end?"
