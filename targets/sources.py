"""How facts and abilities are written down: who says something once, then all that they say."""

from typing import TypeVar

from ..compiler.facts import Fact, Known
from ..compiler.target import Ability
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

    def degraded(self, how: str, plans: tuple[str, ...] = (), beta: str | None = None) -> Ability:
        return Ability("degraded", self.known, self.name, self.date, how, plans, beta)

    def impossible(self, why: str) -> Ability:
        return Ability("impossible", self.known, self.name, self.date, why)

    @property
    def unconfirmed(self) -> "Source":
        """The same place, for what is only read between its lines."""
        return Source(self.name, self.date, "assumed")
