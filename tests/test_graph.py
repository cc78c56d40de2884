"""The graph of a federation: who is in it, who leads to whom, and walks through it."""

import json
import os
import subprocess
import sys
from itertools import pairwise

import pytest
from drawn_federations import FERRY, RINGS, large_federation
from gatewright.compiler.graph import Edge, FederationGraph
from hypothesis import given, strategies as st
from meanings import meaning


def graph_of(text: str) -> FederationGraph:
    return FederationGraph(meaning(text))


def edges(graph: FederationGraph, kind: str) -> list[Edge]:
    return [edge for edge in graph.edges if edge.kind == kind]


def ends(found: list[Edge]) -> list[tuple[str, str]]:
    return [(edge.source, edge.target) for edge in found]


# ---- what is in it -------------------------------------------------------------------------------


def test_everything_that_takes_part_is_a_node_in_the_order_of_the_program() -> None:
    assert [
        "client web",
        "anyone anyone",
        "control-plane bridge",
        "gateway edge",
        "gateway inner",
        "service orders",
        "service photos",
        "outside https://weather.example/v1",
    ] == [node.id for node in graph_of(FERRY).nodes]


def test_a_forward_says_what_happens_on_the_way() -> None:
    (edge,) = [one for one in edges(graph_of(FERRY), "forward") if one.route == "/a/**"]

    assert ("gateway edge", "gateway inner", "https") == (edge.source, edge.target, edge.over)
    assert ("/{**}", ("key",), ("pass",)) == (edge.sent_as, edge.strips, edge.attaches)


def test_the_members_of_an_action_are_edges_of_one_route() -> None:
    found = edges(graph_of(FERRY), "gather")

    assert [("one", False, "GET"), ("two", True, "GET")] == [
        (edge.label, edge.optional, edge.method) for edge in found
    ]
    assert 1 == len({(edge.source, edge.route_place) for edge in found})


def test_split_choose_first_and_own_code_say_which_way() -> None:
    graph = graph_of(FERRY)

    assert ["90%", "10%"] == [str(edge.share) for edge in edges(graph, "split")]
    assert ['header("x") = "1"', "else"] == [edge.case for edge in edges(graph, "choose")]
    assert [1, 2] == [edge.place for edge in edges(graph, "first")]
    assert ["quote.ts"] == [edge.code for edge in edges(graph, "own-code")]


def test_what_a_gateway_answers_itself_is_no_edge() -> None:
    graph = graph_of(FERRY)
    routes = {edge.route for edge in graph.edges_from("gateway edge")}

    assert ("/old -> 308", "GET /health -> 200", "/closed -> 403") == graph.node(
        "gateway edge"
    ).answers
    assert routes.isdisjoint({"/old", "GET /health", "/closed"})


def test_a_control_plane_reaches_what_it_manages() -> None:
    (edge,) = edges(graph_of(FERRY), "manages")

    assert ("gateway edge", "read") == (edge.target, edge.mode)


def test_the_protocol_is_said_else_that_of_the_url_else_unknown() -> None:
    graph = graph_of("""
        env HERE = "http://here.internal"
        env SECRET_URL secret
        gateway edge on nginx {
          accept anyone
          route /a -> a
          route /b -> b
          route /c -> c
          route /d -> a over h2
        }
        service a { url env HERE }
        service b { url env SECRET_URL }
        service c { url "https://c.example" }""")

    assert ["http", None, "https", "h2"] == [edge.over for edge in edges(graph, "forward")]


def test_a_password_in_an_outside_address_stays_out() -> None:
    graph = graph_of("""
        gateway edge on nginx { accept anyone  route /a -> "https://me:hush@pay.example/v1?x=1" }""")

    assert "outside https://pay.example/v1?x=1" == graph.nodes[-1].id
    assert "hush" not in repr([*graph.nodes, *graph.edges])


# ---- who calls -----------------------------------------------------------------------------------


def test_a_client_calls_the_door_that_asks_for_what_it_shows() -> None:
    graph = graph_of("""
        credential key = api_key { bucket "b"  header "x-key" }
        credential id  = jwt { issuer "https://id.example/" }
        client web   { presents id }
        client batch { presents key }
        client named { presents key  calls open }
        gateway by_id  on nginx { accept id      route /a -> orders }
        gateway by_key on nginx { accept key     route /a -> orders }
        gateway open   on nginx { accept anyone  route /a -> orders }
        service orders { url "http://orders" }""")

    assert [
        ("client web", "gateway by_id"),
        ("client batch", "gateway by_key"),
        ("client named", "gateway open"),
        ("anyone anyone", "gateway open"),
    ] == ends(edges(graph, "calls"))


