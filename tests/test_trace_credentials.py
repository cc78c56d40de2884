"""Who is let in, and which credentials leave with a request."""

import pytest
from gatewright.compiler.facts import Refusal
from gatewright.compiler.trace import Trace
from traces import by_target, plain_facts, traced, verdicts

DECLARED = """
federation creds
env INNER_SECRET secret
env OTHER_SECRET secret
credential auth0   = jwt { issuer "https://one.example/"  audience "shop"  jwks "https://one.example/jwks" }
credential auth1   = jwt { issuer "https://two.example/"  audience "shop"  jwks "https://two.example/jwks" }
credential other   = jwt { issuer "https://one.example/"  audience "bank"  jwks "https://one.example/jwks" }
credential odd     = jwt { issuer "https://one.example/"  audience "shop"  jwks "https://one.example/jwks"  algorithm HS512 }
credential ours    = api_key { bucket "a"  header "x-api-key" }
credential same    = api_key { bucket "a"  header "x-api-key" }
credential theirs  = api_key { bucket "b"  header "x-api-key" }
credential inquery = api_key { bucket "a"  query "key" }
credential pass    = shared_secret { header "x-pass"  env INNER_SECRET }
credential wrong   = shared_secret { header "x-pass"  env OTHER_SECRET }
credential minted  = gateway_jwt { signer edge  audience "inner"  claims { "tenant" = claim(tenant)  "plan" = "gold" } }
credential issued  = jwt { issuer "https://edge.example/issuer"  audience "inner"  jwks "https://edge.example/jwks" }
credential cert    = mtls { ca "our-ca" }
"""

TWO = (
    DECLARED
    + """
client web { presents %s }
gateway edge on envoy { domain "edge.example"  accept %s  route /** -> inner { %s } }
gateway inner on kong { internal  accept %s  route /** -> behind }
service behind { url "http://behind" }
"""
)


def over_two(presents: str, edge: str, travel: str, inner: str, **more: str) -> Trace:
    return traced(TWO % (presents, edge, travel, inner), "GET /x", "web", to="edge")


@pytest.mark.parametrize(
    ("presents", "edge", "travel", "inner", "end"),
    [
        # the caller's own credential is sent on
        ("auth0", "auth0", "", "auth0", "inner DELIVERED 200"),
        ("auth0", "auth0", "", "auth1", "inner AUTH_REJECTED 401"),
        ("ours", "ours", "", "same", "inner DELIVERED 200"),
        ("ours", "ours", "", "theirs", "inner AUTH_REJECTED 401"),
        ("ours", "ours", "strip ours", "ours", "inner AUTH_MISSING 401"),
        ("cert", "cert", "", "cert", "inner AUTH_MISSING 401"),
        ("inquery", "inquery", "", "inquery", "inner DELIVERED 200"),
        ("inquery", "inquery", "strip inquery", "inquery", "inner AUTH_MISSING 401"),
        # the gateway brings one of its own
        ("auth0", "auth0", "strip auth0  attach pass", "pass", "inner DELIVERED 200"),
        ("auth0", "auth0", "attach wrong", "pass", "inner AUTH_REJECTED 401"),
        ("auth0", "auth0", "strip auth0  attach minted", "minted", "inner DELIVERED 200"),
        ("auth0", "auth0", "attach minted", "issued", "inner DELIVERED 200"),
        ("ours", "ours", "exchange ours for pass", "pass", "inner DELIVERED 200"),
        ("ours", "ours", "exchange auth0 for pass", "pass", "inner AUTH_MISSING 401"),
        ("auth0", "auth0", "attach cert", "cert", "inner DELIVERED 200"),
        # several at once
        ("ours", "auth0 or ours", "", "anyone", "inner DELIVERED 200"),
        ("ours", "auth0 and ours", "", "anyone", "edge AUTH_MISSING 401"),
        ("auth0, ours", "auth0 and ours", "", "anyone", "inner DELIVERED 200"),
        # what cannot be verified
        ("other", "auth0", "", "anyone", "edge AUTH_REJECTED 401"),
        ("odd", "odd", "", "anyone", "edge AUTH_REJECTED 401"),
    ],
)
def test_who_is_let_in(presents: str, edge: str, travel: str, inner: str, end: str) -> None:
    assert verdicts(over_two(presents, edge, travel, inner))[-1] == end


def test_a_refusal_says_what_stood_there_and_what_was_wanted() -> None:
    refused = over_two("ours", "ours", "", "theirs").hops[-1].detail
    assert refused == "`x-api-key` holds a key of bucket `a`, wanted: a key of bucket `b`"

    missing = over_two("ours", "ours", "strip ours", "theirs").hops[-1].detail
    assert missing == "`x-api-key` holds nothing, wanted: a key of bucket `b`"


def test_the_status_tells_the_reasons_apart() -> None:
    text = TWO % ("other", "auth0", "", "anyone")
    telling = plain_facts(failures_refusal=Refusal(401, 402, 406, 403))
    facts = by_target(envoy=telling)

    assert traced(text, "GET /", "web", to="edge", facts_of=facts).answer.status == 406
    assert traced(text, "GET /", to="edge", facts_of=facts).answer.status == 401
    forged = (("authorization", "Bearer made-up"),)
    found = traced(text, "GET /", to="edge", facts_of=facts, headers=forged)
    assert found.answer.status == 402
    assert "forged" in found.hops[0].detail


