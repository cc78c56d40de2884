"""A whole federation rendered: one bundle for each gateway, or why there is none."""

from collections.abc import Iterable

from ..compiler.model import Federation
from ..compiler.target import Bundle, Loss, Target, slice_of
from ..dsl.codes import Level
from ..dsl.finding import Finding, Help
from ..dsl.frozen import frozen
from .capability import findings_of, loss_finding, losses_of
from .load import facts_of, target_named


@frozen
class Built:
    """One gateway; `bundle` is None where a finding says why."""

    gateway: str
    target: str
    variant: str
    bundle: Bundle | None
    losses: tuple[Loss, ...]
    findings: tuple[Finding, ...]


def build(federation: Federation, gateways: Iterable[str] | None = None) -> list[Built]:
    """Each of these gateways, or all of them, in the order of the program."""
    wanted = set(federation.gateways if gateways is None else gateways)
    return [_built(federation, name) for name in federation.gateways if name in wanted]


def _built(federation: Federation, name: str) -> Built:
    gateway = federation.gateways[name]
    assert gateway.target is not None, "a program without errors has a target everywhere"
    target = target_named(gateway.target)
    variant = target.variant(gateway)
    part = slice_of(federation, name, facts_of)
    found = findings_of(part, variant)
    if target.render is None:
        found.append(_no_renderer(federation, name, target))
    if target.render is None or any(finding.level is Level.ERROR for finding in found):
        return Built(name, target.name, variant.name, None, (), tuple(found))
    rendering = target.render(part)
    found += [loss_finding(part, loss) for loss in rendering.losses]
    if any(loss.refused for loss in rendering.losses):
        return Built(name, target.name, variant.name, None, (), tuple(found))
    losses = tuple(dict.fromkeys((*losses_of(part, variant), *rendering.losses)))
    return Built(name, target.name, variant.name, rendering.bundle, losses, tuple(found))


def _no_renderer(federation: Federation, name: str, target: Target) -> Finding:
    at = federation.gateways[name].at
    assert at is not None, "a program that was read from text has spans"
    return Finding(
        "GW0997",
        f"`{name}` is not built: this version writes no configuration for {target.name}",
        at,
        "no files for this gateway",
        notes=("it is checked, traced and drawn like the others",),
        help=(Help("`gatewright targets` lists what is rendered"),),
        about=(name, "render"),
    )
