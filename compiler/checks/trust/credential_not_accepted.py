"""Nothing that one gateway sends on is anything that the next one accepts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Finding
from .judging import judged_refusals
from .mismatch import carried_on, finding_of
from .refusals import Refusal

if TYPE_CHECKING:
    from ..case import Case

CODE = "GW2101"


def find(case: "Case") -> Iterator[Finding]:
    for refusal, judged in judged_refusals(case):
        if judged.why == "nothing that fits":
            yield _finding(case, refusal)


def _finding(case: "Case", refusal: Refusal) -> Finding:
    outer, inner = refusal.way.gateway.name, refusal.receiver.name
    return finding_of(
        case,
        CODE,
        refusal,
        f"`{outer}` lets this request in, and nothing that it sends on to `{inner}` is accepted there",
        refusal.way.at,
        f"sent on with {carried_on(refusal)}",
    )
