"""Policy statements of one place, and what is inherited from the places around it."""

from collections.abc import Callable
from typing import Any, cast

from ...dsl import tree
from ..model import (
    Breaker,
    Cache,
    Cors,
    HeaderChange,
    Limit,
    Location,
    Off,
    Origin,
    Outcome,
    Policy,
    Quota,
    Retry,
    Subject,
    Text,
    Traced,
)
from ..units import Duration, Rate
from . import texts, values
from .conditions import OF_PLACES, subject
from .rates import is_spelt_out
from .scope import Scope
from .statements import Statements, at_most_one, report_twice

OFF = Off()
WAITS = ("connect", "response", "total", "idle", "attempt")
OUTCOMES = ("connect", "timeout", "reset")
SAFE_TO_RETRY = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")

Said = dict[str, Any]
"""What one place says: fields of `Policy` with their traced values."""


def said(statements: Statements, by: str) -> Said:
    """What the statements of one place say, its own words over those of what it uses."""
    found: Said = {}
    for kind, stated in statements.filed.items():
        read = _READERS.get(kind)
        if read is not None:
            for node, scope in stated:
                read(node, scope, found, by)
    return found


def over(inherited: Policy, nearer: Said) -> Policy:
    """The nearer word wins, each word for itself; headers add up, the nearer change per header."""
    if not nearer:
        return inherited
    changed = dict(nearer)
    for side in ("request_headers", "response_headers"):
        if side in changed:
            changed[side] = _merged_headers(getattr(inherited, side), changed[side])
    kept = {name: getattr(inherited, name) for name in _FIELDS if name not in changed}
    return Policy(**kept, **changed)


_FIELDS = tuple(Policy.__match_args__)


def _merged_headers(
    earlier: tuple[Traced[HeaderChange], ...], later: tuple[Traced[HeaderChange], ...]
) -> tuple[Traced[HeaderChange], ...]:
    spoken_of = {change.value.header.lower() for change in later}
    kept = (change for change in earlier if change.value.header.lower() not in spoken_of)
    return (*kept, *later)


def _set_once(
    found: Said, name: str, value: object, node: tree.Node, scope: Scope, by: str
) -> None:
    """Enter a value, unless this place has said it before."""
    if name in found:
        report_twice_at(found[name], node, scope)
        return
    found[name] = Traced(value, Origin(by, node.span))


def report_twice_at(earlier: Traced[Any], node: tree.Node, scope: Scope) -> None:
    at = earlier.origin.at
    if at is not None:
        first = tree.Node((), at.start, at.end, at.source)
        report_twice(first, node, scope)


def _timeout(node: tree.Timeout, scope: Scope, found: Said, by: str) -> None:
    if node.off:
        for kind in WAITS:
            found.setdefault(kind, Traced(OFF, Origin(by, node.span)))
        return
    for wait in node.waits:
        kind = values.one_of(wait.kind, scope, WAITS, "kind of time-out")
        long = values.read(wait.value, scope, values.duration, "a duration")
        if kind and long is not None:
            _set_once(found, kind, long, wait, scope, by)


def _retry(node: tree.Retry, scope: Scope, found: Said, by: str) -> None:
    if node.retries is None:
        _set_once(found, "retry", OFF, node, scope, by)
        return
    retries = values.read(node.retries, scope, values.count, "a count")
    on = at_most_one(node.on, scope)
    methods = at_most_one(node.methods, scope)
    backoff = at_most_one(node.backoffs, scope)
    waits = (
        [values.read(v, scope, values.duration, "a duration") for v in backoff.values]
        if backoff
        else []
    )
    if retries is None:
        return
    made = Retry(
        retries,
        outcomes(on, scope) if on else DEFAULT_RETRY_ON,
        method_words(methods.methods) if methods else SAFE_TO_RETRY,
        *waits,
    )
    _set_once(found, "retry", made, node, scope, by)


DEFAULT_RETRY_ON: tuple[Outcome, ...] = ("connect", 502, 503, 504)


def method_words(node: tree.Methods) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token.text for token in node.tokens))


def outcomes(node: tree.OnStatus, scope: Scope) -> tuple[Outcome, ...]:
    """Statuses, classes of them, and what happens before there is a status."""
    found: list[Outcome] = []
    for token in node.statuses:
        if token.kind == "NUMBER":
            status = values.read_text(token.text, token, scope, values.status)
            if status is not None:
                found.append(status)
        else:
            word = values.one_of(token, scope, OUTCOMES, "outcome to go by", _STATUSES_TOO)
            if word:
                found.append(cast(Outcome, word))
    return tuple(found)


