"""What is known of the products: complete, sourced, dated, and valid at the border."""

from datetime import date

import pytest
from gatewright.compiler.facts import ProductFacts
from gatewright.compiler.target import Need, Variant
from gatewright.targets.find import BUILT_IN
from gatewright.targets.load import target_named
from gatewright.targets.statements import statements_of
from pydantic import TypeAdapter, ValidationError

every_target = pytest.mark.parametrize("name", BUILT_IN)


def forms_of(name: str) -> list[Variant]:
    return list(target_named(name).variants().values())


@every_target
def test_every_fact_says_who_says_it_and_when(name: str) -> None:
    for form in forms_of(name):
        for stated in statements_of(form.facts):
            assert stated.fact.source, stated.name
            assert date.fromisoformat(stated.fact.date) <= date(2026, 12, 31), stated.name


@every_target
def test_what_is_assumed_says_what_from(name: str) -> None:
    for form in forms_of(name):
        for stated in statements_of(form.facts):
            assert stated.fact.note or stated.fact.known != "assumed", (form.name, stated.name)


@every_target
def test_every_need_has_an_answer(name: str) -> None:
    for form in forms_of(name):
        assert list(Need) == [need for need in Need if need in form.abilities], form.name

        for need, ability in form.abilities.items():
            assert ability.source, (form.name, need)
            assert date.fromisoformat(ability.date), (form.name, need)


@every_target
def test_whatever_is_not_native_says_how_or_why(name: str) -> None:
    for form in forms_of(name):
        for need, ability in form.abilities.items():
            assert ability.how or ability.way == "native", (form.name, need)


@every_target
def test_facts_and_abilities_pass_the_border(name: str) -> None:
    border = TypeAdapter(Variant)
    for form in forms_of(name):
        assert form == border.validate_json(border.dump_json(form)), form.name


def test_the_border_refuses_a_fact_of_another_kind() -> None:
    border = TypeAdapter(ProductFacts)
    written = border.dump_python(forms_of("zuplo")[0].facts, mode="json")
    written["failures"]["dns"]["value"] = "soon"
    written["failures"]["tls"]["known"] = "hearsay"

    with pytest.raises(ValidationError) as refused:
        border.validate_python(written)

    assert {("failures", "dns", "value"), ("failures", "tls", "known")} == {
        wrong["loc"] for wrong in refused.value.errors()
    }


@every_target
def test_a_form_is_named_as_it_is_found(name: str) -> None:
    for key, form in target_named(name).variants().items():
        assert key == form.name
        assert name == form.facts.product


@every_target
def test_both_sides_of_a_dispute_are_told(name: str) -> None:
    for form in forms_of(name):
        for dispute in form.facts.disputes:
            assert dispute.about
            assert dispute.one != dispute.other
            assert dispute.taken
