"""Promises in the words of the program, and what came instead."""

from typing import TYPE_CHECKING

from ...model import Answer, NeverReaches, Promise

if TYPE_CHECKING:
    from ...trace import Branch, Question

VIA_MAX = 6


def request_of(promise: Answer | NeverReaches) -> str:
    """`GET /orders/{id} as web`."""
    path = promise.path.text if promise.path is not None else ""
    if isinstance(promise, Answer) and promise.query:
        path = f"{path}?{promise.query}"
    to = f" to {promise.to}" if promise.to is not None else ""
    client = f" as {promise.client}" if promise.client is not None else ""
    return f"{'|'.join(promise.methods)} {path}{to}{client}".strip()


def promised(promise: Answer) -> str:
    """`200 at orders via edge, orders`."""
    at = f" at {promise.at_gateway}" if promise.at_gateway is not None else ""
    via = f" via {_listed(promise.via)}" if promise.via is not None else ""
    return f"{promise.outcome}{at}{via}"


def found(promise: Answer, branch: "Branch") -> str:
    """What the request comes to, told as the line tells it."""
    last = branch.hops[-1] if branch.hops else None
    ending = next((hop for hop in branch.hops if hop.gateway == branch.answer.by), last)
    outcome = str(branch.answer.status) if branch.answer.status is not None else "no answer"
    if isinstance(promise.outcome, str) and ending is not None:
        outcome = ending.verdict.name
    by = ending.gateway if ending is not None else branch.answer.by
    at = f" at {by}" if promise.at_gateway is not None or promise.via is None else ""
    via = f" via {_listed(passed(branch))}" if promise.via is not None else ""
    return f"{outcome}{at}{via}"


def passed(branch: "Branch") -> tuple[str, ...]:
    return tuple(hop.gateway for hop in branch.hops)


def sent(question: "Question") -> str:
    return f"{question.method} {question.path}"


def line_of(promise: Promise) -> int:
    return promise.at.line if promise.at is not None else 0


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - VIA_MAX} more" if len(names) > VIA_MAX else ""
    return ", ".join(names[:VIA_MAX]) + more
