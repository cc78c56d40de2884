"""What programs mean: what is inherited, what holds by default, what the catalogues bring."""

from decimal import Decimal

import pytest
from gatewright.compiler.model import (
    Gather,
    Off,
    Price,
    Region,
    Traced,
)
from gatewright.compiler.units import Duration, Money, Share
from meanings import SERVICE, edge, headers, meaning, the_route, wait

# ---- policies are inherited ----------------------------------------------------------------------


def test_the_nearest_word_wins_each_word_for_itself() -> None:
    found = edge("""
        gateway edge on nginx {
          timeout connect 1s, response 2s, total 3s
          route GET /home -> gather { a: orders { timeout response 20s } } { timeout total 30s }
        }""")
    route = the_route(found)
    assert isinstance(route.action, Gather)
    member = route.action.parts[0].member
    waits = [[wait(p.policy, k) for k in ("connect", "response", "total")]
             for p in (found, route, member)]  # fmt: skip

    assert [["1s", "2s", "3s"], ["1s", "2s", "30s"], ["1s", "20s", "30s"]] == waits


def test_every_value_knows_who_said_it() -> None:
    found = edge("""
        policy sane { timeout connect 1s }
        gateway edge on nginx {
          use sane
          timeout response 2s
          route /a -> orders { timeout total 3s }
        }""")
    policy = the_route(found).policy
    said = [policy.connect, policy.response, policy.total]

    assert ["policy sane", "gateway edge", "route /a"] == [v.origin.by for v in said if v]


def test_a_later_use_beats_an_earlier_one_and_own_words_beat_both() -> None:
    found = edge("""
        policy one { timeout connect 1s, response 1s, total 1s }
        policy two { timeout response 2s, total 2s }
        gateway edge on nginx { timeout total 3s  use one  use two  route /a -> orders }""")

    assert ["1s", "2s", "3s"] == [wait(found.policy, k) for k in ("connect", "response", "total")]


def test_the_same_in_one_use() -> None:
    found = edge("""
        policy one { timeout connect 1s }
        policy two { timeout connect 2s }
        gateway edge on nginx { use two, one  route /a -> orders }""")

    assert "1s" == wait(found.policy, "connect")


def test_a_policy_may_use_another_and_say_more() -> None:
    found = edge("""
        policy base { timeout connect 1s, response 1s }
        policy more { use base  timeout response 2s }
        gateway edge on nginx { use more  route /a -> orders }""")

    assert ("1s", "2s") == (wait(found.policy, "connect"), wait(found.policy, "response"))


def test_off_cancels_what_is_inherited_and_is_not_silence() -> None:
    found = edge("""
        gateway edge on nginx {
          limit 5/s
          retry 2
          route /a -> orders { limit off }
        }""")
    policy = the_route(found).policy

    assert policy.limits == Traced(Off())
    assert policy.retry is not None
    assert policy.cache is None


def test_a_limit_of_a_route_replaces_all_limits_of_its_gateway() -> None:
    found = edge("""
        gateway edge on nginx { limit 5/s  limit 9/s per ip  route /a -> orders { limit 1/s per ip } }
        """)
    limits = the_route(found).policy.limits
    assert limits is not None
    assert not isinstance(limits.value, Off)

    assert ["1/s"] == [str(limit.rate) for limit in limits.value]


def test_headers_add_up_and_the_nearer_one_wins_for_each_header() -> None:
    found = edge("""
        gateway edge on nginx {
          headers { set "x-a" = "gateway"  set "x-b" = "gateway" }
          headers response { remove "server" }
          route /a -> orders { headers { set "X-A" = "route"  add "x-c" = "route" } }
        }""")
    policy = the_route(found).policy

    assert [
        ("set", "x-b", "gateway"),
        ("set", "X-A", "route"),
        ("add", "x-c", "route"),
    ] == headers(policy.request_headers)
    assert [("remove", "server", "None")] == headers(policy.response_headers)


def test_header_lines_are_carried_out_as_remove_rename_set_add() -> None:
    found = edge("""
        gateway edge on nginx {
          headers { add "a" = "1"  set "b" = "2"  rename "c" to "d"  remove "e" }
          route /a -> orders
        }""")

    assert ["remove", "rename", "set", "add"] == [
        change.value.verb for change in found.policy.request_headers
    ]


def test_accept_of_a_route_replaces_that_of_its_gateway() -> None:
    found = edge("""
        credential key = api_key { header "x-key" }
        gateway edge on nginx {
          accept key
          route /a -> orders
          route /b -> orders { accept anyone }
        }""")
    by = [route.accept.origin.by for route in found.routes if route.accept]

    assert ["gateway edge", "route /b"] == by


# ---- defaults ------------------------------------------------------------------------------------


def test_a_retry_covers_what_may_be_repeated_unless_it_says_otherwise() -> None:
    found = edge("gateway edge on nginx { retry 2  route /a -> orders }")
    assert found.policy.retry is not None
    retry = found.policy.retry.value
    assert not isinstance(retry, Off)

    assert ("GET", "HEAD", "OPTIONS", "PUT", "DELETE") == retry.methods
    assert ("connect", 502, 503, 504) == retry.on


@pytest.mark.parametrize(("gateways", "guard"), [(1, 8), (3, 8), (4, 10), (10, 22)])
def test_the_hop_guard_lets_a_cycle_that_settles_live(gateways: int, guard: int) -> None:
    others = "".join(
        f"gateway g{n} on nginx {{ route /a -> orders }}\n" for n in range(gateways - 1)
    )
    found = edge(others + "gateway edge on nginx { route /a -> orders }")

    assert guard == found.hop_guard.value


