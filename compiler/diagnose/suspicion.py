"""Something that may have gone wrong, and the circumstances under which its effect is computed."""

from typing import Literal

from ...dsl.frozen import frozen
from ..trace import Question, Setting

DirectCall = Literal["refutes", "supports", "says nothing"]


@frozen
class Way:
    """One way in which a cause can show: what to trace, and under which circumstances.

    `words` say the same to `trace --with`, where that can be said. `in_place_of` is a gateway
    whose platform answers for it, so that its own logs stay empty. `share` is how common this way
    is beside the commonest one of the same cause.
    """

    setting: Setting
    question: Question
    words: str = ""
    in_place_of: str | None = None
    share: float = 1.0


@frozen
class Suspicion:
    """One cause at one hop.

    `weight` is how common it is where nothing else is known, `reason` why; only the proportion of
    two weights means something. `about` is the gateway or service that is under suspicion, and
    `direct_call` what it says of the cause if that one works when it is called directly; `host` is
    the name that is under suspicion, where it may well work under another one; `path` is the only
    one of which a direct call can say something.
    """

    kind: str
    fault: str
    cause: str
    hop: str
    about: str
    weight: float
    reason: str
    next: str
    ways: tuple[Way, ...]
    direct_call: DirectCall = "refutes"
    host: str | None = None
    path: str | None = None
