"""How it is told that a product cannot do something, or does something else."""

from collections.abc import Sequence

from ....dsl.codes import Level
from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.source import Span
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
        because=(*_other_side(asked, asked.places[0]), *_and_here([asked])),
        notes=(*_why(asked), *_how_many([asked])),
        help=(Help(f"targets that have it: {shown}"),) if shown else (),
        about=(gateway.name, asked.need.name),
        proof=Proof.WITNESS if witness is not None else Proof.STRUCTURAL,
        witness=witness,
        rests_on=_assumed(asked),
        judged=judged,
    )


def degraded(
    alike: Sequence[Asked], at_gateway: bool = True, witness: Witness | None = None
) -> Finding:
    """GW7102 of one gateway, or of several that take the same words of one policy over.

    Then it stands in the policy and is the policy's, in whatever environment and by whom it is used.
    """
    asked = alike[0]
    shared = None if at_gateway else asked.policy
    asker = f"`{shared}` asks for" if shared is not None else f"`{asked.gateway.name}` needs"
    where = (asked.gateway.at if at_gateway and asked.policy else None) or asked.places[0]
    about = (shared, asked.gateway.target or "") if shared is not None else (asked.gateway.name,)
    return Finding(
        "GW7102",
        f"{_otherwise(asked)} {asked.called}, which {asker}",
        where,
        "the default, since nothing is written here" if asked.is_default else "needed here",
        because=(*_other_side(asked, where), *_and_here(alike)),
        notes=(*_asked_for(alike), *_why(asked), *_how_many(alike)),
        about=(*about, asked.need.name),
        proof=Proof.WITNESS if witness is not None else Proof.STRUCTURAL,
        witness=witness,
        rests_on=_assumed(asked),
        judged=Level.INFO if is_a_note(asked) else None,
    )


def is_a_note(asked: Asked) -> bool:
    """Nobody wrote it, or nobody who calls gets another answer."""
    return asked.is_default or asked.ability.mild


def _otherwise(asked: Asked) -> str:
    target = asked.gateway.target
    if asked.ability.way == "impossible":
        return f"{target} does not have"
    return f"{target} means something else by"


def names_of(alike: Sequence[Asked]) -> str:
    """`a`, `b` and 3 more gateways"""
    names = [f"`{one.gateway.name}`" for one in alike]
    if len(names) > NAMES_SHOWN:
        return f"{', '.join(names[:NAMES_SHOWN])} and {len(names) - NAMES_SHOWN} more gateways"
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _other_side(asked: Asked, where: Span) -> tuple[Label, ...]:
    """The gateway where the words are told, the words where the gateway is."""
    at, said = asked.gateway.at, asked.places[0]
    if at is None or at == said:
        return ()
    if where == at:
        return (Label(said, "said here"),)
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
    if len(alike) > 1:
        return (f"it holds at {names_of(alike)}",)
    return (f"{routes} routes of {names_of(alike)} ask for it",) if routes > 1 else ()


def _assumed(asked: Asked) -> tuple[str, ...]:
    has = "does not have" if asked.is_missing else "has, with another meaning,"
    return assumed(f"{asked.gateway.target} {has} {asked.need.value}", asked.ability)
