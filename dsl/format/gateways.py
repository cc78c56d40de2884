"""How gateways, entries and services look."""

from .. import tree
from ..tree import Node
from .pieces import Layout, Piece, Stop, listed

PATTERNS: dict[type[Node], str] = {
    tree.Gateway: "gateway * {?}",
    tree.OnTarget: "on _",
    tree.FoundIn: "from ,",
    tree.InRegion: "region | ,",
    tree.Domain: "domain | ,",
    tree.VendorName: "name | _",
    tree.Instance: "instance | _",
    tree.Stage: "stage | _",
    tree.OnPlan: "plan | _",
    tree.Workers: "workers | _",
    tree.Overhead: "overhead | _",
    tree.Listen: "listen | _",
    tree.HopGuard: "hop_guard | _",
    tree.Exposure: "_",
    tree.Owner: "owner | _",
    tree.Repo: "repo | _",
    tree.Version: "version | _",
    tree.State: "state | _",
    tree.ForGateway: "for _ in _ {}",
    tree.Opaque: "opaque *",
    tree.Origin: "from _ ?line *",
    tree.Entry: "entry _ {}",
    tree.Nearest: "nearest | ,",
    tree.Ranked: "first | ,",
    tree.EntrySplit: "split * {,}",
    tree.EntryShare: "*",
    tree.Failover: "failover | _",
    tree.Service: "service _ | {?}",
    tree.Url: "url | _",
    tree.Lambda: "lambda | _",
    tree.Latency: "latency | _",
    tree.Queue: "queue | _",
    tree.Errors: "errors | *",
    tree.AsStatus: "as _",
    tree.ColdStart: "cold_start | *",
    tree.After: "after _",
    tree.Cost: "cost | _ per _",
    tree.Size: "size | _",
}


def egress(node: Node, out: list[Piece]) -> None:
    only = tree.token(node, "ONLY")
    out += ["egress", Stop.WORD, *([only.text] if only else [])]
    listed([kid for kid in node.kids if kid is not only], out)


LAYOUTS: dict[type[Node], Layout] = {tree.Egress: egress}
