"""What routes do with a request, action by action."""

import pytest
from gatewright.compiler.trace import Trace, trace
from traces import asking, by_target, plain_facts, setting_of, traced, verdicts

HOME = """
federation actions
credential k = api_key { bucket "a"  header "x-k" }
credential token = jwt { issuer "https://one.example/"  jwks "https://one.example/jwks" }
client web { presents k, token }
gateway edge on envoy { accept k and token  %s }
gateway one on kong { internal  accept anyone  route /** -> s1 }
gateway two on kong { internal  accept anyone  route /** -> s2 }
gateway three on kong { internal  accept anyone  route /** -> s3 }
service s1 { url "http://s1" }
service s2 { url "http://s2" }
service s3 { url "http://s3" }
"""


def through(route: str, request: str = "GET /home", *broken: str, **more: object) -> Trace:
    setting = setting_of(HOME % route, broken=broken)
    return trace(setting, asking(request, "web", to="edge", **more))


GATHER = "route /home -> gather { a: one at /x  b: two at /y  c: %s three at PUT /z }"


def test_a_fan_out_to_three_counts_four() -> None:
    found = through(GATHER % "", "POST /home?q=1", body_bytes=10)
    edge = found.hops[0]

    assert dict(found.branches[0].counts) == {"edge": 1, "one": 1, "two": 1, "three": 1}
    assert verdicts(found)[0] == "edge FORWARDED 200"
    assert found.answer.media == "application/json"
    assert [(s.label, s.message.method, s.message.target) for s in edge.sent] == [
        ("a", "GET", "/x?q=1"),
        ("b", "GET", "/y?q=1"),
        ("c", "PUT", "/z?q=1"),
    ]
    assert [sent.message.body_bytes for sent in edge.sent] == [0, 0, 10]
    assert [sent.hop for sent in edge.sent] == [2, 3, 4]
    assert [hop.parent for hop in found.hops] == [None, 1, 1, 1]


def test_a_member_that_fails_fails_the_whole_and_is_named() -> None:
    answered = through(GATHER % "", "GET /home", "errors s3 by 1% as 500")
    assert verdicts(answered)[0] == "edge ANSWERED 502"
    assert answered.hops[0].detail == "the member `c` failed: it answered 500"

    gone = through(GATHER % "", "GET /home", "refuse two")
    assert verdicts(gone)[0] == "edge UNREACHABLE(refused) 502"
    assert "`b`" in gone.hops[0].detail


def test_an_optional_member_is_left_out() -> None:
    found = through(GATHER % "optional", "GET /home", "refuse three")
    assert found.answer.status == 200
    assert any("left out as null" in note for note in found.hops[0].notes)


CHOOSE = """route /t/{tenant}/** -> choose {
  param(tenant) = "acme"    -> one at /{**}
  claim(plan) in ["gold"]   -> two at /{**}
  header("x-many") > 9      -> three at /{**}
  %s
}"""


@pytest.mark.parametrize(
    ("request_", "claims", "headers", "to"),
    [
        ("GET /t/acme/x", {"plan": "gold"}, (), "one"),
        ("GET /t/other/x", {"plan": "gold"}, (), "two"),
        ("GET /t/other/x", {}, (("x-many", "10"),), "three"),
        ("GET /t/other/x", {}, (("x-many", "9"),), "s1"),
        ("GET /t/other/x", {}, (("x-many", "many"),), "s1"),
        ("GET /t/other/x", {}, (), "s1"),
    ],
)
def test_choose_takes_the_first_case_that_holds(
    request_: str, claims: dict[str, str], headers: tuple[tuple[str, str], ...], to: str
) -> None:
    found = through(CHOOSE % "else -> s1 at /{**}", request_, claims=claims, headers=headers)
    assert found.hops[0].sent[0].to == to
    assert found.hops[0].sent[0].message.path == "/x"


def test_a_choose_that_misses_answers_404() -> None:
    found = through(CHOOSE % "", "GET /t/other/x")
    assert verdicts(found) == ["edge NO_ROUTE 404"]
    assert "no else" in found.hops[0].detail


SPLIT = "route /** -> split %s { 90%% one, 10%% two }"


def test_a_split_is_followed_both_ways_the_likeliest_first() -> None:
    found = through(SPLIT % "")
    assert [branch.choices[0].to for branch in found.branches] == ["one", "two"]
    assert [branch.hops[1].gateway for branch in found.branches] == ["one", "two"]
    assert [str(branch.choices[0].share) for branch in found.branches] == ["90%", "10%"]


