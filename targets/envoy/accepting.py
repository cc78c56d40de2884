"""Who is let in: `accept` as data for the gate, and the tokens that Envoy itself verifies."""

from collections.abc import Iterable
from typing import Any

from ...compiler.model import (
    ANYONE,
    Acceptance,
    ApiKey,
    Basic,
    Credential,
    FromEnv,
    Jwt,
    PathPattern,
    SharedSecret,
    Shows,
    ShowsAll,
    ShowsAny,
    Text,
)
from ...compiler.target import GatewaySlice, Need
from .conditions import data
from .places import Address, Json, text, variable

UNABLE = {
    "gateway_jwt": Need.ACCEPT_GATEWAY_JWT,
    "mtls": Need.ACCEPT_MTLS,
    "oauth_client": Need.ACCEPT_OAUTH,
}
UNABLE_TO_ATTACH = {
    "jwt": Need.ATTACH_JWT,
    "gateway_jwt": Need.ATTACH_GATEWAY_JWT,
    "mtls": Need.ATTACH_MTLS,
    "oauth_client": Need.ATTACH_OAUTH,
}
AUTHORIZATION = "authorization"
ASYMMETRIC = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
)
"""What is allowed where the program names no algorithm: never one whose key verifies and signs."""


def accept_data(accept: Acceptance, path: PathPattern) -> Json:
    """Raises InexactError."""
    match accept:
        case Shows(credential=name) if name == ANYONE:
            return {"anyone": True}
        case Shows(credential=name, condition=condition):
            return {"show": name} | (
                {"condition": data(condition, path)} if condition is not None else {}
            )
        case ShowsAll(parts):
            return {"all": [accept_data(part, path) for part in parts]}
        case ShowsAny(parts):
            return {"any": [accept_data(part, path) for part in parts]}


def credential_data(credential: Credential) -> Json | None:
    """Where a credential stands on a request, and how the gate knows it; None: nowhere."""
    match credential:
        case ApiKey(query=str(query)):
            return {"kind": "api_key", "query": query, **_keys(credential)}
        case ApiKey():
            header = (credential.header or AUTHORIZATION).lower()
            return {"kind": "api_key", "header": header, **_keys(credential)}
        case SharedSecret(name, header):
            header = header.lower()
            return {"kind": "shared_secret", "header": header, "secret": name, "attached": name}
        case Basic():
            return {"kind": "basic", "header": AUTHORIZATION, **_keys(credential)}
        case Jwt():
            return _token(credential)
        case _:
            # Never accepted here, only taken off.
            return None if credential.kind == "mtls" else {"header": AUTHORIZATION}


def _keys(credential: ApiKey | Basic) -> Json:
    return {"keys": credential.name, "attached": credential.name}


def _token(credential: Jwt) -> Json:
    token: Json = {"kind": "token", "header": AUTHORIZATION, "provider": credential.name}
    if credential.audience:
        token["audience"] = [text(one) for one in credential.audience]
    # Nobody chooses the algorithm of a token but us.
    token["algorithms"] = [credential.algorithm] if credential.algorithm else list(ASYMMETRIC)
    return token


def keys_data(part: GatewaySlice, accepted: Iterable[str]) -> Json:
    """Tables of who holds which key, read when the places are filled."""
    tables: Json = {}
    for name in accepted:
        credential = part.credentials[name]
        if isinstance(credential, ApiKey):
            tables[name] = {"$fill": "keys", "file": f"keys/{name}.json"}
        elif isinstance(credential, Basic) and credential.variable is None:
            tables[name] = {"$fill": "users", "file": f"keys/{name}.json"}
        elif isinstance(credential, Basic):
            tables[name] = {"$fill": "user", "env": credential.variable}
    return tables


def secrets_data(part: GatewaySlice, accepted: Iterable[str], attached: Iterable[str]) -> Json:
    """Values that are compared with, or put on, by the name of their credential."""
    secrets: Json = {}
    for name in (*accepted, *attached):
        credential = part.credentials[name]
        if isinstance(credential, SharedSecret):
            secrets[name] = variable(credential.variable)
    for name in attached:
        credential = part.credentials[name]
        if isinstance(credential, ApiKey):
            in_authorization = credential.query is None and credential.header is None
            key = {"env": key_variable(name)}
            secrets[name] = {"$fill": "text", "of": ["Bearer ", key] if in_authorization else [key]}
        elif isinstance(credential, Basic):
            secrets[name] = {"$fill": "login", "env": credential.variable or login_variable(name)}
    return secrets


def key_variable(credential: str) -> str:
    return f"{credential}_KEY".upper().replace("-", "_")


def login_variable(credential: str) -> str:
    return f"{credential}_LOGIN".upper().replace("-", "_")


def jwks_cluster(name: str) -> str:
    return f"keys-of-{name}"


def token_filter(part: GatewaySlice, accepted: Iterable[str]) -> Json | None:
    """Verifies each token against its issuer's keys; the gate decides what follows from that.

    Audience and algorithm are the gate's too: it says 401 to a wrong audience, not 403.
    """
    tokens = [c for c in (part.credentials[name] for name in accepted) if isinstance(c, Jwt)]
    if not tokens:
        return None
    # Each provider is asked by itself: of several that share an issuer none hides another.
    every: list[Any] = [
        {
            "requires_any": {
                "requirements": [{"provider_name": one.name}, {"allow_missing_or_failed": {}}]
            }
        }
        for one in tokens
    ]
    return {
        "@type": "type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication",
        "providers": {one.name: _provider(one) for one in tokens},
        "rules": [
            {
                "match": {"prefix": "/"},
                "requires": every[0]
                if len(every) == 1
                else {"requires_all": {"requirements": every}},
            }
        ],
    }


def _provider(credential: Jwt) -> Json:
    said: Json = {
        "forward": True,
        "from_headers": [{"name": "Authorization", "value_prefix": "Bearer "}],
        "payload_in_metadata": credential.name,
        "header_in_metadata": f"{credential.name}/header",
        "require_expiration": True,
        **_jwks(credential),
    }
    if credential.issuer is not None:
        said["issuer"] = text(credential.issuer)
    return said


def jwks_url(credential: Jwt) -> Text | None:
    """As said, or where an issuer publishes its keys by custom."""
    if credential.jwks is not None:
        return credential.jwks
    if isinstance(credential.issuer, str):
        return credential.issuer.rstrip("/") + "/.well-known/jwks.json"
    return None


def _jwks(credential: Jwt) -> Json:
    url = jwks_url(credential)
    place: Json = {"$fill": "jwks", "file": f"keys/{credential.name}.jwks.json"}
    if url is None:
        return {"$merge": place}
    uri = variable(url.variable) if isinstance(url, FromEnv) else _whole(url)
    place["remote"] = {
        "http_uri": {"uri": uri, "cluster": jwks_cluster(credential.name), "timeout": "5s"},
        "cache_duration": "300s",
        "async_fetch": {"fast_listener": True},
    }
    return {"$merge": place}


def _whole(url: str) -> str | Json:
    address = Address(url)
    return url if address.is_known else {"$fill": "text", "of": address.pieces}
