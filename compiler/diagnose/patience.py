"""How long an answer took because somebody waited for what never came."""

from ...dsl.frozen import frozen
from ..facts import ProductFacts
from ..model import in_force
from ..trace import Branch, Hop
from ..units import Duration
from .scene import Scene

AT_ONCE = Duration(0)


@frozen
class Wait:
    """`each` try of `tries` waited so long; nothing at all where it failed at once."""

    each: Duration
    tries: int

    @property
    def whole(self) -> Duration:
        return Duration(self.each.us * self.tries)

    def __str__(self) -> str:
        if self.tries == 1:
            return str(self.whole)
        return f"{self.whole}, {self.tries} tries of {self.each}"


def wait_of(branch: Branch, scene: Scene) -> Wait | None:
    """How long the client waited because of what failed; None where nothing failed to answer."""
    nobody_waits = _given_up(branch)
    waits = [_wait(hop, scene) for hop in branch.hops if hop.number not in nobody_waits]
    known = [wait for wait in waits if wait is not None]
    return max(known, key=lambda wait: wait.whole.us) if known else None


def _given_up(branch: Branch) -> frozenset[int]:
    """Hops that work on an answer which somebody before them no longer waits for."""
    numbers: list[int] = []
    for hop in branch.hops:
        for sent in hop.sent:
            if sent.hop is not None and (sent.failure is not None or hop.number in numbers):
                numbers.append(sent.hop)
    return frozenset(numbers)


def _wait(hop: Hop, scene: Scene) -> Wait | None:
    failed = [one for one in hop.sent if one.failure is not None]
    if not failed:
        return None
    last = failed[-1]
    match last.failure:
        case "connect-timeout":
            each = _connecting(hop, scene.facts(hop.gateway))
        case "timeout":
            each = hop.waits
        case _:
            each = AT_ONCE
    return None if each is None else Wait(each, last.attempts)


def _connecting(hop: Hop, facts: ProductFacts) -> Duration | None:
    """What the program says, else what the product does by itself."""
    said = in_force(hop.route.policy.connect) if hop.route is not None else None
    known = [said or facts.defaults.connect.value, facts.ceilings.connect_max.value]
    waits = [wait for wait in known if wait is not None]
    return min(waits, key=lambda wait: wait.us) if waits else None
