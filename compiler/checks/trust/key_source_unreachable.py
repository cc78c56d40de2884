"""A gateway that has to fetch keys or tokens from where it may not call."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Label
from ...model import Credential, Egress, Federation, Gateway, Jwt, OauthClient
from ...target.mentions import credentials_of

if TYPE_CHECKING:
    from ..case import Case

CODE = "GW2113"


def find(case: "Case") -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        if gateway.egress is None:
            continue
        for name in credentials_of(gateway):
            credential = case.federation.credentials[name]
            source = _source(case.federation, gateway, credential)
            if source is not None and not _allows(gateway.egress, source):
                yield _finding(gateway, gateway.egress, credential, source)


def _source(federation: Federation, gateway: Gateway, credential: Credential) -> str | None:
    """Where its keys, or it itself, come from; None where the program does not say it."""
    from ...trace.walk import said

    url: str | None = None
    if isinstance(credential, Jwt) and credential.name in _checked_at(gateway):
        url = said(federation, credential.jwks)
    elif isinstance(credential, OauthClient) and credential.name in _fetched_at(gateway):
        url = said(federation, credential.token_url)
    return url if url is not None and "://" in url else None


def _checked_at(gateway: Gateway) -> set[str]:
    from ...target.mentions import shown_in
    from .zones import asked_by

    return {one.credential for accept in asked_by(gateway) for one in shown_in(accept)}


def _fetched_at(gateway: Gateway) -> set[str]:
    from ..ways import ways_of

    return {
        name
        for way in ways_of(gateway)
        for travel in way.travels
        for name in (*travel.attach, *(swap.new for swap in travel.exchange))
    }


def _allows(egress: Egress, url: str) -> bool:
    """A host that may be called for one thing may be called for its keys as well."""
    host = _host(url)
    return egress.allows(url) or any(_host(one) == host for one in egress.only if "://" in one)


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower()


def _finding(gateway: Gateway, egress: Egress, credential: Credential, source: str) -> Finding:
    assert gateway.at is not None
    fetched = "fetch" if isinstance(credential, OauthClient) else "fetch the keys that check"
    only = ", ".join(f"`{one}`" for one in egress.only) or "nothing at all"
    return Finding(
        CODE,
        f"`{gateway.name}` has to {fetched} `{credential.name}` from a place that it may not call",
        gateway.at,
        "its `egress` leaves that place out",
        because=(Label(credential.at, f"it comes from {_host(source)}"),)
        if credential.at is not None
        else (),
        notes=(f"it is at {source}", f"`{gateway.name}` may call {only}"),
        help=(
            Help(
                f'add "{source}" to what `egress` of `{gateway.name}` allows', Applicability.REVIEW
            ),
        ),
        about=(gateway.name, credential.name),
    )
