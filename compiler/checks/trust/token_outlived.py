"""A token that may be past its end before the last one who looks at it has seen it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label
from ...model import GatewayJwt, Policy, Travel, in_force
from ...units import Duration
from ..ways import Way

if TYPE_CHECKING:
    from ..case import Case

CODE = "GW2110"
SKEW = Duration(30_000_000)
"""Clocks that nobody looks after are half a minute apart now and then."""


def find(case: "Case") -> Iterator[Finding]:
    tokens = {
        one.name: one
        for one in case.federation.credentials.values()
        if isinstance(one, GatewayJwt) and one.lifetime is not None
    }
    if not tokens:
        return
    worst: dict[str, tuple[int, Way]] = {}
    times: dict[int, int] = {}
    for way in case.ways:
        made = [name for travel in way.travels for name in _made(travel) if name in tokens]
        for name in made:
            key = id(way.policy)
            if key not in times:
                times[key] = _until_last_seen(case, way)
            if name not in worst or times[key] > worst[name][0]:
                worst[name] = (times[key], way)
    for name, (time, way) in worst.items():
        lifetime = tokens[name].lifetime
        if lifetime is not None and lifetime.us < time + SKEW.us:
            yield _finding(tokens[name], lifetime, Duration(time), way)


def _made(travel: Travel) -> Iterator[str]:
    yield from travel.attach
    yield from (swap.new for swap in travel.exchange)


def _until_last_seen(case: "Case", way: Way) -> int:
    """The last try may begin after all the others have been waited for; it is seen on arrival."""
    from ...trace.timing import waits_of

    waits = waits_of(way.policy, case.facts(way.gateway))
    tries = _tries(way.policy)
    each = waits.attempt or 0
    before = (tries - 1) * each + _pauses(way.policy, tries) + (waits.connect or 0)
    return before if waits.total is None else min(before, waits.total)


def _tries(policy: Policy) -> int:
    retry = in_force(policy.retry)
    return 1 if retry is None else retry.count + 1


def _pauses(policy: Policy, tries: int) -> int:
    retry = in_force(policy.retry)
    if retry is None or retry.backoff is None:
        return 0
    longest = retry.backoff_max.us if retry.backoff_max is not None else None
    pauses = [retry.backoff.us * 2 ** min(n, 30) for n in range(tries - 1)]
    return sum(pause if longest is None else min(pause, longest) for pause in pauses)


def _finding(token: GatewayJwt, lifetime: Duration, time: Duration, way: Way) -> Finding:
    assert token.at is not None
    needed = Duration(time.us + SKEW.us)
    return Finding(
        CODE,
        f"`{token.name}` lives for {lifetime}, and may be shown {needed} after it was signed",
        token.at,
        f"its lifetime is {lifetime}",
        because=(Label(way.at, f"shown to `{way.to}`, at the latest {time} after the first try"),),
        notes=(
            f"{time} for connecting and for all tries but the last, {SKEW} for clocks that differ:"
            f" {needed} in all",
        ),
        help=(Help(f"let it live for {needed} at least, or try for a shorter time"),),
        about=(token.name, way.gateway.name, way.to),
    )
