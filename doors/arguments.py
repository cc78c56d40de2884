"""What follows a command on the command line; argparse, with sentences in place of its own."""

import argparse
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Any, NoReturn

from .near import or_nearest
from .usage import UsageError

HELP_COLUMNS = 96


class Layout(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        # A fixed width, because asking the terminal imports more than all the rest.
        super().__init__(prog, max_help_position=30, width=HELP_COLUMNS)


class Arguments(argparse.ArgumentParser):
    """The arguments of one command; it remembers what a shell may complete."""

    def __init__(self, name: str, about: str) -> None:
        super().__init__(
            prog=f"gatewright {name}",
            description=about,
            add_help=False,
            allow_abbrev=False,
            formatter_class=Layout,
        )
        self.completions: dict[str, tuple[str, ...]] = {}
        self.flag("-h", "--help", about="this text")

    def flag(self, *names: str, about: str) -> None:
        self.completions[names[-1]] = ()
        self.add_argument(*names, action="store_true", help=about)

    def choice(self, name: str, into: str, values: tuple[str, ...], about: str) -> None:
        """An option with a few possible values; the first one is the default."""
        self.completions[name] = values
        self.add_argument(
            name,
            dest=into,
            metavar="|".join(values),
            type=one_of(values),
            default=values[0],
            help=f"{about} (default: {values[0]})",
        )

    def option(
        self, *names: str, into: str, shown: str, about: str, default: str | None = None
    ) -> None:
        """An option that takes any text."""
        self.completions[names[-1]] = ()
        self.add_argument(*names, dest=into, metavar=shown, default=default, help=about)

    def repeated(self, name: str, into: str, shown: str, about: str) -> None:
        """An option that may be given several times; its texts in the order given."""
        self.completions[name] = ()
        self.add_argument(name, dest=into, metavar=shown, action="append", default=[], help=about)

    def format_option(self) -> None:
        self.choice("--format", "form", ("text", "json"), "for people or for programs")

    def environment_option(self) -> None:
        self.completions["--env"] = ()
        self.add_argument(
            "--env",
            dest="environment",
            metavar="NAME",
            help="this environment only, in place of the base program and all of them",
        )

    def error(self, message: str) -> NoReturn:
        raise UsageError(self.prog, message)


def one_of(values: tuple[str, ...]) -> Callable[[str], str]:
    def checked(text: str) -> str:
        if text not in values:
            raise argparse.ArgumentTypeError(f"`{text}` is not one of {', '.join(values)}")
        return text

    return checked


def options_of(parser: Arguments, arguments: Sequence[str]) -> dict[str, Any] | None:
    """The values by name, or None where help is wanted."""
    if not {"-h", "--help"}.isdisjoint(takewhile(lambda word: word != "--", arguments)):
        return None
    # Options may stand between files; argparse can do that or "--", but not both.
    parse = parser.parse_known_args if "--" in arguments else parser.parse_known_intermixed_args
    options, strange = parse(arguments)
    if strange:
        raise UsageError(parser.prog, _about_strange(strange[0], parser))
    values = vars(options)
    del values["help"]
    return values


def _about_strange(argument: str, parser: Arguments) -> str:
    if not argument.startswith("-"):
        return f"`{argument}` is one argument too many"
    name = argument.split("=", maxsplit=1)[0]
    return f"there is no option `{name}`{or_nearest(name, parser.completions)}"
