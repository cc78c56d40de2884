"""`govern` rules: what every one of some things has to be, or none of them may."""

from typing import Literal, cast

from ...dsl import tree
from ...dsl.finding import Help
from ..model import Comparison, Need, Rule, Scope as RuleScope, Subject
from . import texts, values
from .bounds import COMPARED_AS, PERCENTILES, read_bound
from .conditions import OF_PLACES, acceptance, credential, subject
from .paths import request_path
from .places import places
from .policies import WAITS
from .references import names_in
from .scope import Scope
from .statements import report_twice
from .targets import target_name

ROUTE_NEEDS = (
    "limit", "quota", "timeout", "retry", "cache", "body", "cors", "breaker", "hop_guard",
    "unreachable", "log", "headers", "owner", "repo", "version", "plan", "region", "domain", "egress",
    "returns", "tier", "callers", "mtls", "jwt", "api_key", "shared_secret", "gateway_jwt", "basic",
    "oauth_client", "lifetime", "audience", "issuer", "jwks", "algorithm", "scopes", "url", "latency",
    "workers", "queue", "errors", "deprecated", "carries", "state", "instance", "stage",
)  # fmt: skip


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
        quantifier=quantifier,
        scope=_rule_scope(node, scope),
        demand=cast("Literal['requires']", tree.rule_of(demand)),
        needs=needs,
        names=_demanded(demand, scope),
        because=because,
        at=node.span,
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
            return tuple(names_in(demand, scope, ("gateway",)))
        case tree.Reaches():
            return tuple(names_in(demand, scope, ("service", "gateway")))


def _rule_scope(node: tree.Rule, scope: Scope) -> RuleScope:
    if node.path_scope is not None:
        return RuleScope(
            "path", paths_to=tuple(names_in(node.path_scope, scope, ("service", "gateway")))
        )
    assert node.scope is not None
    of = cast(Literal["route"], node.scope.kind.word.text)
    exposure = node.scope.exposure
    found: dict[str, tuple[str, ...]] = {}
    methods: tuple[str, ...] = ()
    path = None
    said_already: dict[type[tree.Node], tree.Node] = {}
    for part in node.scope.filters:
        if said_already.setdefault(type(part), part) is not part:
            report_twice(said_already[type(part)], part, scope)
            continue
        match part:
            case tree.ByTarget():
                found["targets"] = tuple(target_name(token, scope) for token in part.names)
            case tree.ByRegion():
                found["regions"] = places(part.names, scope)
            case tree.ByLabel():
                found["labels"] = tuple(names_in(part, scope, ("label",)))
            case tree.But():
                found["other_than"] = tuple(names_in(part, scope, _EXCEPTED))
            case tree.ByPath():
                methods = part.methods.words if part.methods else ()
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
    kind = _kind_of(thing, node.words[1], scope) if len(node.words) > 1 else None
    most = node.at_most
    if most is not None and thing is not None and thing not in COMPARED_AS:
        _report_no_amount(thing, most, scope)
    return Need(
        thing=thing or first.text,
        of_kind=kind,
        per=_key(node.per_key, scope),
        how=cast(Comparison, most.operator.text) if most else None,
        bound=read_bound(most.value, scope, thing, COMPARED_AS) if most else None,
    )


def _kind_of(thing: str | None, word: tree.Token, scope: Scope) -> str:
    if thing == "timeout":
        values.one_of(word, scope, WAITS, "kind of time-out")
    elif thing == "latency":
        values.one_of(word, scope, (*PERCENTILES, "mean", "max"), "measure of a latency")
    elif thing is not None:
        scope.desk.report(
            "GW0110",
            f"there are no kinds of `{thing}`, and `{word.text}` is read as one",
            word.span,
            "not known here",
            help=[Help("between two requirements stands a comma")],
            about=(thing, word.text),
        )
    return texts.name(word, scope)


def _report_no_amount(thing: str, most: tree.AtMost, scope: Scope) -> None:
    scope.desk.report(
        "GW0108",
        f"`{thing}` is no amount, and nothing is more or less than it",
        most.span,
        "this comparison",
        help=[Help(f"`requires {thing}` asks that it is there")],
        about=(thing,),
    )


def _key(node: tree.PerKey | None, scope: Scope) -> Subject | None:
    return subject(node.subject, scope, OF_PLACES) if node else None
