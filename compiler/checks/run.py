"""All checks of one program in one environment; a check is found by its file being there."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from ...dsl.finding import Finding
from ..model import Federation
from .case import Case, Check
from .products import Products

FAMILIES = (
    "routing",
    "trust",
    "time",
    "limits",
    "exposure",
    "protocol",
    "capability",
    "promises",
)  # in the order of the catalogue: what comes first is the nearer cause


@cache
def checks() -> dict[str, Check]:
    """By code. Each module of a family exports `CODE` and `find`."""
    return dict(_checks())


def found_in(federation: Federation, products: Products) -> tuple[Finding, ...]:
    case = Case(federation, products, checks())
    return tuple(case.all_found())


def _checks() -> Iterator[tuple[str, Check]]:
    here = Path(__file__).parent
    for family in FAMILIES:
        for file in sorted((here / family).glob("*.py")):
            module = import_module(f".{family}.{file.stem}", __package__)
            code = getattr(module, "CODE", None)
            if code is not None:  # what several checks of a family share has none
                yield code, module.find
