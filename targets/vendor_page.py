"""docs/vendor-facts.md: what is known of every product, how, and where documents disagree.

python -m gatewright.targets.vendor_page > docs/vendor-facts.md
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from ..compiler.facts import Dispute, Known
from ..compiler.target import Ability, Need, Target, Variant, Way
from ..dsl.frozen import frozen
from .find import BUILT_IN
from .load import target_named
from .statements import Statement, statements_of

MARKS: Mapping[Way, str] = {"native": "●", "emulated": "○", "degraded": "◐", "impossible": "–"}

GROUPS: Mapping[str, str] = {
    "": "In general",
    "failures": "What it answers by itself",
    "defaults": "What holds where nothing is said",
    "ceilings": "What cannot be exceeded",
    "routing": "Finding a route",
    "headers": "Headers",
    "upstreams": "Calling upstreams",
    "connections": "Idle connections",
    "tokens": "Tokens",
    "naming": "Names",
    "billing": "What is counted",
}

INTRODUCTION = """\
# Facts about the products

What `trace`, `diagnose`, `build` and the checks take for true of each gateway product. This page is
made of the data they use, by `python -m gatewright.targets.vendor_page > docs/vendor-facts.md`;
a test holds the two equal. `gatewright targets NAME` shows the same for one product.

The facts hold for gateways as Gatewright writes them, except where a row says *left alone*. Each one
says how it is known, from the surest to the least sure:

| class | means |
|---|---|
| run here | seen on the real program, on our own machine |
| vendor's validator | the vendor's own schema or validator says so |
| documentation | the vendor writes so |
| assumed | nobody was found to say so; the note says what it is taken from |

