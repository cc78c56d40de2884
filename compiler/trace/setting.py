"""The circumstances of a trace: which federation, on which products, and what is broken."""

from collections.abc import Callable
from dataclasses import field

from ...dsl.frozen import frozen
from ..facts import ProductFacts
from ..model import Fault, Federation, Gateway
from .memory import Memory


@frozen
class Setting:
    """`seed` draws one branch of every split; None follows each. `hop_guards` False ignores them.

    No more than `passes_max` passes are followed: where a ring or a storm goes on, it is said so.
    """

    federation: Federation
    facts_of: Callable[[Gateway], ProductFacts]
    faults: tuple[Fault, ...] = ()
    seed: int | None = None
    hop_guards: bool = True
    branches_max: int = 64
    passes_max: int = 5000
    # Of this federation: whoever asks of another one needs another memory.
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)
