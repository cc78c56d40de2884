"""The whole way from files to findings."""

from collections.abc import Mapping

from ..dsl.finding import Finding, in_order
from ..dsl.frozen import frozen
from ..dsl.parse import collector_at_rest
from .checks.products import Products
from .known_targets import KnownTargets
from .load import load
from .model import Federation
from .resolve import NOTHING_FURTHER, Further, resolve
from .resolve.silencing import Allowed
from .units import CalendarDate


@frozen
class Compilation:
    """What a program means; `federation` is None where the text could not be read."""

    federation: Federation | None
    environments: dict[str, Federation]
    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...] = ()  # found too, and silenced by the program


def compile_file(
    path: str,
    targets: KnownTargets,
    environment: str | None = None,
    today: CalendarDate | None = None,
    texts: Mapping[str, str] | None = None,
    products: Products | None = None,
) -> Compilation:
    """Read, parse and resolve one program; with an environment named, for that one only.

    With the products handed in, requests are followed and everything is checked that can be.
    What an `allow` says `until` is held against `today`. Of a file whose real path is in `texts`,
    that text is taken in place of what is on the disk.
    """
    with collector_at_rest():
        loaded = load(path, texts or {})
        if loaded.findings:
            return Compilation(None, {}, in_order(loaded.findings))
        resolved = resolve(loaded.modules, targets, environment, today, _further(products))
    return Compilation(
        resolved.base, resolved.environments, in_order(resolved.findings), resolved.allowed
    )


def _further(products: Products | None) -> Further:
    if products is None:
        return NOTHING_FURTHER
    from .checks.run import checks, found_in

    return Further(frozenset(checks()), lambda federation: found_in(federation, products))
