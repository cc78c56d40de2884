"""The command `gatewright`: which commands there are, and what happens when one of them fails."""

import os
import sys
from collections.abc import Sequence
from errno import EIO, ENOSPC, EPIPE
from importlib import import_module

from .screen import complain, discard_output, flush, make_printable, say
from .usage import UsageError
from .version import VERSION

# A command is a module of that name under `commands`, imported only when it is called.
COMMANDS = {
    "new": "write a commented starter federation into a new folder",
    "check": "say what is wrong in programs, with the request that shows it",
    "explain": "tell the long story of a finding, with a bad and a good program",
    "fix": "make the edits of findings that are certain to be meant",
    "fmt": "bring programs into the one canonical form",
    "effective": "show every value of a gateway or route, and where it comes from",
    "graph": "draw who calls whom, and what travels between them",
    "trace": "follow one request hop by hop: headers, paths, who lets it in, what comes back",
    "diagnose": "go from what somebody saw to what may have caused it",
    "build": "write the files that each product runs on, and what they could not express",
    "targets": "list the products: what each can do, and how we know",
    "lab": "bring the federation up on this machine, and try what the program promises",
    "model": "print what a program means as JSON, or check a file of that",
    "completion": "print the completion script of a shell",
}

HELP = f"""\
usage: gatewright COMMAND [ARGUMENTS]

A language and a compiler for federations of API gateways.

commands:
{"".join(f"  {name:10}  {about}{chr(10)}" for name, about in COMMANDS.items())}
options:
  -h, --help  this text; after a command, what that command takes
  --version   the version

exit status: 0 nothing found at the threshold, 1 something found, 2 the command line, a file or
the syntax is wrong, 3 a bug of gatewright itself"""

OK = 0
WRONG = 2
OUR_BUG = 3
INTERRUPTED = 130

# A reader that has gone away, a disk that is full or broken: neither the user's fault nor ours.
NOT_OURS = frozenset((EPIPE, ENOSPC, EIO))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status; nothing escapes as a traceback."""
    make_printable()
    try:
        status = _run(sys.argv[1:] if arguments is None else list(arguments))
        flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except UsageError as mistake:
        complain(f"{mistake.command}: {mistake.message}\ntry  {mistake.command} --help")
        return WRONG
    except Exception as bug:  # noqa: BLE001 - the user gets one sentence, whatever went wrong
        if isinstance(bug, OSError) and bug.errno in NOT_OURS:
            return _without_output(bug)
        from ..targets.find import BrokenPlugIn

        if isinstance(bug, BrokenPlugIn):
            complain(f"gatewright: {bug}")
            return WRONG
        from .crash import bug_report

        complain(bug_report(bug, os.environ))
        return OUR_BUG
    return status


def _run(arguments: list[str]) -> int:
    match arguments:
        case []:
            complain(HELP)
            return WRONG
        case ["-h" | "--help", *_]:
            say(HELP)
            return OK
        case ["--version", *_]:
            say(f"gatewright {VERSION}")
            return OK
        case _:
            return _run_command(arguments[0], arguments[1:])


def _run_command(name: str, arguments: list[str]) -> int:
    if name not in COMMANDS:
        from .near import or_nearest

        what = "option" if name.startswith("-") else "command"
        raise UsageError("gatewright", f"there is no {what} `{name}`{or_nearest(name, COMMANDS)}")
    from .arguments import Arguments, options_of

    command = import_module(f".commands.{name}", __package__)
    parser = Arguments(name, command.ABOUT)
    command.describe(parser)
    options = options_of(parser, arguments)
    if options is None:
        say(parser.format_help().rstrip("\n"))
        return OK
    return command.run(**options)


def _without_output(failure: OSError) -> int:
    discard_output()
    if failure.errno == EPIPE:
        return OK
    complain(f"gatewright: cannot write the output: {str(failure.strerror).lower()}")
    return WRONG
