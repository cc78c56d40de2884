"""Workloads and scenarios."""

from decimal import Decimal

from ...dsl import tree
from ...dsl.finding import Help
from ..model import (
    Arrival,
    Bursts,
    Call,
    Distribution,
    Fault,
    FaultVerb,
    Poisson,
    Profile,
    ProfilePoint,
    Replay,
    Scenario,
    Steady,
    Stream,
    Users,
    Workload,
)
from ..units import Duration, Factor, Rate, Share
from . import texts, values
from .blocks import Block
from .distributions import distribution
from .fields import option
from .paths import request_path
from .references import full_name, name_if_declared, names_in
from .scope import Scope, followed
from .statements import at_most_one

WHOLE = 1_000_000  # parts per million


def workload(block: Block) -> Workload:
    streams = (_stream(node, scope) for node, scope in block.statements.every(tree.Flow))
    return Workload(block.name, tuple(streams), block.at)


def _stream(node: tree.Flow, scope: Scope) -> Stream:
    to = node.to.name if node.to else None
    if not node.mix and not isinstance(node.arrival, tree.Replay):
        _report_no_mix(node, scope)
    return Stream(
        client=full_name(node.client, scope, ("client",)),
        to=name_if_declared(to, scope, ("gateway", "entry")) if to else None,
        arrival=_arrival(node.arrival, scope),
        mix=_mix(node, scope),
        at=node.span,
    )


def _report_no_mix(node: tree.Flow, scope: Scope) -> None:
    scope.desk.report(
        "GW0110",
        "this line does not say what is asked for",
        node.span,
        "no requests in its braces",
        help=[Help(f"name some: `{' '.join(node.span.text.split())} {{ GET /orders/{{id}} }}`")]
        if "{" not in node.span.text
        else (),
        about=(node.client.text,),
    )


# ---------------------------------------------------------------- when requests come

_NOTHING = Rate(Decimal(0), 1_000_000)


def _arrival(node: tree.Arrival, scope: Scope) -> Arrival:
    match node:
        case tree.OpenLoop():
            return _open_loop(node, scope)
        case tree.Profile():
            return _profile(node, scope)
        case tree.ClosedLoop():
            users = values.read(node.value, scope, values.count, "a count")
            think = distribution(node.think.value, scope) if node.think else None
            return Users(users or 0, think)
        case tree.Replay():
            by = values.read(node.by.value, scope, values.factor, "a factor") if node.by else None
            return Replay(texts.text(node.file, scope), by)


def _open_loop(node: tree.OpenLoop, scope: Scope) -> Arrival:
    rate = values.read(node.value, scope, values.rate, "a rate") or _NOTHING
    bursts = node.bursts
    if bursts is None:
        return Steady(rate) if node.steady else Poisson(rate)
    factor = values.read(bursts.factor, scope, values.factor, "a factor")
    lasting = values.read(bursts.lasting, scope, values.duration, "a duration")
    every = values.read(bursts.every, scope, values.duration, "a duration")
    if factor is None or lasting is None or every is None:
        return Poisson(rate)
    if lasting > every:
        values.report_kind(
            bursts, "these bursts last longer than the time between them", "a shorter burst", scope
        )
    return Bursts(rate, factor, lasting, every)


def _profile(node: tree.Profile, scope: Scope) -> Arrival:
    source = node.source_of_rates
    if isinstance(source, tree.Token):
        return Profile(file=texts.text(source, scope))
    points = [_point(pair, scope) for pair in source.pairs]
    known = [point for point in points if point is not None]
    times = [point.time.minutes for point in known]
    if times != sorted(set(times)):
        values.report_kind(
            source,
            "the times of this profile do not go forward",
            "a profile that goes from morning to night",
            scope,
        )
    return Profile(tuple(known))


def _point(pair: tree.Pair, scope: Scope) -> ProfilePoint | None:
    if len(pair.values) != 2:
        values.report_kind(
            pair, "a point of a profile is a time and a rate", "`08:00 200/s`", scope
        )
        return None
    time = values.read(pair.values[0], scope, values.time_of_day, "a time of day")
    rate = values.read(pair.values[1], scope, values.rate, "a rate")
    return ProfilePoint(time, rate) if time is not None and rate is not None else None


# ---------------------------------------------------------------- what they ask for


def _mix(node: tree.Flow, scope: Scope) -> tuple[Call, ...]:
    portions = [_portion(line, scope) for line in node.mix]
    shares = _shares(node, portions, scope)
    return tuple(_call(line, share, scope) for line, share in zip(node.mix, shares, strict=True))


