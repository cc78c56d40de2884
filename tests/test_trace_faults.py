"""What the client sees when something is broken."""

from dataclasses import replace

import pytest
from gatewright.compiler.facts import Fact, ImplicitRetry
from gatewright.compiler.trace import Trace
from gatewright.compiler.units import Duration
from gatewright.targets.load import facts_of
from traces import by_target, plain_facts, traced, verdicts

CHAIN = """
federation chain
region eu = aws.eu-west-1
region us = aws.us-east-1
client web { region eu }
gateway edge on zuplo { region eu  accept anyone  domain "edge.example"  %s  route /** -> member }
gateway member on kong { region us  internal  accept anyone  %s  route /** -> orders }
service orders { url "http://orders"  region us  latency constant(100ms)  returns "application/json" }
"""

ZUPLO = by_target(
    zuplo=plain_facts(
        failures_refused=522, failures_connect_timeout=522, failures_dns=530, failures_tls=525,
        failures_reset=520, failures_egress=503, failures_response_timeout=524,
    )
)  # fmt: skip


def broken(*faults: str, edge: str = "", member: str = "", request: str = "GET /x") -> Trace:
    return traced(CHAIN % (edge, member), request, "web", to="edge", broken=faults, facts_of=ZUPLO)


@pytest.mark.parametrize(
    ("fault", "end"),
    [
        ("refuse member", "edge UNREACHABLE(refused) 522"),
        ("fail member", "edge UNREACHABLE(connect-timeout) 522"),
        ("dns member", "edge UNREACHABLE(dns) 530"),
        ("tls member", "edge UNREACHABLE(tls) 525"),
        ("reset member", "edge UNREACHABLE(reset) 520"),
        ("egress edge", "edge UNREACHABLE(egress) 503"),
        ("partition eu, us", "edge UNREACHABLE(connect-timeout) 522"),
        ("refuse orders", "member UNREACHABLE(refused) 503"),
        ("errors orders by 20% as 503", "member DELIVERED 503"),
        ("errors orders by 20%", "member DELIVERED 500"),
        ("errors member by 20% as 502", "member ANSWERED 502"),
        ("slow orders by 1000x", "member TIMED_OUT 504"),
        ("slow orders by constant(2m)", "member TIMED_OUT 504"),
        ("slow orders by 5x", "member DELIVERED 200"),
    ],
)
def test_each_fault_has_its_status(fault: str, end: str) -> None:
    assert verdicts(broken(fault))[-1] == end


def test_an_error_that_was_answered_passes_through_unchanged() -> None:
    for edge in ("", "unreachable problem 502"):
        found = broken("errors orders by 1% as 500", edge=edge)
        assert verdicts(found) == ["edge FORWARDED 500", "member DELIVERED 500"]
        assert found.answer.by == "orders"


def test_a_problem_document_takes_the_place_of_the_products_own_status() -> None:
    found = broken("refuse member", edge="unreachable problem 502")
    assert (found.answer.status, found.answer.media) == (502, "application/problem+json")
    assert found.branches[0].counts == (("edge", 1),)

    late = broken(
        "slow orders by constant(2m)", edge="unreachable problem 502  timeout response 1s"
    )
    assert verdicts(late)[0] == "edge TIMED_OUT 504"
    assert late.answer.media == "application/problem+json"


def test_whoever_waits_the_shortest_gives_up_first() -> None:
    found = broken(edge="timeout response 50ms")
    assert verdicts(found) == [
        "edge TIMED_OUT 524",
        "member DELIVERED 200",
    ]
    assert found.hops[0].sent[0].failure == "timeout"
    assert dict(found.branches[0].service_calls) == {"orders": 1}  # the work is done all the same


def test_the_budget_is_what_somebody_outside_still_waits() -> None:
    found = broken(edge="timeout response 10s", member="timeout response 4s")
    edge, member = found.hops
    assert edge.budget_left is None
    assert str(edge.waits) == "10s"
    assert str(member.budget_left) == "10s"
    assert str(member.waits) == "4s"


def test_a_product_cannot_wait_longer_than_it_can() -> None:
    facts = by_target(zuplo=plain_facts(ceilings_response_max=Duration(29_000_000)))
    text = CHAIN % ("timeout response 90s", "")
    assert str(traced(text, "GET /x", "web", to="edge", facts_of=facts).hops[0].waits) == "29s"
    text = CHAIN % ("timeout off", "")
    assert str(traced(text, "GET /x", "web", to="edge", facts_of=facts).hops[0].waits) == "29s"


