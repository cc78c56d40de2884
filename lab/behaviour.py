"""How one end of a wire behaves: as it should, or broken in one of the ways of a fault."""

from typing import Literal

from ..dsl.frozen import frozen

Manner = Literal["answers", "refuses", "resets", "swallows", "shows a wrong certificate"]


@frozen
class Behaviour:
    """`delay` is waited before the answer; `status` is what a service answers with.

    To swallow is to let nobody connect: a connection is neither accepted nor refused.
    """

    manner: Manner = "answers"
    status: int = 200
    delay: float = 0.0


AS_IT_SHOULD = Behaviour()
