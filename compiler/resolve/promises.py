"""`expect` lines, `govern` rules, and findings allowed on purpose."""

from decimal import Decimal
from typing import Literal, cast

from ...dsl import tree
from ...dsl.codes import CODES
from ...dsl.finding import Help
from ...dsl.near import near_names
from .. import units
from ..model import (
    ANYONE,
    Allow,
    Answer,
    Bound,
    Comparison,
    Measure,
    Need,
    NeverReaches,
    Promise,
    Rule,
    Scope as RuleScope,
    Subject,
)
from ..units import Mismatch, StatusClass
from . import texts, values
from .conditions import acceptance, condition, credential, subject
from .paths import request_path
from .places import places
from .policies import method_words
from .refer import refer, renamed
from .routes import referred
from .scope import RING, Scope, followed
from .statements import at_most_one
from .targets import target_name

VERDICTS = (
    "FORWARDED", "DELIVERED", "ANSWERED", "NO_ROUTE", "NO_HOST", "METHOD_BLOCKED", "AUTH_MISSING",
    "AUTH_REJECTED", "THROTTLED", "TOO_LARGE", "URI_TOO_LONG", "TIMED_OUT", "UNREACHABLE", "LOOP",
    "GROWING_LOOP", "PROTOCOL_UNSUPPORTED", "REGION_FORBIDDEN", "EXITS_MODEL", "UNKNOWN",
)  # fmt: skip
METRICS = (
    "mean", "max", "errors", "requests", "cost", "amplification", "utilisation", "throughput",
    "availability", "latency",
)  # fmt: skip
PERCENTILES = ("p50", "p90", "p95", "p99", "p99.9")
ROUTE_NEEDS = (
    "limit", "quota", "timeout", "retry", "cache", "body", "cors", "breaker", "hop_guard",
    "unreachable", "log", "headers", "owner", "repo", "version", "plan", "region", "domain", "egress",
    "returns", "tier", "callers", "mtls", "jwt", "api_key", "shared_secret", "gateway_jwt", "basic",
    "oauth_client", "lifetime", "audience", "issuer", "jwks", "algorithm", "scopes", "url", "latency",
    "workers", "queue", "errors", "deprecated", "carries", "state", "instance", "stage",
)  # fmt: skip
MONTH = "month"


def promises(node: tree.Node, scope: Scope) -> list[Promise]:
    match node:
        case tree.Answer():
            return [_answer(node, scope)]
        case tree.Never():
            return [_never(node, scope)]
        case tree.Measure():
            return _measured([node], None, None, scope)
        case tree.MeasuredOn():
            load = refer(texts.name(node.name, scope), node.name.span, scope, ("workload",))
            trouble = node.during.name if node.during else None
            hurt = (
                refer(texts.name(trouble, scope), trouble.span, scope, ("scenario",))
                if trouble
                else None
            )
            return _measured(list(node.measures), load and load.name, hurt and hurt.name, scope)
        case _:
            raise AssertionError(f"no promise: {tree.rule_of(node)}")


def _client(token: tree.Token, scope: Scope) -> str:
    name = texts.name(token, scope)
    if name == ANYONE:
        return name
    found = refer(name, token.span, scope, ("client",), (ANYONE,))
    return found.name if found else name


def _door(node: tree.To | None, scope: Scope) -> str | None:
    """Which gateway or entry a request is sent to."""
    if node is None:
        return None
    found = refer(texts.name(node.name, scope), node.name.span, scope, ("gateway", "entry"))
    return found.name if found else None


def _gateway(node: tree.At | None, scope: Scope) -> str | None:
    if node is None:
        return None
    found = refer(texts.name(node.name, scope), node.name.span, scope, ("gateway",))
    return found.name if found else None


def _answer(node: tree.Answer, scope: Scope) -> Promise:
    path, query = request_path(node.path, scope)
    client, when = at_most_one(node.as_clients, scope), at_most_one(node.whens, scope)
    outcome = node.outcome
    via = at_most_one(outcome.via, scope)
    return Answer(
        method_words(node.methods),
        path,
        query,
        _outcome(outcome.status, scope),
        _door(at_most_one(node.to, scope), scope),
        _client(client.name, scope) if client else None,
        condition(when.condition, scope) if when else None,
        _gateway(at_most_one(outcome.at, scope), scope),
        tuple(referred(via, scope, ("gateway",))) if via else None,
        at=node.span,
    )


