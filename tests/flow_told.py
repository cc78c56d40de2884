"""The flow of federations drawn at random as one text, to be compared between two runs."""

from collections.abc import Iterable, Iterator
from itertools import islice

from flow_federations import drawn
from flow_oracle import case_of
from gatewright.compiler.flow import Flow
from gatewright.compiler.patterns import text_of
from traces import federation_of


def told(seeds: Iterable[int]) -> str:
    return "\n".join(line for seed in seeds for line in _told(seed))


def _told(seed: int) -> Iterator[str]:
    made = drawn(seed)
    case = case_of(federation_of(made.text), made.facts)
    for name in case.federation.gateways:
        yield from _at(case.flow, name)


def _at(flow: Flow, gateway: str) -> Iterator[str]:
    for arrival in flow.arrivals(gateway):
        shapes = [text_of(part.paths) for part in arrival.parts]
        yield f"{gateway} {arrival.client} {arrival.start} {arrival.trail} {shapes}"
    for one in flow.passages(gateway):
        shapes = [text_of(part.paths) for part in one.parts]
        yield f"{gateway} {one.route.name} {one.let_in} {one.refused} {shapes}"
    for question in islice(flow.questions(gateway), 20):
        yield str(question)
