"""How often a call may be tried, who asked for it, and how that is told."""

from ....dsl.frozen import frozen
from ....dsl.source import Span
from ...facts import Fact, ImplicitRetry
from ...model import Off, Retry, Traced
from ..case import Case
from ..grounds import assumed, ground
from ..ways import Way

UNSAFE = ("POST", "PATCH")
"""Methods that a second try may carry out twice."""


@frozen
class Tries:
    """`count` tries of one call at most; `stated` is the program's own word, `fact` the product's."""

    count: int
    on: tuple[object, ...]
    methods: tuple[str, ...]
    stated: Traced[Retry | Off] | None
    fact: Fact[ImplicitRetry | None]

    @property
    def is_stated(self) -> bool:
        return self.stated is not None

    @property
    def written_at(self) -> Span | None:
        return self.stated.origin.at if self.stated is not None else None

    @property
    def said_by(self) -> str:
        return self.stated.origin.by if self.stated is not None else "default"

    def told(self, way: Way) -> str:
        """`edge` tries 3 times (`retry 2`), or by itself."""
        by = f"`retry {self.count - 1}`" if self.is_stated else f"{way.gateway.target} by itself"
        return f"`{way.gateway.name}` tries {times(self.count)} ({by})"

    def grounds(self, way: Way) -> tuple[str, ...]:
        """How it is known, where nobody asked for it."""
        if self.is_stated:
            return ()
        said = f"{way.gateway.target} tries a call {times(self.count)} where nobody says `retry`"
        return (ground(said, self.fact),)

    def rests_on(self, way: Way) -> tuple[str, ...]:
        if self.is_stated:
            return ()
        return assumed(f"how often {way.gateway.target} tries by itself", self.fact)


def tries_of(case: Case, way: Way) -> Tries:
    """One try where nothing is tried again."""
    own, fact = way.policy.retry, case.facts(way.gateway).upstreams.implicit_retry
    if own is not None:
        retry = own.value
        if isinstance(retry, Off):
            return Tries(1, (), (), own, fact)
        return Tries(retry.count + 1, retry.on, retry.methods, own, fact)
    implicit = fact.value
    if implicit is None:
        return Tries(1, (), (), None, fact)
    return Tries(implicit.count + 1, implicit.on, implicit.methods, None, fact)


def methods_sent(way: Way) -> tuple[str, ...] | None:
    """The methods that leave by this way; None is any."""
    if way.method is not None:
        return (way.method,)
    return way.route.methods or None


def times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
