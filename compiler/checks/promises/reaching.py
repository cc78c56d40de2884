"""Judging `no route carries pii leaves EU` and `no public gateway in us reaches orders`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Label
from ...model import Client, Gateway, Route, Rule, Service
from ..case import Case
from .journeys import Step, TooFar, onward
from .ruled import Offence, Open, Ruling
from .sorts import Sorter
from .things import Thing, lies_in

if TYPE_CHECKING:
    from ...trace import Question, Trace

TRIES = 12


# ---- leaves --------------------------------------------------------------------------------------


def judged_leaving(sorter: Sorter, rule: Rule, thing: Thing) -> Iterator[Ruling]:
    """Data is wherever it is handed on to, and at the gateway that hands it on."""
    if rule.quantifier == "every":
        yield Open("that everything leaves a place is not judged")
        return
    match thing.of:
        case Gateway() as gateway:
            yield from _routes_leaving(sorter, rule, thing, gateway)
        case Service() | Client() as one:
            yield from _standing(sorter.case, rule, thing, one.regions)
        case _:
            yield Open("a credential is nowhere")


def _routes_leaving(sorter: Sorter, rule: Rule, thing: Thing, gateway: Gateway) -> Iterator[Ruling]:
    standing = list(_standing(sorter.case, rule, thing, gateway.regions))
    if standing:
        yield from standing
        return
    labels = rule.scope.labels
    try:
        for step in onward(sorter, gateway, _routes_of(thing, gateway), labels):
            yield from _arrived(sorter.case, rule, thing, step)
    except TooFar:
        yield Open(f"too many ways lead on from {thing.name}")


def _routes_of(thing: Thing, gateway: Gateway) -> tuple[Route, ...]:
    if thing.route is not None:
        return (thing.route,)
    return tuple(route for route in gateway.routes if not route.blocked)


def _standing(case: Case, rule: Rule, thing: Thing, regions: tuple[str, ...]) -> Iterator[Ruling]:
    outside = [one for one in regions if not lies_in(case.federation, one, rule.names)]
    where = " and ".join(rule.names)
    if outside:
        of = f"`{thing.of.name}`"
        yield Offence(
            thing.at,
            f"{thing.name} leaves {where}: {of} stands in `{outside[0]}`",
            f"stands in `{outside[0]}`",
            f"let it stand in {' or '.join(rule.names)}",
            (thing.name, outside[0]),
            gateway=thing.of.name if thing.route is not None else "",
        )
    elif not regions:
        yield Open(f"nobody says in which region `{thing.of.name}` stands")


def _arrived(case: Case, rule: Rule, thing: Thing, step: Step) -> Iterator[Ruling]:
    to = step.way.to
    there = case.federation.gateways.get(to) or case.federation.services.get(to)
    if there is None:
        yield Open(f"nobody says where `{to}` stands")
        return
    if not there.regions:
        yield Open(f"nobody says in which region `{to}` stands")
        return
    outside = [one for one in there.regions if not lies_in(case.federation, one, rule.names)]
    if outside:
        label = (Label(there.at, f"stands in `{outside[0]}`"),) if there.at is not None else ()
        yield Offence(
            step.way.at,
            f"{thing.name} leaves {' and '.join(rule.names)} for `{to}` in `{outside[0]}`",
            f"goes to `{to}`",
            f"keep it in {' or '.join(rule.names)}, or narrow what the rule forbids",
            (thing.name, to, outside[0]),
            because=label,
        )


# ---- reaches -------------------------------------------------------------------------------------


def judged_reaching(sorter: Sorter, rule: Rule, thing: Thing) -> Iterator[Ruling]:
    match thing.of:
        case Gateway() as gateway:
            yield from _gateway_reaching(sorter, rule, thing, gateway)
        case Client() as client:
            for name in rule.names:
                yield from _client_reaching(sorter.case, rule, client, name)
        case Service():
            if rule.quantifier == "every":
                yield Open("a service calls nobody that the program knows of")
        case _:
            yield Open("where a credential comes is told by GW2107, not by a rule")


def _gateway_reaching(
    sorter: Sorter, rule: Rule, thing: Thing, gateway: Gateway
) -> Iterator[Ruling]:
    try:
        steps = {step.way.to: step for step in onward(sorter, gateway, _routes_of(thing, gateway))}
    except TooFar:
        yield Open(f"too many ways lead on from {thing.name}")
        return
    for name in rule.names:
        step = steps.get(name)
        if rule.quantifier == "every":
            if step is None:
                yield _missing(thing, name)
        elif step is not None:
            yield from _reached(sorter.case, thing, gateway, step)


def _missing(thing: Thing, name: str) -> Offence:
    return Offence(
        thing.at,
        f"{thing.name} does not lead to `{name}`",
        f"never reaches `{name}`",
        f"add a route to `{name}`, or name this one after `except`",
        (thing.name, name, "missing"),
    )


def _reached(case: Case, thing: Thing, gateway: Gateway, step: Step) -> Iterator[Ruling]:
    """One way is plain to see; of a longer one some request has to show that it is taken."""
    to = step.way.to
    shown = _shown(case, gateway, thing.route, step)
    if shown is None and step.length > 1:
        yield Open(
            f"the routes lead from {thing.name} to `{to}`, and no request is known that does"
        )
        return
    label = (Label(thing.at, "from here"),) if thing.at != step.way.at else ()
    yield Offence(
        step.way.at,
        f"{thing.name} reaches `{to}`",
        f"this leads to `{to}`",
        "take the route out, or name what may do so after `except`",
        (thing.name, to),
        because=label,
        trace=shown,
    )


def _shown(case: Case, gateway: Gateway, route: Route | None, step: Step) -> "Trace | None":
    way = step.way
    questions = case.flow.questions(way.gateway.name, route=way.route, way=way, let_in=True)

    def shows(followed: "Trace") -> bool:
        here = (hop for hop in followed.hops if hop.gateway == gateway.name)
        return any(route is None or hop.route is route for hop in here) and _calls(followed, way.to)

    return case.first_shown(questions, shows, tries=TRIES)


def _calls(followed: "Trace", to: str) -> bool:
    return any(sent.to == to for hop in followed.hops for sent in hop.sent)


def _client_reaching(case: Case, rule: Rule, client: Client, name: str) -> Iterator[Ruling]:
    comes = any(one.passage.arrival.client == client.name for one in case.flow.deliveries(name))
    if name in case.federation.gateways:
        comes = any(one.client == client.name for one in case.flow.arrivals(name))
    shown = _by_client(case, client, name) if comes else None
    if rule.quantifier == "every":
        if not comes:
            assert client.at is not None
            yield _missing(Thing("client", client), name)
        elif shown is None:
            yield Open(f"no request of `{client.name}` is known that reaches `{name}`")
    elif shown is not None and client.at is not None:
        last = shown.hops[-1]
        yield Offence(
            last.at or client.at,
            f"`{client.name}` reaches `{name}`",
            f"this leads to `{name}`",
            f"refuse `{client.name}` on the way, or name it after `except`",
            (client.name, name),
            because=(Label(client.at, "this client"),),
            trace=shown,
        )
    elif comes:
        yield Open(f"`{client.name}` may reach `{name}`, and no request is known that does")


def _by_client(case: Case, client: Client, name: str) -> "Trace | None":
    def questions() -> Iterator["Question"]:
        if name in case.federation.gateways:
            yield from case.flow.questions(name, client=client.name)
        for way in case.ways_to.get(name, ()):
            yield from case.flow.questions(
                way.gateway.name, route=way.route, way=way, client=client.name, let_in=True
            )

    def shows(followed: "Trace") -> bool:
        return _calls(followed, name) or any(hop.gateway == name for hop in followed.hops)

    return case.first_shown(questions(), shows, tries=TRIES)
