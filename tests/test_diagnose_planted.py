"""Whatever is broken, `diagnose` names it among the first three; it is told only what was seen."""

import pytest
from planted_faults import CHAIN, CLOUDS, PLANTED, SHOP, Planted, diagnosed, rank_of

AMONG_THE_FIRST = 3
FIRST_AT_LEAST = 0.6


def by_name(planted: Planted) -> str:
    return planted.name


@pytest.mark.parametrize("planted", PLANTED, ids=by_name)
def test_a_planted_fault_is_among_the_first_three(planted: Planted) -> None:
    rank = rank_of(planted)

    assert rank is not None
    assert rank <= AMONG_THE_FIRST


def test_most_planted_faults_come_first() -> None:
    first = [planted.name for planted in PLANTED if rank_of(planted) == 1]

    assert len(first) >= FIRST_AT_LEAST * len(PLANTED)


@pytest.mark.parametrize("planted", PLANTED[:4], ids=by_name)
def test_the_same_symptom_gives_the_same_causes_in_the_same_order(planted: Planted) -> None:
    assert diagnosed(planted) == diagnosed(planted)


ON_THE_WAY = [
    (program, request, client, f"{verb} {name}")
    for program, request, client, names in (
        (SHOP, "GET /orders/42", "web", ("edge", "orders", "orders_service")),
        (CHAIN, "GET /shop/items/1", "app", ("door", "hall", "room", "items")),
        (CLOUDS, "GET /b/trees/1", "desk", ("front", "hill", "trees")),
    )
    for name in names
    for verb in ("dns", "refuse", "reset", "fail")
]


@pytest.mark.parametrize(("program", "request_line", "client", "words"), ON_THE_WAY)
def test_each_way_not_to_answer_is_among_the_first_three_at_each_hop(
    program: str, request_line: str, client: str, words: str
) -> None:
    planted = Planted(words, program, request_line, client, "", "", trouble=words)
    first = diagnosed(planted).causes[:AMONG_THE_FIRST]

    assert any(words in cause.words for cause in first)
