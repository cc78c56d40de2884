"""The policy words of one place: time-outs, retries, caches and whatever else holds there."""

from collections.abc import Callable

from ...dsl import tree
from ..model import Breaker, Cache, Cors, Location, Off, Origin, Retry, Traced
from ..units import Duration, Size
from . import texts, values
from .fields import count_of, duration_of, option, strings_of, texts_of
from .headers import read_headers
from .inheritance import Said, set_once
from .limits import keys, read_limit, read_quota
from .outcomes import NO_GOOD_ANSWER, outcomes
from .scope import Scope
from .statements import Statement, Statements, at_most_one

OFF = Off()
STAYS_OPEN = Duration(30_000_000)
WAITS = ("connect", "response", "total", "idle", "attempt")
SAFE_TO_RETRY = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")


def said(statements: Statements, by: str) -> Said:
    """What the statements of one place say, without what it uses."""
    found: Said = {}
    for kind, stated in statements.filed.items():
        if kind in _ONE_FIELD:
            field, read = _ONE_FIELD[kind]
            for node, scope in stated:
                value = read(node, scope)
                if value is not None:
                    set_once(found, field, value, node, scope, by)
        elif kind in _SEVERAL:
            for node, scope in stated:
                _SEVERAL[kind](node, scope, found, by)
    return found


def _timeout(node: tree.Timeout, scope: Scope, found: Said, by: str) -> None:
    if node.off:
        for kind in WAITS:
            found.setdefault(kind, Traced(OFF, Origin(by, node.span)))
        return
    for wait in node.waits:
        kind = values.one_of(wait.kind, scope, WAITS, "kind of time-out")
        long = values.read(wait.value, scope, values.duration, "a duration")
        if kind and long is not None:
            set_once(found, kind, long, wait, scope, by)


def _retry(node: tree.Retry, scope: Scope) -> Retry | Off | None:
    if node.retries is None:
        return OFF
    retries = values.read(node.retries, scope, values.count, "a count")
    on = at_most_one(node.on, scope)
    methods = at_most_one(node.methods, scope)
    backoff, backoff_max = _backoff(at_most_one(node.backoffs, scope), scope)
    if retries is None:
        return None
    return Retry(
        count=retries,
        on=outcomes(on, scope) if on else NO_GOOD_ANSWER,
        methods=methods.methods.words if methods else SAFE_TO_RETRY,
        backoff=backoff,
        backoff_max=backoff_max,
    )


def _backoff(node: tree.Backoff | None, scope: Scope) -> tuple[Duration | None, Duration | None]:
    """The first wait between two tries, and the longest; each wait is longer than the one before."""
    if node is None:
        return None, None
    first, *rest = (values.read(v, scope, values.duration, "a duration") for v in node.values)
    longest = rest[0] if rest else None
    if first is not None and longest is not None and longest < first:
        message = f"this backoff goes from {first} down to {longest}"
        values.report_kind(node, message, "the longer wait comes last", scope)
        return first, None
    return first, longest


def _cache(node: tree.Cache, scope: Scope) -> Cache | Off | None:
    if node.time is None:
        return OFF
    time = values.read(node.time, scope, values.duration, "a duration")
    stale = option(node.stales, scope, values.duration, "a duration")
    per = keys(at_most_one(node.pers, scope), scope)
    return Cache(time, per, stale) if time is not None else None


def _body(node: tree.Body, scope: Scope) -> Size | Off | None:
    return OFF if node.value is None else values.read(node.value, scope, values.size, "a size")


def _unreachable(node: tree.Unreachable, scope: Scope) -> int | Off | None:
    if node.status is None:
        return OFF
    status = values.read(node.status, scope, values.status, "a status")
    if status is None or (isinstance(status, int) and status >= FAILURES):
        return status
    what = "does not tell of a failure" if isinstance(status, int) else "is a class of statuses"
    values.report_kind(node.status, f"`{status}` {what}", "one status from 400 to 599", scope)
    return None


FAILURES = 400
"""From here on a status says that something went wrong."""


def _log(node: tree.Log, _scope: Scope) -> bool | Off:
    return OFF if node.off else True


def _location(node: tree.Location, scope: Scope) -> Location | Off:
    if node.off:
        return OFF
    old, new = (texts.text(token, scope) for token in node.texts)
    return Location(prefix=old, public_prefix=new)


def _breaker(node: tree.Breaker, scope: Scope) -> Breaker | Off | None:
    if node.off:
        return OFF
    inside = Statements(Statement(item, scope) for item in node.items)
    trip = inside.one(tree.Trip)
    if trip is None:
        values.report_kind(
            node, "this breaker does not say when it trips", "`trip 50% of 20 in 10s`", scope
        )
        return None
    share = values.read(trip[0].share, scope, values.share, "a share")
    of = values.read(trip[0].of, scope, values.count, "a count")
    within = values.read(trip[0].within, scope, values.duration, "a duration")
    stays = duration_of(inside, tree.Open) if inside.every(tree.Open) else STAYS_OPEN
    tries = count_of(inside, tree.Probes) if inside.every(tree.Probes) else 1
    if share is None or of is None or within is None or stays is None or tries is None:
        return None
    return Breaker(trip=share, of=of, within=within, open=stays, probes=tries)


def _cors(node: tree.Cors, scope: Scope) -> Cors | Off:
    if node.off:
        return OFF
    inside = Statements(Statement(item, scope) for item in node.items)
    methods = inside.one(tree.OnMethods)
    return Cors(
        origins=texts_of(inside, tree.Origins),
        methods=methods[0].methods.words if methods else (),
        headers=strings_of(inside, tree.CorsHeaders),
        expose=strings_of(inside, tree.Expose),
        credentials=inside.one(tree.CorsCredentials) is not None,
        max_age=duration_of(inside, tree.MaxAge),
    )


_ONE_FIELD: dict[type[tree.Node], tuple[str, Callable[..., object]]] = {
    tree.Retry: ("retry", _retry),
    tree.Cache: ("cache", _cache),
    tree.Body: ("body_max", _body),
    tree.Cors: ("cors", _cors),
    tree.Breaker: ("breaker", _breaker),
    tree.Unreachable: ("unreachable", _unreachable),
    tree.Log: ("log_upstream_errors", _log),
    tree.Location: ("location", _location),
}
"""Words that fill one field of `Policy`, once at each place; what has no meaning fills none."""

_SEVERAL: dict[type[tree.Node], Callable[..., None]] = {
    tree.Timeout: _timeout,
    tree.Limit: read_limit,
    tree.Quota: read_quota,
    tree.Headers: read_headers,
}
"""Words of which a place may say several, side by side."""