def test_a_hop_guard_may_be_set_or_switched_off() -> None:
    found = meaning("gateway a on nginx { hop_guard 5 }  gateway b on nginx { hop_guard off }")

    assert (5, None) == tuple(gateway.hop_guard.value for gateway in found.gateways.values())


def test_a_gateway_is_public_unless_another_one_leads_to_it() -> None:
    found = meaning(
        """
        gateway edge on nginx { route /a -> inner  route /b -> named  route /c -> open }
        gateway inner on nginx { route /a -> orders }
        gateway named on nginx { domain "named.example"  route /b -> orders }
        gateway open on nginx { public  route /c -> orders }
        gateway hidden on nginx { internal  route /d -> orders }
        gateway self on nginx { route /e -> self }"""
        + SERVICE
    )
    exposure = {name: gateway.exposure.value for name, gateway in found.gateways.items()}

    assert {
        "edge": "public",
        "inner": "internal",
        "named": "public",
        "open": "public",
        "hidden": "internal",
        "self": "public",
    } == exposure


def test_lines_of_a_mix_without_shares_are_equal_and_sum_to_the_whole() -> None:
    found = meaning(
        """
        client web { calls edge }
        gateway edge on nginx { route /a -> orders }
        workload weekday { from web 5/s { GET /a  GET /b  GET /c } }"""
        + SERVICE
    )
    shares = [call.share for call in found.workloads["weekday"].streams[0].mix]

    assert [Share(333_334), Share(333_333), Share(333_333)] == shares


def test_an_api_key_travels_in_the_authorization_header_unless_said() -> None:
    found = meaning("""
        credential a = api_key { }
        credential b = api_key { query "key" }""")
    places = [(c.header, c.query) for c in found.credentials.values() if c.kind == "api_key"]

    assert [("authorization", None), (None, "key")] == places


def test_a_program_without_a_name_goes_by_its_file() -> None:
    assert "fed" == meaning("").name
    assert ("shop", "The shop") == (
        (found := meaning('federation shop "The shop"')).name,
        found.title,
    )


# ---- catalogues ----------------------------------------------------------------------------------


def test_regions_come_with_their_jurisdictions() -> None:
    found = meaning("""
        region eu = aws.eu-west-1
        region us = aws.us-east-1
        region dc { near aws.eu-central-1  within EU, CH  rtt us 95ms }""").regions

    assert {"IE", "EU", "EEA"} == set(found["eu"].jurisdictions)
    assert {"US"} == set(found["us"].jurisdictions)
    assert ("EU", "CH") == found["dc"].jurisdictions
    assert "aws.eu-central-1" == found["dc"].stands_for
    assert [("us", Duration(95_000))] == [(d.region, d.round_trip) for d in found["dc"].distances]


def test_a_region_of_the_catalogue_may_be_used_as_it_is() -> None:
    program = "gateway edge on nginx { region aws.eu-west-1  route /a -> orders }"
    regions: dict[str, Region] = dict(meaning(program + SERVICE).regions)

    assert ("aws.eu-west-1",) == edge(program).regions
    assert {"IE", "EU", "EEA"} == set(regions["aws.eu-west-1"].jurisdictions)


def test_a_built_in_plan_brings_its_prices() -> None:
    plan = meaning("plan bill from zuplo.builder { }").plans["bill"]

    assert Money(Decimal(25), "USD") == plan.base
    assert 100_000 == plan.includes
    assert (Price(Money(Decimal(100), "USD"), 100_000),) == plan.prices
    assert "second-hand" in plan.assumptions[0]


def test_a_gateway_knows_the_plan_that_its_own_starts_from() -> None:
    own = "plan bill from zuplo.builder { }  plan ours { base 1 USD }"
    gateways = meaning(
        own
        + """
        gateway a on zuplo { plan bill }  gateway b on zuplo { plan zuplo.free }
        gateway c on zuplo { plan ours }  gateway d on zuplo { }"""
    ).gateways

    assert {"a": "zuplo.builder", "b": "zuplo.free", "c": None, "d": None} == {
        name: one.base_plan for name, one in gateways.items()
    }


def test_what_a_plan_says_itself_wins_and_is_no_longer_unknown() -> None:
    found = meaning("""
        plan own from zuplo.enterprise { base 1000 USD  includes 100M  price 5 USD per 1M  shared account }
        plan built from zuplo.enterprise { }""").plans

    assert Money(Decimal(1000), "USD") == found["own"].base
    assert "base" not in found["own"].unknown
    assert "base" in found["built"].unknown
    assert "account" == found["own"].shared


def test_two_regions_are_as_far_apart_as_the_program_or_the_catalogue_says() -> None:
    found = meaning(
        """
        region eu = aws.eu-west-1
        region us = aws.us-east-1
        region dc { near aws.eu-central-1  within EU  rtt us 95ms }
        gateway g on envoy { region eu, us, dc  accept anyone  route / -> "https://x.example" }
        """
    ).round_trips

    assert [(("eu", "us"), "measured"), (("eu", "dc"), "measured"), (("us", "dc"), "stated")] == [
        (trip.regions, trip.known) for trip in found
    ]
    assert 95_000 == found[2].time.us
    assert 50_000 < found[0].time.us < 120_000
