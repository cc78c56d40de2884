"""`gatewright completion`: the script that makes a shell complete our commands."""

from importlib import import_module

from ...compiler.explain import codes
from ...dsl.codes import slug_of
from ..arguments import Arguments, one_of
from ..cli import COMMANDS
from ..completion import bash, fish, zsh
from ..completion.words import CommandWords
from ..screen import say
from ..statuses import NOTHING

SCRIPTS = {"bash": bash.script, "zsh": zsh.script, "fish": fish.script}

ABOUT = """\
Print the completion script of a shell: bash, zsh or fish.

bash  eval "$(gatewright completion bash)"         in ~/.bashrc
zsh   eval "$(gatewright completion zsh)"          in ~/.zshrc
fish  gatewright completion fish > ~/.config/fish/completions/gatewright.fish"""


def describe(parser: Arguments) -> None:
    parser.add_argument(
        "shell", metavar="SHELL", type=one_of(tuple(SCRIPTS)), help="bash, zsh or fish"
    )


def run(shell: str) -> int:
    say(SCRIPTS[shell]([_words_of(name) for name in COMMANDS]).rstrip("\n"))
    return NOTHING


def _words_of(name: str) -> CommandWords:
    command = import_module(f".{name}", __package__)
    parser = Arguments(name, command.ABOUT)
    command.describe(parser)
    # What stands in the place of a file name; commands that are not here take files.
    places = {
        "explain": (*codes(), *(slug_of(code) for code in codes())),
        "completion": tuple(SCRIPTS),
    }
    return CommandWords(name, COMMANDS[name], parser.completions, places.get(name, ()))
