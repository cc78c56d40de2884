"""Lines of the program that say how many calls one request may become."""

from decimal import Decimal
from typing import TYPE_CHECKING

from ...model import Measure
from ..case import Case

if TYPE_CHECKING:
    from ...trace import Trace

AT_MOST = ("<", "<=")


def most_calls(case: Case, trace: "Trace", calls: int) -> Measure | None:
    """The first promise on this request's amplification that so many calls break."""
    return next(
        (
            one
            for one in case.federation.promises
            if isinstance(one, Measure)
            and one.metric == "amplification"
            and _speaks_of(one, trace)
            and _is_broken(one, calls)
        ),
        None,
    )


def _speaks_of(promise: Measure, trace: "Trace") -> bool:
    first = trace.hops[0].route
    routes_path = first.path.text if first is not None else None
    return (
        (promise.path is None or promise.path.text == routes_path)
        and (not promise.methods or trace.question.method in promise.methods)
        and (promise.at_gateway in (None, trace.entered))
    )


def _is_broken(promise: Measure, calls: int) -> bool:
    bound = promise.bound
    if promise.how not in AT_MOST or not isinstance(bound, int | Decimal):
        return False
    return calls > bound or (promise.how == "<" and calls == bound)
