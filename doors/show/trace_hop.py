"""One hop of a trace for people: who let it in, where it goes, what changes on the way."""

from collections.abc import Iterator, Sequence

from ...compiler.model import First, Gather
from ...compiler.trace import Answer, Hop, Loop, Sent
from ...compiler.written import condition_text
from .cells import clip, pad, width, wrap
from .counted import counted
from .header_changes import Change, changes
from .ink import Ink
from .window import COLUMNS

MARGIN = 4
LABEL = 10  # columns of `accepted`, the longest label, and two blanks
NAME_COLUMNS = 32
ADDRESS_COLUMNS = 72
ROWS_OF_A_PART = 4
CALMED = ("FORWARDED", "DELIVERED")
SIGN_STYLES = {"+": "good", "~": "warning", "-": "error", " ": "faint"}


def hop_rows(hop: Hop, name_columns: int, ink: Ink, *, verbose: bool) -> Iterator[str]:
    """`name_columns` is how wide the widest gateway of the trace is with its product."""
    yield _heading(hop, name_columns, ink)
    yield from part("hears", _heard(hop, verbose), ink)
    if hop.detail and _has_to_explain(hop):
        yield from part("why", hop.detail, ink)
    if hop.accepted or hop.caller:
        yield from part("accepted", _accepted(hop), ink)
    yield from _sends(hop, ink, verbose)
    if patience := _patience(hop):
        yield from part("waits", patience, ink)
    for note in hop.notes:
        yield from part("note", note, ink)
    if hop.loop is not None:
        yield from loop_rows(hop.loop, ink)
    if hop.assumed and verbose:
        yield from part("assumed", "; ".join(hop.assumed), ink)


def _heading(hop: Hop, name_columns: int, ink: Ink) -> str:
    name, target = clip(hop.gateway, NAME_COLUMNS), clip(f" on {hop.target}", NAME_COLUMNS)
    blanks = " " * max(2, name_columns - width(name) - width(target) + 2)
    status = "" if hop.status is None else f" {hop.status}"
    verdict = ink(verdict_style(hop), f"{hop.verdict}{status}")
    return f"{hop.number:>2}  {ink('strong', name)}{ink('faint', target)}{blanks}{verdict}"


def verdict_style(hop: Hop) -> str:
    """Good as long as nobody is sent away: also a redirect, also an answer of the gateway's own."""
    if hop.verdict.name in ("EXITS_MODEL", "UNKNOWN"):
        return "warning"
    if hop.verdict.name not in (*CALMED, "ANSWERED"):
        return "error"
    return "good" if hop.status is None or hop.status < 400 else "warning"


def _heard(hop: Hop, whole: bool) -> str:
    heard = f"{hop.received.method} {_shown(hop.received.target, whole)}"
    if hop.route is None:
        return heard
    when = "" if hop.route.when is None else f" when {condition_text(hop.route.when)}"
    return f"{heard}, takes the route {hop.route.name}{when}"


def _has_to_explain(hop: Hop) -> bool:
    """Where a request simply goes on or round, the other lines say it all."""
    if hop.verdict.name == "FORWARDED" or hop.loop is not None:
        return not hop.sent and hop.loop is None
    return hop.verdict.name != "DELIVERED" or hop.status is None or hop.status >= 400


def _accepted(hop: Hop) -> str:
    if not hop.accepted:
        return f"nothing was shown; to this gateway it is {hop.caller}"
    shown = " and ".join(hop.accepted)
    return f"{shown}, so this is {hop.caller}" if hop.caller else shown


def _patience(hop: Hop) -> str:
    own = f"at most {hop.waits}" if hop.waits is not None else ""
    left = f"whoever waits outside gives up in {hop.budget_left}" if hop.budget_left else ""
    return "; ".join(text for text in (own, left) if text)


# ---- what it sends -------------------------------------------------------------------------------


def _sends(hop: Hop, ink: Ink, verbose: bool) -> Iterator[str]:
    if len(hop.sent) == 1 and hop.sent[0].label is None:
        yield from _single(hop, hop.sent[0], ink, verbose)
    elif hop.sent:
        yield from part("sends", f"{counted(len(hop.sent), 'request')}{_order(hop)}", ink)
        for place, sent in enumerate(hop.sent, 1):
            yield from _member(hop, sent, place == len(hop.sent), ink, verbose)


def _order(hop: Hop) -> str:
    match hop.route.action if hop.route is not None else None:
        case Gather(in_order=False):
            return " at once"
        case Gather() | First():
            return ", one after the other"
        case _:
            return ""


def _single(hop: Hop, sent: Sent, ink: Ink, verbose: bool) -> Iterator[str]:
    if hop.verdict.name == "PROTOCOL_UNSUPPORTED":
        yield from part("not sent", _line(sent, verbose), ink)
        return
    yield from part("sends", _line(sent, verbose), ink)
    for change in changes(hop.received, sent.message, unchanged=verbose):
        yield from _change_rows(change, " " * (MARGIN + LABEL), ink)
    # Where the gateway answers in the place of whoever was asked, its own line says so.
    if sent.failure is not None or sent.answer.by != hop.gateway:
        yield from _gets(sent, ink)


