"""The request that shows a finding, and what becomes of it hop by hop, as plain data."""

from dataclasses import field

from .frozen import frozen


@frozen
class WitnessHop:
    """One pass through one gateway. `marked` hops are those that the finding is about."""

    gateway: str
    target: str
    verdict: str
    status: int | None
    method: str
    path: str
    route: str | None
    detail: str
    marked: bool = False


@frozen
class Witness:
    """A request that can be pasted, and the hops that it makes.

    Header values that are secrets stand as `$PLACEHOLDERS`. `faults` are the circumstances under
    which it goes wrong, in the words of `--with`; none where nothing has to fail. `asked` is the
    request and `options` are what `trace` has to be told besides, as on its command line. It is
    followed as if no hop guard were there, unless it is `guarded`.
    """

    method: str
    url: str
    client: str
    curl: tuple[str, ...]  # the parts of one line for a shell, in order
    hops: tuple[WitnessHop, ...]
    status: int | None  # what the client sees; None: nothing, or it is not known
    by: str  # who answers
    headers: tuple[tuple[str, str], ...] = ()
    asked: str = ""
    guarded: bool = False
    options: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()
    seen: str = ""  # more about what the client sees, where a status does not say it
    more: int = field(default=0)  # hops that are not shown
