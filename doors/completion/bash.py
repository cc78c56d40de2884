"""Completion for bash; where no word of ours fits, bash completes file names."""

from collections.abc import Iterable, Iterator, Sequence

from .words import CommandWords

SCRIPT = """\
_gatewright() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}"
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "{commands} --help --version" -- "$word"))
        return
    fi
    case "${{COMP_WORDS[1]}} $before" in
{values}
    esac
    case "${{COMP_WORDS[1]}} $word" in
{words}
    esac
}}
complete -o bashdefault -o default -F _gatewright gatewright
"""


def script(commands: Sequence[CommandWords]) -> str:
    return SCRIPT.format(
        commands=" ".join(command.name for command in commands),
        values="\n".join(case for command in commands for case in _values(command)),
        words="\n".join(case for command in commands for case in _words(command)),
    )


def _values(command: CommandWords) -> Iterator[str]:
    for option, values in command.options.items():
        if values:
            yield _case(f'"{command.name} {option}"', values)


def _words(command: CommandWords) -> Iterator[str]:
    yield _case(f'"{command.name} -"*', command.options)
    if command.places:
        yield _case(f'"{command.name} "*', command.places)


def _case(pattern: str, words: Iterable[str]) -> str:
    offered = " ".join(words)
    return f'        {pattern}) COMPREPLY=($(compgen -W "{offered}" -- "$word")); return ;;'