def test_anyone_is_there_where_a_public_door_is_open_and_for_which_routes() -> None:
    (edge,) = [one for one in graph_of(FERRY).edges if one.source == "anyone anyone"]

    # The blocked route and the closed ones are not open to anyone.
    assert ("gateway edge", "GET /health") == (edge.target, edge.route)


def test_an_entry_stands_before_its_gateways() -> None:
    graph = graph_of("""
        client web { }
        entry near  { domain "n.example"  nearest a, b  failover 30s }
        entry then  { domain "t.example"  first a, b }
        entry share { domain "s.example"  split { 90% a, 10% b } }
        gateway a on nginx { accept anyone  public  route /x -> orders }
        gateway b on nginx { accept anyone  public  route /x -> orders }
        service orders { url "http://orders" }""")

    assert ["30s", "30s"] == [str(edge.failover) for edge in edges(graph, "entry-nearest")]
    assert [1, 2] == [edge.place for edge in edges(graph, "entry-first")]
    assert ["90%", "10%"] == [str(edge.share) for edge in edges(graph, "entry-split")]
    assert ("client web", "entry near") in ends(edges(graph, "calls"))
    assert ("client web", "gateway a") not in ends(edges(graph, "calls"))


# ---- walks ---------------------------------------------------------------------------------------


def test_each_ring_is_told_once_and_starts_where_it_was_written_first() -> None:
    rings = [[node.name for node in ring] for ring in graph_of(RINGS).loops()]

    assert [["a"], ["a", "b"], ["c", "a", "b"]] == sorted(rings, key=len)


def test_neighbours_and_paths() -> None:
    graph = graph_of(FERRY)

    assert ["edge"] == [node.name for node in graph.predecessors("gateway inner")]
    assert ["inner", "orders", "https://weather.example/v1"] == [
        node.name for node in graph.successors("gateway edge")
    ]
    assert [["web", "edge", "inner", "photos"]] == [
        [node.name for node in path] for path in graph.paths("client web", "service photos")
    ]
    assert [] == list(graph.paths("client web", "service photos", hops_max=2))
    # A control plane sends no request.
    assert [] == list(graph.paths("control-plane bridge", "service orders"))


def test_networkx_sees_every_node_and_every_edge() -> None:
    graph = graph_of(FERRY)
    seen = graph.to_networkx()

    assert list(seen.nodes) == [node.id for node in graph.nodes]
    assert seen.number_of_edges() == len(graph.edges)


@given(st.integers(8, 40))
def test_every_edge_joins_two_nodes_and_every_path_follows_edges(gateways: int) -> None:
    graph = graph_of(large_federation(gateways))
    ids = {node.id for node in graph.nodes}
    steps = set(ends(list(graph.edges)))

    assert all(edge.source in ids and edge.target in ids for edge in graph.edges)
    for path in graph.paths("client shoppers", "service service_0"):
        assert steps.issuperset(pairwise(node.id for node in path))


DRIVER = """\
import json
from gatewright.compiler.graph import FederationGraph
from drawn_federations import RINGS, large_federation
from meanings import meaning
graph = FederationGraph(meaning(large_federation(12)))
print(json.dumps([
    [node.id for node in graph.nodes],
    [[edge.source, edge.target, edge.route] for edge in graph.edges],
    [[n.id for n in ring] for ring in FederationGraph(meaning(RINGS)).loops()],
    [[n.id for n in path] for path in graph.paths("client shoppers", "service service_1")],
    [n.id for n in graph.successors("gateway door_0")],
]))
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_order_of_everything_is_the_same_under_any_hash_seed(seed: str) -> None:
    def told(hash_seed: str) -> object:
        environ = {
            **os.environ,
            "PYTHONHASHSEED": hash_seed,
            "PYTHONPATH": os.path.dirname(__file__),  # noqa: PTH120
        }
        done = subprocess.run(
            [sys.executable, "-c", DRIVER], env=environ, capture_output=True, check=True
        )
        return json.loads(done.stdout)

    assert told("0") == told(seed)
