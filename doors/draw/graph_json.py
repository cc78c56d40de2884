"""A graph as JSON, for programs."""

import json
from typing import Any

from ...compiler.graph import Edge, FederationGraph, Node
from ...dsl.source import Span

VERSION = 1


def graph_report(graph: FederationGraph) -> dict[str, Any]:
    return {
        "version": VERSION,
        "nodes": [_node(node) for node in graph.nodes],
        "edges": [_edge(edge) for edge in graph.edges],
    }


def graph_text(graph: FederationGraph) -> str:
    """ASCII only, so that the bytes do not depend on the reader's locale."""
    return json.dumps(graph_report(graph), indent=2) + "\n"


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "kind": node.kind,
        "name": node.name,
        "target": node.target,
        "exposure": node.exposure,
        "regions": list(node.regions),
        "domains": list(node.domains),
        "owner": node.owner,
        "answers": list(node.answers),
        **_place(node.at),
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "from": edge.source,
        "to": edge.target,
        "kind": edge.kind,
        "route": edge.route,
        "when": edge.route_when,
        "sent_as": edge.sent_as,
        "method": edge.method,
        "over": edge.over,
        "label": edge.label,
        "optional": edge.optional,
        "in_order": edge.in_order,
        "case": edge.case,
        "share": None if edge.share is None else str(edge.share),
        "place": edge.place,
        "code": edge.code,
        "shows": list(edge.shows),
        "strips": list(edge.strips),
        "exchanges": [{"old": one.old, "new": one.new} for one in edge.exchanges],
        "attaches": list(edge.attaches),
        "failover": None if edge.failover is None else str(edge.failover),
        "mode": edge.mode,
        **_place(edge.at),
    }


def _place(at: Span | None) -> dict[str, Any]:
    return {"file": at.source.name if at else None, "line": at.line if at else None}