Numbers in brackets are the sources of that product, listed at its end with the day of the document,
or that on which it was read or run. A dash as a value means none, or none that is known."""


@frozen
class Sources:
    """The sources of one product, numbered in the order in which they are first cited."""

    numbers: dict[tuple[str, str], int]

    def cite(self, known: Known, source: str, date: str) -> str:
        number = self.numbers.setdefault((source, date), len(self.numbers) + 1)
        return f"{known} [{number}]"

    def listed(self) -> list[str]:
        return [
            f"{number}. {_cell(source)} ({date})" for (source, date), number in self.numbers.items()
        ]


def page(names: Sequence[str] = tuple(BUILT_IN)) -> str:
    """The page over these targets, the same bytes each time."""
    targets = [target_named(name) for name in names]
    parts = [INTRODUCTION, _contents(targets), _how_sure(targets), _matrix(targets)]
    parts += [_product(target) for target in targets]
    return "\n\n".join(parts) + "\n"


def _contents(targets: Iterable[Target]) -> str:
    lines = [f"- [{target.name}](#{target.name}): {target.about}" for target in targets]
    return "\n".join(["- [How sure](#how-sure), [what each can do](#what-each-can-do)", *lines])


def _how_sure(targets: Iterable[Target]) -> str:
    rows = [
        (target.name, variant.name, len(stated), *(counted[known] for known in get_args(Known)))
        for target in targets
        for variant in target.variants().values()
        for stated in [statements_of(variant.facts)]
        for counted in [Counter(one.fact.known for one in stated)]
    ]
    return "## How sure\n\n" + _table(("product", "form", "facts", *get_args(Known)), rows)


def _matrix(targets: Iterable[Target]) -> str:
    forms = [(target.name, form) for target in targets for form in _forms(target)]
    heads = [name if not form.others else f"{name} {form.title}" for name, form in forms]
    rows = [
        (need.value, *(_mark(form.first.abilities[need]) for _, form in forms)) for need in Need
    ]
    legend = ", ".join(f"{mark} {way}" for way, mark in MARKS.items())
    text = (
        f"{legend}. *Emulated* means the same, made of other things; *degraded* means that something"
        " differs, and `build` says what; *impossible* is refused. A star means that it needs a"
        " certain plan or is a beta feature. The reasons stand with each product."
    )
    return f"## What each can do\n\n{text}\n\n" + _table(("need", *heads), rows)


def _mark(ability: Ability) -> str:
    return MARKS[ability.way] + ("*" if ability.plans or ability.beta else "")


@frozen
class Form:
    """Variants of a product that can do the same; `others` is whether there are further forms."""

    variants: tuple[Variant, ...]
    others: bool

    @property
    def first(self) -> Variant:
        return self.variants[0]

    @property
    def title(self) -> str:
        return ", ".join(variant.name for variant in self.variants)


def _forms(target: Target) -> list[Form]:
    alike: list[list[Variant]] = []
    for variant in target.variants().values():
        same = next((some for some in alike if some[0].abilities == variant.abilities), None)
        if same is None:
            alike.append([variant])
        else:
            same.append(variant)
    return [Form(tuple(some), len(alike) > 1) for some in alike]


def _product(target: Target) -> str:
    sources = Sources({})
    first, *rest = target.variants().values()
    parts = [f"## {target.name}\n\n{target.about}."]
    if rest:
        names = ", ".join(f"`{variant.name}`" for variant in (first, *rest))
        parts.append(
            f"Forms: {names}. The tables show `{first.name}`; for the others, what differs."
        )
    parts += _facts(target.name, first, sources)
    parts += [_differences(target.name, first, variant, sources) for variant in rest]
    parts += _abilities(target, sources)
    parts += _disputes(target)
    parts.append("\n".join([f"### Sources of {target.name}", "", *sources.listed()]))
    return "\n\n".join(parts)


def _facts(product: str, variant: Variant, sources: Sources) -> Iterator[str]:
    stated = statements_of(variant.facts)
    for group, title in GROUPS.items():
        rows = [_fact_row(one, sources, group) for one in stated if _group(one) == group]
        if rows:
            heads = ("fact", "value", "how known", "note")
            yield f"### {product}: {title[0].lower()}{title[1:]}\n\n" + _table(heads, rows)


def _differences(product: str, first: Variant, variant: Variant, sources: Sources) -> str:
    usual = {one.name: one.fact for one in statements_of(first.facts)}
    rows = [
        _fact_row(one, sources)
        for one in statements_of(variant.facts)
        if usual.get(one.name) != one.fact
    ]
    text = f"### {product}: where `{variant.name}` differs\n\n"
    return text + (_table(("fact", "value", "how known", "note"), rows) if rows else "In no fact.")


def _fact_row(one: Statement, sources: Sources, group: str = "") -> tuple[str, ...]:
    name = one.name.removeprefix(f"{group}.") if group else one.name
    fact = one.fact
    cited = sources.cite(fact.known, fact.source, fact.date)
    return (_words(name), one.value, cited, fact.note)


def _group(one: Statement) -> str:
    return one.name.split(".")[0] if "." in one.name else ""


def _words(name: str) -> str:
    """`routing.bare_normalisation` as a person reads it."""
    said = name.replace("bare_normalisation", "normalisation, left alone")
    return said.replace(".", ": ").replace("_", " ")


def _abilities(target: Target, sources: Sources) -> Iterator[str]:
    usual: Mapping[Need, Ability] = {}
    for form in _forms(target):
        shown = form.first.abilities
        rows = [
            _ability_row(need, shown[need], sources)
            for need in Need
            if usual.get(need) != shown[need]
        ]
        title = f"what `{form.title}` can do" if form.others else "what it can do"
        heads = ("need", "way", "how, or why not", "how known")
        yield f"### {target.name}: {title}\n\n" + _table(heads, rows)
        usual = usual or shown


def _ability_row(need: Need, ability: Ability, sources: Sources) -> tuple[str, ...]:
    how = [ability.how] if ability.how else []
    if ability.plans:
        how.append("plans: " + ", ".join(f"`{plan}`" for plan in ability.plans))
    if ability.beta is not None:
        how.append(f"beta: {ability.beta}")
    if ability.spares is not None:
        how.append(f"not for {ability.spares}")
    if ability.mild:
        how.append("the same answers all the same")
    cited = sources.cite(ability.known, ability.source, ability.date)
    return (need.value, ability.way, "; ".join(how), cited)


def _disputes(target: Target) -> Iterator[str]:
    variants = target.variants().values()
    found: dict[Dispute, None] = {one: None for form in variants for one in form.facts.disputes}
    if found:
        rows = [(one.about, one.one, one.other, one.taken) for one in found]
        heads = ("about", "one says", "another says", "what we go by")
        yield f"### {target.name}: where documents disagree\n\n" + _table(heads, rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(str(one)) for one in line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


if __name__ == "__main__":
    sys.stdout.write(page())
