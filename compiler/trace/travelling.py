"""Which credentials leave with a request: strip, then exchange, then attach."""

from collections.abc import Mapping

from ...dsl.frozen import frozen
from ..facts import ProductFacts
from ..model import (
    Credential,
    Federation,
    Gateway,
    GatewayJwt,
    MintedClaim,
    OauthClient,
    Subject,
    Travel,
)
from ..target.slicing import host_of
from .carrying import place_of, put_on, standing_at, taken_off, without_connection, worded
from .conditions import View, value_of
from .presenting import audience_of, issuer_of, named_by
from .request import Carried, Message, State
from .walk import Draft, Walk, said


@frozen
class Packing:
    """Who packs: the gateway, what it accepted, and what it saw of the request."""

    gateway: Gateway
    accepted: tuple[Carried, ...]
    view: View


def packed(
    walk: Walk, draft: Draft, packing: Packing, travels: tuple[Travel, ...], message: Message
) -> Message:
    """The request with the credentials that it leaves with; later blocks come after earlier ones."""
    facts = walk.facts(packing.gateway.name)
    message = without_connection(message)
    message = _without_checked(walk, draft, facts, packing, travels, message)
    for travel in travels:
        for name in travel.strip:
            message = taken_off(message, place_of(walk.federation.credentials[name]))
        for swap in travel.exchange:
            if _carries(walk.federation, message, swap.old):
                message = taken_off(message, place_of(walk.federation.credentials[swap.old]))
                message = _attached(walk, draft, packing, swap.new, message)
        for name in travel.attach:
            message = _attached(walk, draft, packing, name, message)
    return message


def _without_checked(
    walk: Walk,
    draft: Draft,
    facts: ProductFacts,
    packing: Packing,
    travels: tuple[Travel, ...],
    message: Message,
) -> Message:
    """Some products take off what they have checked, unless it goes on or is exchanged."""
    fact = facts.headers.strips_checked
    wanted = {
        place_of(walk.federation.credentials[name])
        for travel in travels
        for name in (*travel.passes, *travel.attach, *(swap.old for swap in travel.exchange))
    }
    for carried in packing.accepted:
        credential = walk.federation.credentials[carried.credential]
        if credential.kind in fact.value and carried.place not in wanted:
            draft.use(fact, "which credentials it takes off by itself")
            if standing_at(message, carried.place) is not None:
                draft.note(f"{packing.gateway.target} takes `{carried.credential}` off by itself")
            message = taken_off(message, carried.place)
    return message


def _carries(federation: Federation, message: Message, name: str) -> bool:
    place = place_of(federation.credentials[name])
    return any(one.place == place and one.state == "genuine" for one in message.credentials)


def _attached(walk: Walk, draft: Draft, packing: Packing, name: str, message: Message) -> Message:
    credential = walk.federation.credentials[name]
    gateway = packing.gateway.name
    if isinstance(credential, GatewayJwt) and credential.signer != gateway:
        draft.note(f"`{name}` is signed by `{credential.signer}` only, so nothing is attached")
        return message
    place = place_of(credential)
    replaced = [one for one in message.credentials if one.place == place and one.holder != gateway]
    for one in replaced:
        draft.note(f"`{name}` takes the place of `{one.credential}` from {one.holder}")
    return put_on(message, _own(walk, packing, credential), worded(credential, gateway))


def _own(walk: Walk, packing: Packing, credential: Credential) -> Carried:
    gateway = packing.gateway.name
    expired: State = "expired" if credential.name in expiring(walk) else "genuine"
    minted = isinstance(credential, GatewayJwt)
    claims: Mapping[str, str] = {}
    if minted:
        claims = _minted(packing, credential.claims)
    elif isinstance(credential, OauthClient):
        claims = {"sub": gateway}
    return Carried(
        credential=credential.name,
        place=place_of(credential),
        holder=gateway,
        state=expired,
        claims=claims,
        scopes=credential.scopes if isinstance(credential, OauthClient) else (),
        issuer=_issuer(walk, packing.gateway) if minted else issuer_of(walk.federation, credential),
        audience=audience_of(walk.federation, credential),
        names=claims.get("sub") if minted else named_by(walk.federation, credential, gateway),
        algorithm=_algorithm(walk, credential),
        names_key=not minted or _names_its_keys(walk, gateway),
    )


def _algorithm(walk: Walk, credential: Credential) -> str | None:
    """As the program says; of a gateway's own token, else as its product signs by itself."""
    if not isinstance(credential, GatewayJwt):
        return None
    by_itself = walk.facts(credential.signer).tokens.signs_with
    return credential.algorithm or (by_itself.value if by_itself is not None else None)


def _names_its_keys(walk: Walk, gateway: str) -> bool:
    signs_kid = walk.facts(gateway).tokens.signs_kid
    return signs_kid is None or signs_kid.value


def expiring(walk: Walk) -> tuple[str, ...]:
    faults = walk.setting.faults
    return tuple(name for fault in faults if fault.verb == "expire" for name in fault.names)


def _issuer(walk: Walk, gateway: Gateway) -> str | None:
    """What stands in the tokens of this gateway as who issued them."""
    pattern = walk.facts(gateway.name).tokens.issuer.value
    if pattern is None:
        return None
    host = said(walk.federation, host_of(gateway, walk.setting.facts_of)) or gateway.name
    return pattern.replace("{host}", host)


def _minted(packing: Packing, claims: tuple[MintedClaim, ...]) -> Mapping[str, str]:
    caller = packing.view.caller
    made = {"sub": caller} if caller is not None else {}
    for claim in claims:
        if isinstance(claim.value, Subject):
            value = value_of(claim.value, packing.view)
        else:
            value = claim.value if isinstance(claim.value, str) else f"${claim.value.variable}"
        if value is not None:
            made[claim.name] = value
    return made
