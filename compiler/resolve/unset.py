"""GW0107: a variable that some environment leaves without a value."""

from ...dsl.finding import Finding, Help
from .desk import VariableDraft

BASE = "the base program"


def unset_variables(by_environment: dict[str | None, dict[str, VariableDraft]]) -> list[Finding]:
    """One finding for each variable with a hole, with the whole row of its table.

    Where there are environments, the base program need not be complete: it is what they share.
    """
    base = by_environment[None]
    wanted = [name for name in by_environment if name is not None] or [None]
    findings: list[Finding] = []
    for name, draft in base.items():
        rows = {env: by_environment[env].get(name, draft) for env in wanted}
        holes = [env for env, row in rows.items() if row.value is None and not row.secret]
        if holes and not draft.secret:
            findings.append(_finding(draft, rows, holes))
    return findings


def _finding(
    draft: VariableDraft, rows: dict[str | None, VariableDraft], holes: list[str | None]
) -> Finding:
    table = [
        f"{env or BASE}: {'unset' if env in holes else row.value}" for env, row in rows.items()
    ]
    first = holes[0]
    where = f"in the environment `{first}`" if first else "anywhere"
    sketch = f'env {draft.name} = ".."'
    here = f"environment {first} {{ {sketch} }}" if first else sketch
    return Finding(
        "GW0107",
        f"the variable `{draft.name}` has no value {where}",
        draft.at,
        "declared here without a value",
        notes=tuple(table),
        help=(Help(f"give it one: `{here}`, or `env {draft.name} secret` for a secret"),),
        about=(draft.name, *[env or "" for env in holes]),
    )
