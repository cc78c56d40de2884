"""What one run of `check` looked at and found, whatever form it is shown in."""

from ..compiler.pipeline import Compilation
from ..compiler.resolve.silencing import Allowed
from ..dsl.codes import Level, stops
from ..dsl.finding import Finding, in_order
from ..dsl.frozen import frozen
from .statuses import AT_LEAST

# In which file, which code, which fingerprint.
Key = tuple[str, str, str]


@frozen
class Accepted:
    """Findings of one fingerprint in one file; the message is there for people."""

    file: str
    code: str
    fingerprint: str
    message: str
    count: int

    @property
    def key(self) -> Key:
        return self.file, self.code, self.fingerprint


@frozen
class Compared:
    """Findings of today against a baseline.

    What the baseline holds and nobody finds any more is `gone`, or `hidden` where an error stands
    in front of it, so that nobody looked.
    """

    new: tuple[Finding, ...]
    known: tuple[Finding, ...] = ()
    gone: tuple[Accepted, ...] = ()
    hidden: tuple[Accepted, ...] = ()


@frozen
class Checked:
    """`compared` holds every finding once; without a baseline all of them are new."""

    programs: tuple[tuple[str, Compilation], ...]
    environment: str | None
    fail_on: Level
    compared: Compared
    has_baseline: bool

    @property
    def unread(self) -> int:
        """Programs with mistakes that hide what they mean."""
        return sum(one.federation is None for _, one in self.programs)

    @property
    def unfollowed(self) -> int:
        """Programs that are read, with mistakes that leave open where requests go."""
        return sum(
            one.federation is not None and any(stops(found.code) for found in one.findings)
            for _, one in self.programs
        )

    @property
    def allowed(self) -> tuple[Allowed, ...]:
        """What the programs live with on purpose; of a file that several of them share, once."""
        every = {one.finding: one for _, program in self.programs for one in program.allowed}
        return tuple(every[finding] for finding in in_order(every))

    def fails(self, finding: Finding) -> bool:
        return finding.level in AT_LEAST[self.fail_on]
