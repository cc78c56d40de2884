"""Who calls whom in a federation, as a graph: its nodes, its edges, and walks through it."""

from .federation_graph import FederationGraph as FederationGraph
from .parts import (
    Edge as Edge,
    EdgeKind as EdgeKind,
    Node as Node,
    NodeKind as NodeKind,
)
