"""What a request can prove about itself, kind by kind."""

from dataclasses import field
from typing import Literal

from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..units import Duration
from .conditions import Subject
from .text import Text


@frozen
class Jwt:
    name: str
    issuer: Text | None
    audience: tuple[Text, ...] = ()
    jwks: Text | None = None
    algorithm: str | None = None
    kind: Literal["jwt"] = "jwt"
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class ApiKey:
    """Travels in a header or in the query; `authorization` where the program names neither."""

    name: str
    bucket: Text | None = None
    header: str | None = None
    query: str | None = None
    kind: Literal["api_key"] = "api_key"
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class SharedSecret:
    name: str
    header: str
    variable: str
    kind: Literal["shared_secret"] = "shared_secret"
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class MintedClaim:
    """A claim of a minted token: copied from what the signer accepted, or a fixed text."""

    name: str
    value: Text | Subject


@frozen
class GatewayJwt:
    """Minted by a gateway; genuine only downstream of it."""

    name: str
    signer: str
    audience: tuple[Text, ...] = ()
    lifetime: Duration | None = None
    claims: tuple[MintedClaim, ...] = ()
    algorithm: str | None = None
    kind: Literal["gateway_jwt"] = "gateway_jwt"
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Mtls:
    name: str
    ca: Text | None = None
    subject: Text | None = None
    kind: Literal["mtls"] = "mtls"
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Basic:
    name: str
    variable: str | None = None
    kind: Literal["basic"] = "basic"
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class OauthClient:
    name: str
    token_url: Text | None
    id: Text | None = None
    secret: Text | None = None
    scopes: tuple[str, ...] = ()
    kind: Literal["oauth_client"] = "oauth_client"
    at: Span | None = field(default=None, compare=False, repr=False)


Credential = Jwt | ApiKey | SharedSecret | GatewayJwt | Mtls | Basic | OauthClient
