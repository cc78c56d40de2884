"""A program says which version of a product it runs, and we know other versions of it.

What we know of a product is of the versions named in its facts. A patch release more or less is
taken for the same; another minor or major one may have other defaults.
"""

from collections.abc import Iterator

from ....dsl.finding import Finding, Help
from ...facts import Fact
from ...model import Gateway
from ..case import Case
from ..grounds import ground

CODE = "GW7108"


def find(case: Case) -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        facts = case.facts(gateway)
        said = _said(gateway, facts.version_setting)
        if said is not None and not any(_is_like(said, one) for one in facts.versions.value):
            yield _finding(gateway, facts.version_setting, said, facts.versions)


def _said(gateway: Gateway, key: str) -> str | None:
    """The version in the gateway's block of settings: `kong { version "3.4" }`."""
    for setting in gateway.settings:
        if setting.key == key and len(setting.values) == 1 and isinstance(setting.values[0], str):
            return setting.values[0]
    return None


def _is_like(said: str, known: str) -> bool:
    """Dates have to be the same; of releases the first two numbers, as far as both name them."""
    if "-" in said or "-" in known:
        return said == known
    ours, theirs = known.split(".")[:2], said.removeprefix("v").split(".")[:2]
    return all(one == other for one, other in zip(ours, theirs, strict=False))


def _finding(gateway: Gateway, key: str, said: str, known: Fact[tuple[str, ...]]) -> Finding:
    assert gateway.at is not None, "a program that was read from text has spans"
    versions = ", ".join(known.value)
    return Finding(
        CODE,
        f"`{gateway.name}` runs {gateway.target} {said}, and what is known here is of {versions}",
        gateway.at,
        f"`{key}` says {said}",
        notes=(
            ground(f"facts about {gateway.target} are of {versions}", known),
            "defaults, limits and what is rendered may be otherwise there",
        ),
        help=(Help(f"try what is built on {gateway.target} {said} before it is used"),),
        about=(gateway.name, said),
    )
