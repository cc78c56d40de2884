"""`expect` lines: requests and what comes of them, and numbers that hold."""

from typing import cast

from ...dsl import tree
from ...dsl.finding import Help, Label
from ..model import ANYONE, Answer, Comparison, Measure, NeverReaches, Promise
from ..units import StatusClass
from . import texts, values
from .bounds import METRICS, PERCENTILES, read_bound
from .conditions import condition
from .paths import request_path
from .references import full_name, name_if_declared, names_in
from .scope import Scope
from .statements import at_most_one

VERDICTS = (
    "FORWARDED", "DELIVERED", "ANSWERED", "NO_ROUTE", "NO_HOST", "METHOD_BLOCKED", "AUTH_MISSING",
    "AUTH_REJECTED", "THROTTLED", "TOO_LARGE", "URI_TOO_LONG", "TIMED_OUT", "UNREACHABLE", "LOOP",
    "GROWING_LOOP", "PROTOCOL_UNSUPPORTED", "REGION_FORBIDDEN", "EXITS_MODEL", "UNKNOWN",
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
            load = name_if_declared(node.name, scope, ("workload",))
            trouble = node.during.name if node.during else None
            hurt = name_if_declared(trouble, scope, ("scenario",)) if trouble else None
            return _measured(list(node.measures), load, hurt, scope)
        case _:
            raise AssertionError(f"no promise: {tree.rule_of(node)}")


def _client(token: tree.Token, scope: Scope) -> str:
    if texts.name(token, scope) == ANYONE:
        return ANYONE
    return full_name(token, scope, ("client",), (ANYONE,))


def _door(node: tree.To | None, scope: Scope) -> str | None:
    """Which gateway or entry a request is sent to."""
    return name_if_declared(node.name, scope, ("gateway", "entry")) if node else None


def _gateway(node: tree.At | None, scope: Scope) -> str | None:
    return name_if_declared(node.name, scope, ("gateway",)) if node else None


def _answer(node: tree.Answer, scope: Scope) -> Promise:
    path, query = request_path(node.path, scope)
    client, when = at_most_one(node.as_clients, scope), at_most_one(node.whens, scope)
    outcome = node.outcome
    via = at_most_one(outcome.via, scope)
    return Answer(
        methods=node.methods.words,
        path=path,
        query=query,
        outcome=_outcome(outcome.status, scope),
        to=_door(at_most_one(node.to, scope), scope),
        client=_client(client.name, scope) if client else None,
        when=condition(when.condition, scope) if when else None,
        at_gateway=_gateway(at_most_one(outcome.at, scope), scope),
        via=tuple(names_in(via, scope, ("gateway",))) if via else None,
        at=node.span,
    )


def _outcome(token: tree.Token, scope: Scope) -> int | StatusClass | str:
    if token.kind == "NUMBER":
        return values.read_text(token.text, token, scope, values.status) or 0
    return values.one_of(token, scope, VERDICTS, "outcome", _STATUSES_TOO) or token.text


_STATUSES_TOO = "a status such as `200` or a class such as `2xx` may stand here too"


def _never(node: tree.Never, scope: Scope) -> Promise:
    return NeverReaches(
        client=_client(node.as_client.name, scope),
        reaches=tuple(names_in(node.reaches, scope, ("service", "gateway"))),
        methods=node.methods.words if node.methods else (),
        path=request_path(node.path, scope)[0] if node.path else None,
        to=_door(node.to, scope),
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
    for again in node.paths[1:]:
        _report_second_path(node.paths[0], again, scope)
    if metric is None or bound is None:
        return None
    return Measure(
        metric=metric,
        how=cast(Comparison, node.operator.text),
        bound=bound,
        per=per,
        methods=methods.words if methods else (),
        path=request_path(node.paths[0], scope)[0] if node.paths else None,
        at_gateway=_gateway(at_most_one(node.at, scope), scope),
        workload=workload,
        scenario=scenario,
        at=node.span,
    )


def _report_second_path(first: tree.Token, again: tree.Token, scope: Scope) -> None:
    scope.desk.report(
        "GW0102",
        f"this line measures `{first.text}` and `{again.text}`",
        again.span,
        "a second path",
        because=[Label(first.span, "the first one")],
        help=[Help("write a line for each of them")],
        about=(first.text, again.text),
    )
