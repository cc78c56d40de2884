"""`gatewright trace`: one request through the whole federation, hop by hop."""

import sys
from typing import Any

from ...compiler.trace import NoStart, Setting, start_of, trace
from ...targets.load import facts_of
from ..arguments import Arguments
from ..faults import faults_of
from ..program import meaning_of
from ..requests import question_of, request_options
from ..screen import ink_of, say, say_json
from ..show.trace_json import trace_report
from ..show.trace_text import trace_text
from ..statuses import NOTHING, WRONG_INPUT
from ..usage import UsageError

COMMAND = "gatewright trace"

ABOUT = """\
Follow one request through the whole federation, hop by hop: who lets it in, where it goes, what
it carries, and what the client sees.

REQUEST is 'GET /orders/42?x=1', or with a host 'GET https://api.example.com/orders/42'; without a
method it is a GET. --with breaks something first, in the words of `scenario`: 'dns orders',
'slow orders by 5x', 'expire partner_key'."""


def describe(parser: Arguments) -> None:
    parser.add_argument("file", metavar="FILE", help="a program, a folder, or -")
    parser.add_argument("request", metavar="REQUEST", help="method and path, or URL")
    request_options(parser)
    parser.repeated("--with", "faults", "FAULT", "what is broken, such as 'refuse orders'")
    parser.option("--seed", into="seed", shown="N", about="draw one way of every split")
    parser.choice("--guard", "guard", ("on", "off"), "whether hop guards count")
    parser.environment_option()
    parser.flag("--verbose", about="all headers, changed or not, and what is only assumed")
    parser.format_option()


def run(
    file: str,
    request: str,
    environment: str | None,
    faults: list[str],
    seed: str | None,
    guard: str,
    verbose: bool,
    form: str,
    **asked: Any,
) -> int:
    drawn = _seed(seed)
    federation, status = meaning_of(file, environment)
    if federation is None:
        return status
    question = question_of(COMMAND, federation, request, asked)
    broken = faults_of(faults, federation)
    if broken is None:
        return WRONG_INPUT
    setting = Setting(federation, facts_of, broken, drawn, hop_guards=guard == "on")
    start = start_of(setting, question)
    if isinstance(start, NoStart):
        raise UsageError(COMMAND, start.message)
    found = trace(setting, question)
    if form == "json":
        say_json(trace_report(found, faults))
    else:
        say(trace_text(found, faults, ink_of(sys.stdout), verbose=verbose))
    return NOTHING


def _seed(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isascii() or not text.isdigit():
        raise UsageError(COMMAND, f"--seed takes a whole number, and `{text}` is none")
    return int(text)
