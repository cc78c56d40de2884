"""What stands in the shape of a node, and in which group it stands."""

from collections.abc import Iterator

from ...compiler.graph import Node
from ..show.cells import clip
from ..show.counted import counted
from .picture import ShapeKind
from .wish import Wish

TITLE_LETTERS = 34
CAPTION_LETTERS = 40


def shape_kind(node: Node) -> ShapeKind:
    if node.kind == "gateway":
        return "internal-gateway" if node.exposure == "internal" else "public-gateway"
    return node.kind


def captions_of(node: Node, wish: Wish) -> Iterator[str]:
    yield from plain_captions(node, wish)
    if node.kind == "gateway":
        if node.domains:
            more = f" + {len(node.domains) - 1}" if node.domains[1:] else ""
            yield f"{node.domains[0]}{more}"
        if node.answers:
            yield f"answers {counted(len(node.answers), 'route')} itself"
    if node.regions and wish.group != "region":
        yield ", ".join(node.regions)


def plain_captions(node: Node, wish: Wish) -> Iterator[str]:
    """What kind of thing this is."""
    match node.kind:
        case "gateway":
            product = wish.product_of(node.target) if node.target else "gateway"
            yield f"{product} · {node.exposure}"
        case "control-plane":
            product = wish.product_of(node.target) if node.target else ""
            yield f"{product} · control plane"
        case "entry":
            yield " · ".join(("entry", *node.domains[:1]))
        case "anyone":
            yield "without credentials"
        case _:
            yield node.kind.replace("-", " ")


def group_of(node: Node, wish: Wish) -> str | None:
    match wish.group:
        case "target":
            is_gateway = node.kind == "gateway" and node.target
            return wish.product_of(node.target) if is_gateway and node.target else None
        case "region":
            return ", ".join(node.regions) or None
        case "owner":
            return clip(node.owner, TITLE_LETTERS) if node.owner else None
