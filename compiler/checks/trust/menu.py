"""Ways to let one gateway show another who it is, written in the words of the program at hand."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Help
from ....dsl.source import Span
from ...model import Acceptance, Credential, Gateway, Traced
from ..ways import Way
from .blocks import in_block_of, in_block_of_gateway

if TYPE_CHECKING:
    from ..case import Case

KEPT_BY_GATEWAYS = ("shared_secret", "basic", "oauth_client", "mtls")
WAYS_MAX = 20


def attach(case: "Case", way: Way, wanted: Iterable[Credential]) -> Help | None:
    """The first of these that this gateway can show by itself, and that is no client's."""
    clients = case.federation.clients.values()
    theirs = {shown.credential for client in clients for shown in client.presents}
    for one in wanted:
        if one.name in theirs or any(one.name in travel.attach for travel in way.travels):
            continue
        if one.kind in KEPT_BY_GATEWAYS or getattr(one, "signer", None) == way.gateway.name:
            return Help(
                f"let `{way.gateway.name}` show `{one.name}`, which `{way.to}` accepts",
                Applicability.REVIEW,
                in_block_of(way, f"attach {one.name}"),
            )
    return None


def share_a_secret(
    case: "Case", ways: Sequence[Way], gateway: Gateway, accept: Traced[Acceptance] | None
) -> Help:
    """Works with every product; somebody has to keep the secret and to change it now and then."""
    way = ways[0]
    name, variable = _free(case, f"{gateway.name}_pass"), f"{gateway.name}_SECRET".upper()
    header = f"x-{gateway.name}-pass".replace("_", "-").replace(".", "-").lower()
    declared = (
        f"env {variable} secret\n"
        f'credential {name} = shared_secret {{ header "{header}"  env {variable} }}\n\n'
    )
    return Help(
        f"share a secret between `{way.gateway.name}` and `{gateway.name}`: it has to be kept"
        " and changed on both sides, and tells nothing of the caller",
        Applicability.REVIEW,
        _said(ways, gateway, accept, name, declared),
    )


def sign_a_token(
    case: "Case", ways: Sequence[Way], gateway: Gateway, accept: Traced[Acceptance] | None
) -> Help:
    """No secret to share, and it says who the caller is; both sides have to know tokens."""
    way = ways[0]
    ways = [one for one in ways if one.gateway.name == way.gateway.name]
    name = _free(case, f"{way.gateway.name}_token")
    declared = (
        f"credential {name} = gateway_jwt {{ signer {way.gateway.name}"
        f'  audience "{gateway.name}"  lifetime 5m }}\n\n'
    )
    return Help(
        f"let `{way.gateway.name}` sign a token: nothing to share, and it says who the caller is",
        Applicability.REVIEW,
        _said(ways, gateway, accept, name, declared),
    )


def _said(
    ways: Sequence[Way],
    gateway: Gateway,
    accept: Traced[Acceptance] | None,
    name: str,
    declared: str,
) -> tuple[Edit, ...]:
    """Declared above the gateway that is to accept it, attached on the way there, accepted."""
    if len(ways) > WAYS_MAX or any("." in one for one in (gateway.name, ways[0].gateway.name)):
        return ()  # names of an imported file are others in that file
    attached = (edit for way in ways for edit in in_block_of(way, f"attach {name}"))
    edits = (*_above(gateway, declared), *attached, *accepted_too(gateway, accept, name))
    return tuple({(edit.span.start, edit.text): edit for edit in edits}.values())


def accepted_too(
    gateway: Gateway, accept: Traced[Acceptance] | None, name: str
) -> tuple[Edit, ...]:
    """As one more alternative, or in place of `anyone`."""
    at = accept.origin.at if accept is not None else None
    if at is None:
        return in_block_of_gateway(gateway, f"accept {name}")
    if at.text.split() == ["accept", "anyone"]:
        return (Edit(at, f"accept {name}"),)
    return (Edit(Span(at.source, at.end, at.end), f" or {name}"),)


def _above(gateway: Gateway, declared: str) -> tuple[Edit, ...]:
    at = gateway.at
    if at is None:
        return ()
    start = at.source.text.rfind("\n", 0, at.start) + 1
    return (Edit(Span(at.source, start, start), declared),)


def _free(case: "Case", name: str) -> str:
    """A name that nothing has yet; all kinds of things share one space of names."""
    federation = case.federation
    taken = (federation.credentials, federation.gateways, federation.services, federation.clients)
    while any(name in names for names in taken):
        name = f"{name}_2"
    return name
