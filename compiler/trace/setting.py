"""The circumstances of a trace: which federation, on which products, and what is broken."""

from collections.abc import Callable

from ...dsl.frozen import frozen
from ..facts import ProductFacts
from ..model import Fault, Federation, Gateway


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
