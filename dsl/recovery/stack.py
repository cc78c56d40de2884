"""The stack of the parser as a reader sees it: blocks within blocks, each with its statements."""

from ..driver import MISFIT, Machine
from ..frozen import frozen
from ..table import Row, Table
from ..tree import Node

NOWHERE = -1  # the opener of the top level


@frozen
class Body:
    """A block that is open, or the whole file: wherever `;` may stand."""

    level: int  # of its state on the stack
    opener: int  # where its `{` stands
    items: list[Node]  # its statements so far
    state: int


def bodies(machine: Machine) -> list[Body]:
    """The open blocks, the file first."""
    found: list[Body] = []
    rows, states, values = machine.table.rows, machine.states, machine.values
    for level, state in enumerate(states):
        if rows[state].get(";", MISFIT) < 0:
            continue
        items = values[level - 1] if level else None
        if isinstance(items, list) and found and found[-1].level == level - 1:
            kids = [item for item in items if isinstance(item, Node)]
            found[-1] = Body(level, found[-1].opener, kids, state)
        else:
            opener = machine.starts[level - 1] if level else NOWHERE
            found.append(Body(level, opener, [], state))
    return found


def cut(machine: Machine, level: int) -> None:
    """Forget all that stands above this level."""
    del machine.states[level + 1 :], machine.values[level:], machine.starts[level:]


def keep_items(machine: Machine, body: Body, before: int) -> None:
    """Back to the block, with only those of its statements that start before this place."""
    cut(machine, body.level)
    end = body.opener + 1
    items = machine.values[body.level - 1] if body.level else None
    if isinstance(items, list):
        while items and items[-1].start >= before:
            items.pop()
        if items:
            last = items[-1]
            end = last.end
    machine.ends[0] = end
    while machine.comments and machine.comments[-1][0] >= before:
        machine.comments.pop()


def settle(machine: Machine) -> None:
    """Finish what is finished, as if `;` came."""
    rows, rules = machine.table.rows, machine.table.rules
    while (action := rows[machine.states[-1]].get(";", 0)) < 0:
        machine.reduce(rules[~action])


def shifted(table: Table, states: list[int], key: str | int) -> list[int] | None:
    """The states after this token, or None where it does not fit."""
    states = states.copy()
    while True:
        action = table.rows[states[-1]].get(key, MISFIT)
        if action == MISFIT:
            return None
        if action >= 0:
            states.append(action)
            return states
        size, goto, _, _ = table.rules[~action]
        del states[-size:]
        states.append(table.rows[states[-1]][goto])


def words_of(row: Row) -> frozenset[str]:
    """The words that start a statement here."""
    return frozenset(
        key for key, action in row.items() if isinstance(key, str) and action >= 0 and _lower(key)
    )


def _lower(key: str) -> bool:
    return key.islower() and key.replace("_", "").isalpha()
