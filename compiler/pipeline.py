"""The whole way from files to findings."""

from collections.abc import Sequence

from ..dsl.finding import Finding, in_order
from ..dsl.frozen import frozen
from ..dsl.parse import collector_at_rest
from .load import load
from .model import Federation
from .resolve import resolve
from .resolve.desk import TargetNames


@frozen
class Compilation:
    """What one or several programs mean; `federation` is None where the text could not be read."""

    federation: Federation | None
    environments: dict[str, Federation]
    findings: tuple[Finding, ...]


def compile_files(
    paths: Sequence[str], target_names: TargetNames, environment: str | None = None
) -> Compilation:
    """Read, parse and resolve one program; with an environment named, for that one only."""
    with collector_at_rest():
        return _compiled(paths[0], target_names, environment)


def _compiled(path: str, target_names: TargetNames, environment: str | None) -> Compilation:
    loaded = load(path)
    if loaded.findings:
        return Compilation(None, {}, in_order(loaded.findings))
    resolved = resolve(loaded.modules, target_names, environment)
    return Compilation(resolved.base, resolved.environments, in_order(resolved.findings))