@pytest.mark.parametrize(
    ("request_", "retry", "tries"),
    [
        ("GET /x", "retry 2 on 503, connect", 3),
        ("POST /x", "retry 2 on 503, connect", 1),
        ("POST /x", "retry 2 on 503 methods POST", 3),
        ("GET /x", "retry 2 on 5xx", 3),
        ("GET /x", "retry 2 on 502", 1),
        ("GET /x", "retry off", 1),
        ("GET /x", "", 2),  # the product itself, unasked
    ],
)
def test_retries_count_what_they_reach(request_: str, retry: str, tries: int) -> None:
    trying = plain_facts(upstreams_implicit_retry=ImplicitRetry(1, ("503",), ("GET",)))
    facts = by_target(zuplo=trying)
    found = traced(
        CHAIN % (retry, ""),
        request_,
        "web",
        to="edge",
        broken=("errors orders by 1% as 503",),
        facts_of=facts,
    )
    assert dict(found.branches[0].counts) == {"edge": 1, "member": tries}
    assert dict(found.branches[0].service_calls) == {"orders": tries}
    assert found.hops[0].sent[0].attempts == tries
    assert len(found.hops) == 2  # the last try is the one that is shown


def test_the_pauses_between_tries_take_time_as_well() -> None:
    """100 ms three times over, and pauses of 1, 2 and 3 seconds."""
    retry = "retry 3 on 503 backoff 1s to 3s  timeout response 5s"
    failing = "errors orders by 1% as 503"

    patient = broken(failing, edge="timeout response 10s", member=retry)
    assert patient.answer.status == 503
    hasty = broken(failing, edge="timeout response 6s", member=retry)
    assert verdicts(hasty)[0] == "edge TIMED_OUT 524"


def test_a_client_that_cannot_reach_the_first_gateway_sees_nothing() -> None:
    found = broken("refuse edge")
    assert found.hops == ()
    assert found.answer.status is None
    assert any("cannot be reached" in note for note in found.notes)


def test_egress_rules_hold() -> None:
    assert verdicts(broken(edge="egress none")) == ["edge UNREACHABLE(egress) 503"]
    assert broken(edge="egress only member").answer.status == 200


LOADED = """
federation loaded
credential k = api_key { header "x-k" }
client web { presents k  callers 10 }
gateway edge on zuplo { accept k  limit 60/min per caller  route /** -> s }
service s { url "http://s" }
workload day { from web 5/s { GET /x } }
"""


def test_a_client_under_load_runs_into_its_limit() -> None:
    assert traced(LOADED, "GET /x", "web").answer.status == 200
    assert traced(LOADED, "GET /x", "web", broken=("load web by 2x",)).answer.status == 200
    throttled = traced(LOADED, "GET /x", "web", broken=("load web by 3x",))
    assert verdicts(throttled) == ["edge THROTTLED 429"]
    unknown = traced(LOADED.replace("callers 10", ""), "GET /x", "web", broken=("load web by 3x",))
    assert unknown.answer.status == 200
    assert unknown.hops[0].notes == ("`web` does not say how many callers it has",)


def test_a_limit_of_a_route_meets_only_what_falls_on_it() -> None:
    text = LOADED.replace("limit 60/min per caller  route /** -> s", "route /** -> s { limit 3/s }")
    text = text.replace("route /**", "route /y -> s  route /x").replace(
        "{ GET /x }", "{ GET /x 40%  GET /y 60% }"
    )
    assert traced(text, "GET /x", "web", broken=("load web by 1x",)).answer.status == 200
    assert traced(text, "GET /x", "web", broken=("load web by 2x",)).answer.status == 429
    assert traced(text, "GET /y", "web", broken=("load web by 2x",)).answer.status == 200


def test_assumed_facts_are_named_where_they_decide() -> None:
    facts = plain_facts()
    unsure = Fact(599, "assumed", "nobody knows", "2026-11-20")
    facts = replace(facts, failures=replace(facts.failures, refused=unsure))

    found = traced(
        CHAIN % ("", ""),
        "GET /x",
        "web",
        to="edge",
        broken=("refuse member",),
        facts_of=lambda _: facts,
    )
    assert found.answer.status == 599
    assert found.hops[0].assumed == ("the status when its upstream fails by refused",)


def test_a_development_stage_answers_so_many_a_minute() -> None:
    text = """
    client web { callers 10 }
    gateway edge on zuplo {
      domain "a.example.com"
      stage  development
      accept anyone
      route GET /x -> orders
    }
    service orders { url "http://orders:1" }
    workload day { from web 10/s { GET /x } }
    """
    usual = traced(text, "GET /x", "web", broken=("load web by 1x",), facts_of=facts_of)
    double = traced(text, "GET /x", "web", broken=("load web by 2x",), facts_of=facts_of)

    assert (200, 429) == (usual.answer.status, double.answer.status)
    assert "20/s come, 1K/min are let through" == double.hops[0].detail
