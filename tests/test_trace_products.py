"""Traces on the facts of the real products: what the demonstrations rest on."""

from pathlib import Path

import pytest
from gatewright.targets.load import facts_of
from traces import traced, verdicts

EXAMPLES = Path(__file__).parent.parent / "examples"
RING = EXAMPLES / "three-vendor-loop"


def test_three_products_go_round_255_times() -> None:
    text = (RING / "fed.gate").read_text(encoding="utf-8")
    found = traced(text, "GET /orders/1", facts_of=facts_of)
    loop = found.hops[-1].loop

    assert str(found.hops[-1].verdict) == "LOOP"
    assert found.answer.status == 502
    assert loop is not None
    assert dict(loop.passes)[loop.ring[0]] == 255


def test_its_twin_settles_and_the_other_one_grows() -> None:
    settles = traced(
        (RING / "settles.gate").read_text(encoding="utf-8"), "GET /orders/1", facts_of=facts_of
    )
    assert settles.hops[-1].verdict.name == "DELIVERED"

    grows = traced(
        (RING / "grows.gate").read_text(encoding="utf-8"), "GET /orders/1", facts_of=facts_of
    )
    assert str(grows.hops[-1].verdict) == "GROWING_LOOP"
    assert grows.answer.status == 414


OUTER = """
federation outer
gateway edge on zuplo { domain "edge.example"  accept anyone  %s  route /** -> member }
gateway member on zuplo { internal  accept anyone  route /** -> s }
service s { url "http://s" }
"""


@pytest.mark.parametrize(
    ("words", "status"), [("", 522), ("unreachable problem 502", 502)], ids=["own", "problem"]
)
def test_an_unreachable_member_behind_zuplo(words: str, status: int) -> None:
    found = traced(OUTER % words, "GET /x", broken=("refuse member",), facts_of=facts_of)

    assert verdicts(found) == [f"edge UNREACHABLE(refused) {status}"]
    if words:
        assert found.answer.media == "application/problem+json"


MINTED = """
federation minted
credential pass = gateway_jwt { signer edge  audience "inner"  %s }
gateway edge on zuplo { domain "edge.example"  accept anyone  route /** -> member { attach pass } }
gateway member on %s { internal  accept pass  route /** -> s { strip pass } }
service s { url "http://s" }
"""


@pytest.mark.parametrize(
    ("product", "algorithm", "detail"),
    [
        ("haproxy", "", "signed with EdDSA, which it cannot verify"),
        ("haproxy", "algorithm RS256", None),
        ("azure", "algorithm RS256", "names no key"),
        ("kong", "", None),
        ("zuplo", "", None),
    ],
)
def test_a_token_that_zuplo_signs_suits_some_products_only(
    product: str, algorithm: str, detail: str | None
) -> None:
    found = traced(MINTED % (algorithm, product), "GET /x", facts_of=facts_of)

    if detail is None:
        assert 200 == found.answer.status
    else:
        assert "AUTH_REJECTED" == found.hops[-1].verdict.name
        assert detail in found.hops[-1].detail
