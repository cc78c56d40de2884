"""Whether one credential is as good as another of its kind."""

from typing import TYPE_CHECKING

from ..model import ApiKey, Basic, Credential, Jwt, Mtls, OauthClient, SharedSecret

if TYPE_CHECKING:
    from .ground import Ground


def same(ground: "Ground", wanted: Credential, carried: Credential) -> bool:
    text = ground.text
    if isinstance(wanted, Jwt) and isinstance(carried, OauthClient):
        issuer, source = text(wanted.issuer), text(carried.token_url)
        return bool(issuer and source) and _host(issuer or "") == _host(source or "")
    if isinstance(wanted, ApiKey) and isinstance(carried, ApiKey):
        one, other = text(wanted.bucket), text(carried.bucket)
        return one == other if one and other else wanted.name == carried.name
    if isinstance(wanted, SharedSecret) and isinstance(carried, SharedSecret):
        return wanted.variable == carried.variable
    if isinstance(wanted, Mtls) and isinstance(carried, Mtls):
        subject = wanted.subject is None or wanted.subject == carried.subject
        return subject and text(wanted.ca) == text(carried.ca)
    if isinstance(wanted, Basic) and isinstance(carried, Basic):
        if wanted.variable is None:
            return carried.variable is None and wanted.name == carried.name
        return wanted.variable == carried.variable
    if isinstance(wanted, OauthClient) and isinstance(carried, OauthClient):
        return (wanted.token_url, wanted.id) == (carried.token_url, carried.id)
    return False


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0] or url
