"""Random federations brought up on real Envoys, random requests put to them: what came of it."""

from dataclasses import dataclass

from envoy_programs import federation_text
from envoy_requests import Asked, requests, standing_fault
from gatewright.compiler.model import Fault, Federation
from gatewright.compiler.resolve.faults import faults_in
from gatewright.dsl.source import Source
from gatewright.lab.answering import Comparison, compared, federation_up
from gatewright.targets.find import KNOWN
from meanings import compiled

REQUESTS_EACH = 4


@dataclass(frozen=True, slots=True)
class Tried:
    """One pair of a program and a request."""

    seed: int
    asked: Asked
    comparison: Comparison

    def __str__(self) -> str:
        question = self.asked.question
        lines = [
            f"program {self.seed}: {question.method} {question.path} as {question.client}"
            f" host {question.host} headers {dict(question.headers)} body {question.body_bytes}"
            f"{f' with {self.asked.fault}' if self.asked.fault else ''}",
            *(f"  {d.what}: {d.predicted} | {d.observed}" for d in self.comparison.differences),
        ]
        if self.comparison.reason:
            lines.append(f"  not tried: {self.comparison.reason}")
        return "\n".join(lines)


def federation(seed: int) -> Federation:
    """The program of a seed."""
    found = compiled(federation_text(seed)).federation
    assert found is not None
    return found


def faults(text: str, federation: Federation) -> tuple[Fault, ...]:
    """The words of `--with` as what they mean."""
    if not text:
        return ()
    found, wrong = faults_in(Source("--with", text), federation, KNOWN)
    assert not wrong, text
    return found


def tried(seed: int, count: int = REQUESTS_EACH) -> list[Tried]:
    """So many requests to one federation that is brought up once."""
    program = federation(seed)
    standing = faults(standing_fault(program, seed), program)
    with federation_up(program, standing) as lab:
        return [
            Tried(
                seed,
                asked,
                compared(lab, asked.question, (*standing, *faults(asked.fault, program))),
            )
            for asked in requests(program, seed, count)
        ]
