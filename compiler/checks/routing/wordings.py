"""Names, lists and requests as sentences have them."""

from collections.abc import Iterable, Sequence

from ...patterns import Shape, text_of
from ..ways import Way

NAMES_SHOWN = 4


def listed(names: Iterable[str], joined_by: str = "and") -> str:
    """`a`, `b` and `c`; of many only the first ones and how many more there are."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) > NAMES_SHOWN:
        rest = len(quoted) - NAMES_SHOWN + 1
        quoted = [*quoted[: NAMES_SHOWN - 1], f"{rest} more"]
    if len(quoted) == 1:
        return quoted[0]
    return f"{', '.join(quoted[:-1])} {joined_by} {quoted[-1]}"


def requests_of(methods: Sequence[str], shape: Shape) -> str:
    """`GET|POST /orders/{any}`, as the region of a finding has it."""
    return f"{'|'.join(methods)} {text_of(shape)}".strip()


def times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count:,} times"


def leads(way: Way) -> str:
    """`GET /orders/**` of `edge`"""
    return f"`{way.route.name}` of `{way.gateway.name}`"
