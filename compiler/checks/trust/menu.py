"""Ways to let one gateway show another who it is, written in the words of the program at hand."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Help
from ....dsl.source import Span
from ...model import Acceptance, Credential, Gateway, Traced
from ...target import Need
from ..ways import Way, ways_of
from .blocks import in_block_of, in_block_of_gateway
from .said_where import statement_of
from .zones import places_of

if TYPE_CHECKING:
    from ..case import Case

KEPT_BY_GATEWAYS = ("shared_secret", "basic", "oauth_client", "mtls")
COMMON = ("RS256", "ES256")
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
                _attached(case, way, one.name),
            )
    return None


def _attached(case: "Case", way: Way, name: str) -> tuple[Edit, ...]:
    """Of two at one place the last one counts, so what stands there gives way."""
    places = places_of(case.federation)
    for other in (one for travel in way.travels for one in travel.attach):
        if places[other] == places[name]:
            at = statement_of(case.federation.gateways[way.gateway.name], way, "attach", other)
            alone = at is not None and at.text.split() == ["attach", other]
            return (Edit(at, f"attach {name}"),) if at is not None and alone else ()
    return in_block_of(way, f"attach {name}")


def _share_a_secret(
    case: "Case", ways: Sequence[Way], gateway: Gateway, accept: Traced[Acceptance] | None
) -> Help:
    """Works with every product; somebody has to keep the secret and to change it now and then."""
    way = ways[0]
    name, variable = (
        _free(case, f"{gateway.name}_pass"),
        _free(case, f"{gateway.name}_SECRET".upper()),
    )
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


def _sign_a_token(
    case: "Case", ways: Sequence[Way], gateway: Gateway, accept: Traced[Acceptance] | None
) -> Help:
    """No secret to share, and it says who the caller is; both sides have to know tokens."""
    way = ways[0]
    ways = [one for one in ways if one.gateway.name == way.gateway.name]
    name = _free(case, f"{way.gateway.name}_token")
    declared = (
        f"credential {name} = gateway_jwt {{ signer {way.gateway.name}"
        f'  audience "{gateway.name}"  lifetime 5m{_algorithm(case, way.gateway, gateway)} }}\n\n'
    )
    return Help(
        f"let `{way.gateway.name}` sign a token: nothing to share, and it says who the caller is",
        Applicability.REVIEW,
        _said(ways, gateway, accept, name, declared),
    )


def ways_to_tell(
    case: "Case", ways: Sequence[Way], gateway: Gateway, accept: Traced[Acceptance] | None
) -> Iterator[Help]:
    """A secret that the two share, a token that one of them signs: what both products can do."""
    front = ways[0].gateway
    if _can(case, front, Need.ATTACH_SHARED_SECRET) and _can(
        case, gateway, Need.ACCEPT_SHARED_SECRET
    ):
        yield _share_a_secret(case, ways, gateway, accept)
    places = places_of(case.federation)
    taken = (places[one] for way in ways for travel in way.travels for one in travel.attach)
    if "header authorization" in taken:
        return
    if _can(case, front, Need.ATTACH_GATEWAY_JWT) and _can(case, gateway, Need.ACCEPT_GATEWAY_JWT):
        yield _sign_a_token(case, ways, gateway, accept)


def _algorithm(case: "Case", signer: Gateway, verifier: Gateway) -> str:
    """Said only where the signer's own would not be understood."""
    signs, verified = case.facts(signer).tokens.signs_with, case.facts(verifier).tokens.algorithms
    if signs is None or signs.value is None or signs.value in verified.value:
        return ""
    known = next((one for one in COMMON if one in verified.value), None)
    return f"  algorithm {known}" if known is not None else ""


def _can(case: "Case", gateway: Gateway, need: Need) -> bool:
    ability = case.variant(gateway).abilities.get(need)
    return ability is not None and ability.way != "impossible"


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
    accepted = accepted_too(gateway, accept, name)
    return _once(_above(gateway, declared), attached, accepted, kept_here(gateway, name))


def kept_here(gateway: Gateway, name: str) -> tuple[Edit, ...]:
    """Taken off on every way out, so that it does not go further than it has to."""
    ways = list(ways_of(gateway))
    if len(ways) > WAYS_MAX:
        return ()
    return _once(edit for way in ways for edit in in_block_of(way, f"strip {name}"))


def _once(*edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """What a loop or a `like` makes of one line is edited once."""
    found = chain.from_iterable(edits)
    return tuple({(e.span.source.name, e.span.start, e.text): e for e in found}.values())


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
    taken = (
        federation.credentials,
        federation.gateways,
        federation.services,
        federation.clients,
        federation.variables,
    )
    while any(name in names for names in taken):
        name = f"{name}_2"
    return name
