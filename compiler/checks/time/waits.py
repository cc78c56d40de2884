"""How long a gateway waits for one call, who says so, and how that is told."""

from ....dsl.finding import Label
from ....dsl.frozen import frozen
from ....dsl.source import Span
from ...facts import Fact, ProductFacts
from ...model import Off, Policy, Traced
from ...units import Duration
from ..grounds import assumed, ground
from ..ways import Way


@frozen
class Wait:
    """`us` None is for ever. `stated` is the program's own word, `fact` what the product says."""

    us: int | None
    word: str
    stated: Traced[Duration | Off] | None
    fact: Fact[Duration | None]

    @property
    def is_stated(self) -> bool:
        return self.stated is not None

    @property
    def text(self) -> str:
        return "for ever" if self.us is None else str(Duration(self.us))

    @property
    def written_at(self) -> Span | None:
        return self.stated.origin.at if self.stated is not None else None

    @property
    def said_by(self) -> str:
        return self.stated.origin.by if self.stated is not None else "default"


def answer_wait(policy: Policy, facts: ProductFacts) -> Wait:
    """For the answer to one try: the shorter of `response` and `attempt`."""
    defaults, ceilings = facts.defaults, facts.ceilings
    response = _wait("response", policy.response, defaults.response, ceilings.response_max)
    attempt = policy.attempt
    if attempt is None or not isinstance(attempt.value, Duration):
        return response
    if response.us is not None and response.us <= attempt.value.us:
        return response
    return Wait(attempt.value.us, "attempt", attempt, defaults.response)


def total_wait(policy: Policy, facts: ProductFacts) -> Wait:
    """For all tries together."""
    return _wait("total", policy.total, facts.defaults.total, facts.ceilings.total_max)


def _wait(
    word: str,
    stated: Traced[Duration | Off] | None,
    default: Fact[Duration | None],
    ceiling: Fact[Duration | None],
) -> Wait:
    own = stated.value if stated is not None else default.value
    us = own.us if isinstance(own, Duration) else None
    most = ceiling.value.us if ceiling.value is not None else None
    if most is not None and (us is None or us > most):
        return Wait(most, word, stated, ceiling)
    return Wait(us, word, stated, default)


def spoken(us: int) -> str:
    """As people say it: `12.3s`, where a program would have to write `12300ms`."""
    if us < 1_000_000 or us % 1_000:
        return str(Duration(us))
    seconds, milliseconds = divmod(us // 1_000, 1_000)
    return f"{seconds}.{milliseconds:03}".rstrip("0").rstrip(".") + "s"


def is_longer(one: Wait, other: Wait) -> bool:
    if other.us is None:
        return False
    return one.us is None or one.us > other.us


def pointed_at(way: Way, wait: Wait, text: str) -> Label:
    """The statement, else the call to which the product's own wait applies."""
    return Label(wait.written_at or way.at, text)


def told(way: Way, wait: Wait) -> tuple[str, ...]:
    """Where the product decides, and how that is known; nothing where the program does."""
    if wait.is_stated:
        return ()
    product = way.gateway.target
    said = f"nobody says how long `{way.gateway.name}` waits; {product} waits {wait.text} by itself"
    return (ground(said, wait.fact),)


def rests_on(way: Way, wait: Wait) -> tuple[str, ...]:
    if wait.is_stated:
        return ()
    return assumed(f"how long {way.gateway.target} waits by itself", wait.fact)
