"""How a fact that a finding is built on is told: what it says, how it is known, since when."""

from typing import Any

from ..facts import Fact
from ..target import Ability


def ground(what: str, fact: "Fact[Any] | Ability") -> str:
    """A note such as `nginx retries once by itself (run here: nginx 1.22, 2026-11-02)`."""
    source = fact.source.removeprefix(f"{fact.known}: ")
    return f"{what} ({fact.known}: {source}, {fact.date})"


def assumed(what: str, fact: "Fact[Any] | Ability") -> tuple[str, ...]:
    """What a finding rests on, where nobody has confirmed it; nothing where somebody has."""
    return (what,) if fact.known == "assumed" else ()
