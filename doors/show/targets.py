"""Products as people read them, and as programs do."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from ...compiler.target import Ability, Need, Target, Variant
from ...targets.statements import Statement, statements_of
from .table import table_of
from .window import COLUMNS
from .wrapped import wrapped_table

VERSION = 1
LIST_HEAD = ("target", "renders", "reads", "runs here", "forms", "what it is")
ABILITY_HEAD = ("a program asks for", "way", "known")
INDENT = "    "
FACT_HEAD = ("fact", "known", "from", "value")


def list_text(targets: Sequence[Target]) -> str:
    rows = [LIST_HEAD, *(_row(target) for target in targets)]
    last = "gatewright targets NAME says more of one"
    return "\n".join([*wrapped_table(rows, COLUMNS), "", last])


def _row(target: Target) -> tuple[str, ...]:
    parts = (target.render, target.read, target.run)
    has = ["no" if part is None else "yes" for part in parts]
    return (target.name, *has, ", ".join(target.variants()), target.about)


def target_text(target: Target, facts: bool) -> str:
    """The first form whole; of the others what differs from it."""
    head = f"{target.name}: {target.about}"
    first, *others = target.variants().values()
    forms = [_form_text(first, None, facts), *(_form_text(one, first, facts) for one in others)]
    return "\n\n".join([head, *forms])


def _form_text(variant: Variant, like: Variant | None, facts: bool) -> str:
    product = variant.facts
    head = f"{variant.name}: {product.product}, {', '.join(product.versions.value)}"
    lines = _facts_of(variant, like) if facts else _abilities_of(variant, like)
    if like is not None:
        head += f"; as `{like.name}`" + (", but for" if lines else "")
    return "\n".join([head, "", *lines] if lines else [head])


def _abilities_of(variant: Variant, like: Variant | None) -> list[str]:
    """A line for each need, and below it how it is met, or why not."""
    here, there = variant.abilities, None if like is None else like.abilities
    needs = [need for need in Need if there is None or here[need] != there[need]]
    if not needs:
        return []
    abilities = [here[need] for need in needs]
    rows = [(need.value, one.way, one.known) for need, one in zip(needs, abilities, strict=True)]
    head, *lines = table_of([ABILITY_HEAD, *rows], COLUMNS)
    return [head, *(text for line, one in zip(lines, abilities, strict=True)
                    for text in (line, *_how(one)))]  # fmt: skip


def _facts_of(variant: Variant, like: Variant | None) -> list[str]:
    known = statements_of(like.facts) if like is not None else []
    differing = [one for one in statements_of(variant.facts) if one not in known]
    return _fact_lines(differing) if differing else []


def _how(ability: Ability) -> list[str]:
    only = f"only with {', '.join(ability.plans)}" if ability.plans else ""
    beta = f"beta: {ability.beta}" if ability.beta else ""
    text = "; ".join(part for part in (ability.how, only, beta) if part)
    return wrap(text, COLUMNS, initial_indent=INDENT, subsequent_indent=INDENT)


def _fact_lines(statements: Sequence[Statement]) -> list[str]:
    """A source has a number in the table, and stands whole below it."""
    origins = list(dict.fromkeys((one.fact.source, one.fact.date) for one in statements))
    numbers = {origin: f"[{number}]" for number, origin in enumerate(origins, 1)}
    rows: list[Sequence[str]] = [FACT_HEAD]
    for one in statements:
        number = numbers[one.fact.source, one.fact.date]
        rows.append((one.name, one.fact.known, number, one.value))
    sources = [(numbers[origin], ", ".join(origin)) for origin in origins]
    return [*wrapped_table(rows, COLUMNS), "", *wrapped_table(sources, COLUMNS)]


def list_report(targets: Iterable[Target]) -> dict[str, Any]:
    return {
        "version": VERSION,
        "targets": [
            {
                "name": target.name,
                "about": target.about,
                "forms": list(target.variants()),
                "renders": target.render is not None,
                "reads": target.read is not None,
                "runs": target.run is not None,
            }
            for target in targets
        ],
    }


def target_report(target: Target) -> dict[str, Any]:
    return {
        "version": VERSION,
        "name": target.name,
        "about": target.about,
        "forms": [_form_report(variant) for variant in target.variants().values()],
    }


def _form_report(variant: Variant) -> dict[str, Any]:
    return {
        "name": variant.name,
        "product": variant.facts.product,
        "versions": list(variant.facts.versions.value),
        "abilities": [
            {
                "need": need.name.lower(),
                "means": need.value,
                "way": ability.way,
                "how": ability.how,
                "known": ability.known,
                "source": ability.source,
                "date": ability.date,
                "plans": list(ability.plans),
                "beta": ability.beta,
            }
            for need in Need
            for ability in (variant.abilities[need],)
        ],
        "facts": [
            {
                "name": one.name,
                "value": one.value,
                "known": one.fact.known,
                "source": one.fact.source,
                "date": one.fact.date,
                "note": one.fact.note,
            }
            for one in statements_of(variant.facts)
        ],
        "disputes": [
            {"about": d.about, "one": d.one, "other": d.other, "taken": d.taken}
            for d in variant.facts.disputes
        ],
    }
