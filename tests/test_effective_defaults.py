"""`effective` where a program says nothing: the product's own default, and how that is known."""

from dataclasses import replace

import pytest
from gatewright.compiler.effective import EffectiveValue, effective
from gatewright.compiler.facts import Fact, ImplicitRetry
from gatewright.compiler.unsaid import Unsaid, unsaid
from meanings import meaning
from traces import plain_facts

PROGRAM = """\
gateway edge on nginx {
  accept anyone
  timeout connect 2s
  cache off
  route /orders/** -> orders
}
service orders { url "http://orders:8080" }
"""


def a_fact(value: object) -> Fact[object]:
    return Fact(value, "documentation", "https://docs.example", "2026-01-31")


def values_of(route: str | None = None) -> dict[str, EffectiveValue]:
    found = effective(meaning(PROGRAM), "edge", route, plain_facts())
    return {value.name: value for value in found}


@pytest.mark.parametrize("route", [None, "/orders/**"])
def test_what_the_program_says_wins_over_the_default(route: str | None) -> None:
    values = values_of(route)

    assert ("2s", "gateway edge") == (
        values["timeout connect"].value,
        values["timeout connect"].origin,
    )
    assert "off" == values["cache"].value
    assert values["timeout response"].origin.startswith("default of nginx (")
    assert str(plain_facts().defaults.response.value) == values["timeout response"].value


def test_a_default_names_the_product_how_it_is_known_and_when() -> None:
    facts = plain_facts()
    facts = replace(facts, defaults=replace(facts.defaults, idle=a_fact("75s")))

    assert Unsaid("75s", "default of kong (documentation, 2026-01-31)") == unsaid(
        "idle", "kong", facts
    )


def test_without_a_default_the_ceiling_holds_all_the_same() -> None:
    facts = plain_facts()
    facts = replace(
        facts,
        defaults=replace(facts.defaults, total=a_fact(None)),
        ceilings=replace(facts.ceilings, total_max=a_fact("30s")),
    )

    assert Unsaid("at most 30s", "ceiling of aws (documentation, 2026-01-31)") == unsaid(
        "total", "aws", facts
    )


def test_no_limit_at_all_is_said_of_the_product() -> None:
    facts = plain_facts()
    facts = replace(
        facts,
        defaults=replace(facts.defaults, total=a_fact(None)),
        ceilings=replace(facts.ceilings, total_max=a_fact(None)),
    )

    assert Unsaid("-", "no limit: kong (documentation, 2026-01-31)") == unsaid(
        "total", "kong", facts
    )


def test_retries_that_nobody_asked_for_are_shown() -> None:
    facts = plain_facts()
    retry = ImplicitRetry(1, ("connect", "timeout"), ("GET", "PUT"))
    facts = replace(facts, upstreams=replace(facts.upstreams, implicit_retry=a_fact(retry)))

    assert "1 on connect, timeout methods GET|PUT" == unsaid("retry", "nginx", facts).value


def test_statuses_of_failures_are_grouped() -> None:
    facts = plain_facts()
    failures = replace(
        facts.failures,
        dns=a_fact(530),
        refused=a_fact(521),
        reset=a_fact(520),
        tls=a_fact(530),
        connect_timeout=a_fact(520),
    )

    shown = unsaid("unreachable", "edge", replace(facts, failures=failures)).value
    assert "520 (530: dns, tls; 521: refused)" == shown


def test_where_no_product_does_anything_nobody_says_so() -> None:
    assert ("-", "nobody says") == (values_of()["quota"].value, values_of()["quota"].origin)