def _outcome(token: tree.Token, scope: Scope) -> int | StatusClass | str:
    if token.kind == "NUMBER":
        return values.read_text(token.text, token, scope, values.status) or 0
    return values.one_of(token, scope, VERDICTS, "outcome", _STATUSES_TOO) or token.text


_STATUSES_TOO = "a status such as `200` or a class such as `2xx` may stand here too"


def _never(node: tree.Never, scope: Scope) -> Promise:
    return NeverReaches(
        _client(node.as_client.name, scope),
        tuple(referred(node.reaches, scope, ("service", "gateway"))),
        method_words(node.methods) if node.methods else (),
        request_path(node.path, scope)[0] if node.path else None,
        _door(node.to, scope),
        at=node.span,
    )


# ---------------------------------------------------------------- numbers


def _measured(
    nodes: list[tree.Measure], workload: str | None, scenario: str | None, scope: Scope
) -> list[Promise]:
    return [made for node in nodes if (made := _measure(node, workload, scenario, scope))]


def _measure(
    node: tree.Measure, workload: str | None, scenario: str | None, scope: Scope
) -> Measure | None:
    metric = values.one_of(node.metric.word, scope, (*METRICS, *PERCENTILES), "metric")
    each, methods = at_most_one(node.each, scope), at_most_one(node.methods, scope)
    per = values.one_of(each.name, scope, (MONTH,), "span of time") if each else None
    bound = read_bound(node.bound.value, scope, metric)
    if metric is None or bound is None:
        return None
    return Measure(
        metric,
        cast(Comparison, node.operator.text),
        bound,
        per,
        method_words(methods) if methods else (),
        request_path(node.paths[0], scope)[0] if node.paths else None,
        _gateway(at_most_one(node.at, scope), scope),
        workload,
        scenario,
        at=node.span,
    )


_READERS_OF = {
    **dict.fromkeys(("mean", "max", "latency", *PERCENTILES), (values.duration,)),
    **dict.fromkeys(("errors", "utilisation", "availability"), (values.share,)),
    "requests": (values.count,),
    "cost": (values.money, values.count),
    "amplification": (values.count, values.factor),
    "throughput": (values.rate,),
}


def read_bound(value: tree.Value, scope: Scope, metric: str | None) -> Bound | None:
    """A bound of the metric's own kind; without a metric, of any kind."""
    found, there = followed(value, scope)
    if not isinstance(found, tree.Token):
        values.report_kind(value, f"{texts.described(found)} is not a number", "a number", scope)
        return None
    if found.kind == RING:
        return None
    if found.kind == "WORD":
        values.read_word(found, scope, values.count, "a number")
        return None
    written = texts.text(found, there)
    readers = _READERS_OF.get(metric or "", _ANY_KIND)
    results = [reader(written) for reader in readers]
    for result in results:
        if not isinstance(result, Mismatch):
            return result.times if isinstance(result, units.Factor) else result  # pyright: ignore[reportReturnType]
    decimal = _decimal(written) if metric in (None, "amplification") else None
    if decimal is None:
        first = results[0]
        assert isinstance(first, Mismatch)
        values.report_mismatch(first, value, scope)
    return decimal


_ANY_KIND = (values.count, values.duration, values.size, values.share, values.rate, values.money)


def _decimal(written: str) -> Decimal | None:
    """`amplification <= 2.5` is a number without a unit."""
    try:
        return Decimal(written)
    except ArithmeticError:
        return None


# ---------------------------------------------------------------- rules


def rule(node: tree.Rule, scope: Scope) -> Rule:
    because = texts.text(node.because.reason, scope) if node.because else None
    demand = node.demand
    needs = (
        tuple(_need(need, scope) for need in demand.needs)
        if isinstance(demand, tree.Requires)
        else ()
    )
    quantifier = cast(Literal["every", "no"], node.quantifier.word.text)
    if quantifier == "no" and needs:
        scope.desk.report(
            "GW0110",
            "a rule says `every .. requires`, never `no .. requires`",
            node.quantifier.span,
            "with `requires` this word forbids nothing",
            help=[Help("turn it round: `every .. requires ..`")],
        )
    return Rule(
        quantifier,
        _rule_scope(node, scope),
        cast("Literal['requires']", tree.rule_of(demand)),
        needs,
        _demanded(demand, scope),
        because,
        node.span,
    )


