"""GW4103: a limit for each caller at a place where all callers look the same."""

from collections.abc import Iterator

from ....dsl.finding import Applicability, Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ...model import ANYONE, Route
from ..case import Case
from .buckets import Bucket, buckets_of, region_of, written_anew
from .sightings import Sighting, key_of, sightings
from .telling_apart import may_be_alike

CODE = "GW4103"
AT_MOST = 20
ROUTES = 6
"""Routes that are looked at before a limit counts as good for none of them."""


@frozen
class Alike:
    """Requests of different callers that draw on one bucket, counted under `value`."""

    seen: tuple[Sighting, ...]
    value: str | None

    @property
    def clients(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.client for one in self.seen))


def find(case: Case) -> Iterator[Finding]:
    """A limit without `per` is meant; one whose routes know at least one caller does some good."""
    found: dict[str, int] = {}
    for bucket in buckets_of(case):
        name = bucket.gateway.name
        if not bucket.whose or found.get(name, 0) >= AT_MOST:
            continue
        if not may_be_alike(case, bucket):
            continue
        alike = _all_alike(case, bucket)
        if alike is not None:
            found[name] = found.get(name, 0) + 1
            yield _finding(case, bucket, alike)


def _all_alike(case: Case, bucket: Bucket) -> Alike | None:
    """None as soon as one request is counted for itself, or where there is only one caller."""
    alike: list[Alike] = []
    for route in _told_apart(bucket):
        seen = list[Sighting]()
        value: str | None = None
        for one in sightings(case, bucket.gateway.name, route):
            keys = [key_of(case, subject, one) for subject in bucket.whose]
            if not all(key.shared for key in keys):
                return None
            seen.append(one)
            value = next((key.value for key in keys if key.value is not None), None)
        if seen:
            alike.append(Alike(tuple(seen), value))
    if not alike or not any(_are_several(case, one) for one in alike):
        return None
    return next(one for one in alike if _are_several(case, one))


def _told_apart(bucket: Bucket) -> list[Route]:
    """One route for each way to be let in."""
    routes = {id(route.accept.value) if route.accept else 0: route for route in bucket.routes}
    return list(routes.values())[:ROUTES]


def _are_several(case: Case, alike: Alike) -> bool:
    clients = [name for name in alike.clients if name != ANYONE]
    if ANYONE in alike.clients or len(clients) > 1:
        return True
    return any(case.federation.clients[name].callers != 1 for name in clients)


# ---- how it is told ------------------------------------------------------------------------------


def _finding(case: Case, bucket: Bucket, alike: Alike) -> Finding:
    from ..confirm import witness_of

    seen, name = alike.seen[0], bucket.gateway.name
    return Finding(
        CODE,
        f"`{bucket.text}` of `{name}` is one bucket for all, because {_why(bucket, alike)}",
        bucket.at,
        f"counts everybody {_as(alike)}",
        because=_because(case, seen),
        notes=(f"{_who(case, alike)}: {bucket.limit.rate} for all of them together",),
        help=tuple(_ways_out(bucket)),
        about=bucket.about,
        proof=Proof.WITNESS,
        witness=witness_of(seen.trace, marked=lambda hop: hop.number == seen.hop.number),
        region=region_of(bucket.routes),
    )


def _why(bucket: Bucket, alike: Alike) -> str:
    what = bucket.whose[0]
    if what.name == "ip":
        return f"every request comes from {alike.value}"
    if what.name in ("header", "claim"):
        return f"{what} is the same, or absent, in every request that comes there"
    if alike.value is None:
        return "nobody is told apart there"
    return f"for it every caller is {alike.value}"


def _as(alike: Alike) -> str:
    return "together" if alike.value is None else f"as {alike.value}"


def _who(case: Case, alike: Alike) -> str:
    """Two clients and one key, or the callers of one client."""
    key = "draw on it together" if alike.value is None else f"count as {alike.value}"
    clients = [one for one in alike.clients if one != ANYONE]
    if len(clients) > 1:
        return f"`{clients[0]}` and `{clients[1]}` both {key}"
    if clients:
        callers = case.federation.clients[clients[0]].callers
        many = f"all {callers} callers" if callers is not None else "all callers"
        return f"{many} of `{clients[0]}` {key}"
    return f"any two callers {key}"


def _because(case: Case, seen: Sighting) -> tuple[Label, ...]:
    """Where the gateway in front sends them on."""
    if seen.hop.parent is None:
        return ()
    before = seen.trace.hops[seen.hop.parent - 1]
    ways = (w for w in case.ways_from[before.gateway] if w.route is before.route)
    way = next((one for one in ways if one.to == seen.hop.gateway), None)
    if way is None:
        return ()
    return (Label(way.at, f"`{before.gateway}` sends all of them on as itself"),)


def _ways_out(bucket: Bucket) -> Iterator[Help]:
    name, statement = bucket.gateway.name, bucket.without_key
    one = written_anew(bucket, statement)
    yield Help(
        f"if one bucket for all is meant, leave out the key: `{statement}`",
        Applicability.REVIEW,
        (one,) if one is not None else (),
    )
    if bucket.whose[0].name == "ip":
        yield Help(f"limit addresses at the first gateway, not at `{name}`")
    else:
        yield Help("limit where callers are known, or let a `gateway_jwt` carry who they are")
