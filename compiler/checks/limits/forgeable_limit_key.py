"""GW4104: a limit whose key the caller writes, so that a new name is a new bucket."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ...model import ANYONE, Route, Subject
from ..case import Case
from ..courses import courses
from .buckets import Bucket, buckets_of, region_of
from .sightings import TELL_THE_ADDRESS, let_in

if TYPE_CHECKING:
    from ...trace import Hop, Question, Trace

CODE = "GW4104"
AT_MOST = 20
CLIENTS = 6
REQUESTS = 3
ROUTES = 4
WRITTEN_BY_CALLERS = ("header", "query", "cookie")
NAMES = ("alice", "bob")
ADDRESSES = ("192.0.2.1", "192.0.2.2")


@frozen
class Evasion:
    """Two requests of one caller that are counted apart; `hop` is where the first one is."""

    first: "Trace"
    hop: "Hop"
    subject: Subject
    route: Route


def find(case: Case) -> Iterator[Finding]:
    """A key of several parts is only as good for evading as its best part: one is enough."""
    found: dict[str, int] = {}
    for bucket in buckets_of(case):
        name = bucket.gateway.name
        if not _is_writable(bucket) or found.get(name, 0) >= AT_MOST:
            continue
        evasion = _evaded(case, bucket)
        if evasion is not None:
            found[name] = found.get(name, 0) + 1
            yield _finding(bucket, evasion)


def _is_writable(bucket: Bucket) -> bool:
    return bool(bucket.whose) and all(one.name in WRITTEN_BY_CALLERS for one in bucket.whose)


# ---- two requests --------------------------------------------------------------------------------


def _evaded(case: Case, bucket: Bucket) -> Evasion | None:
    subject = bucket.whose[0]
    for route in bucket.routes[:ROUTES]:
        for question in _requests(case, bucket, route):
            named = (_naming(question, subject, name) for name in _names(subject))
            for traces in zip(*(courses(case.trace(one)) for one in named), strict=False):
                hops = [let_in(one, bucket.gateway.name, route) for one in traces]
                if hops[0] is not None and _are_told_apart(case, subject, hops):
                    return Evasion(traces[0], hops[0], subject, route)
    return None


def _names(subject: Subject) -> tuple[str, str]:
    """Two that the caller may choose."""
    return ADDRESSES if _is_an_address(subject) else NAMES


def _is_an_address(subject: Subject) -> bool:
    return (subject.argument or "").lower() in TELL_THE_ADDRESS


def _requests(case: Case, bucket: Bucket, route: Route) -> "Iterator[Question]":
    for client in islice((ANYONE, *case.federation.clients), CLIENTS):
        asked = case.flow.questions(bucket.gateway.name, route=route, client=client)
        yield from islice(asked, REQUESTS)


def _naming(question: "Question", subject: Subject, name: str) -> "Question":
    """The request with a name of the caller's own choice."""
    key = subject.argument or ""
    if subject.name == "query":
        mark = "&" if "?" in question.path else "?"
        return replace(question, path=f"{question.path}{mark}{key}={name}")
    header = (key.lower(), name) if subject.name == "header" else ("cookie", f"{key}={name}")
    others = tuple(pair for pair in question.headers if pair[0].lower() != header[0])
    return replace(question, headers=(*others, header))


def _are_told_apart(case: Case, subject: Subject, hops: "list[Hop | None]") -> bool:
    """Whether the name of the caller's choice stands there, and is no credential that was checked."""
    for hop, name in zip(hops, _names(subject), strict=True):
        if hop is None or _holds_a_credential(case, subject, hop):
            return False
        if _value(subject, hop) != name:
            return False
    return True


def _holds_a_credential(case: Case, subject: Subject, hop: "Hop") -> bool:
    from ...trace.carrying import place_of

    place = f"{subject.name} {(subject.argument or '').lower()}"
    accepted = (case.federation.credentials[name] for name in hop.accepted)
    return any(place_of(one).lower() == place for one in accepted)


def _value(subject: Subject, hop: "Hop") -> str | None:
    from ...trace.conditions import View, value_of

    return value_of(subject, View(hop.received))


# ---- how it is told ------------------------------------------------------------------------------


def _finding(bucket: Bucket, evasion: Evasion) -> Finding:
    from ..confirm import witness_of

    subject, name = evasion.subject, bucket.gateway.name
    return Finding(
        CODE,
        f"`{bucket.text}` of `{name}` can be evaded: every caller writes `{subject}` as they like",
        bucket.at,
        "another name is another bucket",
        because=_door(bucket, evasion),
        notes=(
            f"the same request with {_written(subject, _names(subject)[1])} is counted apart from this one, "
            "and so is one with any other name",
            *_trusted(subject, evasion),
        ),
        help=tuple(_ways_out(bucket, subject)),
        about=bucket.about,
        proof=Proof.WITNESS,
        witness=witness_of(evasion.first, marked=lambda hop: hop.number == evasion.hop.number),
        region=region_of(bucket.routes),
    )


def _door(bucket: Bucket, evasion: Evasion) -> tuple[Label, ...]:
    """The route by which it came, where that is another gateway's: nobody there overwrites it."""
    first = evasion.first.hops[0]
    if first.gateway == bucket.gateway.name or first.route is None or first.route.at is None:
        return ()
    text = f"`{first.gateway}` sends {evasion.subject} on as it came"
    return (Label(first.route.at, text),)


def _written(subject: Subject, name: str) -> str:
    key = subject.argument or ""
    return f"`{key}: {name}`" if subject.name == "header" else f"`{key}={name}`"


def _trusted(subject: Subject, evasion: Evasion) -> tuple[str, ...]:
    if not _is_an_address(subject):
        return ()
    place = evasion.hop.depth + 1
    which = "the last entry" if place == 1 else f"entry {place} from the end"
    return (f"only {which} is written by who connects here from outside, all before it by callers",)


def _ways_out(bucket: Bucket, subject: Subject) -> Iterator[Help]:
    better = "caller" if _is_checked(bucket) else "ip"
    yield Help(f"count by what callers cannot write: `{bucket.without_key} per {better}`")
    if subject.name == "header" and not _is_an_address(subject):
        yield Help(
            f"or let the gateway that knows the caller write it: "
            f'`headers request {{ set "{subject.argument}" = claim(sub) }}`'
        )
    else:
        yield Help("or put a limit beside it that callers cannot evade")


def _is_checked(bucket: Bucket) -> bool:
    from ...target.mentions import shown_in

    accepts = [route.accept.value for route in bucket.routes if route.accept is not None]
    return bool(accepts) and all(
        one.credential != ANYONE for accept in accepts for one in shown_in(accept)
    )