def _portion(line: tree.Mix, scope: Scope) -> Share | None:
    portion = at_most_one(line.portions, scope)
    if portion is None:
        return None
    return values.read_text(portion.number.text, portion.number, scope, values.share)


def _shares(node: tree.Flow, portions: list[Share | None], scope: Scope) -> list[Share]:
    """No percentages: equal shares. Some: they sum to 100 %, and the others get nothing."""
    if not any(line.portions for line in node.mix):
        return _equal(len(portions))
    total = sum(portion.ppm for portion in portions if portion is not None)
    without = sum(not line.portions for line in node.mix)
    if total != WHOLE:
        scope.desk.report(
            "GW0108",
            f"the shares of this mix sum to {Share(min(total, WHOLE)) if total <= WHOLE else 'more than 100%'}",
            node.span,
            "100% are needed",
            notes=[f"{without} of its lines {'has' if without == 1 else 'have'} no share"]
            if without
            else [],
            help=[Help("make them sum to 100%, or leave all of them out for equal shares")],
        )
    return [portion or Share(0) for portion in portions]


def _equal(count: int) -> list[Share]:
    """Equal parts of a million, the first ones a millionth larger where it does not divide."""
    return [Share(WHOLE // count + (place < WHOLE % count)) for place in range(count)]


def _report_tail(line: tree.Mix, scope: Scope) -> None:
    scope.desk.report(
        "GW0001",
        f"`{line.path.text}` is a pattern, and a workload sends requests",
        line.path.span,
        "no request has this path",
        help=[Help("write a path, with `{name}` for what is drawn at random")],
    )


def _call(line: tree.Mix, share: Share, scope: Scope) -> Call:
    path, query = request_path(line.path, scope)
    if path.has_tail:
        _report_tail(line, scope)
    return Call(
        methods=line.methods.words,
        path=path,
        query=query,
        share=share,
        distinct=option(line.distincts, scope, values.count, "a count"),
        body=option(line.payloads, scope, values.size, "a size"),
        at=line.span,
    )


# ---------------------------------------------------------------- what goes wrong


def scenario(block: Block) -> Scenario:
    faults = (_fault(node, scope) for node, scope in block.statements.every(tree.Trouble))
    return Scenario(block.name, tuple(faults), block.at)


_HIT: dict[type[tree.Verb], tuple[FaultVerb, tuple[str, ...]]] = {
    tree.Fail: ("fail", ("service", "gateway")),
    tree.Slow: ("slow", ("service", "gateway")),
    tree.BreakErrors: ("errors", ("service", "gateway")),
    tree.Dns: ("dns", ("service", "gateway")),
    tree.Tls: ("tls", ("service", "gateway")),
    tree.Refuse: ("refuse", ("service", "gateway")),
    tree.Reset: ("reset", ("service", "gateway")),
    tree.NoEgress: ("egress", ("service", "gateway")),
    tree.Partition: ("partition", ("region",)),
    tree.Expire: ("expire", ("credential",)),
    tree.Load: ("load", ("client",)),
}


def _fault(node: tree.Trouble, scope: Scope) -> Fault:
    verb, kinds = _HIT[type(node.verb)]
    starts = option(node.startings, scope, values.duration, "a duration")
    lasts = option(node.lastings, scope, values.duration, "a duration")
    by, share, status = _how_much(node.verb, scope)
    if isinstance(node.verb, tree.Partition) and len({n.text for n in node.verb.names}) < 2:
        values.report_kind(
            node.verb, "a partition lies between regions, and here is one", "a second region", scope
        )
    return Fault(
        verb=verb,
        names=tuple(names_in(node.verb, scope, kinds)),
        by=by,
        share=share,
        status=status,
        starts=starts or Duration(0),
        lasts=lasts,
        at=node.span,
    )


def _how_much(
    verb: tree.Verb, scope: Scope
) -> tuple[Factor | Distribution | None, Share | None, int | None]:
    match verb:
        case tree.Slow():
            return _slower(verb.by.value, scope), None, None
        case tree.Load():
            return values.read(verb.by.value, scope, values.factor, "a factor"), None, None
        case tree.BreakErrors():
            token = verb.as_status.status if verb.as_status else None
            status = values.one_status(token, scope) if token else 500
            share = values.read(verb.by.value, scope, values.share, "a share")
            return None, share, status or 500
        case _:
            return None, None, None


def _slower(value: tree.Value, scope: Scope) -> Factor | Distribution | None:
    """`by 5x` multiplies, `by exponential(..)` or `by 200ms` adds."""
    found, _ = followed(value, scope)
    if isinstance(found, tree.Token) and found.text.endswith("x"):
        return values.read(value, scope, values.factor, "a factor")
    return distribution(value, scope)
