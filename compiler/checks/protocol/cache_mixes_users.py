"""A cache that gives one user the answer that another user asked for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ....dsl.source import Span
from ...model import Cache, Choose, Subject, in_force
from ..exposure.on_the_way import MOST, Taken, and_more, taken, treated_alike
from ..ways import Way
from .cache_keys import CACHED, OF_A_USER, WHO_IT_IS, may_mix, of_many

if TYPE_CHECKING:
    from ...model import Condition
    from ...trace import Carried, Hop, Question, Sent
    from ..case import Case

CODE = "GW6109"


def find(case: "Case") -> Iterator[Finding]:
    for name in case.federation.gateways:
        by_cache: dict[int, list[Way]] = {}
        for way in case.ways_from[name]:
            cache = in_force(way.policy.cache)
            if cache is not None and may_mix(case, way, cache):
                by_cache.setdefault(id(way.policy.cache), []).append(way)
        for ways in list(by_cache.values())[:MOST]:
            yield from _told(case, ways)


def _told(case: "Case", ways: list[Way]) -> Iterator[Finding]:
    for way in treated_alike(ways):
        found = taken(
            case,
            way,
            lambda _b, hop, sent, way=way: bool(_tells_who(case, way, hop, sent)),
            questions=_reads(case, way),
        )
        if found is not None and found.sent is not None:
            by = _tells_who(case, way, found.hop, found.sent)
            yield _finding(way, found, by, ways)
            return


def _reads(case: "Case", way: Way) -> "Iterator[Question]":
    """Only these are kept."""
    questions = case.flow.questions(way.gateway.name, route=way.route, way=way)
    yield from (one for one in questions if one.method in CACHED)


def _tells_who(case: "Case", way: Way, hop: "Hop", sent: "Sent") -> str:
    """What in the request to the upstream differs from user to user; nothing: `` ."""
    status = sent.answer.status
    if sent.failure is not None or (status is not None and status >= 400):
        return ""
    credentials = case.federation.credentials
    if not any(of_many(case, credentials[one]) for one in hop.accepted):
        return ""  # whoever asks is nobody in particular to this gateway
    for one in sent.message.credentials:
        if _is_of_a_user(one, credentials[one.credential].kind):
            return f"the credential `{one.credential}`"
    for change in way.policy.request_headers:
        value = change.value.value
        if isinstance(value, Subject) and value.name in WHO_IT_IS:
            return f"the header `{change.value.header}`"
    action = way.route.action
    if isinstance(action, Choose) and any(_asks_who(case.when) for case in action.cases):
        return "the case of `choose`"
    return ""


def _is_of_a_user(shown: "Carried", kind: str) -> bool:
    """A client's own, or a token of a gateway that says for whom it was signed."""
    if shown.state != "genuine" or kind not in OF_A_USER:
        return False
    return shown.client is not None or (kind == "gateway_jwt" and "sub" in shown.claims)


def _asks_who(when: "Condition | None") -> bool:
    if when is None:
        return False
    inner = getattr(when, "inner", None)
    parts = (inner,) if inner is not None else getattr(when, "parts", ())
    subject = getattr(when, "subject", None)
    return (subject is not None and subject.name in WHO_IT_IS) or any(map(_asks_who, parts))


def _finding(way: Way, found: Taken, by: str, ways: list[Way]) -> Finding:
    traced = way.policy.cache
    cache = in_force(traced)
    assert traced is not None
    assert cache is not None
    gateway, route = way.gateway.name, way.route
    at = traced.origin.at or route.at or way.at
    key = [*("the method", "the URL"), *(f"`{one}`" for one in cache.per)]
    edits = tuple(_with_caller(traced.origin.at, cache)) if traced.origin.at is not None else ()
    return Finding(
        CODE,
        f"the cache of `{gateway}` gives one caller the answer that another caller got",
        at,
        "nothing in its key says who is asking",
        because=(Label(route.at, "answers differ by caller here"),) if route.at else (),
        notes=(
            f"the key is {', '.join(key[:-1])} and {key[-1]}; what reaches `{way.to}` differs by {by}",
            f"a second caller who asks for the same URL within {cache.time} gets this answer, and"
            f" `{way.to}` is not asked",
            *and_more(ways, "keeps answers by this key", "keep answers by this key"),
        ),
        help=(Help("keep answers apart by caller", Applicability.REVIEW, edits),),
        about=(gateway, route.name),
        proof=Proof.WITNESS,
        witness=found.witness(seen="and so does the next caller, whoever that is"),
        region=_reads_of(way, found),
    )


def _reads_of(way: Way, found: Taken) -> str:
    methods = [one for one in CACHED if not way.route.methods or one in way.route.methods]
    reads = f"{'|'.join(methods)} {way.route.path.text}"
    return reads if found.hop.depth == 0 else f"{reads} at `{way.gateway.name}`"


def _with_caller(at: Span, cache: Cache) -> Iterator[Edit]:
    """`per caller` behind `cache 30s`, or `caller` behind the other parts of the key."""
    import re

    if cache.per:
        if cache.stale is None:
            yield Edit(Span(at.source, at.end, at.end), ", caller")
        return
    said = re.compile(r"cache\s+[0-9.]+[a-z]+").match(at.source.text, at.start)
    if said is not None:
        yield Edit(Span(at.source, said.end(), said.end()), " per caller")
