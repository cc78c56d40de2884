"""The faults of `--with`: the words of `scenario`, and a message that points into them."""

import sys
from collections.abc import Sequence

from ..compiler.model import Fault, Federation
from ..compiler.resolve.faults import faults_in
from ..dsl.finding import Finding
from ..dsl.source import Source
from ..targets.find import KNOWN
from .screen import complain_in_colour, ink_of
from .show.text import text_of

OPTION = "--with"


def faults_of(texts: Sequence[str], federation: Federation) -> tuple[Fault, ...] | None:
    """All of them, or None once their mistakes are told."""
    faults: list[Fault] = []
    findings: list[Finding] = []
    for text in texts:
        said, wrong = faults_in(Source(OPTION, text), federation, KNOWN)
        faults += said
        findings += wrong
    if findings:
        ink = ink_of(sys.stderr)
        complain_in_colour("\n\n".join(text_of(finding, ink) for finding in findings))
        return None
    return tuple(faults)
