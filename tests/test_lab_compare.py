"""What was seen of a request, held against its trace: equal, or told apart to the last header."""

from dataclasses import replace

import pytest
from gatewright.compiler.trace import Question, Setting, Trace, trace
from gatewright.lab.compare import differences
from gatewright.lab.exchange import CLIENT, Exchange, Heard, Said
from gatewright.lab.keys import Keys, keys_for
from gatewright.lab.observe import Observed
from gatewright.lab.stub import SERVICE_HEADER
from traces import federation_of, plainly

PROGRAM = """
federation two
env SECRET secret
credential keys = api_key { header "x-api-key" }
credential pass_on = shared_secret { header "x-secret"  env SECRET }
client web { presents keys  calls edge }
gateway edge on envoy {
  accept keys
  hop_guard off
  route /api/** -> inner at /{**} { strip keys  attach pass_on }
}
gateway inner on envoy {
  internal
  accept pass_on
  hop_guard off
  route /orders/** -> orders
}
service orders { url "http://orders.internal:8080" }
"""
FEDERATION = federation_of(PROGRAM)
KEYS = keys_for(FEDERATION)


def predicted(path: str = "/api/orders/42?x=1") -> Trace:
    question = Question("GET", path, client="web", headers=(("x-tenant", "acme"),))
    return trace(Setting(FEDERATION, plainly), question)


def as_it_was(trace: Trace, keys: Keys) -> Observed:
    """What would be seen if everything went as predicted."""
    status = trace.answer.status
    assert status is not None
    by = trace.answer.by
    headers = ((SERVICE_HEADER, by),) if by in FEDERATION.services else ()
    said = Said(status, (*headers, ("content-type", trace.answer.media or "text/x")))
    exchanges: list[Exchange] = []
    caller = CLIENT
    for hop in trace.hops:
        exchanges.append(Exchange(caller, hop.gateway, heard(hop.received, keys), said))
        caller = hop.gateway
    last = trace.hops[-1].sent
    if last:
        exchanges.append(Exchange(caller, last[0].to, heard(last[0].message, keys), said))
    return Observed(tuple(exchanges))


def heard(message: object, keys: Keys) -> Heard:
    from gatewright.compiler.trace import Message

    assert isinstance(message, Message)
    headers = (("host", message.host), *((n, keys.filled(v)) for n, v in message.headers))
    return Heard(message.method, message.target, headers)


@pytest.mark.parametrize("path", ["/api/orders/42?x=1", "/nowhere", "/api/nowhere"])
def test_what_went_as_predicted_shows_no_difference(path: str) -> None:
    foreseen = predicted(path)

    assert () == differences(foreseen, as_it_was(foreseen, KEYS), KEYS)


def changed(**parts: object) -> list[str]:
    """The differences once the service has heard something else."""
    foreseen = predicted()
    seen = as_it_was(foreseen, KEYS)
    *before, last = seen.exchanges
    other = replace(last, heard=replace(last.heard, **parts))
    found = differences(foreseen, Observed((*before, other)), KEYS)
    return [f"{one.what}: {one.predicted} | {one.observed}" for one in found]


def test_each_part_of_a_request_is_compared() -> None:
    assert ["target at orders: /orders/42?x=1 | /orders/42"] == changed(target="/orders/42")
    assert ["method at orders: GET | HEAD"] == changed(method="HEAD")
    assert ["body_bytes at orders: 0 | 3"] == changed(body_bytes=3)


def test_headers_are_compared_to_the_last_one_and_secrets_stay_hidden() -> None:
    secret = KEYS.values["SECRET"]

    found = changed(headers=(("host", "elsewhere"), ("x-secret", f"{secret}!"), ("x-more", "1")))

    assert found == [
        "host at orders: orders.internal:8080 | elsewhere",
        "x-more at orders: absent | 1",
        "x-secret at orders: $SECRET | $SECRET!",
        "x-tenant at orders: acme | absent",
    ]


def test_a_request_too_many_and_one_too_few_are_seen() -> None:
    foreseen = predicted()
    seen = as_it_was(foreseen, KEYS)

    twice = differences(foreseen, Observed((*seen.exchanges, seen.exchanges[-1])), KEYS)
    fewer = differences(foreseen, Observed(seen.exchanges[:-1]), KEYS)

    assert [("requests at orders", "1", "2")] == [(d.what, d.predicted, d.observed) for d in twice]
    assert "requests at orders" in [one.what for one in fewer]
    assert "received by orders" in [one.what for one in fewer]


def test_who_answered_is_found_by_what_was_handed_on() -> None:
    said, other = Said(404, (), b"from inner"), Said(502, (), b"from edge")
    nothing = Heard("GET", "/", ())

    handed_on = Observed((
        Exchange(CLIENT, "edge", nothing, said),
        Exchange("edge", "inner", nothing, said),
    ))  # fmt: skip
    answered_itself = Observed((
        Exchange(CLIENT, "edge", nothing, other),
        Exchange("edge", "inner", nothing, None),
    ))  # fmt: skip

    assert "inner" == handed_on.answered_by
    assert "edge" == answered_itself.answered_by


def test_keys_of_one_bucket_pass_for_each_other() -> None:
    federation = federation_of("""
federation buckets
credential a = api_key { bucket "shops"  header "x-a" }
credential b = api_key { bucket "shops"  header "x-b" }
credential c = api_key { bucket "others"  header "x-c" }
client web { presents a  calls edge }
client app { presents c  calls edge }
gateway edge on envoy { accept a or b or c  route /** -> respond 200 }
""")

    keys = keys_for(federation)

    assert keys.accepted["a"] == keys.accepted["b"]
    assert ["web"] == list(keys.accepted["b"].values())
    assert ["app"] == list(keys.accepted["c"].values())
    assert "key $WEB_A" == keys.hidden(f"key {keys.values['WEB_A']}")
