"""`gatewright diagnose`: from what somebody saw to what may have caused it."""

import shlex
import sys
from typing import Any

from ...compiler.diagnose import Diagnosis, Symptom, diagnose
from ...compiler.trace import NoStart, Setting
from ...targets.load import facts_of
from ..arguments import Arguments
from ..program import meaning_of
from ..requests import question_of, request_options
from ..screen import ink_of, say, say_json
from ..show.diagnose_json import diagnosis_json
from ..show.diagnose_text import text_of
from ..statuses import FOUND, NOTHING
from ..symptoms import COMMAND, symptom_of, symptom_options
from ..usage import UsageError

# Rings end at their limits long before, and hundreds of them are followed for one answer.
PASSES = 1200

ABOUT = """\
From symptom to cause: what gives the status that was seen, and the silence.

REQUEST is a method and a path, such as 'GET /orders/42'. Every cause is tried at every hop of the
request by tracing it; those that give what was seen are ranked, each with the next thing to look
at. The exit status is 1 where nothing fits."""


def describe(parser: Arguments) -> None:
    parser.add_argument("file", metavar="FILE", help="a program, a folder, or -")
    parser.add_argument("request", metavar="REQUEST", help="the request, such as 'GET /orders/42'")
    symptom_options(parser)
    parser.flag("--all", about="all causes that fit, not only the first five")
    request_options(parser)
    parser.environment_option()
    parser.format_option()


def run(
    file: str, request: str, all: bool, environment: str | None, form: str, **asked: Any
) -> int:
    federation, status = meaning_of(file, environment)
    if federation is None:
        return status
    question = question_of(COMMAND, federation, request, asked)
    symptom = symptom_of(federation, asked)
    found = diagnose(Setting(federation, facts_of, passes_max=PASSES), question, symptom)
    if isinstance(found, NoStart):
        raise UsageError(COMMAND, found.message)
    _show(found, symptom, _command(file, request, asked, environment), everything=all, form=form)
    return NOTHING if found.causes else FOUND


def _show(found: Diagnosis, symptom: Symptom, command: str, *, everything: bool, form: str) -> None:
    if form == "json":
        say_json(diagnosis_json(found, symptom))
    else:
        ink = ink_of(sys.stdout)
        say(text_of(found, symptom, command, all_of_it=everything, ink=ink))


def _command(file: str, request: str, asked: dict[str, Any], environment: str | None) -> str:
    """How the same request is traced; what was typed as a header may be a secret and is left out."""
    words = ["gatewright", "trace", file, request]
    for option, value in (("--as", asked["client"]), ("--to", asked["to"]), ("--env", environment)):
        if value and value != "anyone":
            words += [option, value]
    return shlex.join(words)
