"""What a diagnosis finds: causes with their reasons, and what was excluded."""

from ...dsl.frozen import frozen
from ..trace import Trace


@frozen
class Cause:
    """One cause that gives what was seen.

    `score` is its share among all that fit. `why` speaks for it and `against` against it; `words`
    are what shows it with `trace --with`, where there are such words.
    """

    kind: str
    fault: str
    cause: str
    hop: str
    score: float
    why: tuple[str, ...]
    against: tuple[str, ...]
    next: str
    words: tuple[str, ...] = ()


@frozen
class NearMiss:
    """A cause that would give some of what was seen, and what speaks against the rest."""

    fault: str
    hop: str
    excluded_by: tuple[str, ...]


@frozen
class Diagnosis:
    """The likeliest cause first. `tried` counts what was traced; `healthy` is how it should go."""

    healthy: Trace
    causes: tuple[Cause, ...]
    tried: int
    nearest: tuple[NearMiss, ...] = ()