def test_what_the_caller_writes_takes_the_place_of_what_it_would_present() -> None:
    text = TWO % ("ours", "ours", "", "anyone")
    found = traced(text, "GET /", "web", to="edge", headers=(("X-API-Key", "guess"),))
    assert verdicts(found) == ["edge AUTH_REJECTED 401"]


SCOPED = """
federation scoped
credential auth0 = jwt { issuer "https://one.example/"  audience "shop"  jwks "https://one.example/jwks" }
client web { presents auth0 with (claim(role) in ["crew", "cook"] and scope("orders:read")) }
client bare { presents auth0 }
gateway edge on envoy {
  accept auth0 with (scope("orders:read") and claim(role) = "crew")
  route /** -> behind
}
service behind { url "http://behind" }
"""


def test_claims_and_scopes_are_made_to_say_what_the_client_promises() -> None:
    let_in = traced(SCOPED, "GET /", "web")
    assert let_in.answer.status == 200
    assert let_in.hops[0].caller == "web"
    assert let_in.hops[0].accepted == ("auth0",)

    assert verdicts(traced(SCOPED, "GET /", "bare")) == ["edge AUTH_REJECTED 403"]
    promoted = traced(SCOPED, "GET /", "bare", claims={"role": "crew"}, scopes=("orders:read",))
    assert promoted.answer.status == 200


def test_who_the_caller_is_comes_from_the_credential() -> None:
    assert traced(SCOPED, "GET /", "web", claims={"sub": "ann"}).hops[0].caller == "ann"


def test_a_minted_token_says_what_the_signer_accepted() -> None:
    text = TWO % ("auth0", "auth0", "strip auth0  attach minted", "minted")
    found = traced(text, "GET /", "web", to="edge", claims={"tenant": "acme", "sub": "ann"})
    (carried,) = found.hops[0].sent[0].message.credentials

    assert dict(carried.claims) == {"sub": "ann", "tenant": "acme", "plan": "gold"}
    assert carried.holder == "edge"
    assert found.hops[1].caller == "ann"


def test_only_the_signer_can_mint() -> None:
    text = """
federation signer
credential minted = gateway_jwt { signer edge }
gateway edge on envoy { accept anyone  route /** -> behind }
gateway side on envoy { accept anyone  route /** -> behind { attach minted } }
service behind { url "http://behind" }
"""
    (hop,) = traced(text, "GET /", to="side").hops
    assert hop.sent[0].message.credentials == ()
    assert hop.notes == ("`minted` is signed by `edge` only, so nothing is attached",)


def test_no_secret_is_shown_and_one_place_holds_one_credential() -> None:
    found = over_two("auth0, ours", "auth0", "attach pass, minted", "anyone")
    headers = dict(found.hops[0].sent[0].message.headers)

    assert headers["x-pass"] == "$INNER_SECRET"
    assert headers["authorization"] == "Bearer $EDGE_MINTED"
    assert headers["x-api-key"] == "$WEB_OURS"
    assert "`minted` takes the place of `auth0` from web" in found.hops[0].notes


def test_some_products_take_off_what_they_checked_unless_it_is_passed() -> None:
    tidy = by_target(envoy=plain_facts(headers_strips_checked=("api_key",)))

    def sent(travel: str) -> bool:
        text = TWO % ("ours", "ours", travel, "anyone")
        found = traced(text, "GET /", "web", to="edge", facts_of=tidy)
        return found.hops[0].sent[0].message.header("x-api-key") is not None

    assert not sent("")
    assert sent("pass ours")


def test_an_expired_credential_is_refused_where_it_is_checked() -> None:
    text = TWO % ("auth0", "auth0", "strip auth0  attach minted", "minted")

    def end(fault: str) -> str:
        return verdicts(traced(text, "GET /", "web", to="edge", broken=(fault,)))[-1]

    assert end("expire auth0") == "edge AUTH_REJECTED 401"
    assert end("expire minted") == "inner AUTH_REJECTED 401"


def test_a_service_that_checks_answers_itself() -> None:
    text = """
federation checked
env S secret
credential pass = shared_secret { header "x-pass"  env S }
gateway edge on envoy {
  accept anyone
  route /with -> behind { attach pass }
  route /** -> behind
}
service behind { url "http://behind"  accept pass }
"""
    assert verdicts(traced(text, "GET /with")) == ["edge DELIVERED 200"]
    refused = traced(text, "GET /without")
    assert verdicts(refused) == ["edge DELIVERED 401"]
    assert "`behind` refuses: `x-pass` holds nothing" in refused.hops[0].detail
    assert refused.answer.by == "behind"


def test_where_nobody_checks_it_is_said() -> None:
    text = """
federation open
credential k = api_key { header "x-k" }
client web { presents k }
gateway edge on envoy { route /** -> behind }
service behind { url "http://behind" }
"""
    (hop,) = traced(text, "GET /", "web").hops
    assert hop.caller is None
    assert hop.notes == ("nobody checks the credentials here",)


def test_a_token_fetched_by_a_client_is_taken_for_its_issuers_and_that_is_assumed() -> None:
    text = """
federation fetched
credential auth0 = jwt { issuer "https://one.example/"  audience "shop"  jwks "https://one.example/jwks" }
credential robot = oauth_client { token_url "https://one.example/oauth/token"  id "robot"  scopes "read" }
gateway edge on envoy { accept anyone  route /** -> inner { attach robot } }
gateway inner on envoy { internal  accept auth0 with scope("read")  route /** -> behind }
service behind { url "http://behind" }
"""
    found = traced(text, "GET /", to="edge")
    assert found.answer.status == 200
    assert any(note.startswith("assumed: ") for note in found.hops[1].notes)
