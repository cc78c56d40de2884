"""Which nodes of a graph lie on rings with each other, by Tarjan's way, on plain integers."""

from collections.abc import Sequence


def components(edges: Sequence[Sequence[int]]) -> list[list[int]]:
    """The groups whose members all reach each other by some ring; a node on no ring is in none.

    `edges[n]` are the nodes that node `n` leads to. Groups and their members come sorted. There is
    no recursion, since chains may be longer than any stack.
    """
    count = len(edges)
    found_at = [0] * count  # when a node was first seen, from 1; 0 is not yet
    lowest = [0] * count
    closed = [False] * count
    next_edge = [0] * count
    open_nodes: list[int] = []
    groups: list[list[int]] = []
    clock = 0
    for root in range(count):
        if found_at[root]:
            continue
        path = [root]
        while path:
            node = path[-1]
            if not found_at[node]:
                clock += 1
                found_at[node] = lowest[node] = clock
                open_nodes.append(node)
            if next_edge[node] < len(edges[node]):
                other = edges[node][next_edge[node]]
                next_edge[node] += 1
                if not found_at[other]:
                    path.append(other)
                elif not closed[other]:
                    lowest[node] = min(lowest[node], found_at[other])
                continue
            path.pop()
            if path:
                lowest[path[-1]] = min(lowest[path[-1]], lowest[node])
            if lowest[node] == found_at[node]:
                group = _taken_off(open_nodes, node, closed)
                if len(group) > 1 or node in edges[node]:
                    groups.append(sorted(group))
    return sorted(groups)


def _taken_off(open_nodes: list[int], root: int, closed: list[bool]) -> list[int]:
    """The nodes of one group: all that were opened since its first one."""
    place = len(open_nodes) - 1
    while open_nodes[place] != root:
        place -= 1
    group = open_nodes[place:]
    del open_nodes[place:]
    for node in group:
        closed[node] = True
    return group
