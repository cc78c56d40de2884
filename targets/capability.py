"""What a gateway needs and its product lacks, or has in another sense."""

from collections.abc import Iterable, Iterator, Mapping

from ..compiler.target import (
    Ability,
    GatewaySlice,
    Loss,
    Need,
    NeedAt,
    Variant,
    asked_for,
    needs_of,
)
from ..dsl.finding import Finding, Help, Label
from ..dsl.source import Span
from .find import target_names
from .load import target_named

OTHERS_SHOWN = 6
WORDS_OF_THE_LANGUAGE = frozenset(
    (Need.GATHER, Need.CHOOSE, Need.SPLIT, Need.FIRST, Need.REDIRECT, Need.RESPOND)
)


def findings_of(part: GatewaySlice, variant: Variant) -> list[Finding]:
    """One finding for each need that the product cannot meet (GW7101) or meets oddly (GW7102)."""
    return list(_findings(part, variant))


def losses_of(part: GatewaySlice, variant: Variant) -> list[Loss]:
    """What holds of the bundle as a whole, whatever its renderer adds to that."""
    return [
        Loss(part.gateway.name, need.value, variant.abilities[need].how, one.route)
        for need, places in _by_need(part).items()
        if _is_degraded(variant.abilities[need], places)
        for one in places
    ]


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


def _findings(part: GatewaySlice, variant: Variant) -> Iterator[Finding]:
    for need, places in _by_need(part).items():
        ability = variant.abilities[need]
        if _is_degraded(ability, places):
            yield _degraded(part, variant, need, places)
        elif ability.way == "impossible":
            yield _impossible(part, variant, need, places)


def _is_degraded(ability: Ability, places: Iterable[NeedAt]) -> bool:
    """A default that nobody wrote is never an error, even where it cannot be had."""
    unwritten = all(one.default for one in places)
    return ability.way == "degraded" or (ability.way == "impossible" and unwritten)


def _by_need(part: GatewaySlice) -> Mapping[Need, list[NeedAt]]:
    found: dict[Need, list[NeedAt]] = {}
    for one in needs_of(part):
        found.setdefault(one.need, []).append(one)
    return found


def _impossible(part: GatewaySlice, variant: Variant, need: Need, places: list[NeedAt]) -> Finding:
    gateway = part.gateway.name
    others = [name for name in target_names() if _can(name, need)]
    shown = ", ".join(others[:OTHERS_SHOWN])
    return Finding(
        "GW7101",
        f"`{gateway}` needs {_called(need)}, and that cannot be built for {part.gateway.target}",
        _place(part, places),
        "needed here",
        because=_further(places),
        notes=_grounds(variant.abilities[need]),
        help=(Help(f"targets that have it: {shown}"),) if others else (),
        about=(gateway, need.name),
    )


def _degraded(part: GatewaySlice, variant: Variant, need: Need, places: list[NeedAt]) -> Finding:
    gateway, target = part.gateway.name, part.gateway.target
    missing = variant.abilities[need].way == "impossible"
    what = f"{target} does not have" if missing else f"{target} means something else by"
    return Finding(
        "GW7102",
        f"{what} {_called(need)}, which `{gateway}` needs",
        _place(part, places),
        "the default, since nothing is written here" if places[0].default else "needed here",
        because=_further(places),
        notes=(*_asked(part, places), *_grounds(variant.abilities[need])),
        about=(gateway, need.name),
    )


def _asked(part: GatewaySlice, places: list[NeedAt]) -> tuple[str, ...]:
    """What the program says, beside what the product makes of it."""
    values = dict.fromkeys(asked_for(part, one) for one in places)
    said = [value for value in values if value is not None]
    return (f"asked for: {', '.join(said)}",) if said else ()


def _called(need: Need) -> str:
    return f"`{need.value}`" if need in WORDS_OF_THE_LANGUAGE else need.value


def _grounds(ability: Ability) -> tuple[str, ...]:
    source = ability.source.removeprefix(f"{ability.known}: ")
    known = f"how this is known: {ability.known} ({source}, {ability.date})"
    return (ability.how, known) if ability.how else (known,)


def _place(part: GatewaySlice, places: list[NeedAt]) -> Span:
    found = places[0].at or part.gateway.at
    assert found is not None, "a program that was read from text has spans"
    return found


def _further(places: list[NeedAt]) -> tuple[Label, ...]:
    spans = [one.at for one in places[1:] if one.at is not None]
    return tuple(Label(span, "and here") for span in spans)


def _can(name: str, need: Need) -> bool:
    forms = target_named(name).variants().values()
    return any(form.abilities[need].way in ("native", "emulated") for form in forms)
