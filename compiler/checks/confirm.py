"""A trace as the witness of a finding."""

from collections.abc import Callable, Iterator

from ...dsl.witness import Witness, WitnessHop
from ..curl import curl_parts, first_message
from ..model import ANYONE, Fault
from ..trace import Hop, Question, Trace
from ..units import Factor
from ..written import distribution_text

HOPS_SHOWN = 6


def witness_of(
    trace: Trace,
    marked: Callable[[Hop], bool] = lambda _hop: False,
    faults: tuple[str, ...] = (),
    seen: str = "",
    guarded: bool = False,
) -> Witness:
    """The likeliest branch of a trace with a `marked` hop, which is what the finding is about."""
    message = first_message(trace)
    assert message is not None, "a request that no gateway received shows nothing"
    branch = next((one for one in trace.branches if any(map(marked, one.hops))), trace.branches[0])
    hops = branch.hops
    shown = _shown(hops, marked)
    return Witness(
        message.method,
        message.url,
        trace.question.client,
        tuple(curl_parts(message)),
        tuple(_hop(hop, marked(hop)) for hop in shown),
        branch.answer.status,
        branch.answer.by,
        message.headers,
        f"{trace.question.method} {trace.question.path}",
        guarded,
        tuple(_options(trace.question)),
        faults,
        seen,
        len(hops) - len(shown),
    )


def _options(question: Question) -> Iterator[tuple[str, str]]:
    """The question again, as the options of `trace` say it."""
    if question.client != ANYONE:
        yield "--as", question.client
    if question.to is not None:
        yield "--to", question.to
    if question.host is not None:
        yield "--host", question.host
    yield from (("--header", f"{name}: {value}") for name, value in question.headers)
    yield from (("--claim", f"{name}={value}") for name, value in question.claims.items())
    yield from (("--scope", scope) for scope in question.scopes)
    yield from (("--key", f"{name}={value}") for name, value in question.metadata.items())
    if question.body_bytes:
        yield "--body", f"{question.body_bytes}B"
    where = (("--region", question.region), ("--ip", question.ip), ("--country", question.country))
    yield from ((option, said) for option, said in where if said is not None)


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
    words: list[str] = [fault.verb, ", ".join(fault.names)]
    if isinstance(fault.by, Factor):
        words += ["by", str(fault.by)]
    elif fault.by is not None:
        words += ["by", distribution_text(fault.by)]
    if fault.share is not None:
        words += ["by", str(fault.share)]
    if fault.status is not None:
        words += ["as", str(fault.status)]
    return " ".join(words)
