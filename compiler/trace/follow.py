"""Following one request through the federation, once for each way that its splits can go."""

from dataclasses import replace

from .distances import nearest_of
from .faults import failure_towards
from .hops import hops_of
from .looping import Rings, rings_of
from .outcome import Answer, Branch, Choice, Trace, Verdict
from .passing import enter
from .presenting import asked
from .request import Question
from .setting import Setting
from .start import NoStart, Start, entered, region_of, start_of
from .travelling import expiring
from .walk import NOTHING, Arrival, Draft, Draws, Walk, run


def trace(setting: Setting, question: Question) -> Trace:
    """Every way that the request can go, the likeliest first; `start_of` has to give a start."""
    start = start_of(setting, question)
    assert not isinstance(start, NoStart)
    branches: list[Branch] = []
    told: tuple[int, ...] | None = ()
    passes = 0
    # A split that a ring comes back to has more ways than anybody wants to wait for.
    while told is not None and len(branches) < setting.branches_max and passes < setting.passes_max:
        draws = Draws(told)
        branches.append(_branch(setting, question, start, draws))
        passes += sum(count for _, count in branches[-1].counts)
        told = _next(draws)
    gateway, notes = entered(setting, question, start, Draws())
    if told is not None:
        notes = (*notes, f"only the first {len(branches)} ways are followed")
    ordered = sorted(branches, key=lambda branch: -_share(branch.choices))
    notes = (*notes, *_about_start(setting, question, start, gateway))
    if not ordered[0].hops:
        notes = (*notes, f"`{gateway}` cannot be reached, so nobody answers the client")
    return Trace(question, start.called, gateway, tuple(ordered), notes)


def _next(draws: Draws) -> tuple[int, ...] | None:
    """The next way after this one, with the last split turning first; None where all are done."""
    taken = [*draws.told, *([0] * (len(draws.ways) - len(draws.told)))]
    while taken:
        if taken[-1] + 1 < draws.ways[len(taken) - 1]:
            return (*taken[:-1], taken[-1] + 1)
        taken.pop()
    return None


def _share(choices: tuple[Choice, ...]) -> float:
    share = 1.0
    for choice in choices:
        share *= choice.share.fraction
    return share


def _about_start(
    setting: Setting, question: Question, start: Start, gateway: str
) -> tuple[str, ...]:
    message_notes = asked(setting.federation, question, start.host, ())[1]
    door = setting.federation.gateways[gateway]
    if start.called != gateway or door.exposure.value != "internal":
        return message_notes
    exposes = setting.facts_of(door).exposes_internal.value
    reach = "and so can the internet" if exposes else "which the internet cannot"
    about = "the product exposes it all the same" if exposes else "the product keeps it inside"
    return (*message_notes, f"`{gateway}` is internal: you asked it directly, {reach}; {about}")


def _branch(setting: Setting, question: Question, start: Start, draws: Draws) -> Branch:
    walk, answer = _walked(setting, question, start, draws)
    rings = rings_of(walk, answer.status)
    if walk.passes >= setting.passes_max and not rings.rings:
        answer = _given_up(walk)
    unguarded: Rings | None = None
    if setting.hop_guards and any(draft.verdict.name == "LOOP" for draft in walk.drafts):
        bare = replace(setting, hop_guards=False)
        other, end = _walked(bare, question, start, Draws(draws.told))
        unguarded = rings_of(other, end.status)
    return Branch(
        tuple(draws.chosen),
        hops_of(walk, rings, unguarded),
        answer,
        tuple(walk.received.items()),
        tuple(walk.delivered.items()),
    )


def _given_up(walk: Walk) -> Answer:
    """No ring, only more requests than are followed: what comes of them is not known then."""
    first = walk.drafts[0]
    for draft in (first, *(one for one in walk.drafts if one.ended_by == NOTHING)):
        draft.verdict = Verdict("UNKNOWN", "too many requests")
        draft.detail = (
            f"one request became more than {walk.setting.passes_max}, and no more are followed"
        )
        here: Draft | None = draft
        while here is not None and here.status is not None:
            here.status = None
            here = here.parent
    return Answer(None, first.gateway)


def _walked(
    setting: Setting, question: Question, start: Start, draws: Draws
) -> tuple[Walk, Answer]:
    walk = Walk(setting, question, draws)
    gateway, _ = entered(setting, question, start, draws)
    message, _ = asked(setting.federation, question, start.host, expiring(walk))
    region = region_of(setting.federation, question)
    there = nearest_of(setting.federation, walk.gateway(gateway).regions, region)
    if failure_towards(walk, gateway, region, there) is not None:
        return walk, Answer(None, "network")
    reply = run(enter(walk, Arrival(gateway, message, region=region)))
    return walk, reply.answer
