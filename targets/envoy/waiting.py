"""How long Envoy waits for an answer, and when it tries again."""

from ...compiler.model import Off, Policy, Retry, Traced, in_force
from ...compiler.model.policy import Outcome
from ...compiler.units import Duration, StatusClass
from .clusters import seconds
from .places import Json

RESPONSE = Duration(15_000_000)
IDLE = Duration(300_000_000)
"""Envoy's own, written down so that nobody has to know them."""

BACKOFF = Duration(25_000)
WITHOUT_A_STATUS = {"connect": "connect-failure", "reset": "reset", "timeout": "reset"}


def waiting(policy: Policy) -> Json:
    """Fields of a route: `timeout` is for the whole answer, all tries together."""
    retry = in_force(policy.retry)
    whole = [in_force(policy.total)]
    each = [_or_default(policy.response, RESPONSE), in_force(policy.attempt)]
    said: Json = {"idle_timeout": seconds(_or_default(policy.idle, IDLE) or Duration(0))}
    if retry is None:
        return {"timeout": _least([*whole, *each]), **said}
    said["retry_policy"] = _retry_policy(retry)
    if (per_try := _least(each)) != "0s":
        said["retry_policy"]["per_try_timeout"] = per_try
    return {"timeout": _least(whole), **said}


def _or_default(wait: Traced[Duration | Off] | None, default: Duration) -> Duration | None:
    return default if wait is None else in_force(wait)


def _least(waits: list[Duration | None]) -> str:
    """0 is for ever."""
    said = [wait for wait in waits if wait is not None]
    return seconds(min(said, key=lambda wait: wait.us)) if said else "0s"


def _retry_policy(retry: Retry) -> Json:
    statuses = _statuses(retry.on)
    words = [WITHOUT_A_STATUS[one] for one in retry.on if isinstance(one, str)]
    on = [*dict.fromkeys(words), *(["retriable-status-codes"] if statuses else [])]
    first = retry.backoff or BACKOFF
    most = retry.backoff_max or (first if retry.backoff else Duration(BACKOFF.us * 10))
    methods = "|".join(retry.methods)
    policy: Json = {
        "retry_on": ",".join(on),
        "num_retries": retry.count,
        "retry_back_off": {"base_interval": seconds(first), "max_interval": seconds(most)},
        # A method that is not named is sent once, whatever happens to it.
        "retriable_request_headers": [
            {"name": ":method", "string_match": {"safe_regex": {"regex": methods}}}
        ],
    }
    if statuses:
        policy["retriable_status_codes"] = statuses
    return policy


def _statuses(on: tuple[Outcome, ...]) -> list[int]:
    found: list[int] = []
    for one in on:
        if isinstance(one, StatusClass):
            found += range(one.hundreds * 100, one.hundreds * 100 + 100)
        elif isinstance(one, int):
            found.append(one)
    return sorted(set(found))


ALIKE = ("connect", "reset", "timeout")


def also_retried(policy: Policy) -> tuple[str, ...]:
    """Failures after which Envoy tries again although nobody asked for that.

    It can tell a failed connection apart; a reset and a try that took too long it cannot.
    """
    retry = in_force(policy.retry)
    if retry is None or not {"reset", "timeout"} & set(map(str, retry.on)):
        return ()
    return tuple(one for one in ALIKE if one not in retry.on)
