"""Completion for zsh, which runs the script for bash through its own bashcompinit."""

from collections.abc import Sequence

from . import bash
from .words import CommandWords

PREFACE = """\
(( $+functions[compdef] )) || { autoload -U compinit && compinit }
autoload -U +X bashcompinit && bashcompinit
"""


def script(commands: Sequence[CommandWords]) -> str:
    return PREFACE + bash.script(commands)
