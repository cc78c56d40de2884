"""The one door to networkx: a federation as a graph that can be walked."""

from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from typing import Any

from ..model import Federation
from .calling import (
    edges_from_anyone,
    edges_from_clients,
    edges_from_control_planes,
    edges_from_entries,
)
from .nodes import nodes_of
from .parts import Edge, Node
from .sending import edges_from_gateways


class FederationGraph:
    """Nodes and edges in the order of the program; every walk keeps that order.

    Inside, a node is its place in that order: networkx walks sets of nodes, and only numbers come
    out of a set in the same order under any hash seed.
    """

    def __init__(self, federation: Federation) -> None:
        self.federation = federation
        edges = (
            *edges_from_clients(federation),
            *edges_from_anyone(federation),
            *edges_from_entries(federation),
            *edges_from_gateways(federation),
            *edges_from_control_planes(federation),
        )
        self.nodes: tuple[Node, ...] = tuple(nodes_of(federation, edges))
        self._place = {node.id: place for place, node in enumerate(self.nodes)}
        # A program with an error may name what is not there.
        self.edges: tuple[Edge, ...] = tuple(
            edge for edge in edges if edge.source in self._place and edge.target in self._place
        )

    def __contains__(self, id: str) -> bool:
        return id in self._place

    def node(self, id: str) -> Node:
        return self.nodes[self._place[id]]

    def edges_from(self, id: str) -> tuple[Edge, ...]:
        return tuple(edge for edge in self.edges if edge.source == id)

    def edges_to(self, id: str) -> tuple[Edge, ...]:
        return tuple(edge for edge in self.edges if edge.target == id)

    def successors(self, id: str) -> tuple[Node, ...]:
        return self._in_order(self._graph.successors(self._place[id]))

    def predecessors(self, id: str) -> tuple[Node, ...]:
        return self._in_order(self._graph.predecessors(self._place[id]))

    def loops(self) -> Iterator[tuple[Node, ...]]:
        """Each ring of gateways once, starting at whichever of them was written first.

        There may be very many; whoever needs only some stops asking. A ring of the graph need not
        be a ring for a request.
        """
        among = [place for place, node in enumerate(self.nodes) if node.kind == "gateway"]
        rings: Iterator[list[int]] = _networkx().simple_cycles(self._graph.subgraph(among))
        for ring in rings:
            start = ring.index(min(ring))
            yield tuple(self.nodes[place] for place in (*ring[start:], *ring[:start]))

    def paths(
        self, start: str, end: str, hops_max: int | None = None
    ) -> Iterator[tuple[Node, ...]]:
        """Each way from one node to another that meets no node twice, both ends included."""
        ends = self._place[start], self._place[end]
        paths: Iterator[list[int]] = _networkx().all_simple_paths(
            self._graph, *ends, cutoff=hops_max
        )
        for path in paths:
            yield tuple(self.nodes[place] for place in path)

    def to_networkx(self) -> Any:
        """A `networkx.MultiDiGraph` by ids, for programs of your own; nodes carry `node`, edges
        carry `edge`."""
        made = _networkx().MultiDiGraph(name=self.federation.name)
        made.add_nodes_from((node.id, {"node": node}) for node in self.nodes)
        made.add_edges_from((edge.source, edge.target, {"edge": edge}) for edge in self.edges)
        return made

    @cached_property
    def _graph(self) -> Any:
        """Who may send a request to whom; a control plane sends none."""
        made = _networkx().DiGraph()
        made.add_nodes_from(range(len(self.nodes)))
        made.add_edges_from(
            (self._place[edge.source], self._place[edge.target])
            for edge in self.edges
            if edge.kind != "manages"
        )
        return made

    def _in_order(self, places: Iterator[int]) -> tuple[Node, ...]:
        return tuple(self.nodes[place] for place in sorted(places))


def _networkx() -> Any:
    """It declares no types, and costs more to import than a small program takes to check."""
    return import_module("networkx")
