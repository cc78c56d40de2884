"""All checks of one program in one environment; a check is found by its file being there.

A file in the folder of a family that is called like a finding is the check for it. It is imported when
there is something in the program for it to look at, so that a small program is not kept waiting.
"""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path

from ...dsl.codes import CODES
from ...dsl.finding import Finding
from ...dsl.frozen import frozen
from ..model import Federation
from .case import Case
from .products import Products
from .worth import is_worth_while, traits_of

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


@frozen
class Check:
    """Asked of a program, the module is imported and looks at it."""

    code: str
    module: str

    def __call__(self, case: Case) -> Iterable[Finding]:
        found: Iterable[Finding] = import_module(self.module, __package__).find(case)
        return found


@cache
def checks() -> dict[str, Check]:
    """Every check there is, by its code."""
    by_name = {slug.replace("-", "_"): code for code, (slug, _) in CODES.items()}
    here = Path(__file__).parent
    return {
        by_name[file.stem]: Check(by_name[file.stem], f".{family}.{file.stem}")
        for family in FAMILIES
        for file in sorted((here / family).glob("*.py"))
        if file.stem in by_name  # otherwise it is something that several checks share
    }


def found_in(federation: Federation, products: Products) -> tuple[Finding, ...]:
    traits = traits_of(federation)
    worth_while = {code: one for code, one in checks().items() if is_worth_while(code, traits)}
    return tuple(Case(federation, products, worth_while).all_found())
