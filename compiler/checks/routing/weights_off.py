"""GW1113: the shares of a split do not sum to 100 %, or one of its branches gets nothing."""

from collections.abc import Iterator, Sequence

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ....dsl.source import Span
from ....dsl.witness import Witness
from ...model import Entry, Gateway, Route, Split
from ...patterns import example, shape_of
from ...units import Share
from ..case import Case
from .order import conditions_of
from .requests import best_shown, hops_at, requests_to
from .worlds import world_where

CODE = "GW1113"

WHOLE = 1_000_000
TOLD_MAX = 20
PLACES_MAX = 4


def find(case: Case) -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        splits = (route for route in gateway.routes if type(route.action) is Split)
        found = (one for route in splits for one in _of_route(case, gateway, route))
        yield from (one for _, one in zip(range(TOLD_MAX), found, strict=False))
    for entry in case.federation.entries.values():
        if entry.shares and entry.at is not None and _trouble([s.share for s in entry.shares]):
            yield from _of_entry(case, entry)


def _of_route(case: Case, gateway: Gateway, route: Route) -> Iterator[Finding]:
    assert type(route.action) is Split
    portions = route.action.portions
    trouble = _trouble([one.share for one in portions])
    if trouble is None or route.at is None:
        return
    world = world_where(conditions_of(route)).world or {}
    shown = best_shown(
        case,
        requests_to(case, gateway, route, world),
        lambda followed: any(hop.route is route for hop in hops_at(followed, gateway)),
    )
    if shown is None:
        return
    from ..confirm import witness_of

    yield _told(
        f"the split at `{route.name}` of `{gateway.name}`",
        trouble,
        route.at,
        [(one.share, one.member.upstream.to, one.member.upstream.at) for one in portions],
        (gateway.name, route.name, str(route.when or "")),
        witness_of(shown, lambda hop: hop.route is route),
    )


def _of_entry(case: Case, entry: Entry) -> Iterator[Finding]:
    from ...trace import Question
    from ..confirm import witness_of

    shares = [(one.share, one.gateway, None) for one in entry.shares]
    trouble = _trouble([share for share, _, _ in shares])
    routes = case.federation.gateways[entry.leads_to[0]].routes
    path = example(shape_of(routes[0].path)) if routes else "/"
    questions = iter((Question("GET", path or "/", to=entry.name),))
    shown = best_shown(case, questions, lambda _followed: True)
    if shown is None or trouble is None or entry.at is None:
        return
    what = f"the split of the entry `{entry.name}`"
    yield _told(what, trouble, entry.at, shares, (entry.name,), witness_of(shown))


def _trouble(shares: Sequence[Share]) -> str | None:
    """What is wrong with the shares; one of 0 % beside a whole one is a migration, not a mistake."""
    total = sum(share.ppm for share in shares)
    if total != WHOLE:
        return f"sums to {Share(total)}, not to 100%"
    if any(s.ppm == 0 for s in shares) and not any(s.ppm == WHOLE for s in shares):
        return "has a branch that gets nothing"
    return None


def _told(
    what: str,
    trouble: str,
    at: Span,
    shares: Sequence[tuple[Share, str, Span | None]],
    about: tuple[str, ...],
    witness: Witness,
) -> Finding:
    total = sum(share.ppm for share, _, _ in shares)
    label = "nobody says where the rest goes" if total < WHOLE else "more than there is"
    places = [(share, to, span) for share, to, span in shares if span is not None][:PLACES_MAX]
    if total == WHOLE:
        label = "a branch of 0%"
        places = [one for one in places if one[0].ppm == 0]
    return Finding(
        CODE,
        f"{what} {trouble}",
        at,
        label,
        because=tuple(Label(span, f"{share} goes here") for share, _, span in places if span),
        notes=(_sum(shares),),
        help=(_way_out(shares),),
        about=about,
        proof=Proof.WITNESS,
        witness=witness,
    )


def _sum(shares: Sequence[tuple[Share, str, Span | None]]) -> str:
    listed = " + ".join(f"{share} `{to}`" for share, to, _ in shares[:PLACES_MAX])
    more = f" + {len(shares) - PLACES_MAX} more" if len(shares) > PLACES_MAX else ""
    total = sum(share.ppm for share, _, _ in shares)
    if total < WHOLE:
        return f"{listed}{more} leaves {Share(WHOLE - total)} of the requests to chance"
    if total > WHOLE:
        return f"{listed}{more} is {Share(total - WHOLE)} too much, and products divide it anew"
    return f"{listed}{more}: what gets 0% is deployed, and nothing ever tries it"


def _way_out(shares: Sequence[tuple[Share, str, Span | None]]) -> Help:
    """The last branch takes the rest, where that leaves it something."""
    total = sum(share.ppm for share, _, _ in shares)
    if total == WHOLE:
        return Help("take the branch out, or give it a share")
    share, _, at = shares[-1]
    rest = Share(share.ppm + WHOLE - total)
    edit = _written_anew(share, rest, at) if at is not None and rest.ppm > 0 else None
    return Help("make the shares sum to 100%", Applicability.REVIEW, (edit,) if edit else ())


def _written_anew(share: Share, rest: Share, at: Span) -> Edit | None:
    """The share stands before its destination."""
    before = at.source.text[: at.start].rstrip()
    written = str(share)
    if not before.endswith(written):
        return None
    return Edit(Span(at.source, len(before) - len(written), len(before)), str(rest))
