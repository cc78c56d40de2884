"""Products as people read them, and as programs do."""

from collections.abc import Iterable, Sequence
from typing import Any

from ...compiler.target import Need, Target, Variant
from ...targets.statements import Statement, statements_of
from .table import table_of
from .window import COLUMNS

VERSION = 1
LIST_HEAD = ("target", "what it is", "forms", "renders", "reads", "runs here")
ABILITY_HEAD = ("it needs", "way", "known", "how")
FACT_HEAD = ("fact", "value", "known", "date", "source")


def list_text(targets: Sequence[Target]) -> str:
    rows = [LIST_HEAD, *(_row(target) for target in targets)]
    return "\n".join([*table_of(rows, COLUMNS), "", "gatewright targets NAME says more of one"])


def _row(target: Target) -> tuple[str, ...]:
    parts = (target.render, target.read, target.run)
    forms = ", ".join(target.variants())
    return (target.name, target.about, forms, *("no" if part is None else "yes" for part in parts))


def target_text(target: Target, facts: bool) -> str:
    head = f"{target.name}: {target.about}"
    forms = [_form_text(variant, facts) for variant in target.variants().values()]
    return "\n\n".join([head, *forms])


def _form_text(variant: Variant, facts: bool) -> str:
    product = variant.facts
    head = f"{variant.name}: {product.product}, {', '.join(product.versions.value)}"
    if facts:
        rows = [FACT_HEAD, *map(_fact_row, statements_of(product))]
    else:
        rows = [ABILITY_HEAD, *(_ability_row(variant, need) for need in Need)]
    return "\n".join([head, "", *table_of(rows, COLUMNS)])


def _ability_row(variant: Variant, need: Need) -> tuple[str, ...]:
    ability = variant.abilities[need]
    only = f"only with {', '.join(ability.plans)}" if ability.plans else ""
    beta = f"beta since {ability.beta}" if ability.beta else ""
    how = "; ".join(text for text in (ability.how, only, beta) if text)
    return (need.value, ability.way, ability.known, how)


def _fact_row(one: Statement) -> tuple[str, ...]:
    fact = one.fact
    return (one.name, one.value, fact.known, fact.date, fact.source)


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
