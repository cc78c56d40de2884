"""Plays the issuers of tokens: signs what a client presents, and publishes the keys to check it."""

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ..compiler.model import Jwt
from ..compiler.trace import Carried

LIFETIME = 3600
KEY_BITS = 2048
PLAYED = ("RS256", "RS384", "RS512")


class Issuer:
    """One key for all issuers of a lab: nobody trusts it but the gateways in there."""

    key_id = "lab"

    @cached_property
    def _key(self) -> Any:
        # It brings a library of cryptography along, and a key takes a moment to make.
        from cryptography.hazmat.primitives.asymmetric import rsa

        return rsa.generate_private_key(public_exponent=65_537, key_size=KEY_BITS)

    def token(self, credential: Jwt, carried: Carried) -> str:
        """What the client shows, with all that is said of it in the trace."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding

        algorithm = credential.algorithm or PLAYED[0]
        digest = {"RS256": hashes.SHA256, "RS384": hashes.SHA384, "RS512": hashes.SHA512}
        head = {"alg": algorithm, "typ": "JWT", "kid": self.key_id}
        signed = f"{_part(head)}.{_part(_claims(carried))}"
        signature = self._key.sign(signed.encode(), padding.PKCS1v15(), digest[algorithm]())
        return f"{signed}.{_text(signature)}"

    def published(self) -> dict[str, Any]:
        """The key set that gateways check tokens with."""
        numbers = self._key.public_key().public_numbers()
        key = {"kty": "RSA", "use": "sig", "kid": self.key_id}
        return {"keys": [{**key, "n": _number(numbers.n), "e": _number(numbers.e)}]}


def is_played(credential: Jwt) -> bool:
    return credential.algorithm is None or credential.algorithm in PLAYED


def _claims(carried: Carried) -> Mapping[str, Any]:
    now = int(time.time())
    expires = now - LIFETIME if carried.state == "expired" else now + LIFETIME
    claims: dict[str, Any] = {"iat": now - 2 * LIFETIME, "exp": expires, **carried.claims}
    if carried.issuer is not None:
        claims["iss"] = carried.issuer
    if carried.audience:
        claims["aud"] = list(carried.audience)
    if carried.scopes:
        claims["scope"] = " ".join(carried.scopes)
    return claims


def _part(content: Mapping[str, Any]) -> str:
    return _text(json.dumps(content, separators=(",", ":")).encode())


def _number(value: int) -> str:
    return _text(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
