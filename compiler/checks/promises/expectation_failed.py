"""GW0201: an `expect` line that does not hold; and which of them nobody has proved."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ....dsl.source import Span
from ...model import Answer, Measure, NeverReaches, Promise
from ..case import Case
from .judged import Astray, Broken, Judgement, Undecided
from .lines import found, line_of, promised, request_of, sent

if TYPE_CHECKING:
    from ...trace import Hop
    from .sorts import Sorter

CODE = "GW0201"
NOT_PROVED = "GW0997"

AMPLIFICATION = "amplification"
LINES_MAX = 3


def find(case: Case) -> Iterator[Finding]:
    if not case.federation.promises:
        return
    from .sorts import Sorter

    sorter = Sorter(case)
    open_ones: list[tuple[Promise, Undecided]] = []
    for promise in case.federation.promises:
        match _judged(sorter, promise):
            case Broken() as broken:
                yield _broken(promise, broken)
            case Astray() as astray:
                yield _astray(promise, astray)
            case Undecided() as undecided:
                open_ones.append((promise, undecided))
            case _:
                pass
    if open_ones:
        yield _not_proved(open_ones)


def _judged(sorter: "Sorter", promise: Promise) -> Judgement | None:
    """None for quantities that only a simulation decides."""
    from .amplifying import judged_amplification
    from .answers import judged_answer
    from .nevers import judged_never

    match promise:
        case Answer():
            return judged_answer(sorter, promise)
        case NeverReaches():
            return judged_never(sorter, promise)
        case Measure(metric=metric):
            return judged_amplification(sorter, promise) if metric == AMPLIFICATION else None


# ---- broken --------------------------------------------------------------------------------------


def _broken(promise: Promise, broken: Broken) -> Finding:
    match promise:
        case Answer():
            return _broken_answer(promise, broken)
        case NeverReaches():
            return _broken_never(promise, broken)
        case Measure():
            return _broken_measure(promise, broken)


def _broken_answer(promise: Answer, broken: Broken) -> Finding:
    ending = broken.branch.hops[-1] if broken.branch.hops else None
    actual = found(promise, broken.branch)
    notes = [f"expected  {promised(promise)}", f"actual    {actual}"]
    if broken.tried > 1:
        count = "1 fares" if not broken.others else f"{broken.others + 1} fare"
        notes.append(f"of {broken.tried} sorts of its requests {count} otherwise than promised")
    return Finding(
        CODE,
        f"`{request_of(promise)}` is promised {promised(promise)}, and comes to {actual}",
        _at(promise),
        "; ".join(broken.ways),
        because=_ends_at(ending, promise),
        notes=tuple(notes),
        help=(_promise_that(promise, actual, broken),),
        about=("expect", request_of(promise), promised(promise), str(promise.when or "")),
        proof=Proof.WITNESS,
        witness=_witness(broken),
    )


def _ends_at(hop: "Hop | None", promise: Promise) -> tuple[Label, ...]:
    if hop is None or hop.at is None or hop.at == promise.at:
        return ()
    return (Label(hop.at, f"it ends here: {hop.verdict}"),)


def _promise_that(promise: Answer, actual: str, broken: Broken) -> Help:
    """Changing the line is right only where the program is; so somebody has to choose."""
    message = "mend what lies on the way; or, if this is meant, promise it"
    if broken.others + 1 < broken.tried:
        message = "mend what lies on the way, or promise less: a line for each sort of request"
        return Help(message)
    at = _at(promise)
    arrow = at.text.rfind("->")
    if arrow < 0 or " and " in actual or actual.startswith("no answer"):
        return Help(message)
    edit = Edit(Span(at.source, at.start + arrow, at.end), f"-> {actual}")
    return Help(message, Applicability.REVIEW, (edit,))


def _broken_never(promise: NeverReaches, broken: Broken) -> Finding:
    reached = " and ".join(f"`{name}`" for name in broken.ways)
    last = next((hop for hop in reversed(broken.branch.hops) if hop.route is not None), None)
    label = (Label(last.at, "it goes on from here"),) if last is not None and last.at else ()
    who = promise.client
    request = sent(broken.trace.question)
    return Finding(
        CODE,
        f"{reached} {'are' if len(broken.ways) > 1 else 'is'} reached by `{request}` as `{who}`, "
        "which was never to happen",
        _at(promise),
        "this line does not hold",
        because=label,
        notes=(f"expected  no request of `{who}` gets there", f"actual    {request} gets there"),
        help=(
            Help(f"let a gateway on the way refuse `{who}`, with `accept` or without the route"),
        ),
        about=("expect", "no", request_of(promise), *promise.reaches),
        proof=Proof.WITNESS,
        witness=_witness(broken),
    )


def _broken_measure(promise: Measure, broken: Broken) -> Finding:
    counts = ", ".join(f"{name} {count}" for name, count in broken.branch.counts[:8])
    return Finding(
        CODE,
        f"one request becomes more than promised: {broken.ways[0]}",
        _at(promise),
        f"{promise.how} {promise.bound} was promised",
        notes=(
            f"expected  {promise.metric} {promise.how} {promise.bound}",
            f"actual    {sum(count for _, count in broken.branch.counts)}: {counts}",
        ),
        help=(Help("call fewer gateways for one request, or promise what it takes"),),
        about=("expect", promise.metric, str(promise.bound), promise.at_gateway or ""),
        proof=Proof.WITNESS,
        witness=_witness(broken),
    )


def _witness(broken: Broken):  # noqa: ANN202  the type lives where checks that find nothing never look
    from dataclasses import replace

    from ..confirm import witness_of

    last = broken.branch.hops[-1] if broken.branch.hops else None
    if last is None:
        return None
    shown = replace(broken.trace, branches=(broken.branch,))
    return witness_of(shown, lambda hop: hop is last)


def _at(promise: Promise) -> Span:
    assert promise.at is not None, "a promise that was read from text has a place"
    return promise.at


# ---- neither -------------------------------------------------------------------------------------


def _astray(promise: Promise, astray: Astray) -> Finding:
    names = " or ".join(f"`{name}`" for name in astray.candidates)
    request = request_of(promise) if isinstance(promise, Answer) else sent(astray.question)
    return Finding(
        CODE,
        f"nothing says which gateway `{request}` is sent to",
        _at(promise),
        f"{names} may be meant" if names else "no gateway is public",
        help=(_named(promise, astray),),
        about=("expect", request, "to"),
    )


def _named(promise: Promise, astray: Astray) -> Help:
    """`to` stands behind the path."""
    at, path = _at(promise), promise.path.text if promise.path is not None else ""
    place = at.text.find(path)
    if not astray.candidates or not path or place < 0:
        return Help("name it with `to` behind the path")
    end = at.start + place + len(path)
    while end < at.end and not at.source.text[end].isspace():
        end += 1  # the query belongs to it
    edit = Edit(Span(at.source, end, end), f" to {astray.candidates[0]}")
    return Help("name it with `to` behind the path", Applicability.REVIEW, (edit,))


def _not_proved(open_ones: list[tuple[Promise, Undecided]]) -> Finding:
    first, _ = open_ones[0]
    count = len(open_ones)
    notes = [
        f"line {line_of(promise)}: {_tried(undecided)}, not proved for all: {undecided.why}"
        for promise, undecided in open_ones[:LINES_MAX]
    ]
    if count > LINES_MAX:
        notes.append(f"and {count - LINES_MAX} more lines")
    lines = f"{count} `expect` lines are" if count > 1 else "this `expect` line is"
    return Finding(
        NOT_PROVED,
        f"{lines} not proved for all requests",
        _at(first),
        "no request is known that breaks it",
        notes=tuple(notes),
        help=(Help("name single requests, or a narrower path, to have it decided"),),
        about=("expect", "not proved"),
    )


def _tried(undecided: Undecided) -> str:
    match undecided.tried:
        case 0:
            return "not tried"
        case 1:
            return "tried on 1 request"
        case many:
            return f"tried on {many} requests"
