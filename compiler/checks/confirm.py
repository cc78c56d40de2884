"""A trace as the witness of a finding."""

from collections.abc import Callable

from ...dsl.witness import Witness, WitnessHop
from ..curl import curl_parts, first_message
from ..model import Fault
from ..trace import Hop, Trace

HOPS_SHOWN = 6


def witness_of(
    trace: Trace,
    marked: Callable[[Hop], bool] = lambda _hop: False,
    faults: tuple[str, ...] = (),
    seen: str = "",
) -> Witness:
    """The likeliest branch of a trace; `marked` are the hops that the finding is about."""
    message = first_message(trace)
    assert message is not None, "a request that no gateway received shows nothing"
    hops = trace.hops
    shown = _shown(hops, marked)
    return Witness(
        message.method,
        message.url,
        trace.question.client,
        tuple(curl_parts(message)),
        tuple(_hop(hop, marked(hop)) for hop in shown),
        trace.answer.status,
        trace.answer.by,
        message.headers,
        faults,
        seen,
        len(hops) - len(shown),
    )


def _shown(hops: tuple[Hop, ...], marked: Callable[[Hop], bool]) -> tuple[Hop, ...]:
    """The first ones and the marked ones, where there are too many."""
    if len(hops) <= HOPS_SHOWN:
        return hops
    wanted = [hop for hop in hops if marked(hop)][:HOPS_SHOWN]
    room = HOPS_SHOWN - len(wanted)
    first = [hop for hop in hops if hop not in wanted][:room]
    return tuple(hop for hop in hops if hop in wanted or hop in first)


def _hop(hop: Hop, is_marked: bool) -> WitnessHop:
    return WitnessHop(
        hop.gateway,
        hop.target,
        str(hop.verdict),
        hop.status,
        hop.received.method,
        hop.received.target,
        hop.route.name if hop.route is not None else None,
        hop.detail,
        is_marked,
    )


def fault_text(fault: Fault) -> str:
    """As `--with` takes it."""
    words: list[str] = [fault.verb, *fault.names]
    if fault.by is not None:
        words += ["by", str(fault.by)]
    return " ".join(words)
