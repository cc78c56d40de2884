"""`gatewright lab prove`: what a program promises, tried on the real gateways."""

import signal
import sys
from importlib.util import find_spec
from types import FrameType
from typing import Any

from ...lab.prove import Proof, prove
from ..arguments import Arguments
from ..program import meaning_and_findings, tell_in_short
from ..requests import question_of, request_options
from ..screen import ink_of, say, say_json
from ..show.prove import prove_report, prove_text
from ..statuses import FOUND, NOTHING
from ..usage import UsageError

COMMAND = "gatewright lab"

ABOUT = """\
Bring the federation up on this machine, on the gateways' own products and with stubs in place of
the services, send requests through it, and compare what happens with what `trace` predicts.

prove replays every `expect` line that speaks of requests, and each --request."""


def describe(parser: Arguments) -> None:
    parser.add_argument("what", metavar="prove", help="what to do with it")
    parser.add_argument("file", metavar="FILE", help="a program, a folder, or -")
    parser.repeated("--request", "requests", "'GET /path'", "a request to try as well")
    request_options(parser)
    parser.environment_option()
    parser.format_option()


def run(
    what: str, file: str, requests: list[str], environment: str | None, form: str, **asked: Any
) -> int:
    if what != "prove":
        raise UsageError(COMMAND, f"the lab can `prove`, and `{what}` is something else")
    federation, found, status = meaning_and_findings(file, environment, checked=True)
    if federation is None:
        return status
    if form != "json":
        tell_in_short(file, found)
    _see_what_is_installed()
    questions = [question_of(COMMAND, federation, text, asked) for text in requests]
    end_in_order()
    proofs = prove(federation, questions)
    if form == "json":
        say_json(prove_report(proofs))
    else:
        say(prove_text(proofs, ink_of(sys.stdout)))
    return _status(proofs)


def _see_what_is_installed() -> None:
    """The libraries of the extra; what a single product lacks, its gateways say themselves."""
    if find_spec("trustme") is None:
        raise UsageError(COMMAND, "the lab is an extra: pip install 'gatewright[lab]'")


def _status(proofs: list[Proof]) -> int:
    return FOUND if any(proof.verdict == "refuted" for proof in proofs) else NOTHING


def end_in_order() -> None:
    """Whoever asks us to end, or closes our terminal, also ends the gateways that we started."""
    signal.signal(signal.SIGTERM, _end)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as under `nohup`
        signal.signal(signal.SIGHUP, _end)


def _end(number: int, _where: FrameType | None) -> None:
    sys.exit(128 + number)
