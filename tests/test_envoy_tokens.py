"""Tokens at a real Envoy: signature, issuer, audience, algorithm, claims and scopes."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from envoy_here import Up, envoy, needs_envoy, service
from meanings import meaning

pytestmark = pytest.mark.live

PROGRAM = """
federation tokens
credential one = jwt { issuer "https://one.example/"  audience "orders" }
credential two = jwt { issuer "https://one.example/"  audience "stock"  algorithm RS256 }
env SECRET secret
credential pass = shared_secret { header "x-pass"  env SECRET }
gateway edge on envoy {
  route GET /one   -> orders { accept one  headers request { set "x-sub" = claim(sub) } }
  route GET /two   -> orders { accept two  strip two }
  route GET /swap  -> orders { accept one  exchange one for pass }
  route GET /gone  -> orders { accept one  strip one  exchange one for pass }
  route GET /acme  -> orders { accept one with (claim(tenant) = "acme" and scope("read")) }
  route GET /per   -> orders { accept one  limit 1/min per caller }
  route GET /when when claim(tenant) = "acme" -> orders at /is-acme { accept one }
  route GET /choose -> choose { claim(tenant) = "acme" -> orders at /acme  else -> orders at /else } { accept one }
}
service orders { url "http://orders.internal:8080" }
"""


class Signer:
    """A key of ours and the tokens that it signs."""

    def __init__(self) -> None:
        rsa = pytest.importorskip(
            "cryptography.hazmat.primitives.asymmetric.rsa", reason="signs with cryptography"
        )
        self._key: Any = rsa.generate_private_key(65537, 2048)

    def jwks(self) -> str:
        public = self._key.public_key().public_numbers()
        key = {"kty": "RSA", "kid": "k", "n": _number(public.n), "e": _number(public.e)}
        return json.dumps({"keys": [key]})

    def token(self, alg: str = "RS256", **claims: object) -> tuple[str, str]:
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256, SHA384

        said = {"iss": "https://one.example/", "aud": "orders", "sub": "ann", "exp": _in(300)}
        head = _part({"alg": alg, "kid": "k"})
        body = _part({name: v for name, v in {**said, **claims}.items() if v is not None})
        how: Any = SHA384() if alg == "RS384" else SHA256()
        signed = self._key.sign(f"{head}.{body}".encode(), PKCS1v15(), how)
        sealed = "" if alg == "none" else urlsafe_b64encode(signed).decode().rstrip("=")
        return "authorization", f"Bearer {head}.{body}.{sealed}"


def _number(value: int) -> str:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _part(value: object) -> str:
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _in(seconds: int) -> int:
    return int(time.time()) + seconds


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer()


@pytest.fixture(scope="module")
def edge(tmp_path_factory: pytest.TempPathFactory, signer: Signer) -> Iterator[Up]:
    needs_envoy()
    files = {"keys/one.jwks.json": signer.jwks(), "keys/two.jwks.json": signer.jwks()}
    folder = tmp_path_factory.mktemp("tokens")
    values = {"SECRET": "s3cret"}
    with (
        service() as url,
        envoy(meaning(PROGRAM), folder / "edge", files=files, values=values, orders=url) as up,
    ):
        yield up


def test_a_good_token(edge: Up, signer: Signer) -> None:
    said = edge.get("/one", signer.token())
    assert (200, ["ann"]) == (said.status, said.header("x-sub"))


def test_one_audience_of_several(edge: Up, signer: Signer) -> None:
    assert 200 == edge.get("/one", signer.token(aud=["else", "orders"])).status
    assert 401 == edge.get("/two", signer.token(aud=["else", "orders"])).status


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "stock"},
        {"aud": None},
        {"iss": "https://two.example/"},
        {"exp": 1},
        {"exp": None},
        {"alg": "none"},
    ],
)
def test_refused(edge: Up, signer: Signer, claims: dict[str, Any]) -> None:
    assert 401 == edge.get("/one", signer.token(**claims)).status


def test_a_strange_signature_and_no_token(edge: Up, signer: Signer) -> None:
    assert 401 == edge.get("/one", Signer().token()).status
    assert 401 == edge.get("/one", ("authorization", "Bearer x.y.z")).status
    assert 401 == edge.get("/one", ("authorization", "Basic YTpi")).status
    assert 401 == edge.get("/one").status


def test_the_algorithm_is_the_programs(edge: Up, signer: Signer) -> None:
    assert 200 == edge.get("/one", signer.token("RS384")).status
    assert 401 == edge.get("/two", signer.token("RS384", aud="stock")).status
    said = edge.get("/two", signer.token(aud="stock"))
    assert (200, []) == (said.status, said.header("authorization"))


def test_conditions_on_claims_and_scopes(edge: Up, signer: Signer) -> None:
    assert 200 == edge.get("/acme", signer.token(tenant="acme", scope="write read")).status
    assert 403 == edge.get("/acme", signer.token(tenant="acme", scope="reader")).status
    assert 403 == edge.get("/acme", signer.token(scope="read")).status


def test_a_token_is_exchanged_while_it_is_carried(edge: Up, signer: Signer) -> None:
    swapped, gone = edge.get("/swap", signer.token()), edge.get("/gone", signer.token())
    assert ([], ["s3cret"]) == (swapped.header("authorization"), swapped.header("x-pass"))
    assert ([], []) == (gone.header("authorization"), gone.header("x-pass"))


@pytest.mark.parametrize("scope", [5, True, {"read": 1}, [], ["read", 1]])
def test_scopes_of_an_odd_shape_fail_nothing(edge: Up, signer: Signer, scope: object) -> None:
    assert 200 == edge.get("/one", signer.token(scope=scope)).status


def test_a_secret_of_the_issuers_public_key_signs_nothing(edge: Up, signer: Signer) -> None:
    claims = {"iss": "https://one.example/", "aud": "orders", "sub": "ann", "exp": _in(300)}
    signed = f"{_part({'alg': 'HS256', 'kid': 'k'})}.{_part(claims)}"
    seal = hmac.digest(signer.jwks().encode(), signed.encode(), "sha256")
    token = f"{signed}.{urlsafe_b64encode(seal).decode().rstrip('=')}"
    assert 401 == edge.get("/one", ("authorization", f"Bearer {token}")).status


def test_two_tokens_are_none(edge: Up, signer: Signer) -> None:
    good, bad = signer.token(), Signer().token()
    assert [401, 401] == [edge.get("/one", *pair).status for pair in ((good, bad), (bad, good))]


def test_a_token_elsewhere_is_none(edge: Up, signer: Signer) -> None:
    token = signer.token()[1].removeprefix("Bearer ")
    assert 401 == edge.get(f"/one?access_token={token}").status


def test_a_subject_ends_no_line(edge: Up, signer: Signer) -> None:
    said = edge.get("/one", signer.token(sub="ann\r\nx-evil: %REQ(host)%\0"))
    assert (["annx-evil: %REQ(host)%"], []) == (said.header("x-sub"), said.header("x-evil"))


def test_routes_and_ways_by_claims(edge: Up, signer: Signer) -> None:
    assert "/is-acme" == edge.get("/when", signer.token(tenant="acme")).path
    assert 404 == edge.get("/when", signer.token(tenant="other")).status
    assert 404 == edge.get("/when", Signer().token(tenant="acme")).status
    assert "/acme" == edge.get("/choose", signer.token(tenant="acme")).path
    assert "/else" == edge.get("/choose", signer.token()).path


def test_limits_go_by_the_subject(edge: Up, signer: Signer) -> None:
    assert [200, 429] == [edge.get("/per", signer.token(sub="bob")).status for _ in range(2)]
    assert 200 == edge.get("/per", signer.token(sub="cid")).status
