"""What the tool tells its user. Nothing else travels from a stage to the screen."""

from collections.abc import Iterable
from dataclasses import field
from enum import StrEnum

from .codes import Level, level_of, slug_of
from .frozen import frozen
from .source import Span
from .witness import Witness


class Applicability(StrEnum):
    SAFE = "safe"  # certain to be meant, and the result is valid: may be applied without asking
    REVIEW = "review"  # valid, but somebody has to choose
    FILL_IN = "fill-in"  # holds a gap that only the user can fill


class Proof(StrEnum):
    WITNESS = "witness"
    FOR_ALL = "for-all"
    BOUNDED = "bounded"
    STRUCTURAL = "structural"
    MEASURED = "measured"


@frozen
class Label:
    """A second place that explains the first."""

    span: Span
    text: str


@frozen
class Edit:
    """Replace the text of a span; an empty span inserts."""

    span: Span
    text: str


@frozen
class Help:
    """One way out, and how sure we are of it."""

    message: str
    applicability: Applicability = Applicability.REVIEW
    edits: tuple[Edit, ...] = ()


@frozen
class Finding:
    """One mistake: what, where, how it came about, and a way out.

    `about` names what the finding is about in the program's own names; it makes the fingerprint,
    so that a baseline survives edits elsewhere in the file. `region` are the requests that it
    concerns, such as `GET|POST /orders/{any}`. `rests_on` are facts that nobody has confirmed.
    """

    code: str
    message: str
    at: Span
    label: str = ""
    because: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    help: tuple[Help, ...] = ()
    about: tuple[str, ...] = ()
    proof: Proof = Proof.STRUCTURAL
    witness: Witness | None = None
    region: str = ""
    rests_on: tuple[str, ...] = ()
    judged: Level | None = None  # another level than the code's own
    level: Level = field(default=Level.ERROR, init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "level", self.judged or level_of(self.code))

    @property
    def slug(self) -> str:
        return slug_of(self.code)

    @property
    def fingerprint(self) -> str:
        """Stable over edits elsewhere: made of names, never of line numbers."""
        from hashlib import blake2s

        about = self.about or (self.at.source.name, self.at.text, self.message)
        names = "\0".join((self.code, *about)).encode(errors="surrogatepass")
        return blake2s(names, digest_size=4).hexdigest()


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, sorted by where it stands; the order never depends on how it was found."""
    unique = {(f.code, f.at.source.name, f.at.start, f.at.end, f.message): f for f in findings}
    return tuple(
        sorted(
            unique.values(),
            key=lambda f: (f.at.source.name, f.at.start, f.at.end, f.code, f.message),
        )
    )
