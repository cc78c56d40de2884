"""How the statements at the top of a file look, and the small ones inside of them."""

from .. import tree
from ..tree import Node
from .patterns import layout_of
from .pieces import Layout, Piece, Stop, said

PATTERNS: dict[type[Node], str] = {
    tree.Federation: "federation *",
    tree.Import: "import *",
    tree.Renamed: "as _",
    tree.Environment: "environment * {}",
    tree.Like: "like _",
    tree.Let: "let _ | = _",
    tree.ForTop: "for _ in _ {}",
    tree.Remove: "remove | *",
    tree.Near: "near | _",
    tree.Rtt: "rtt | *",
    tree.Credential: "credential _ | = _ | *",
    tree.Label: "label _ | {}",
    tree.Within: "within | ,",
    tree.Client: "client _ | {}",
    tree.Presents: "presents | ,",
    tree.Calls: "calls | ,",
    tree.OnTier: "tier | _",
    tree.Callers: "callers | _",
    tree.Policy: "policy _ | {}",
    tree.Tier: "tier _ | {}",
    tree.Plan: "plan _ ?from * | {}",
    tree.Base: "base | _",
    tree.Includes: "includes | _",
    tree.Price: "price | _ per _ *",
    tree.UpTo: "up to _",
    tree.Cap: "cap | _",
    tree.Counts: "counts | ,",
    tree.Shared: "shared | _",
    tree.Unit: "unit | _",
    tree.ControlPlane: "control_plane _ on _ {}",
    tree.Manages: "manages | , *",
    tree.UsesCredential: "credential | _",
    tree.EveryTime: "discover | every _",
    tree.Mode: "mode | _",
    tree.Allow: "allow *",
    tree.Place: "at *",
    tree.Because: "because _",
    tree.Until: "until _",
}

REGION_ALIAS = layout_of("region _ | = _")
REGION_BLOCK = layout_of("region _ | {}")


def region(node: Node, out: list[Piece]) -> None:
    is_alias = len(tree.tokens(node)) > 1
    (REGION_ALIAS if is_alias else REGION_BLOCK)(node, out)


def env(node: Node, out: list[Piece]) -> None:
    name, *rest = tree.tokens(node)
    out += ["env", name.text]
    if len(rest) == 1 and rest[0].kind == "STRING":
        out.append(Stop.NAMED)
    for part in rest:
        out += ["=", part.text] if part.kind == "STRING" else [part.text]


def carried(node: Node, out: list[Piece]) -> None:
    out += ["not through", Stop.WORD, ", ".join(said(kid) for kid in node.kids)]


LAYOUTS: dict[type[Node], Layout] = {
    tree.Region: region,
    tree.Env: env,
    tree.Carried: carried,
}