def _gets(sent: Sent, ink: Ink) -> Iterator[str]:
    if came_back := _came_back(sent):
        yield from part("gets", came_back, ink)


def _member(hop: Hop, sent: Sent, is_last: bool, ink: Ink, verbose: bool) -> Iterator[str]:
    """One of several, as a branch of a small tree."""
    fork, trunk = ("└─ ", "   ") if is_last else ("├─ ", "│  ")
    name = f"{sent.label}: " if sent.label is not None else ""
    came_back = _came_back(sent) or f"{_status(sent.answer)} from hop {sent.hop}"
    indent = " " * (MARGIN + LABEL)
    first, *others = wrap(
        f"{name}{_line(sent, verbose)}", COLUMNS - len(indent) - 3, ROWS_OF_A_PART
    )
    yield f"{indent}{ink('bar', fork)}{first}"
    for row in others:
        yield f"{indent}{ink('bar', trunk)}{row}"
    for change in changes(hop.received, sent.message, unchanged=verbose):
        yield from _change_rows(change, f"{indent}{ink('bar', trunk)}", ink)
    yield f"{indent}{ink('bar', trunk)}{clip(f'gets {came_back}', COLUMNS - len(indent) - 3)}"


def _line(sent: Sent, whole: bool) -> str:
    over = f" over {sent.over}" if sent.over not in ("https", "http") else ""
    tries = f", {sent.attempts} tries" if sent.attempts > 1 else ""
    url = _shown(sent.message.url, whole)
    return f"{sent.message.method} {url}{over} to {sent.to}{tries}"


def _shown(address: str, whole: bool) -> str:
    """A path or URL; of one that fills more than a line the ends, and how long it is."""
    if whole or len(address) <= ADDRESS_COLUMNS:
        return address
    start, end = address[: ADDRESS_COLUMNS // 2], address[-ADDRESS_COLUMNS // 4 :]
    return f"{start}…{end} ({len(address):,} characters)"


def _came_back(sent: Sent) -> str:
    """What the next hop, if there is one, does not say itself."""
    if sent.failure is not None and sent.hop is None:
        return f"no answer: {sent.failure}"
    if sent.failure is not None:
        return f"no answer from hop {sent.hop}: {sent.failure}"
    if sent.hop is None:
        return f"{_status(sent.answer)} from {sent.answer.by}"
    return ""


def _status(answer: Answer) -> str:
    status = "an answer that is not known here" if answer.status is None else str(answer.status)
    return f"{status} {answer.media}" if answer.media else status


def _change_rows(change: Change, indent: str, ink: Ink) -> Iterator[str]:
    value = f": {change.value}" if change.value else ""
    credential = f" ({change.credential})" if change.credential else ""
    first, *others = wrap(
        f"{change.name}{value}{credential}", COLUMNS - MARGIN - LABEL - 5, ROWS_OF_A_PART
    )
    yield f"{indent}{ink(SIGN_STYLES[change.sign], change.sign)} {first}"
    for row in others:
        yield f"{indent}  {row}"


# ---- loops, and the shape of a line --------------------------------------------------------------


def loop_rows(loop: Loop, ink: Ink) -> Iterator[str]:
    ring = " -> ".join((*loop.ring, loop.ring[0]))
    yield from part("loop", f"{ring}, {counted(loop.turns, 'turn')}", ink)
    yield from part("passes", _passes(loop), ink)
    if loop.grows_by:
        yield from part("grows", f"by {counted(loop.grows_by, 'byte')} a turn", ink)
    status = "with no status" if loop.status is None else f"with {loop.status}"
    yield from part("ended by", f"{loop.ended_by}, {status}", ink)
    if loop.without_guard is not None:
        yield from part("unguarded", _without_guard(loop.without_guard), ink)


def _without_guard(loop: Loop) -> str:
    status = "no status" if loop.status is None else str(loop.status)
    return f"{_passes(loop)}; then {status}: {loop.ended_by}"


def _passes(loop: Loop) -> str:
    counts = ", ".join(f"{gateway} {count}" for gateway, count in loop.passes)
    if loop.goes_on:
        return f"{counts} and more: no limit is known that ends it, it was followed so far"
    return counts


def part(label: str, text: str, ink: Ink, rows_at_most: int = ROWS_OF_A_PART) -> Iterator[str]:
    """A line with its label before it, and as many more as it needs."""
    first, *others = wrap(text, COLUMNS - MARGIN - LABEL, rows_at_most)
    yield f"{' ' * MARGIN}{ink('bar', pad(label, LABEL))}{first}"
    for row in others:
        yield f"{' ' * (MARGIN + LABEL)}{row}"


def name_columns_of(hops: Sequence[Hop]) -> int:
    wide = (width(f"{hop.gateway} on {hop.target}") for hop in hops)
    return min(max(wide, default=0), 2 * NAME_COLUMNS)
