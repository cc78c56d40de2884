"""What has to fail before a later member of a `first` is asked."""

from ...model import Fault, First
from ...units import Share, StatusClass
from ..ways import Way

ALL = Share(1_000_000)


def with_failing(before: tuple[Fault, ...], way: Way) -> tuple[Fault, ...] | None:
    """The faults under which a way is taken; None where no such fault can be thought of."""
    action = way.route.action
    if not isinstance(action, First) or way.place == 0:
        return before
    earlier = action.members[: way.place]
    names = tuple(dict.fromkeys(one.upstream.to for one in earlier))
    if way.to in names or any(one.upstream.to_kind == "url" for one in earlier):
        return None
    fault = _fault(names, action.on)
    return None if fault is None else (*before, fault)


def _fault(names: tuple[str, ...], on: tuple[object, ...]) -> Fault | None:
    if "connect" in on:
        return Fault("fail", names)
    if "reset" in on:
        return Fault("reset", names)
    for outcome in on:
        if isinstance(outcome, StatusClass):
            return Fault("errors", names, share=ALL, status=100 * outcome.hundreds + 3)
        if isinstance(outcome, int):
            return Fault("errors", names, share=ALL, status=outcome)
    return None