_STATUSES_TOO = "a status such as `503` or a class such as `5xx` may stand here too"


def keys(node: tree.Per | None, scope: Scope) -> tuple[Subject, ...]:
    if node is None:
        return ()
    return tuple(subject(one, scope, OF_PLACES) for one in node.subjects)


def limit(node: tree.Limit, scope: Scope) -> Limit | None:
    assert node.rate is not None
    if is_spelt_out(node.rate, node.pers, scope):
        return None
    rate = values.read(node.rate, scope, values.rate, "a rate")
    burst_node = at_most_one(node.bursts, scope)
    burst = values.read(burst_node.value, scope, values.count, "a count") if burst_node else None
    per = keys(at_most_one(node.pers, scope), scope)
    return None if rate is None or _is_nothing(rate, node.rate, scope) else Limit(rate, per, burst)


def _is_nothing(rate: Rate, at: tree.Value, scope: Scope) -> bool:
    if rate.amount > 0:
        return False
    values.report_kind(at, f"`{rate}` lets nothing through", "a rate above zero", scope)
    return True


def quota(node: tree.Quota, scope: Scope) -> Quota | None:
    assert node.rate is not None
    if is_spelt_out(node.rate, node.pers, scope):
        return None
    rate = values.read(node.rate, scope, values.rate, "a rate")
    per = keys(at_most_one(node.pers, scope), scope)
    return None if rate is None or _is_nothing(rate, node.rate, scope) else Quota(rate, per)


def _limit(node: tree.Limit, scope: Scope, found: Said, by: str) -> None:
    _bucket("limits", OFF if node.off else limit(node, scope), node, scope, found, by)


def _quota(node: tree.Quota, scope: Scope, found: Said, by: str) -> None:
    _bucket("quotas", OFF if node.off else quota(node, scope), node, scope, found, by)


def _bucket(
    name: str, made: Limit | Quota | Off | None, node: tree.Node, scope: Scope, found: Said, by: str
) -> None:
    """Several limits may stand side by side, each with a key of its own."""
    earlier = found.get(name)
    if made is None:
        return
    if earlier is None:
        value = made if isinstance(made, Off) else (made,)
        found[name] = Traced(value, Origin(by, node.span))
    elif isinstance(made, Off) or isinstance(earlier.value, Off) or _same_key(earlier.value, made):
        report_twice_at(earlier, node, scope)
    else:
        found[name] = Traced((*earlier.value, made), earlier.origin)


def _same_key(earlier: tuple[Limit | Quota, ...], made: Limit | Quota) -> bool:
    return any(one.per == made.per for one in earlier)


def _cache(node: tree.Cache, scope: Scope, found: Said, by: str) -> None:
    if node.time is None:
        _set_once(found, "cache", OFF, node, scope, by)
        return
    time = values.read(node.time, scope, values.duration, "a duration")
    stale_node = at_most_one(node.stales, scope)
    stale = (
        values.read(stale_node.value, scope, values.duration, "a duration") if stale_node else None
    )
    per = keys(at_most_one(node.pers, scope), scope)
    if time is not None:
        _set_once(found, "cache", Cache(time, per, stale), node, scope, by)


def _body(node: tree.Body, scope: Scope, found: Said, by: str) -> None:
    size = OFF if node.value is None else values.read(node.value, scope, values.size, "a size")
    if size is not None:
        _set_once(found, "body_max", size, node, scope, by)


def _unreachable(node: tree.Unreachable, scope: Scope, found: Said, by: str) -> None:
    if node.status is None:
        _set_once(found, "unreachable", OFF, node, scope, by)
        return
    status = values.read(node.status, scope, values.status, "a status")
    if isinstance(status, int):
        _set_once(found, "unreachable", status, node, scope, by)
    elif status is not None:
        values.report_kind(node.status, f"`{status}` is a class of statuses", "one status", scope)


def _log(node: tree.Log, scope: Scope, found: Said, by: str) -> None:
    _set_once(found, "log_upstream_errors", OFF if node.off else True, node, scope, by)


def _location(node: tree.Location, scope: Scope, found: Said, by: str) -> None:
    if node.off:
        _set_once(found, "location", OFF, node, scope, by)
        return
    old, new = (texts.text(token, scope) for token in node.texts)
    _set_once(found, "location", Location(old, new), node, scope, by)


