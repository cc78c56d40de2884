"""Zuplo, AWS, Azure and WSO2: which form a gateway stands on, and the facts that stories turn on."""

import pytest
from gatewright.compiler.catalogue.plans import plans
from gatewright.compiler.facts import Preflight, ProductFacts, Refusal
from gatewright.compiler.model import Gateway
from gatewright.compiler.model.settings import Setting
from gatewright.compiler.target import Need, Variant, Way
from gatewright.compiler.units import Duration, Size
from gatewright.targets.load import facts_of, target_named, variant_of


def seconds(number: int) -> Duration:
    return Duration(number * 1_000_000)


def form(target: str, name: str) -> Variant:
    return target_named(target).variants()[name]


def facts(target: str, name: str) -> ProductFacts:
    return form(target, name).facts


def gateway(
    target: str, plan: str | None = None, instance: str | None = None, **said: str
) -> Gateway:
    settings = tuple(Setting(key, (value,)) for key, value in said.items())
    return Gateway("edge", target, plan=plan, base_plan=plan, instance=instance, settings=settings)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (gateway("zuplo"), "edge"),
        (gateway("zuplo", plan="zuplo.enterprise"), "edge"),
        (gateway("zuplo", plan="zuplo.free"), "starter"),
        (gateway("zuplo", plan="zuplo.builder"), "starter"),
        (gateway("zuplo", plan="zuplo.builder", instance="acme"), "dedicated"),
        (gateway("zuplo", projectType="managed-dedicated"), "dedicated"),
        (gateway("aws"), "rest"),
        (gateway("aws", api="http"), "http"),
        (gateway("aws", plan="aws.http"), "http"),
        (gateway("aws", plan="aws.http", api="rest"), "rest"),
        (gateway("azure"), "classic"),
        (gateway("azure", plan="azure.premium"), "classic"),
        (gateway("azure", plan="azure.consumption"), "consumption"),
        (gateway("azure", plan="bill", tier="consumption"), "consumption"),
        (gateway("azure", tier="standard_v2"), "v2"),
        (gateway("wso2"), "universal"),
    ],
)
def test_a_gateway_stands_on_one_form_of_its_product(written: Gateway, name: str) -> None:
    assert name == variant_of(written).name


def test_the_facts_of_a_gateway_are_those_of_its_form() -> None:
    assert facts("aws", "http") == facts_of(gateway("aws", api="http"))


def test_what_cannot_be_reached_is_522_at_zuplo_and_what_is_slow_is_524() -> None:
    failures = facts("zuplo", "edge").failures
    unreached = (
        failures.dns,
        failures.refused,
        failures.reset,
        failures.tls,
        failures.connect_timeout,
        failures.egress,
    )

    assert {522} == {fact.value for fact in unreached}
    assert {"documentation"} == {fact.known for fact in unreached}
    assert failures.response_timeout.value == 524
    assert (404, 404) == (failures.no_route.value, failures.method_blocked.value)
    assert failures.media.value == "application/problem+json"


def test_zuplo_waits_19_s_to_connect_and_180_s_to_read_and_small_plans_30_s_in_all() -> None:
    edge, starter = facts("zuplo", "edge"), facts("zuplo", "starter")

    assert edge.defaults.connect.value == seconds(19)
    assert edge.defaults.response.value == seconds(180)
    assert edge.ceilings.total_max.value is None
    assert starter.ceilings.total_max.value == seconds(30)
    assert edge.ceilings.parallel_max.value == 6
    assert edge.ceilings.stage_per_minute["development"].value == 1_000


def test_local_links_need_a_dedicated_instance_and_never_reach_a_cloud_function() -> None:
    assert facts("zuplo", "dedicated").upstreams.local.value
    assert not facts("zuplo", "edge").upstreams.local.value

    assert form("zuplo", "dedicated").abilities[Need.LOCAL].way == "native"
    assert form("zuplo", "edge").abilities[Need.LOCAL].way == "impossible"
    assert form("zuplo", "dedicated").abilities[Need.LOCAL_LAMBDA].way == "impossible"


def test_an_internal_gateway_of_zuplo_is_reached_from_outside_all_the_same() -> None:
    assert facts("zuplo", "edge").exposes_internal.value
    assert facts("zuplo", "dedicated").exposes_internal.value
    assert not facts("aws", "rest").exposes_internal.value


