"""What becomes of a `govern` rule at one place."""

from typing import TYPE_CHECKING

from ....dsl.finding import Label
from ....dsl.frozen import frozen
from ....dsl.source import Span

if TYPE_CHECKING:
    from ...trace import Trace


@frozen
class Offence:
    """`says` completes the message; `way_out` is the nearest way to comply."""

    at: Span
    says: str
    label: str
    way_out: str
    about: tuple[str, ...]
    gateway: str = ""  # offences of one gateway are told once
    because: tuple[Label, ...] = ()
    trace: "Trace | None" = None
    notes: tuple[str, ...] = ()


@frozen
class Open:
    """Why nobody can say whether the rule holds."""

    why: str


Ruling = Offence | Open
