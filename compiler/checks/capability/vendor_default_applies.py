"""Nobody wrote a value, so the product's own holds: what it is, who says so, and what it decides.

Most gateways leave most words to their product, and that is no news. It is told where the gateway
before or behind it does say the word, so that somebody compares a value with one that nobody wrote;
and it is a warning where a request as the program describes it fails of it.
"""

from collections.abc import Iterator

from ....dsl.finding import Finding
from ..case import Case
from .default_decides import failing_of_a_default
from .left_unsaid import left_to_the_product

CODE = "GW7105"


def find(case: Case) -> Iterator[Finding]:
    yield from failing_of_a_default(case)
    yield from left_to_the_product(case)
