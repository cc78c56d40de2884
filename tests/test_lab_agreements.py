"""Where trace and a real Envoy once disagreed: one request each, and they agree now."""

import pytest
from envoy_rounds import faults
from gatewright.compiler.trace import Question
from gatewright.lab.answering import compared, federation_up
from meanings import meaning

EDGE = """
federation agreed
env SECRET secret
credential keys  = api_key { bucket "shops"  query "key" }
credential other = api_key { bucket "others"  header "x-other" }
credential pass_on = shared_secret { header "x-secret"  env SECRET }
client web { presents keys  calls edge }
gateway edge on envoy {
  domain "api.example.com"
  accept keys
  cors { origins "https://shop.example" }
  route /split/** -> split {
    50% inner { attach pass_on }
    50% inner { attach pass_on }
  }
  route /inner/**            -> inner { attach pass_on }
  route /swap/**             -> orders { strip keys  exchange keys for other }
  route /miss/** -> choose { query("never") -> orders } { headers response { set "x-kind" = "a" } }
  route /a/** when query("q")  -> orders { body max 1KB }
  route /a/**                  -> orders
  route /                    -> respond 204
  route /**                  -> orders at /files/{**}
}
gateway inner on envoy {
  internal
  listen  21001
  accept  pass_on
  cors    { origins "https://shop.example" }
  timeout connect 1s, response 400ms
  unreachable problem 502
  route /** -> orders
}
gateway closed on envoy { domain "old.example.com"  state retired  route /** -> orders }
service orders { url "http://orders.internal:8080" }
"""


def asked(request: str, to: str = "edge", client: str = "web", **more: object) -> Question:
    method, _, path = request.partition(" ")
    return Question(method, path, client, to=to, **more)  # type: ignore[arg-type]


ORIGIN = (("origin", "https://shop.example"),)
CASES = [
    # Somebody asks for an unknown host first: what the gateway knows must not be lost over that.
    (asked("GET /inner", host="elsewhere.example"), ""),
    (asked("GET /inner", client="anyone"), ""),
    (asked("GET /inner/x"), ""),
    (asked("GET /inner/x", headers=ORIGIN), ""),
    (asked("GET /split/x"), ""),
    (asked("GET /swap/x"), ""),
    (asked("GET /miss/x"), ""),
    (asked("POST /a?q=1", body_bytes=2_000), ""),
    (asked("POST /a?q=1", body_bytes=1_000), ""),
    (asked("POST /a", body_bytes=2_000), ""),
    (asked("GET /"), ""),
    (asked("GET ///"), ""),
    (asked("GET //x/.."), ""),
    (asked("GET /a//.."), ""),
    (asked("GET /a%2Fb"), ""),
    (asked("GET /files/x", headers=(("x-envoy-retry-on", "5xx"),)), ""),
    (asked("GET /inner/x"), "tls orders"),
    (asked("GET /inner/x"), "slow orders by constant(900ms)"),
    (asked("GET /x", to="closed", host="elsewhere.example"), ""),
    (asked("GET /a%2Fb", to="closed"), ""),
]


@pytest.mark.live
def test_trace_and_a_real_envoy_agree() -> None:
    pytest.importorskip("envoy", reason="the extra `lab` brings an Envoy along")
    federation = meaning(EDGE)

    with federation_up(federation) as lab:
        tried = [
            (question, fault, compared(lab, question, faults(fault, federation)))
            for question, fault in CASES
        ]

    assert [] == [
        f"{question.method} {question.path} {fault}: {one.reason or one.differences}"
        for question, fault, one in tried
        if not one.agrees
    ]
