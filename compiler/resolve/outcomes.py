"""What may become of a request that is sent on: a status, a class of them, or no answer at all."""

from ...dsl import tree
from ..model import Outcome, WithoutAStatus
from . import values
from .scope import Scope

WITHOUT_A_STATUS: tuple[WithoutAStatus, ...] = ("connect", "timeout", "reset")
NO_GOOD_ANSWER: tuple[Outcome, ...] = ("connect", 502, 503, 504)
"""What a retry or the next candidate is for, where the program does not say."""


def outcomes(node: tree.OnStatus, scope: Scope) -> tuple[Outcome, ...]:
    """Statuses, classes of them, and what happens before there is a status."""
    found: list[Outcome] = []
    for token in node.statuses:
        if token.kind == "NUMBER":
            status = values.read_text(token.text, token, scope, values.status)
            if status is not None:
                found.append(status)
        else:
            word: WithoutAStatus | None = values.one_of(
                token, scope, WITHOUT_A_STATUS, "outcome to go by", _STATUSES_TOO
            )
            if word:
                found.append(word)
    return tuple(found)


_STATUSES_TOO = "a status such as `503` or a class such as `5xx` may stand here too"