def test_a_seed_draws_one_way_and_always_the_same() -> None:
    drawn = [
        trace(setting_of(HOME % (SPLIT % ""), seed=seed), asking("GET /", "web", to="edge"))
        for seed in range(40)
    ]
    ways = [found.hops[1].gateway for found in drawn]
    assert all(len(found.branches) == 1 for found in drawn)
    assert 0 < ways.count("two") < 15
    again = trace(setting_of(HOME % (SPLIT % ""), seed=7), asking("GET /", "web", to="edge"))
    assert again.hops[1].gateway == ways[7]


def test_more_ways_than_are_wanted_are_not_followed_and_that_is_said() -> None:
    two = "route /** -> split { 50% mid_a, 50% mid_b }"
    text = (HOME % two) + "".join(
        f"gateway mid_{x} on kong {{ internal  accept anyone  route /** -> split "
        "{ 20% one, 30% two, 50% three } }\n"
        for x in "ab"
    )
    whole = trace(setting_of(text), asking("GET /", "web", to="edge"))
    assert len(whole.branches) == 6
    cut = trace(setting_of(text, branches_max=4), asking("GET /", "web", to="edge"))
    assert len(cut.branches) == 4
    assert "only the first 4 ways are followed" in cut.notes


def test_first_moves_on_after_what_is_listed_and_counts_every_try() -> None:
    route = "route /** -> first { one, two, three }"
    assert through(route).branches[0].counts == (("edge", 1), ("one", 1))

    moved = through(route, "GET /", "refuse one", "errors s2 by 1% as 503")
    assert dict(moved.branches[0].counts) == {"edge": 1, "two": 1, "three": 1}
    assert [sent.to for sent in moved.hops[0].sent] == ["one", "two", "three"]
    assert moved.answer.status == 200

    stays = through(route, "GET /", "errors s1 by 1% as 500")
    assert stays.answer.status == 500


def test_own_code_calls_what_it_declares_and_hides_what_it_makes_of_it() -> None:
    route = 'route /** -> function "modules/own.ts" { calls one, s2 }'
    found = through(route, "GET /q")
    assert dict(found.branches[0].counts) == {"edge": 1, "one": 1}
    assert found.branches[0].service_calls == (("s1", 1), ("s2", 1))
    assert verdicts(found)[0] == "edge FORWARDED 200"
    failing = through(route, "GET /q", "refuse s2")
    assert verdicts(failing)[0] == "edge UNKNOWN(own code) None"
    alone = through('route /** -> function "modules/own.ts"', "GET /q")
    assert verdicts(alone) == ["edge ANSWERED 200"]


def test_a_gateway_can_answer_itself() -> None:
    assert verdicts(through('route /** -> respond 204 "x" as "text/plain"')) == [
        "edge ANSWERED 204"
    ]
    moved = through('route /** -> redirect 308 "https://new.example/"')
    assert moved.answer.headers == (("location", "https://new.example/"),)
    assert verdicts(through("route /** -> s1 { blocked }")) == ["edge ANSWERED 403"]
    assert verdicts(through("state retired  route /** -> s1")) == ["edge ANSWERED 410"]
    assert verdicts(through("state blocked  route /** -> s1")) == ["edge ANSWERED 403"]


def test_what_leaves_the_program_is_not_known() -> None:
    found = through('route /** -> "https://pay.example/v1"', "GET /x?a=1")
    assert verdicts(found) == ["edge EXITS_MODEL None"]
    assert found.hops[0].sent[0].message.url == "https://pay.example/v1/x?a=1"


def test_headers_are_changed_on_the_way_out_and_back() -> None:
    route = """route /** -> one {
  deprecated 2027-01-01 sunset 2027-06-30
  location from "/v2" to "/public"
  headers { remove "x-gone"  rename "x-old" to "x-new"  set "x-plan" = claim(plan)
            set "x-none" = claim(none)  add "x-more" = "2" }
  headers response { set "x-back" = "yes" }
}"""
    own = (("X-Gone", "1"), ("x-old", "o"), ("x-plan", "forged"), ("x-none", "forged"),
           ("connection", "x-hop"), ("x-hop", "1"))  # fmt: skip
    found = through(route, "GET /v", headers=own, claims={"plan": "gold"})
    sent = dict(found.hops[0].sent[0].message.headers)

    assert sent.keys() >= {"x-new", "x-plan", "x-more"}
    assert (sent["x-new"], sent["x-plan"], sent["x-more"]) == ("o", "gold", "2")
    assert not sent.keys() & {"x-gone", "x-old", "x-none", "connection", "x-hop"}
    back = dict(found.answer.headers)
    assert back == {
        "deprecation": "@1798761600",
        "sunset": "Wed, 30 Jun 2027 00:00:00 GMT",
        "x-back": "yes",
    }


