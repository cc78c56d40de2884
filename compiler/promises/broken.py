"""In what way a request breaks a promise."""

from collections.abc import Iterator

from ..model import Answer, Federation, NeverReaches, Promise
from ..trace import Branch, Trace
from ..units import StatusClass


def broken_by(federation: Federation, promise: Promise, followed: Trace) -> tuple[str, ...]:
    """Each way in which a branch of this trace breaks it, none where it is kept."""
    found = [text for branch in followed.branches for text in _against(federation, promise, branch)]
    return tuple(dict.fromkeys(found))


def _against(federation: Federation, promise: Promise, branch: Branch) -> Iterator[str]:
    match promise:
        case Answer():
            yield from _against_answer(federation, promise, branch)
        case NeverReaches(reaches=reaches):
            reached = dict(branch.service_calls)
            yield from (f"it reaches `{name}`" for name in reaches if name in reached)
        case _:
            return


def _against_answer(federation: Federation, promise: Answer, branch: Branch) -> Iterator[str]:
    status = branch.answer.status
    match promise.outcome:
        case StatusClass() as wanted if status is None or status not in wanted:
            yield f"the status is {status}"
        case int(wanted) if status != wanted:
            yield f"the status is {status}"
        case str(wanted) if wanted not in {hop.verdict.name for hop in branch.hops}:
            verdicts = ", ".join(str(hop.verdict) for hop in branch.hops)
            yield f"no gateway comes to {wanted}, but to {verdicts}"
        case _:
            pass
    passed = tuple(hop.gateway for hop in branch.hops)
    if promise.via is not None and promise.via != passed:
        yield f"it passes {', '.join(passed) or 'no gateway'}"
    ends = _where_it_ends(federation, promise, branch)
    if promise.at_gateway is not None and promise.at_gateway not in ends:
        yield f"it ends at {', '.join(ends)}"


def _where_it_ends(federation: Federation, promise: Answer, branch: Branch) -> tuple[str, ...]:
    """Who comes to the verdict; where a status is promised, who answers, or calls who answers."""
    if isinstance(promise.outcome, str):
        return tuple(hop.gateway for hop in branch.hops if hop.verdict.name == promise.outcome)
    if branch.answer.by in federation.gateways or not branch.hops:
        return (branch.answer.by,)
    return (branch.hops[-1].gateway,)