def test_names_and_tokens_of_zuplo() -> None:
    edge = facts("zuplo", "edge")

    assert edge.naming.default_host.value == "{name}.zuplo.app"
    assert edge.naming.custom_domain_target.value == "cname.zuplo.app"
    assert edge.tokens.issuer.value == "https://{host}/__zuplo/issuer"
    assert not edge.tokens.needs_kid.value
    assert "EdDSA" in edge.tokens.algorithms.value
    assert edge.headers.preflight.value == Preflight(200, before_auth=True)
    assert edge.billing.shared.value == "account"
    assert "local" in edge.billing.unknown.value


def test_a_rest_api_says_403_to_a_path_it_lacks_and_an_http_api_404() -> None:
    rest, http = facts("aws", "rest").failures, facts("aws", "http").failures

    assert (403, 403) == (rest.no_route.value, rest.method_blocked.value)
    assert (404, 404) == (http.no_route.value, http.method_blocked.value)
    assert rest.refusal_by_kind["api_key"].value == Refusal(403, 403, 403, 403)


def test_aws_waits_29_or_30_s_and_takes_10_mb() -> None:
    rest, http = facts("aws", "rest"), facts("aws", "http")

    assert rest.ceilings.response_max.value == seconds(29)
    assert http.ceilings.response_max.value == seconds(30)
    assert rest.ceilings.body_max.value == Size(10_000_000) == http.ceilings.body_max.value
    assert rest.failures.response_timeout.value == 504


def test_azure_waits_300_s_unless_told_otherwise_but_never_more_than_240_for_sure() -> None:
    classic, consumption = facts("azure", "classic"), facts("azure", "consumption")

    assert classic.defaults.response.value == seconds(300)
    assert classic.ceilings.response_max.value == seconds(240)
    assert consumption.ceilings.total_max.value == seconds(30)
    assert consumption.ceilings.uri_max.value == Size(4_096)
    assert facts("azure", "v2").ceilings.uri_max.value == Size(16_384)
    assert classic.failures.refusal_by_kind["api_key"].value.missing == 401
    assert "rejected" in classic.billing.counts.value


def test_wso2_takes_off_what_it_checked() -> None:
    universal = facts("wso2", "universal")

    assert {"jwt", "api_key"} <= set(universal.headers.strips_checked.value)
    assert (404, 405) == (
        universal.failures.no_route.value,
        universal.failures.method_blocked.value,
    )


WAYS: list[tuple[str, str, Need, Way]] = [
    ("zuplo", "edge", Need.GATHER, "emulated"),
    ("zuplo", "edge", Need.HOP_GUARD, "emulated"),
    ("zuplo", "edge", Need.UNREACHABLE_PROBLEM, "emulated"),
    ("zuplo", "edge", Need.INTERNAL, "emulated"),
    ("aws", "rest", Need.GATHER, "emulated"),
    ("aws", "rest", Need.HOP_GUARD, "degraded"),
    ("aws", "rest", Need.ACCEPT_JWT, "native"),
    ("aws", "http", Need.QUOTA, "impossible"),
    ("aws", "rest", Need.LAMBDA, "native"),
    ("azure", "classic", Need.HOP_GUARD, "emulated"),
    ("azure", "consumption", Need.LIMIT_PER_KEY, "impossible"),
    ("azure", "v2", Need.QUOTA, "degraded"),
    ("wso2", "universal", Need.HOP_GUARD, "emulated"),
    ("wso2", "universal", Need.ACCEPT_API_KEY, "degraded"),
]


@pytest.mark.parametrize(("target", "name", "need", "way"), WAYS)
def test_how_well_a_need_is_met(target: str, name: str, need: Need, way: Way) -> None:
    assert way == form(target, name).abilities[need].way


@pytest.mark.parametrize("target", ["zuplo", "aws", "azure", "wso2"])
def test_a_managed_product_has_disputes_to_tell_of(target: str) -> None:
    assert all(one.facts.disputes for one in target_named(target).variants().values())


def test_plans_that_have_a_feature_are_built_in_plans() -> None:
    known = set(plans().names())
    for target in ("zuplo", "aws", "azure", "wso2"):
        for one in target_named(target).variants().values():
            for ability in one.abilities.values():
                assert set(ability.plans) <= known
