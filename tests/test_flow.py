"""Sets of requests in small programs: what comes where, with what, and who is let in."""

from itertools import islice

import pytest
from flow_federations import drawn, questions
from flow_oracle import case_of, differences, followed
from flows import at, case, delivered, flow, passages, paths
from gatewright.compiler.checks.case import Case
from gatewright.compiler.facts import Normalisation
from gatewright.compiler.flow import Flow, flow_of, sets
from gatewright.compiler.model import Compares
from gatewright.compiler.patterns import text_of
from traces import federation_of, plain_facts

KEYS = """
env S secret
credential key = api_key { bucket "b"  header "x-key" }
credential inner = shared_secret { header "x-inner"  env S }
credential login = jwt { issuer "https://id.example/"  audience "shop" }
credential pass = gateway_jwt { signer edge  claims { "fixed" = "yes" } }
client web { presents key }
service s { url "http://s" }
"""


def two(edge: str, behind: str, more: str = "") -> str:
    return f"""{KEYS}
gateway edge on envoy {{ {edge} }}
gateway behind on envoy {{ internal {behind} }}
{more}"""


# ---- where requests come -------------------------------------------------------------------------


def test_a_route_sends_on_what_it_takes() -> None:
    found = flow(two("accept anyone  route /a/** -> behind", "route /** -> s"))

    assert ["/a/**"] == paths(found, "behind")
    assert found.reached("behind")
    assert frozenset({"s"}) == found.reached_services


def test_templates_are_filled_in() -> None:
    edge = "accept anyone  route /a/{id}/** -> behind at /v2/{id}  route /b/** -> behind at /{**}"
    found = flow(two(edge, "route /** -> s"))

    assert ["/v2/{any}", "/**"] == paths(found, "behind")


def test_what_more_specific_routes_take_does_not_arrive() -> None:
    edge = "accept anyone  route /** -> behind  route /a/** -> s"
    found = flow(two(edge, "route /a/b -> s  route /c -> s"))

    assert ["/", "/{any but a}/**"] == paths(found, "behind")
    assert ["/c all"] == passages(found, "behind")


def test_a_more_specific_route_with_a_condition_may_leave_its_paths_to_others() -> None:
    edge = 'accept anyone  route /** -> behind  route /a/** when header("x") -> s'
    found = flow(two(edge, "route /a/b -> s"))

    assert ["/**"] == paths(found, "behind")
    assert ["/a/b all"] == passages(found, "behind")


def test_methods_are_kept_and_changed() -> None:
    edge = "accept anyone  route GET /a -> behind  route /b -> behind at POST /b"
    found = flow(two(edge, "route POST /a -> s  route POST /b -> s"))

    assert ["POST /b all"] == passages(found, "behind")


def test_a_ring_that_grows_is_left_open() -> None:
    edge = "accept anyone  route /** -> behind at /a/{**}"
    found = flow(two(f"public {edge}", "route /** -> edge at /b/{**}"))

    assert ["/**", "/b/a/**"] == paths(found, "edge")
    assert ["/a/**"] == paths(found, "behind")
    assert () == found.overrun


def test_an_internal_gateway_is_called_from_outside_only_where_its_product_exposes_it() -> None:
    text = two("accept key  route /a -> s", "route /b -> s")

    assert [] == paths(flow(text), "behind")
    assert ["/**"] == paths(flow(text, behind=plain_facts(exposes_internal=True)), "behind")


def test_what_no_route_takes_is_left_over() -> None:
    found = flow(two("accept anyone  route /a/** -> behind", "route /a/b -> s  route /a/b/** -> s"))
    left = {text_of(shape) for _, _, shape in found.unrouted("behind")}

    assert ["/a", "/a/{any but b}/**"] == sorted(left)


def test_own_code_may_send_anything() -> None:
    edge = 'accept anyone  route /a -> function "a.ts" { calls behind, s  attach inner }'
    found = flow(two(edge, "accept inner  route /b -> s"))

    assert ["/**"] == paths(found, "behind")
    assert ["/b all"] == passages(found, "behind")


def test_a_gateway_out_of_service_lets_nothing_through() -> None:
    found = flow(two("accept anyone  state retired  route /a -> behind", "route /a -> s"))

    assert () == found.passages("edge")
    assert not found.reached("behind")


