"""Every route of every example, whole and with each thing broken: what holds of any trace."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from gatewright.compiler.known_targets import only
from gatewright.compiler.model import Exactly, Fault, FaultVerb, Federation, Param, Route
from gatewright.compiler.pipeline import compile_file
from gatewright.compiler.trace import NoStart, Question, Setting, Trace, start_of, trace
from gatewright.compiler.units import Share, Size
from gatewright.targets.find import BUILT_IN
from tiers import deep
from traces import plain_facts

ROOT = Path(__file__).parent.parent
PROGRAMS = sorted(ROOT.glob("examples/*/*.gate"))
ON_NAMES: tuple[FaultVerb, ...] = (
    "fail", "errors", "dns", "tls", "refuse", "reset", "egress", "slow"
)  # fmt: skip
ENDS = ("FORWARDED", "DELIVERED", "UNKNOWN", "EXITS_MODEL", "LOOP", "GROWING_LOOP")


# With limits, so that what loops ends soon.
FACTS = plain_facts(ceilings_connections_max=128, ceilings_uri_max=Size(8192))


def meaning_of(file: Path) -> Federation | None:
    """None where the program stands for itself only as a part of another."""
    compiled = compile_file(str(file), only(*BUILT_IN))
    errors = (f for f in compiled.findings if f.level == "error" and f.code != "GW0997")
    return None if any(errors) else compiled.federation


def questions(federation: Federation) -> Iterator[Question]:
    clients = [*federation.clients, "anyone"]
    for gateway in federation.gateways.values():
        for route in gateway.routes:
            for client in clients:
                yield Question((*route.methods, "GET")[0], path_of(route), client, to=gateway.name)


def path_of(route: Route) -> str:
    """A path that the pattern was written for, as far as can be told from it."""
    parts: list[str] = []
    for part in route.path.segments:
        match part:
            case Exactly(text=text):
                parts.append(text)
            case Param():
                parts.append("ab-1")
            case _:
                parts.append("rest")
    return "/" + "/".join(parts)


def faults(federation: Federation) -> Iterator[Fault]:
    for name in (*federation.gateways, *federation.services):
        for verb in ON_NAMES:
            yield Fault(verb, (name,), share=Share(10_000))
    for name in federation.credentials:
        yield Fault("expire", (name,))


def assert_sound(found: Trace) -> None:
    for branch in found.branches:
        received = dict(branch.counts)
        assert [hop.number for hop in branch.hops] == list(range(1, len(branch.hops) + 1))
        for hop in branch.hops:
            assert hop.parent is None or hop.parent < hop.number
            assert received[hop.gateway] >= 1
            assert hop.detail
            assert hop.verdict.name in ENDS or hop.status is not None, hop
            for sent in hop.sent:
                assert sent.hop is None or branch.hops[sent.hop - 1].gateway == sent.to
                assert sent.message.path.startswith("/")
                assert all(name == name.lower() for name, _ in sent.message.headers)
        if branch.hops:
            assert branch.hops[0].status == branch.answer.status


@pytest.mark.parametrize("file", PROGRAMS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_route_of_every_example_can_be_traced(file: Path) -> None:
    federation = meaning_of(file)
    if federation is None:
        pytest.skip("part of another program")
    whole = Setting(federation, lambda _: FACTS)
    asked = list(questions(federation))
    for question in asked:
        assert not isinstance(start_of(whole, question), NoStart)
        assert_sound(trace(whole, question))
    for place, fault in enumerate(islice(faults(federation), deep(60, 10_000))):
        broken = Setting(federation, lambda _: FACTS, (fault,))
        for question in asked[place % 7 :: deep(7, 1)]:
            assert_sound(trace(broken, question))
