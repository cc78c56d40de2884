"""Failures of what stands behind a gateway, each as the fault that brings it about."""

from collections.abc import Iterator

from ...model import Constant, Fault
from ...units import Duration, Share, StatusClass
from .waits import Wait

ALWAYS = Share(1_000_000)
BEFORE_ANYTHING_WAS_SENT = "connect"


def faults_for(outcomes: tuple[object, ...], name: str, wait: Wait) -> Iterator[Fault]:
    """Those that come to one of these outcomes, answers before broken connections."""
    for outcome in outcomes:
        status = _status(outcome)
        if status is not None:
            yield Fault("errors", (name,), share=ALWAYS, status=status)
    if "timeout" in outcomes and wait.us is not None:
        yield Fault("slow", (name,), Constant(Duration(wait.us)))
    if "reset" in outcomes:
        yield Fault("reset", (name,))


def _status(outcome: object) -> int | None:
    """A status that a failing service would answer with."""
    match outcome:
        case StatusClass(hundreds=hundreds):
            return 503 if hundreds == 5 else hundreds * 100
        case int():
            return outcome
        case str() if outcome[:1].isdigit():
            return 503 if outcome == "5xx" else int(outcome.replace("x", "0"))
        case _:
            return None


def outcomes_text(outcomes: tuple[object, ...]) -> str:
    """`502, 503 or timeout`."""
    words = [str(one) for one in outcomes]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
