"""What all parts of the resolver share: the findings so far, the names, and the known targets."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...dsl import tree
from ...dsl.finding import Finding, Help, Label
from ...dsl.source import Span
from ..known_targets import KnownTargets
from .names import Names


@dataclass(slots=True)
class VariableDraft:
    """A variable of the environment, and which environments give it a value."""

    name: str
    at: Span
    secret: bool
    value: str | None = None
    used: bool = False


class Desk:
    """One per environment that is resolved."""

    def __init__(self, targets: KnownTargets) -> None:
        self.findings: list[Finding] = []
        self.names = Names()
        self.targets = targets
        self.variables: dict[str, VariableDraft] = {}
        # Built-in regions and plans that are used without being given a name.
        self.built_in_regions: dict[str, tree.Token] = {}
        self.built_in_plans: dict[str, tree.Token] = {}
        self._unrolled = 0

    def spend(self, loop: tree.Node, most: int) -> bool:
        """One more turn of a loop; past the limit that is told once and the loop ends."""
        self._unrolled += 1
        if self._unrolled == most:
            self.report(
                "GW0003",
                f"the loops of this program make more than {most:,} turns",
                Span(loop.source, loop.start, loop.start + len("for")),
                "this loop goes past the limit",
            )
        return self._unrolled < most

    def report(
        self,
        code: str,
        message: str,
        at: Span,
        label: str = "",
        *,
        because: Sequence[Label] = (),
        notes: Sequence[str] = (),
        help: Sequence[Help] = (),
        about: Sequence[str] = (),
    ) -> None:
        self.findings.append(
            Finding(
                code,
                message,
                at,
                label,
                because=tuple(because),
                notes=tuple(notes),
                help=tuple(help),
                about=tuple(about),
            )
        )