def _demanded(demand: tree.Demand, scope: Scope) -> tuple[str, ...]:
    match demand:
        case tree.Requires():
            return ()
        case tree.Leaves():
            return places(demand.names, scope)
        case tree.Accepts():
            return tuple(credential(token, scope, anyone=True) for token in demand.names)
        case tree.Passes():
            return tuple(referred(demand, scope, ("gateway",)))
        case tree.Reaches():
            return tuple(referred(demand, scope, ("service", "gateway")))


def _rule_scope(node: tree.Rule, scope: Scope) -> RuleScope:
    if node.path_scope is not None:
        return RuleScope(
            "path", paths_to=tuple(referred(node.path_scope, scope, ("service", "gateway")))
        )
    assert node.scope is not None
    of = cast(Literal["route"], node.scope.kind.word.text)
    exposure = node.scope.exposure
    found: dict[str, tuple[str, ...]] = {}
    methods: tuple[str, ...] = ()
    path = None
    for part in node.scope.filters:
        match part:
            case tree.ByTarget():
                found["targets"] = tuple(target_name(token, scope) for token in part.names)
            case tree.ByRegion():
                found["regions"] = places(part.names, scope)
            case tree.ByLabel():
                found["labels"] = tuple(referred(part, scope, ("label",)))
            case tree.But():
                found["other_than"] = tuple(referred(part, scope, _EXCEPTED))
            case tree.ByPath():
                methods = method_words(part.methods) if part.methods else ()
                path = request_path(part.path, scope)[0]
            case _:
                raise AssertionError(f"no filter: {tree.rule_of(part)}")
    said = cast(Literal["public", "internal"], exposure.text) if exposure else None
    return RuleScope(of, said, methods=methods, path=path, **found)


_EXCEPTED = ("gateway", "service", "client", "credential")


def _need(node: tree.Need, scope: Scope) -> Need:
    if node.accept is not None:
        expression = node.accept.expression
        return Need(
            "accept", accept=acceptance(expression, scope) if expression is not None else None
        )
    first = node.words[0]
    thing = values.one_of(first, scope, ROUTE_NEEDS, "requirement")
    kind = texts.name(node.words[1], scope) if len(node.words) > 1 else None
    most = node.at_most
    return Need(
        thing or first.text,
        kind,
        None,
        _key(node.per_key, scope),
        cast(Comparison, most.operator.text) if most else None,
        read_bound(most.value, scope, None) if most else None,
    )


def _key(node: tree.PerKey | None, scope: Scope) -> Subject | None:
    from .conditions import OF_PLACES

    return subject(node.subject, scope, OF_PLACES) if node else None


# ---------------------------------------------------------------- allow


def allow(node: tree.Allow, scope: Scope) -> Allow:
    place, until = node.place, node.until
    at_name = None
    if place is not None:
        kinds = ("gateway", "service", "client", "credential", "policy", "region", "plan", "entry")
        found = refer(texts.name(place.name, scope), place.name.span, scope, kinds)
        at_name = found.name if found else None
    return Allow(
        _code(node.name, scope),
        texts.text(node.because.reason, scope),
        at_name,
        method_words(place.methods) if place and place.methods else (),
        request_path(place.path, scope)[0] if place and place.path else None,
        values.read_text(until.date.text, until.date, scope, values.date) if until else None,
        node.span,
    )


def _code(token: tree.Token, scope: Scope) -> str:
    """The code of a finding, which may be given by its slug."""
    name = texts.name(token, scope)
    by_slug = {slug: code for code, (slug, _) in CODES.items()}
    code = by_slug.get(name, name.upper())
    if code not in CODES:
        near = near_names(name, [*by_slug, *CODES])[:1]
        scope.desk.report(
            "GW0101",
            f"no finding is called `{name}`",
            token.span,
            "not a code or a slug",
            notes=["`gatewright explain` lists them all"],
            help=[renamed(one, token.span) for one in near],
            about=(name, "allow"),
        )
    return code
