"""One side asks for a certificate, and the other never shows one that does."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Finding
from ...model import Credential
from .judging import judged_refusals
from .mismatch import finding_of
from .refusals import Refusal

if TYPE_CHECKING:
    from ..case import Case

CODE = "GW2111"


def find(case: "Case") -> Iterator[Finding]:
    for refusal, judged in judged_refusals(case):
        if judged.why == "no certificate" and judged.credential is not None:
            yield _finding(case, refusal, judged.credential)


def _finding(case: "Case", refusal: Refusal, wanted: Credential) -> Finding:
    outer, inner = refusal.way.gateway.name, refusal.receiver.name
    shown = [one.credential for one in refusal.sent.credentials if one.place == "connection"]
    what = f"another one than `{wanted.name}`" if shown else "none"
    return finding_of(
        case,
        CODE,
        refusal,
        f"`{inner}` asks for a client certificate, and `{outer}` shows {what}",
        refusal.way.at,
        f"`{shown[0]}` is shown here" if shown else "no certificate is shown on this connection",
        notes=(
            "a certificate proves who stands at the other end of one connection: what a caller"
            f" shows to `{outer}` never comes to `{inner}`",
        ),
        about=("certificate",),
    )
