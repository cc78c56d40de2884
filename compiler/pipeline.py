"""The whole way from files to findings."""

from ..dsl.finding import Finding, in_order
from ..dsl.frozen import frozen
from ..dsl.parse import collector_at_rest
from .known_targets import KnownTargets
from .load import load
from .model import Federation
from .resolve import resolve


@frozen
class Compilation:
    """What a program means; `federation` is None where the text could not be read."""

    federation: Federation | None
    environments: dict[str, Federation]
    findings: tuple[Finding, ...]


def compile_file(path: str, targets: KnownTargets, environment: str | None = None) -> Compilation:
    """Read, parse and resolve one program; with an environment named, for that one only."""
    with collector_at_rest():
        return _compiled(path, targets, environment)


def _compiled(path: str, targets: KnownTargets, environment: str | None) -> Compilation:
    loaded = load(path)
    if loaded.findings:
        return Compilation(None, {}, in_order(loaded.findings))
    resolved = resolve(loaded.modules, targets, environment)
    return Compilation(resolved.base, resolved.environments, in_order(resolved.findings))
