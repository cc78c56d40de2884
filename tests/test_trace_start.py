"""Which gateway a request goes to first, and what is said where nothing tells."""

from traces import by_target, not_started, plain_facts, traced, verdicts

TWO = """
federation doors
client web { %s }
gateway shop on envoy { domain "shop.example"  accept anyone  route /shop/** -> s }
gateway bank on kong  { domain "bank.example"  accept anyone  route /bank/** -> s  route /both -> s }
gateway deep on kong  { internal  accept anyone  route /deep -> s }
service s { url "http://s" }
"""


def entered(request: str, client: str = "", to: str | None = None, host: str | None = None) -> str:
    return traced(TWO % client, request, "web", to=to, host=host).entered


def test_the_one_whose_routes_match_is_meant() -> None:
    assert entered("GET /shop/1") == "shop"
    assert entered("GET /bank/1") == "bank"
    assert entered("GET /shop/1", "calls bank") == "bank"
    assert entered("GET /both", "calls shop, bank") == "bank"


def test_a_name_or_a_host_decides() -> None:
    assert entered("GET /shop/1", to="bank") == "bank"
    assert entered("GET /shop/1", host="bank.example") == "bank"
    assert verdicts(traced(TWO % "", "GET /shop/1", host="bank.example")) == ["bank NO_ROUTE 404"]


def test_where_nothing_decides_the_candidates_are_named() -> None:
    none = not_started(TWO % "", "GET /nowhere")
    assert none.candidates == ("shop", "bank")
    assert none.message == "GET /nowhere may go to `shop` or `bank`; say which with `--to shop`"
    assert "no gateway and no entry `x`" in not_started(TWO % "", "GET /", to="x").message
    assert "serves the host" in not_started(TWO % "", "GET /", host="x.example").message


def test_an_internal_gateway_asked_directly_is_traced_with_a_word_of_warning() -> None:
    found = traced(TWO % "", "GET /deep", to="deep")
    assert found.answer.status == 200
    assert "keeps it inside" in found.notes[0]
    exposed = by_target(kong=plain_facts(exposes_internal=True))
    found = traced(TWO % "", "GET /deep", to="deep", facts_of=exposed)
    assert "exposes it all the same" in found.notes[0]


ENTRY = """
federation entries
region eu = aws.eu-west-1
region us = aws.us-east-1
client here  { region eu }
client there { region us }
entry api { domain "api.example"  %s  failover 30s }
gateway edge_us on envoy { region us  accept anyone  route /** -> s }
gateway edge_eu on envoy { region eu  accept anyone  route /** -> s }
service s { url "http://s" }
"""


def test_an_entry_leads_to_the_nearest_gateway_that_can_be_reached() -> None:
    text = ENTRY % "nearest edge_us, edge_eu"
    assert traced(text, "GET /", "here").entered == "edge_eu"
    assert traced(text, "GET /", "there").entered == "edge_us"
    assert traced(text, "GET /", "here", region="us").entered == "edge_us"

    over = traced(text, "GET /", "here", broken=("refuse edge_eu",))
    assert (over.start, over.entered) == ("api", "edge_us")
    assert over.notes == ("`api` passes over `edge_eu` (refused) after 30s",)
    assert over.hops[0].received.host == "api.example"


def test_an_entry_may_name_an_order_or_shares() -> None:
    assert traced(ENTRY % "first edge_us, edge_eu", "GET /", "here").entered == "edge_us"
    found = traced(ENTRY % "split { 90% edge_us, 10% edge_eu }", "GET /", "here")
    assert [branch.hops[0].gateway for branch in found.branches] == ["edge_us", "edge_eu"]
    assert found.branches[0].choices[0].gateway == "api"


def test_the_same_question_gives_the_same_trace() -> None:
    text = ENTRY % "nearest edge_us, edge_eu"
    assert traced(text, "GET /", "here") == traced(text, "GET /", "here")
