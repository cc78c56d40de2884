"""The request that shows a finding, as people read and paste it."""

from collections.abc import Iterator

from ...dsl.witness import Witness, WitnessHop
from .cells import clip, harmless, pad, width, wrap
from .curl import curl_rows
from .ink import Ink
from .window import COLUMNS

LEAD = 10  # `  try it  `
NAME_MAX = 24
VERDICT_MAX = 28
CURL_ROWS = 3


def witness_rows(witness: Witness, ink: Ink) -> list[str]:
    """The line for the shell, the hops, and what the client gets to see."""
    return [*_try_it(witness, ink), *_hops(witness, ink), *_seen(witness, ink)]


def _try_it(witness: Witness, ink: Ink) -> Iterator[str]:
    rows = curl_rows(witness.curl, COLUMNS - LEAD - 1)
    if len(rows) > CURL_ROWS:  # too wide for a table, never cut: it is there to be pasted
        rows = [" ".join(witness.curl)]
    for place, row in enumerate(rows):
        lead = ink("strong", "try it") if place == 0 else " " * 6
        yield f"  {lead}  {harmless(row)}"
    if witness.faults:
        yield f"  {ink('strong', 'while')}   {', '.join(witness.faults)}"


def _hops(witness: Witness, ink: Ink) -> Iterator[str]:
    hops = witness.hops
    names = min(max((width(_name(hop)) for hop in hops), default=0), NAME_MAX)
    verdicts = min(max((width(_verdict(hop)) for hop in hops), default=0), VERDICT_MAX)
    for number, hop in enumerate(hops, 1):
        mark = ">" if hop.marked else " "  # also for those who see no colours
        lead = f"{mark} {ink('strong', f'hop {number}')}{' ' * (number < 10)}"
        line = f"{pad(_name(hop), names)}  {pad(_verdict(hop), verdicts)}  {_what(hop)}"
        row = clip(harmless(line), COLUMNS - LEAD - 1)
        yield f"{lead}  {ink('error', row) if hop.marked else row}"
    if witness.more:
        yield f"          and {witness.more} more"


def _name(hop: WitnessHop) -> str:
    return f"{hop.gateway} ({hop.target})"


def _verdict(hop: WitnessHop) -> str:
    return f"{hop.verdict} {hop.status}" if hop.status is not None else hop.verdict


def _what(hop: WitnessHop) -> str:
    return f"{hop.method} {hop.path}  {hop.detail}"


def _seen(witness: Witness, ink: Ink) -> Iterator[str]:
    if witness.status is None:
        text = f"client sees {witness.seen or 'no answer'}"
    else:
        more = f", {witness.seen}" if witness.seen else ""
        text = f"client sees {witness.status} from {witness.by}{more}"
    yield from (f"  {ink('strong', row)}" for row in wrap(text, COLUMNS - 2, 2))


def witness_lines(witness: Witness) -> list[str]:
    """The same without columns and colours, a line each: for tools that lay text out themselves."""
    hops = (f"{_name(hop)} {_verdict(hop)} {_what(hop)}" for hop in witness.hops)
    status = witness.status if witness.status is not None else "no answer"
    more = f", {witness.seen}" if witness.seen else ""
    return [
        f"try it: {harmless(' '.join(witness.curl))}",
        *(f"while: {fault}" for fault in witness.faults),
        *(harmless(f"hop {number}: {hop}") for number, hop in enumerate(hops, 1)),
        *([f"and {witness.more} more hops"] if witness.more else []),
        harmless(f"client sees: {status} from {witness.by}{more}"),
    ]
