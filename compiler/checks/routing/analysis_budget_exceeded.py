"""GW0999: more sets of requests come to a gateway than are followed one by one.

What is said of them is still true of all, only less is: what some carry and others do not is taken
as may be. Where even that was too much, some are not followed at all.
"""

from collections.abc import Iterator

from ....dsl.finding import Finding, Help, Proof
from ..case import Case

CODE = "GW0999"

FEWER = (
    "they are as many as the credentials and headers that some requests carry and others do not: "
    "strip or set them on every route of a gateway, or on none"
)


def find(case: Case) -> Iterator[Finding]:
    flow = case.flow
    for name in flow.overrun:
        yield _finding(
            case,
            name,
            f"not every request that comes to `{name}` was followed",
            "from here on, some are not",
            "no finding says here that something never happens; what is found is found all the same",
        )
    for name in flow.joined:
        if name not in flow.overrun:
            apart = flow.apart_at(name)
            yield _finding(
                case,
                name,
                f"more kinds of requests come to `{name}` than are told apart",
                f"{apart} kinds are followed each for itself, all others as if they were one",
                "of those others, what one may carry each may carry: a check may stay silent for it",
            )
    if _is_given_up(case):
        name = next(iter(case.federation.gateways))
        yield _finding(
            case,
            name,
            "so many requests go round and round that not every suspicion was followed to its end",
            "one of the gateways of this program",
            "an error is only told with a request that shows it: some are not told for want of one",
            (Help("mend the rings that are told, then check again"),),
        )


def _is_given_up(case: Case) -> bool:
    """Known when all other checks have followed their requests."""
    for _ in case.all_found():
        pass
    return case.given_up


def _finding(
    case: Case,
    name: str,
    message: str,
    label: str,
    note: str,
    help: tuple[Help, ...] = (Help(FEWER),),
) -> Finding:
    at = case.federation.gateways[name].at
    assert at is not None, "a program that was read from text has spans"
    return Finding(
        CODE, message, at, label,
        notes=(note,),
        help=help,
        about=(name,),
        proof=Proof.BOUNDED,
    )  # fmt: skip