def test_paths_that_one_gateway_leaves_and_the_next_resolves_may_be_any() -> None:
    keeping = plain_facts(routing_normalisation=Normalisation("keep", "keep", "keep", "keep"))
    resolving = plain_facts(routing_normalisation=Normalisation("resolve", "keep", "keep", "keep"))
    merging = plain_facts(routing_normalisation=Normalisation("keep", "merge", "keep", "keep"))
    text = two("accept anyone  route /a/** -> behind  route /c -> behind", "route /secret -> s")

    assert ["/a/**", "/**"] == paths(flow(text, edge=keeping, behind=resolving), "behind")
    assert ["/a/**", "/c"] == paths(flow(text, edge=keeping, behind=merging), "behind")
    one = case(text, edge=keeping, behind=resolving)
    route = one.federation.gateways["behind"].routes[0]
    question = next(one.flow.questions("behind", route=route))
    assert ["edge", "behind"] == [hop.gateway for hop in followed(one, question).hops]
    assert "FORWARDED" == followed(one, question).hops[0].verdict.name


# ---- what they carry -----------------------------------------------------------------------------


def test_a_client_shows_what_it_presents_and_anyone_nothing_genuine() -> None:
    found = flow(two("accept key  route /a -> s", "route /b -> s"))

    assert ["/a all"] == passages(found, "edge", "web")
    assert ["/a none rejected missing"] == passages(found, "edge")
    assert ["genuine key of web"] == delivered(found, "s", "header x-key")
    assert ["absent", "forged"] == delivered(found, "s", "header x-inner")


def test_credentials_are_stripped_exchanged_and_attached_in_this_order() -> None:
    block = "strip inner  exchange key for pass  attach inner"
    found = flow(two(f"accept key  route /a -> behind {{ {block} }}", "accept pass  route /a -> s"))

    arrival = next(one for one in found.arrivals("behind") if one.client == "web")
    assert ["absent"] == at(arrival.places, "header x-key")
    assert ["genuine pass of edge"] == at(arrival.places, "header authorization")
    assert ["genuine inner of edge"] == at(arrival.places, "header x-inner")
    assert ["/a all"] == passages(found, "behind", "web")


def test_what_a_product_has_checked_it_may_take_off() -> None:
    stripping = plain_facts(headers_strips_checked=("api_key",))
    text = two("accept key  route /a -> s  route /b -> s { pass key }", "route /c -> s")

    shown = [at(one.places, "header x-key") for one in flow(text, edge=stripping).deliveries("s")]
    assert [["absent"], ["genuine key of web"]] == shown


def test_only_those_who_are_let_in_go_on() -> None:
    edge = "accept key or inner  route /a -> behind"
    found = flow(two(edge, "accept key  route /a -> s"))

    assert ["web"] == [one.client for one in found.arrivals("behind")]
    assert ["/a all"] == passages(found, "behind", "web")


def test_a_member_may_ask_for_more() -> None:
    edge = "accept anyone  route /a -> first { behind { accept inner }, s }"
    found = flow(two(edge, "route /a -> s"))

    assert not found.reached("behind")


def test_a_secret_in_a_header_that_the_program_sets_is_genuine() -> None:
    edge = 'accept anyone  route /a -> behind { headers { set "x-inner" = env S } }'
    found = flow(two(edge, "accept inner  route /a -> s"))

    assert ["/a all"] == passages(found, "behind")


def test_a_header_that_is_only_renamed_is_as_forged_as_before() -> None:
    edge = 'accept anyone  route /a -> behind { headers { rename "x-mine" to "x-inner" } }'
    found = flow(two(edge, "accept inner  route /a -> s"))

    assert ["/a none rejected missing"] == passages(found, "behind")


def test_a_token_passes_only_where_its_issuer_is_known() -> None:
    text = two(
        "accept key  route /a -> behind { exchange key for pass }", "accept login  route /a -> s"
    ).replace("signer edge", 'signer edge  audience "shop"')
    named = plain_facts(tokens_issuer="https://id.example/")

    assert ["/a none rejected"] == passages(flow(text), "behind", "web")
    assert ["/a all"] == passages(flow(text, edge=named), "behind", "web")


# ---- conditions ----------------------------------------------------------------------------------


def test_a_header_that_was_set_decides_conditions() -> None:
    edge = 'accept anyone  route /a -> behind { headers { set "v" = "1" } }'
    behind = 'route /a when header("v") = "1" -> s  route /a when header("v") = "2" -> s'

    found = [one.route.when for one in flow(two(edge, behind)).passages("behind")]

    assert {"1"} == {when.value for when in found if isinstance(when, Compares)}


