"""`gatewright model`: the resolved model as JSON, its schema, and whether a file of it is sound."""

from ...compiler.border import NotAModel, model_from_json, model_json, model_schema
from ...dsl.files import STANDARD_INPUT, Unreadable, read_text
from ..arguments import Arguments
from ..program import meaning_of
from ..screen import say, say_json
from ..statuses import FOUND, NOTHING
from ..usage import UsageError

COMMAND = "gatewright model"

ABOUT = """\
Print what a program means as JSON: every name resolved, every default filled in.

With --schema print the JSON Schema of that, with --validate check a file against it."""


def describe(parser: Arguments) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", help="a program, a folder, or -")
    parser.environment_option()
    parser.flag("--schema", about="print the JSON Schema of the model")
    parser.flag("--validate", about="FILE is JSON: say what is wrong with it")


def run(file: str | None, environment: str | None, schema: bool, validate: bool) -> int:
    if schema:
        say_json(model_schema())
        return NOTHING
    if file is None:
        raise UsageError(COMMAND, "name a program, or ask for --schema")
    return _validate(file) if validate else _print(file, environment)


def _print(file: str, environment: str | None) -> int:
    federation, status = meaning_of(file, environment)
    if federation is not None:
        say(model_json(federation).removesuffix("\n"))
    return status


def _validate(file: str) -> int:
    if file == STANDARD_INPUT:
        raise UsageError(COMMAND, "--validate reads a file, not standard input")
    try:
        federation = model_from_json(read_text(file))
    except Unreadable as problem:
        raise UsageError(COMMAND, f"cannot read `{file}`: {problem.why}") from None
    except NotAModel as wrong:
        say("\n".join(f"{file}: {problem}" for problem in wrong.problems))
        return FOUND
    say(f"{file}: the model of `{federation.name}`, version 1")
    return NOTHING
