"""A slip that was recognised: what to say, and how to read on as if it had not happened."""

from ..finding import Applicability, Edit, Finding, Help, Label
from ..frozen import frozen
from ..recovery.scene import Scene
from ..source import Span


@frozen
class Slip:
    """The finding and, where the intention is clear, the repair that keeps the statement.

    The parser takes the signs, then reads `reread` where given, then goes on at `resume`. Where the
    repair does not fit, the statement is given up and the search for the next one begins at
    `resume` too.
    """

    finding: Finding
    signs: tuple[str, ...] = ()
    resume: int | None = None
    reread: tuple[int, int] | None = None
    back_to: int | None = None  # the statement ends here already
    lost: bool = False  # what was written here cannot be read: the statement is given up
    spoils: bool = False  # the whole statement before is not what was meant either
    outward: bool = False  # the block itself opened by mistake


def syntax(
    at: Span,
    message: str,
    label: str,
    help: Help | None = None,
    because: tuple[Label, ...] = (),
) -> Finding:
    return Finding(
        "GW0001", message, at, label=label, because=because, help=(help,) if help else ()
    )


def safe(message: str, at: Span, text: str) -> Help:
    """Certain to be meant: may be applied without asking."""
    return Help(message, Applicability.SAFE, (Edit(at, text),))


def review(message: str, at: Span, text: str) -> Help:
    return Help(message, Applicability.REVIEW, (Edit(at, text),))


def advice(message: str) -> Help:
    """What to do where no edit could do it alone."""
    return Help(message, Applicability.FILL_IN)


def instead(scene: Scene, sign: str, finding: Finding, end: int | None = None) -> Slip:
    """Read on as if this sign stood in place of the token, or of all up to `end`."""
    return Slip(finding, (sign,) if sign else (), scene.bad.end if end is None else end)
