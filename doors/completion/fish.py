"""Completion for fish, one line for each word."""

from collections.abc import Iterator, Sequence

from .words import CommandWords


def script(commands: Sequence[CommandWords]) -> str:
    return "".join(f"complete -c gatewright {line}\n" for line in _lines(commands))


def _lines(commands: Sequence[CommandWords]) -> Iterator[str]:
    yield "-n __fish_use_subcommand -f -l help -d 'what there is'"
    yield "-n __fish_use_subcommand -f -l version -d 'the version'"
    for command in commands:
        yield f"-n __fish_use_subcommand -f -a {command.name} -d '{command.about}'"
    for command in commands:
        seen = f"-n '__fish_seen_subcommand_from {command.name}'"
        for option, values in command.options.items():
            offered = f" -x -a '{' '.join(values)}'" if values else ""
            yield f"{seen} -l {option.removeprefix('--')}{offered}"
        if command.places:
            yield f"{seen} -f -a '{' '.join(command.places)}'"
