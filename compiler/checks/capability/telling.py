"""How it is told that a product cannot do something, or does something else."""

from collections.abc import Sequence

from ....dsl.codes import Level
from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.witness import Witness
from ..grounds import assumed, ground
from .asked import Asked

OTHERS_SHOWN = 6
PLACES_SHOWN = 2
NAMES_SHOWN = 3


def missing(
    asked: Asked,
    that_can: Sequence[str] = (),
    witness: Witness | None = None,
    judged: Level | None = None,
) -> Finding:
    """GW7101, with the request that needs it first."""
    gateway = asked.gateway
    shown = ", ".join(that_can[:OTHERS_SHOWN])
    cannot = (
        "this version does not write that" if asked.ability.unwritten else "that cannot be built"
    )
    return Finding(
        "GW7101",
        f"`{gateway.name}` needs {asked.called}, and {cannot} for {gateway.target}",
        asked.places[0],
        "needed here",
        because=(*_on_its_product(asked), *_and_here([asked])),
        notes=(*_why(asked), *_how_many([asked])),
        help=(Help(f"targets that have it: {shown}"),) if shown else (),
        about=(gateway.name, asked.need.name),
        proof=Proof.WITNESS if witness is not None else Proof.STRUCTURAL,
        witness=witness,
        rests_on=_assumed(asked),
        judged=judged,
    )


def degraded(alike: Sequence[Asked], at_gateway: bool = False) -> Finding:
    """GW7102 of gateways that ask for the same with the same words.

    It stands where they are written, in a policy perhaps, unless it is to stand at the gateway.
    """
    asked = alike[0]
    target = asked.gateway.target
    cannot = asked.ability.way == "impossible"
    what = f"{target} does not have" if cannot else f"{target} means something else by"
    need = "needs" if len(alike) == 1 else "need"
    return Finding(
        "GW7102",
        f"{what} {asked.called}, which {names_of(alike)} {need}",
        (asked.gateway.at if at_gateway else None) or asked.places[0],
        "the default, since nothing is written here" if asked.is_default else "needed here",
        because=(*_on_its_product(asked, at_gateway), *_and_here(alike)),
        notes=(*_asked_for(alike), *_why(asked), *_how_many(alike)),
        about=(asked.need.name, *(one.gateway.name for one in alike)),
        rests_on=_assumed(asked),
        judged=Level.INFO if asked.is_default or asked.ability.mild else None,
    )


def names_of(alike: Sequence[Asked]) -> str:
    """`a`, `b` and 3 more gateways"""
    names = [f"`{one.gateway.name}`" for one in alike]
    if len(names) > NAMES_SHOWN:
        return f"{', '.join(names[:NAMES_SHOWN])} and {len(names) - NAMES_SHOWN} more gateways"
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _on_its_product(asked: Asked, at_gateway: bool = False) -> tuple[Label, ...]:
    """The other side: the gateway where the words are told, the words where the gateway is."""
    at = asked.gateway.at
    if at is None or at == asked.places[0]:
        return ()
    if at_gateway:
        return (Label(asked.places[0], "said here"),)
    return (Label(at, f"stands on {asked.gateway.target}"),)


def _and_here(alike: Sequence[Asked]) -> tuple[Label, ...]:
    spans = dict.fromkeys(span for one in alike for span in one.places)
    return tuple(Label(span, "and here") for span in [*spans][1 : 1 + PLACES_SHOWN])


def _asked_for(alike: Sequence[Asked]) -> tuple[str, ...]:
    """What the program says, beside what the product makes of it."""
    values = dict.fromkeys(value for one in alike for value in one.values)
    return (f"asked for: {', '.join(values)}",) if values else ()


def _why(asked: Asked) -> tuple[str, ...]:
    ability = asked.ability
    return (ground(ability.how or f"{asked.gateway.target}: {ability.way}", ability),)


def _how_many(alike: Sequence[Asked]) -> tuple[str, ...]:
    routes = sum(one.count for one in alike)
    if routes <= len(alike):
        return ()
    return (f"{routes} routes of {names_of(alike)} ask for it",)


def _assumed(asked: Asked) -> tuple[str, ...]:
    has = "does not have" if asked.is_missing else "has, with another meaning,"
    return assumed(f"{asked.gateway.target} {has} {asked.need.value}", asked.ability)
