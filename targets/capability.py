"""What a gateway needs and its product lacks, or has in another sense, as a build tells it."""

from ..compiler.checks.capability.asked import Asked, asked_of, doubtful_needs
from ..compiler.checks.capability.telling import degraded, missing
from ..compiler.model import Route
from ..compiler.target import Ability, GatewaySlice, Loss, Variant, is_spared, needs_of
from ..dsl.finding import Finding
from .products import that_can


def findings_of(part: GatewaySlice, variant: Variant) -> list[Finding]:
    """One finding for each need that the product cannot meet (GW7101) or meets oddly (GW7102)."""
    asked = list(asked_of(part, variant, doubtful_needs(variant)))
    return [_finding(one) for one in asked if one.is_missing or one.is_degraded]


def _finding(asked: Asked) -> Finding:
    return missing(asked, that_can(asked.need)) if asked.is_missing else degraded([asked])


def losses_of(part: GatewaySlice, variant: Variant) -> list[Loss]:
    """What holds of the bundle as a whole, whatever its renderer adds to that."""
    differing = {
        one.need for one in asked_of(part, variant, doubtful_needs(variant)) if one.is_degraded
    }
    by_name = {route.name: route for route in part.gateway.routes}
    return [
        Loss(part.gateway.name, one.need.value, variant.abilities[one.need].how, one.route)
        for one in needs_of(part)
        if one.need in differing
        and not _is_spared(variant.abilities[one.need], by_name.get(one.route or ""), part)
    ]


def _is_spared(ability: Ability, route: Route | None, part: GatewaySlice) -> bool:
    return route is not None and is_spared(ability, route, part.credentials)


def loss_finding(part: GatewaySlice, loss: Loss) -> Finding:
    """What a renderer could only say in another sense, once it came to write it down."""
    gateway = part.gateway
    place = next((route.at for route in gateway.routes if route.name == loss.route), gateway.at)
    assert place is not None, "a program that was read from text has spans"
    if loss.refused:
        code, what, label = "GW7101", "cannot say what the program asks for", "needed here"
    else:
        code, what, label = "GW7102", "say something else", "written otherwise"
    return Finding(
        code,
        f"the files of `{gateway.name}` {what}: {loss.need}",
        place,
        label,
        notes=(loss.what,),
        about=(gateway.name, loss.need, loss.route or ""),
    )
