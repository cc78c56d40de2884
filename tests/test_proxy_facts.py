"""What is known of the proxies: enough to foretell how rings of them end, and what they say."""

from datetime import date

import pytest
from gatewright.compiler.facts import ProductFacts
from gatewright.compiler.model import Gateway, Setting
from gatewright.compiler.target import Need
from gatewright.targets.load import target_named
from gatewright.targets.statements import statements_of

PROXIES = ("kong", "envoy", "envoy_gateway", "nginx", "haproxy", "caddy")
RUN_HERE = ("envoy", "nginx", "haproxy", "caddy")
FORMS = [(name, form) for name in PROXIES for form in target_named(name).variants()]


def facts(name: str) -> ProductFacts:
    (form,) = target_named(name).variants().values()
    return form.facts


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_each_form_answers_every_need(name: str, form: str) -> None:
    abilities = target_named(name).variants()[form].abilities
    assert [need for need in Need if need not in abilities] == []
    for need, ability in abilities.items():
        assert ability.source, need
        assert date.fromisoformat(ability.date), need
        if ability.way != "native":
            assert ability.how, f"{need}: an ability that is {ability.way} says in which sense"


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_each_fact_says_who_says_so_and_what_is_assumed_says_why(name: str, form: str) -> None:
    said = statements_of(target_named(name).variants()[form].facts)
    assert [one.name for one in said if not one.fact.source] == []
    assert [one.name for one in said if one.fact.known == "assumed" and not one.fact.note] == []
    assert all(date.fromisoformat(one.fact.date) for one in said)


def test_kong_on_kubernetes_is_a_form_of_its_own() -> None:
    kong = target_named("kong")
    on_kubernetes = Gateway("g", "kong", settings=(Setting("kubernetes", ("true",)),))
    assert kong.variant_of(Gateway("g", "kong")) == "standalone"
    assert kong.variant_of(on_kubernetes) == "kubernetes"


def test_every_proxy_that_ran_was_run_for_its_failures() -> None:
    for name in RUN_HERE:
        failures = facts(name).failures
        for fact in (failures.refused, failures.reset, failures.tls, failures.response_timeout):
            assert fact.known == "run here", name


@pytest.mark.parametrize(
    ("name", "refused", "reset", "connect_timeout", "response_timeout", "dns"),
    [
        ("nginx", 502, 502, 504, 504, 502),
        ("haproxy", 503, 502, 503, 504, 503),
        ("caddy", 502, 502, 502, 504, 502),
        ("envoy", 503, 503, 503, 504, 503),
    ],
)
def test_what_each_says_of_an_upstream_that_fails(
    name: str, refused: int, reset: int, connect_timeout: int, response_timeout: int, dns: int
) -> None:
    said = facts(name).failures
    assert (said.refused.value, said.reset.value) == (refused, reset)
    assert said.connect_timeout.value == connect_timeout
    assert said.response_timeout.value == response_timeout
    assert said.dns.value == dns


def test_a_request_line_of_nginx_with_method_version_and_line_end_has_8192_bytes() -> None:
    longest = facts("nginx").ceilings.uri_max.value
    assert longest is not None
    assert len(b"GET ") + longest.bytes + len(b" HTTP/1.1\r\n") == 8192


def test_a_ring_through_nginx_ends_after_255_passes() -> None:
    ceilings = facts("nginx").ceilings
    most, each = ceilings.connections_max.value, ceilings.connections_per_pass.value
    assert most is not None
    listener = 1
    assert (most - listener) // each == 255
    assert facts("caddy").failures.reset.value == 502, "who called nginx sees it close, and says so"


def test_a_ring_that_grows_by_33_bytes_a_turn_meets_the_longest_line_before_that() -> None:
    """As run here: 32 bytes a turn end after 255 passes with 502, 33 after 249 with 414."""
    longest = facts("nginx").ceilings.uri_max.value
    assert longest is not None
    start = len("/g32/1")
    assert start + 32 * 254 <= longest.bytes, "the 255th pass still fits"
    assert start + 33 * 247 <= longest.bytes < start + 33 * 248, "the 249th does not"
    assert facts("nginx").failures.uri_too_long.value == 414


def test_the_shortest_line_of_the_proxies_is_that_of_nginx() -> None:
    longest = {name: facts(name).ceilings.uri_max.value for name in RUN_HERE}
    sizes = {name: size.bytes for name, size in longest.items() if size is not None}
    assert sorted(sizes, key=lambda name: sizes[name]) == ["nginx", "haproxy", "envoy", "caddy"]


def test_a_post_that_was_sent_is_never_sent_again_by_itself() -> None:
    for name in ("envoy", "envoy_gateway", "nginx", "caddy"):
        assert facts(name).upstreams.implicit_retry.value is None
    haproxy = facts("haproxy").upstreams.implicit_retry.value
    assert haproxy is not None
    assert haproxy.on == ("connect",), "nothing was sent yet"
    for form in target_named("kong").variants().values():
        kong = form.facts.upstreams.implicit_retry.value
        assert kong is not None
        assert kong.count == 5
        assert "POST" not in kong.methods


def test_escaped_slashes_are_refused_alike_whatever_the_product_does_left_alone() -> None:
    for name, form in FORMS:
        routing = target_named(name).variants()[form].facts.routing
        assert routing.normalisation.value.escaped_slashes == "reject"
        assert routing.normalisation.value.double_slashes == "merge"
    assert facts("nginx").routing.bare_normalisation.value.escaped_slashes == "decode"
    assert facts("haproxy").routing.bare_normalisation.value.dot_segments == "keep"


def test_what_reaches_an_upstream_beside_the_headers_of_the_caller() -> None:
    added = {name: [one.name for one in facts(name).headers.adds.value] for name in RUN_HERE}
    assert added == {
        "envoy": ["x-forwarded-proto"],
        "nginx": [],
        "haproxy": [],
        "caddy": ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"],
    }


def test_nothing_is_promised_that_only_a_sidecar_could_do_without_saying_so() -> None:
    for name in ("nginx", "caddy"):
        (form,) = target_named(name).variants().values()
        for need in (Need.ACCEPT_JWT, Need.ATTACH_GATEWAY_JWT):
            assert form.abilities[need].way == "emulated"
            assert "sidecar" in form.abilities[need].how
