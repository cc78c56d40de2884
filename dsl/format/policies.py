"""How the statements of a policy look."""

from .. import tree
from ..tree import Node
from .pieces import Layout, Piece

PATTERNS: dict[type[Node], str] = {
    tree.Use: "use | ,",
    tree.Timeout: "timeout | ,",
    tree.Retry: "retry | *",
    tree.OnStatus: "on ,",
    tree.OnMethods: "methods | _",
    tree.Backoff: "backoff _ ?to *",
    tree.Limit: "limit | *",
    tree.Burst: "burst _",
    tree.Per: "per ,",
    tree.Quota: "quota | *",
    tree.Cache: "cache | *",
    tree.Stale: "stale _",
    tree.Body: "body | max _",
    tree.Cors: "cors {}",
    tree.Origins: "origins | ,",
    tree.CorsHeaders: "headers | ,",
    tree.Expose: "expose | ,",
    tree.CorsCredentials: "credentials",
    tree.MaxAge: "max_age | _",
    tree.Headers: "headers * {}",
    tree.Set: "set | _ = _",
    tree.Add: "add | _ = _",
    tree.Drop: "remove | ,",
    tree.Rename: "rename | _ to _",
    tree.Unreachable: "unreachable | problem _",
    tree.Log: "log | upstream errors",
    tree.Location: "location | from _ to _",
    tree.Breaker: "breaker {}",
    tree.Trip: "trip | _ of _ in _",
    tree.Open: "open | _",
    tree.Probes: "probes | _",
}


def methods(node: Node, out: list[Piece]) -> None:
    out.append("|".join(method.text for method in tree.tokens(node)))


LAYOUTS: dict[type[Node], Layout] = {tree.Methods: methods}
