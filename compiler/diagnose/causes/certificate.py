"""No secure connection: a certificate that was not issued, has expired, or names another host."""

from collections.abc import Iterator

from ..addresses import Called, calls_of
from ..scene import Scene
from ..suspicion import Suspicion

# A platform's own names stand under one certificate of the platform; that of a domain of one's own
# has to be issued first, and one of a machine of one's own has to be renewed.
OF_A_DOMAIN, OF_A_PLATFORM, OF_ONES_OWN = 18.0, 7.0, 12.0


def bad_certificates(scene: Scene) -> Iterator[Suspicion]:
    for call in calls_of(scene):
        if call.message.scheme != "http":
            yield _suspicion(scene, call)


def _suspicion(scene: Scene, call: Called) -> Suspicion:
    host = call.address.host
    weight, reason = _how_common(call)
    name, _, port = host.partition(":")
    return Suspicion(
        kind="certificate",
        fault=f"certificate of {host}",
        cause=f"the certificate of {host} is not issued, has expired, or is for another name",
        hop=str(call),
        about=call.name,
        host=host,
        weight=weight,
        reason=reason,
        next=f"`openssl s_client -connect {name}:{port or 443} -servername {name}` must end in "
        "`Verify return code: 0`",
        ways=(scene.broken("tls", *call.hit),),
    )


def _how_common(call: Called) -> tuple[float, str]:
    if call.address.written == "domain":
        return OF_A_DOMAIN, "a domain of your own needs a certificate, issued once its DNS is right"
    if call.platform is not None:
        return OF_A_PLATFORM, "the platform's own names share a certificate that it renews itself"
    return OF_ONES_OWN, "a certificate of your own has to be renewed, and trusted by the caller"