def test_the_address_of_the_caller_is_known_at_the_door_only() -> None:
    edge = 'accept anyone  route /a -> behind  route /b when ip = "10.0.0.1" -> s'
    found = flow(two(edge, 'route /a when ip = "10.0.0.1" -> s'))

    assert ["/a all", "/b all"] == passages(found, "edge")
    assert [] == passages(found, "behind")


def test_the_host_is_that_of_the_next_gateway_unless_it_is_kept() -> None:
    text = two(
        'accept anyone  domain "a.example"  route /a -> behind',
        'route /a when host = "a.example" -> s  route /a when host = "behind" -> s',
    )
    kept = plain_facts(headers_host="kept")

    def hosts(found: Flow) -> set[object]:
        whens = [one.route.when for one in found.passages("behind")]
        return {when.value for when in whens if isinstance(when, Compares)}

    assert {"behind"} == hosts(flow(text))
    assert {"a.example", "behind"} == hosts(flow(text, edge=kept))


def test_a_claim_that_is_always_minted_is_known() -> None:
    edge = "accept key  route /a -> behind { exchange key for pass }"
    yes = two(edge, 'accept pass with claim(fixed) = "yes"  route /a -> s')
    no = two(edge, 'accept pass with claim(fixed) = "no"  route /a -> s')

    assert ["/a all"] == passages(flow(yes), "behind", "web")
    assert ["/a none forbidden"] == passages(flow(no), "behind", "web")


def test_a_case_behind_one_that_always_holds_is_never_taken() -> None:
    edge = 'accept anyone  headers { set "v" = "1" }  route /a -> behind'
    behind = 'route /a -> choose { header("v") = "1" -> s  else -> t }'
    found = flow(two(edge, behind, 'service t { url "http://t" }'))

    assert frozenset({"s"}) == found.reached_services


def test_cases_that_a_parameter_decides_get_their_own_paths() -> None:
    edge = """accept anyone
      route /{tenant}/** -> choose { param(tenant) in ["a", "b"] -> behind  else -> other }"""
    other = "gateway other on envoy { internal  route /** -> s }"
    found = flow(two(edge, "route /** -> s", other))

    assert ["/a/**", "/b/**"] == paths(found, "behind")
    assert ["/{any but a, b}/**"] == paths(found, "other")


# ---- requests ------------------------------------------------------------------------------------


def test_a_request_is_led_back_through_templates_and_conditions() -> None:
    edge = 'accept key  route POST /shop/{id} when query("v") = "2" -> behind at /v2/{id}'
    one = case(two(edge, 'route /v2/{id} when header("w") in ["1", "2"] -> s'))
    question = next(one.flow.questions("behind"))

    assert ("POST", "web", "edge") == (question.method, question.client, question.to)
    assert question.path.startswith("/shop/")
    assert question.path.endswith("?v=2")
    assert (("w", "1"),) == question.headers
    verdicts = [hop.verdict.name for hop in followed(one, question).hops]
    assert ["FORWARDED", "DELIVERED"] == verdicts


def test_requests_of_outsiders_are_asked_for_by_name() -> None:
    one = case(two("accept key  route /a -> s", "route /b -> s"))

    assert [] == list(one.flow.questions("edge", client="anyone", let_in=True))
    refused = list(islice(one.flow.questions("edge", client="anyone", let_in=False), 1))
    assert ["AUTH_MISSING"] == [followed(one, one_).hops[0].verdict.name for one_ in refused]


# ---- too many ------------------------------------------------------------------------------------


def _case_of(seed: int) -> Case:
    made = drawn(seed)
    return case_of(federation_of(made.text), made.facts)


@pytest.mark.parametrize("seed", range(40))
def test_sets_that_are_taken_together_still_hold_all(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sets, "APART_MAX", 2)
    one = _case_of(seed)
    facts = {name: one.facts(gateway) for name, gateway in one.federation.gateways.items()}
    asked = questions(one.federation, facts, seed, 5)

    assert [] == [what for q in asked for what in differences(one, followed(one, q))]


def test_steps_that_are_used_up_are_told() -> None:
    one = case(two("accept anyone  route /a -> behind", "route /a -> s"))

    assert ("edge", "behind") == flow_of(one, steps=1).overrun
