"""The request of a finding, asked once more as somebody would type it."""

from collections.abc import Sequence

from gatewright.compiler.known_targets import only
from gatewright.compiler.model import ANYONE, Fault, Federation
from gatewright.compiler.resolve.faults import faults_in
from gatewright.compiler.trace import Hop, NoStart, Question, Setting, Trace, trace
from gatewright.doors.requests import question_of
from gatewright.dsl.source import Source
from gatewright.dsl.witness import Witness
from gatewright.targets.find import BUILT_IN
from gatewright.targets.load import facts_of

WORDS = {
    "--header": "headers",
    "--claim": "claims",
    "--scope": "scopes",
    "--key": "metadata",
}


def question_again(witness: Witness, federation: Federation) -> Question:
    said = dict(witness.options)
    several: dict[str, list[str]] = {word: [] for word in WORDS.values()}
    for option, value in witness.options:
        if option in WORDS:
            several[WORDS[option]].append(value)
    asked = {
        "client": said.get("--as", ANYONE),
        "to": said.get("--to"),
        "host": said.get("--host"),
        "body": said.get("--body"),
        "region": said.get("--region"),
        "ip": said.get("--ip"),
        "country": said.get("--country"),
        **several,
    }
    return question_of("gatewright trace", federation, witness.asked, asked)


def faults_again(texts: Sequence[str], federation: Federation) -> tuple[Fault, ...]:
    read = [faults_in(Source("--with", text), federation, only(*BUILT_IN)) for text in texts]
    assert [] == [wrong.message for _, found in read for wrong in found]
    return tuple(fault for faults, _ in read for fault in faults)


def traced_again(witness: Witness, federation: Federation) -> Trace:
    faults = faults_again(witness.faults, federation)
    setting = Setting(federation, facts_of, faults, hop_guards=witness.guarded)
    followed = trace(setting, question_again(witness, federation))
    assert not isinstance(followed, NoStart), followed.message
    return followed


def disagreement(witness: Witness, followed: Trace) -> list[str]:
    """What the witness claims and no branch of the trace shows."""
    against = [_against(witness, branch.hops, branch.answer.status) for branch in followed.branches]
    return min(against, key=len)


def _against(witness: Witness, hops: tuple[Hop, ...], status: int | None) -> list[str]:
    there = {
        (hop.gateway, str(hop.verdict), hop.status, hop.received.method, hop.received.target)
        for hop in hops
    }
    claimed = [(hop.gateway, hop.verdict, hop.status, hop.method, hop.path) for hop in witness.hops]
    missing = [f"no hop {one}" for one in claimed if one not in there]
    if witness.status != status:
        missing.append(f"the client sees {status}, not {witness.status}")
    return missing
