"""How facts and abilities are written down: who says something once, then all that they say."""

from typing import TypeVar

from ..compiler.facts import Fact, Known
from ..compiler.target import Ability, Spared
from ..dsl.frozen import frozen

T = TypeVar("T")


@frozen
class Source:
    """A document, or something that was run, and the day it was read or run."""

    name: str
    date: str
    known: Known = "documentation"

    def says(self, value: T, note: str = "") -> Fact[T]:
        return Fact(value, self.known, self.name, self.date, note)

    def suggests(self, value: T, note: str) -> Fact[T]:
        """What it does not say, but what we go by until somebody knows better; why is in `note`."""
        return Fact(value, "assumed", self.name, self.date, note)

    def native(
        self, how: str = "", plans: tuple[str, ...] = (), beta: str | None = None
    ) -> Ability:
        return Ability("native", self.known, self.name, self.date, how, plans, beta)

    def emulated(self, how: str, plans: tuple[str, ...] = (), beta: str | None = None) -> Ability:
        return Ability("emulated", self.known, self.name, self.date, how, plans, beta)

    def degraded(self, how: str, spares: Spared | None = None) -> Ability:
        """Some request gets another answer than the program says."""
        return Ability("degraded", self.known, self.name, self.date, how, spares=spares)

    def mildly_degraded(self, how: str) -> Ability:
        """The same answers, but a failure is noticed later or somebody has more to look after."""
        return Ability("degraded", self.known, self.name, self.date, how, mild=True)

    def impossible(self, why: str) -> Ability:
        return Ability("impossible", self.known, self.name, self.date, why)

    def unwritten(self, why: str) -> Ability:
        """The product has it, and what this version writes for it has not."""
        return Ability("impossible", self.known, self.name, self.date, why, unwritten=True)

    @property
    def unconfirmed(self) -> "Source":
        """The same place, for what is only read between its lines."""
        return Source(self.name, self.date, "assumed")