def _breaker(node: tree.Breaker, scope: Scope, found: Said, by: str) -> None:
    if node.off:
        _set_once(found, "breaker", OFF, node, scope, by)
        return
    inside = Statements((item, scope) for item in node.items)  # pyright: ignore[reportArgumentType]
    trip, opened, probes = inside.one(tree.Trip), inside.one(tree.Open), inside.one(tree.Probes)
    if trip is None:
        values.report_kind(
            node, "this breaker does not say when it trips", "`trip 50% of 20 in 10s`", scope
        )
        return
    share = values.read(trip[0].share, scope, values.share, "a share")
    of = values.read(trip[0].of, scope, values.count, "a count")
    within = values.read(trip[0].within, scope, values.duration, "a duration")
    stays = (
        values.read(opened[0].value, scope, values.duration, "a duration")
        if opened
        else Duration(30_000_000)
    )
    tries = values.read(probes[0].value, scope, values.count, "a count") if probes else 1
    if share is None or of is None or within is None or stays is None or tries is None:
        return
    _set_once(found, "breaker", Breaker(share, of, within, stays, tries), node, scope, by)


def _cors(node: tree.Cors, scope: Scope, found: Said, by: str) -> None:
    if node.off:
        _set_once(found, "cors", OFF, node, scope, by)
        return
    inside = Statements((item, scope) for item in node.items)  # pyright: ignore[reportArgumentType]
    age = inside.one(tree.MaxAge)
    methods = inside.one(tree.OnMethods)
    made = Cors(
        origins=_texts(inside.one(tree.Origins)),
        methods=method_words(methods[0].methods) if methods else (),
        headers=cast(tuple[str, ...], _texts(inside.one(tree.CorsHeaders))),
        expose=cast(tuple[str, ...], _texts(inside.one(tree.Expose))),
        credentials=inside.one(tree.CorsCredentials) is not None,
        max_age=values.read(age[0].value, scope, values.duration, "a duration") if age else None,
    )
    _set_once(found, "cors", made, node, scope, by)


def _texts(found: tuple[tree.Texts, Scope] | None) -> tuple[Text, ...]:
    return tuple(values.plain_text(kid, found[1]) for kid in found[0].texts) if found else ()


def _headers(node: tree.Headers, scope: Scope, found: Said, by: str) -> None:
    side = (
        "response_headers"
        if node.direction and node.direction.text == "response"
        else "request_headers"
    )
    changes = [
        Traced(change, Origin(by, item.span))
        for item in node.items
        for change in _changes(item, scope)
    ]
    found[side] = (*found.get(side, ()), *sorted(changes, key=lambda c: _VERBS.index(c.value.verb)))


_VERBS = ("remove", "rename", "set", "add")


def _changes(item: tree.Node, scope: Scope) -> list[HeaderChange]:
    match item:
        case tree.Drop():
            return [HeaderChange("remove", str(values.plain_text(t, scope))) for t in item.texts]
        case tree.Rename():
            return [
                HeaderChange(
                    "rename", texts.text(item.old, scope), renamed_to=texts.text(item.new, scope)
                )
            ]
        case tree.Set() | tree.Add():
            verb = "set" if isinstance(item, tree.Set) else "add"
            return [
                HeaderChange(verb, texts.text(item.header, scope), _header_value(item.value, scope))
            ]
        case _:
            raise AssertionError(f"no header statement: {tree.rule_of(item)}")


def _header_value(
    value: tree.Token | tree.Reference | tree.Subject, scope: Scope
) -> Text | Subject:
    if isinstance(value, tree.Subject):
        return subject(value, scope)
    return values.plain_text(value, scope)


_READERS: dict[type[tree.Node], Callable[..., None]] = {
    tree.Timeout: _timeout,
    tree.Retry: _retry,
    tree.Limit: _limit,
    tree.Quota: _quota,
    tree.Cache: _cache,
    tree.Body: _body,
    tree.Cors: _cors,
    tree.Breaker: _breaker,
    tree.Unreachable: _unreachable,
    tree.Log: _log,
    tree.Location: _location,
    tree.Headers: _headers,
}


def laid_over(earlier: Said, later: Said) -> Said:
    """Two places in one: the later word wins, and headers add up."""
    both = {**earlier, **later}
    for side in ("request_headers", "response_headers"):
        if side in earlier and side in later:
            both[side] = _merged_headers(earlier[side], later[side])
    return both