def test_a_location_that_leaves_the_public_prefix_is_written_back() -> None:
    text = """
federation location
gateway edge on envoy { accept anyone  route /public/** -> inner at /v2/{**} {
  location from "/v2" to "/public" } }
gateway inner on kong { internal  accept anyone  route /v2/a -> redirect 302 "%s" }
"""

    def seen(location: str) -> str:
        found = traced(text % location, "GET /public/a", to="edge")
        return dict(found.answer.headers)["location"]

    assert seen("/v2/b") == "/public/b"
    assert seen("https://inner.example/v2/b") == "https://inner.example/public/b"
    assert seen("/v22/b") == "/v22/b"


def test_a_browser_asks_before_it_sends() -> None:
    route = """route PUT /x -> s1 {
  cors { origins "https://shop.example"  methods PUT  max_age 1h }
}"""
    asks = (("origin", "https://shop.example"), ("access-control-request-method", "PUT"))
    setting = setting_of(HOME % route)
    found = trace(setting, asking("OPTIONS /x", to="edge", headers=asks))
    assert verdicts(found) == ["edge ANSWERED 200"]
    assert dict(found.answer.headers)["access-control-max-age"] == "3600"

    strange = (("origin", "https://evil.example"), asks[1])
    assert trace(setting, asking("OPTIONS /x", to="edge", headers=strange)).answer.headers == ()
    sent = trace(setting, asking("PUT /x", "web", to="edge", headers=asks[:1]))
    assert dict(sent.answer.headers)["access-control-allow-origin"] == "https://shop.example"


def test_bodies_and_paths_have_limits() -> None:
    assert verdicts(through("body max 1KB  route /** -> s1", body_bytes=1001)) == [
        "edge TOO_LARGE 413"
    ]
    assert through("body max 1KB  route /** -> s1", body_bytes=1000).answer.status == 200


LOCAL = """
federation local
gateway a on zuplo { instance shop  accept anyone
  route /g/** -> b over local
  route /s/** -> s over local
  route /f/** -> lam over local
  route /o/** -> c over local
  route /l/** -> lam
}
gateway b on zuplo { instance shop  internal  accept anyone  name "b-main"  route /** -> s }
gateway c on zuplo { instance other  internal  accept anyone  route /** -> s }
service s { url "http://s" }
service lam { lambda "arn:aws:lambda:eu-west-1:123456789012:function:lam" }
"""


@pytest.mark.parametrize(
    ("path", "end", "why"),
    [
        ("/g/x", "b DELIVERED 200", ""),
        ("/s/x", "a DELIVERED 200", ""),
        ("/f/x", "a PROTOCOL_UNSUPPORTED 500", "cloud function"),
        ("/o/x", "a PROTOCOL_UNSUPPORTED 500", "instance"),
        ("/l/x", "a DELIVERED 200", ""),
    ],
)
def test_local_links_stay_inside_an_instance(path: str, end: str, why: str) -> None:
    managed = by_target(zuplo=plain_facts(upstreams_local=True, upstreams_lambdas=True))
    found = traced(LOCAL, f"GET {path}", to="a", facts_of=managed)
    assert verdicts(found)[-1] == end
    assert why in found.hops[-1].detail
    if path == "/g/x":
        assert found.hops[0].sent[0].message.url == "local://b-main/g/x"


def test_a_product_without_local_links_or_functions_says_so() -> None:
    assert verdicts(traced(LOCAL, "GET /g/x", to="a")) == ["a PROTOCOL_UNSUPPORTED 500"]
    assert verdicts(traced(LOCAL, "GET /l/x", to="a")) == ["a PROTOCOL_UNSUPPORTED 500"]


def test_labelled_data_that_leaves_is_told_and_goes_on() -> None:
    text = """
federation labels
region eu = aws.eu-west-1
region us = aws.us-east-1
label pii { within EU }
gateway edge on envoy { region eu  accept anyone  route /** -> inner { carries pii } }
gateway inner on kong { region eu  internal  accept anyone
  route /far -> far  route /** -> near }
service near { url "http://near"  region eu }
service far { url "http://far"  region us }
"""
    assert verdicts(traced(text, "GET /x", to="edge"))[-1] == "inner DELIVERED 200"
    far = traced(text, "GET /far", to="edge")
    assert verdicts(far)[-1] == "inner REGION_FORBIDDEN 200"
    assert far.hops[-1].detail == "`pii` must not come to `us`, where `far` stands"
