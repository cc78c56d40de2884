"""GW0202: a `govern` rule that does not hold somewhere; and which of them nobody can decide."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.source import Span
from ...model import Gateway, Rule, Service
from ..case import Case
from .ruled import Offence, Open, Ruling

if TYPE_CHECKING:
    from ...model import Acceptance
    from .sorts import Sorter
    from .things import Thing

CODE = "GW0202"
NOT_PROVED = "GW0997"

TOLD_MAX = 20
LINES_MAX = 3


def find(case: Case) -> Iterator[Finding]:
    if not case.federation.rules:
        return
    from .sorts import Sorter

    sorter = Sorter(case)
    open_ones: list[tuple[Rule, Open]] = []
    for rule in case.federation.rules:
        offences: list[Offence] = []
        for ruling in _judged(sorter, rule):
            if isinstance(ruling, Open):
                open_ones.append((rule, ruling))
            else:
                offences.append(ruling)
        yield from _told(rule, offences)
    if open_ones:
        yield _not_proved(open_ones)


def _judged(sorter: "Sorter", rule: Rule) -> Iterator[Ruling]:
    from .things import things_of

    if rule.scope.of == "path":
        from .paths_to import judged_paths

        yield from judged_paths(sorter, rule)
        return
    for thing in things_of(sorter.case.federation, rule.scope):
        yield from _judged_thing(sorter, rule, thing)


def _judged_thing(sorter: "Sorter", rule: Rule, thing: "Thing") -> Iterator[Ruling]:
    from .reaching import judged_leaving, judged_reaching

    if rule.demand != "requires" and isinstance(thing.of, Gateway) and thing.of.found_in:
        yield Open(f"the files that `{thing.of.name}` was found in are not read")
        return
    match rule.demand:
        case "requires":
            yield from _requires(sorter.case, rule, thing)
        case "accepts":
            yield from _accepts(rule, thing)
        case "leaves":
            yield from judged_leaving(sorter, rule, thing)
        case "reaches":
            yield from judged_reaching(sorter, rule, thing)
        case "passes":
            yield from _passes(sorter, rule, thing)


# ---- requires ------------------------------------------------------------------------------------


def _requires(case: Case, rule: Rule, thing: "Thing") -> Iterator[Ruling]:
    from .having import has
    from .wordings import text_of_need

    for need in rule.needs:
        asked = text_of_need(need)
        answer = has(case, thing, need)
        if answer is None:
            yield Open(f"whether {thing.name} has `{asked}` cannot be told")
        elif not answer:
            yield Offence(
                thing.at,
                f"{thing.name} lacks `{asked}`",
                f"lacks `{asked}`",
                f"say `{asked}` here{_or_above(thing)}, or name it after `except`",
                (thing.name, asked),
                gateway=thing.of.name if thing.route is not None else "",
            )


def _or_above(thing: "Thing") -> str:
    return f" or on `{thing.of.name}`" if thing.route is not None else ""


# ---- accepts and passes --------------------------------------------------------------------------


def _accepts(rule: Rule, thing: "Thing") -> Iterator[Ruling]:
    from .accepting import accepted_by

    found: dict[str, Span] = {}
    for accept, at in _accepts_of(thing):
        for name in accepted_by(accept):
            found.setdefault(name, at)
    if not isinstance(thing.of, Gateway | Service):
        yield Open(f"{thing.name} accepts nobody")
        return
    for name in rule.names:
        if rule.quantifier == "no" and name in found:
            says = f"{thing.name} accepts `{name}`"
            way = f"accept something else here, or name `{thing.of.name}` after `except`"
            yield Offence(found[name], says, f"accepts `{name}`", way, (thing.name, name))
        elif rule.quantifier == "every" and name not in found:
            says = f"{thing.name} does not accept `{name}`"
            way = f"add `{name}` to its `accept`, or name it after `except`"
            yield Offence(thing.at, says, f"does not accept `{name}`", way, (thing.name, name))


def _accepts_of(thing: "Thing") -> Iterator[tuple["Acceptance", Span]]:
    """Every acceptance there, with its place."""
    from ...target.members import members_of

    if isinstance(thing.of, Service):
        if thing.of.accept is not None:
            yield thing.of.accept, thing.at
        return
    if not isinstance(thing.of, Gateway):
        return
    routes = (thing.route,) if thing.route is not None else thing.of.routes
    own = () if thing.route is not None or thing.of.accept is None else (thing.of.accept,)
    of_routes = (route.accept for route in routes)
    of_members = (m.accept for route in routes for m in members_of(route.action))
    for traced in (*own, *of_routes, *of_members):
        if traced is not None:
            yield traced.value, traced.origin.at or thing.at


def _passes(sorter: "Sorter", rule: Rule, thing: "Thing") -> Iterator[Ruling]:
    from .journeys import TooFar, onward

    if not isinstance(thing.of, Gateway):
        yield Open(f"{thing.name} passes nothing by itself; say it of paths")
        return
    if rule.quantifier == "every":
        if any(name != thing.of.name for name in rule.names):
            yield Open("say it of paths: `every path to SERVICE passes GATEWAY`")
        return
    routes = (thing.route,) if thing.route is not None else thing.of.routes
    try:
        steps = {step.way.to: step for step in onward(sorter, thing.of, routes)}
    except TooFar:
        yield Open(f"too many ways lead on from {thing.name}")
        return
    for name in rule.names:
        if name in steps:
            at = steps[name].way.at
            way = "take the route out, or name it after `except`"
            yield Offence(
                at, f"{thing.name} leads through `{name}`", "leads there", way, (thing.name, name)
            )


# ---- the findings --------------------------------------------------------------------------------


def _told(rule: Rule, offences: list[Offence]) -> Iterator[Finding]:
    """Those of one gateway as one, since they have one mend."""
    grouped: dict[object, list[Offence]] = {}
    for number, offence in enumerate(offences):
        lacks = offence.label
        key = (offence.gateway, lacks) if offence.gateway else number
        grouped.setdefault(key, []).append(offence)
    for _, alike in zip(range(TOLD_MAX), grouped.values(), strict=False):
        yield _finding(rule, alike)


def _finding(rule: Rule, alike: list[Offence]) -> Finding:
    from ..confirm import witness_of

    first = alike[0]
    assert rule.at is not None
    more = len(alike) - 1
    notes = [*first.notes]
    if more:
        notes.append(f"and so do {more} more routes of `{first.gateway}`" if more > 1
                     else f"and so does `{alike[1].about[0].split('`')[1]}`")  # fmt: skip
    if rule.because is not None:
        notes.append(f"the rule stands there because: {rule.because}")
    return Finding(
        CODE,
        f"{first.says}, against a rule of this program",
        first.at,
        first.label,
        because=(*first.because, Label(rule.at, "the rule")),
        notes=tuple(notes),
        help=(Help(first.way_out),),
        about=(*first.about, " ".join(rule.at.text.split())),
        proof=Proof.WITNESS if first.trace is not None else Proof.FOR_ALL,
        witness=witness_of(first.trace) if first.trace is not None else None,
    )


def _not_proved(open_ones: list[tuple[Rule, Open]]) -> Finding:
    rules = list(dict.fromkeys(id(rule) for rule, _ in open_ones))
    first, _ = open_ones[0]
    assert first.at is not None
    said = dict.fromkeys(f"line {rule.at.line}: {one.why}" for rule, one in open_ones if rule.at)
    notes = list(said)[:LINES_MAX]
    if len(said) > LINES_MAX:
        notes.append(f"and {len(said) - LINES_MAX} more such places")
    which = f"{len(rules)} `govern` rules are" if len(rules) > 1 else "this `govern` rule is"
    return Finding(
        NOT_PROVED,
        f"{which} not decided",
        first.at,
        "nothing is known that breaks it",
        notes=tuple(notes),
        help=(Help("say what is missing, or ask for something that can be told"),),
        about=("govern", "not decided"),
    )
