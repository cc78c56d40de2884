"""What stands beside a line of a picture: routes, credentials and protocols, in few words."""

from collections.abc import Callable, Iterator, Sequence

from ...compiler.graph import Edge
from ..show.cells import clip
from .picture import Tone, Words

LINES_SHOWN = 3
LETTERS = 44
LETTERS_PLAIN = 24
# Said where a request travels in any other way.
USUAL_PROTOCOLS = (None, "https", "local")  # local has a line style of its own


def words_of(edges: Sequence[Edge]) -> tuple[Words, ...]:
    """The label of one line that stands for these edges: routes, then what they have in common."""
    common = shared(edges)
    return (*_blocks(edges, _route_text, common), *common)


def member_words_of(edges: Sequence[Edge], said: tuple[Words, ...]) -> tuple[Words, ...]:
    """The label of a line to a member: what sets it apart; `said` stands at the junction."""
    common = tuple(words for words in shared(edges) if words not in said)
    return (*_blocks(edges, _member_text, (*said, *common)), *common)


def junction_words_of(edges: Sequence[Edge]) -> tuple[Words, ...]:
    """The label of the line into a junction: which requests, and what all members share."""
    edge = edges[0]
    order = ["one after the other"] if edge.in_order else []
    texts = [*_with_condition(edge, edge.route or ""), *order]
    return (*(Words(clip(text, LETTERS)) for text in texts), *said_at_junction(edges))


def said_at_junction(edges: Sequence[Edge]) -> tuple[Words, ...]:
    """The credentials that all members get; a protocol belongs to the line that it is spoken on."""
    return tuple(words for words in shared(edges) if words.tone != "faint")


def shared(edges: Sequence[Edge]) -> tuple[Words, ...]:
    """What all of them do with credentials and protocol."""
    first, *others = [tuple(common_words(edge)) for edge in edges]
    return tuple(words for words in first if all(words in other for other in others))


def _blocks(
    edges: Sequence[Edge], text_of: Callable[[Edge], str], said: tuple[Words, ...]
) -> Iterator[Words]:
    """For each edge its text and what is its own, the same only once, and not too many of them."""
    blocks: dict[tuple[Words, ...], None] = {}
    for edge in edges:
        text = text_of(edge)
        first = (Words(clip(text, LETTERS)),) if text else ()
        blocks[(*first, *(words for words in common_words(edge) if words not in said))] = None
    full = [block for block in blocks if block]
    for block in full[:LINES_SHOWN]:
        yield from block
    if len(full) > LINES_SHOWN:
        yield Words(f"+ {len(full) - LINES_SHOWN} more", "faint")


def plain_words_of(edges: Sequence[Edge]) -> tuple[Words, ...]:
    """One short line at most."""
    edge = edges[0]
    if edge.kind == "manages":
        return ()
    if edge.kind.startswith("entry"):
        return words_of(edges)
    routes = list(dict.fromkeys(one.route for one in edges if one.route))
    if len(routes) > 1:
        return (Words(f"{len(routes)} routes", "faint"),)
    said = [routes[0]] if routes else []
    if edge.share:
        said.append(str(edge.share))
    return tuple(Words(clip(text, LETTERS_PLAIN), "faint") for text in said)


def common_words(edge: Edge) -> Iterator[Words]:
    if edge.over not in USUAL_PROTOCOLS:
        yield Words(f"over {edge.over}", "faint")
    for tone, text in _credentials(edge):
        yield Words(clip(text, LETTERS), tone)


def _credentials(edge: Edge) -> Iterator[tuple[Tone, str]]:
    if edge.shows:
        yield "adds", f"shows {', '.join(edge.shows)}"
    for one in edge.exchanges:
        yield "adds", f"⇄ {one.old} for {one.new}"
    if edge.attaches:
        yield "adds", f"+ {', '.join(edge.attaches)}"
    if edge.strips:
        yield "takes", f"− {', '.join(edge.strips)}"


def _with_condition(edge: Edge, text: str) -> Iterator[str]:
    yield text
    if edge.route_when:
        yield f"when {edge.route_when}"


def _route_text(edge: Edge) -> str:
    match edge.kind:
        case "entry-nearest":
            return "nearest"
        case "entry-first" | "entry-split":
            return str(edge.share or f"{edge.place}.")
        case "manages":
            return (edge.mode or "").replace("_", " and ")
        case _:
            return " ".join((*_with_condition(edge, edge.route or ""), *sent_as(edge))).strip()


def what_is_sent(edge: Edge) -> Iterator[str]:
    """Everything that is special about one edge, for one line of text."""
    if edge.route_when:
        yield f"when {edge.route_when}"
    if edge.kind in ("gather", "choose", "split", "first", "own-code"):
        yield edge.kind.replace("own-code", "called by own code")
        if edge.code:
            yield f"in {edge.code}"
        yield _member_text(edge)
    elif edge.kind.startswith("entry") or edge.kind == "manages":
        yield _route_text(edge)
        if edge.failover:
            yield f"(fail-over after {edge.failover})"
    else:
        yield from sent_as(edge)


def _member_text(edge: Edge) -> str:
    what = edge.label or edge.case or (str(edge.share) if edge.share else None)
    what = what or (f"{edge.place}." if edge.place else "")
    if edge.optional:
        what = f"{what} (optional)"
    return " ".join((what, *sent_as(edge))).strip()


def sent_as(edge: Edge) -> Iterator[str]:
    """The request as it leaves, where it leaves in other words than it came."""
    if edge.sent_as:
        method = f"{edge.method} " if edge.method and edge.kind != "gather" else ""
        yield f"→ {method}{edge.sent_as}"
    elif edge.method and edge.kind != "gather":
        yield f"→ {edge.method}"
