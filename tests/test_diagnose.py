"""What `diagnose` makes of what is known besides the status."""

from dataclasses import replace

import pytest
from gatewright.compiler.diagnose import Cause, Diagnosis, Symptom, diagnose
from gatewright.compiler.resolve.faults import faults_in
from gatewright.compiler.trace import NoStart, Question, Setting, trace
from gatewright.compiler.units import Duration
from gatewright.dsl.source import Source
from gatewright.targets.find import KNOWN
from gatewright.targets.load import facts_of
from planted_faults import (
    CHAIN,
    CLOUDS,
    PAIR,
    PLANTED,
    SHOP,
    Planted,
    diagnosed,
    healthy,
    symptom_of,
)

ORDERS = Question("GET", "/orders/42", "web")
DESK = Question("GET", "/partner/x", "partner")
COOK = Question("POST", "/shop/cook", "app")


def seconds(number: int) -> Duration:
    return Duration(number * 1_000_000)


def asked(program: str, question: Question, symptom: Symptom) -> Diagnosis:
    found = diagnose(Setting(healthy(program), facts_of), question, symptom)
    assert isinstance(found, Diagnosis)
    return found


def causes(program: str, question: Question, symptom: Symptom) -> tuple[Cause, ...]:
    return asked(program, question, symptom).causes


def kinds(program: str, question: Question, symptom: Symptom) -> list[str]:
    return [cause.kind for cause in causes(program, question, symptom)]


def score_of(kind: str, found: tuple[Cause, ...]) -> float:
    return next(cause.score for cause in found if cause.kind == kind)


# ---- what is kept --------------------------------------------------------------------------------


def test_where_the_program_itself_says_so_nothing_is_broken() -> None:
    found = causes(SHOP, replace(ORDERS, client="anyone", to="edge"), Symptom(401))

    assert found[0].kind == "as-written"
    assert "authorization" in found[0].cause


def test_silence_leaves_only_what_stops_the_request_before() -> None:
    with_logs = kinds(SHOP, ORDERS, Symptom(404))
    without = kinds(SHOP, ORDERS, Symptom(404, silent=("orders",)))

    assert "service" in with_logs
    assert "service" not in without
    assert "older-release" in without


def test_who_answered_leaves_only_what_answers_there() -> None:
    found = causes(SHOP, ORDERS, Symptom(401, at="orders"))

    assert {cause.hop for cause in found if cause.kind in ("client", "expired")} <= {"orders"}
    assert "client" not in [cause.kind for cause in found]


def test_a_gateway_that_passes_an_error_on_may_be_taken_for_who_answered() -> None:
    (found,) = (
        cause
        for cause in causes(SHOP, ORDERS, Symptom(500, at="orders"))
        if cause.kind == "service"
    )

    assert found.against == ("`orders` then only passes on what `orders_service` answers",)


def test_another_content_type_excludes_what_answers_in_its_own() -> None:
    assert "service" in kinds(SHOP, ORDERS, Symptom(500))
    assert "service" not in kinds(SHOP, ORDERS, Symptom(500, media="text/html"))


def test_where_nothing_fits_the_nearest_is_named_with_what_excludes_it() -> None:
    found = asked(SHOP, ORDERS, Symptom(418, silent=("edge",)))

    assert found.causes == ()
    assert found.tried > 20
    assert found.nearest[0].excluded_by == (
        "`edge` would have received the request, and its logs are empty",
    )


def test_no_answer_at_all_is_a_matter_of_the_entrance() -> None:
    found = causes(SHOP, ORDERS, Symptom(None))

    assert {cause.hop for cause in found} <= {"web -> edge", "edge"}
    assert found[0].kind == "cname"


def test_who_is_asked_must_be_plain() -> None:
    question = Question("GET", "/nowhere", "anyone")

    assert isinstance(diagnose(Setting(healthy(SHOP), facts_of), question, Symptom(404)), NoStart)


def test_what_comes_into_reach_by_one_failure_may_fail_too() -> None:
    """The store refuses only the second gateway of the entry, and the first one is gone."""
    program = PAIR.replace(
        "gateway far like near on haproxy { }",
        "gateway far on haproxy { accept key  route /x/** -> shed { strip key } }\n"
        'service shed { url "http://shed.internal" }',
    )
    found = causes(program, Question("GET", "/x/1", "app"), Symptom(503, at="far"))

    assert "; " in found[0].hop
    assert "shed" in found[0].hop
    assert "; " in found[0].words[0]


# ---- what weighs ---------------------------------------------------------------------------------


def test_an_address_that_works_speaks_against_all_that_lies_behind_it() -> None:
    before = causes(SHOP, DESK, Symptom(522, silent=("desk",)))
    after = causes(SHOP, DESK, Symptom(522, silent=("desk",), ok=("https://desk.example.com/",)))

    assert score_of("cname", after) < score_of("cname", before) / 2
    assert score_of("egress", after) > score_of("egress", before)
    assert any("works" in text for cause in after for text in cause.against)


def test_an_address_that_works_under_another_name_points_at_the_name() -> None:
    works = "https://orders-main-1a2b3c.zuplo.app/orders/1"
    found = causes(SHOP, ORDERS, Symptom(522, silent=("orders",), ok=(works,)))

    assert found[0].kind == "environment-name"
    assert "orders-main-7hd21k" in found[0].why[-1]
    assert "orders-main-1a2b3c" in found[0].why[-1]


def test_an_answer_after_the_wait_for_a_connection_is_no_matter_of_names() -> None:
    quick = causes(SHOP, ORDERS, Symptom(522, silent=("orders",), after=seconds(0)))
    late = causes(SHOP, ORDERS, Symptom(522, silent=("orders",), after=seconds(2)))

    assert quick[0].kind == "environment-name"
    assert quick[0].words == ("dns orders",)
    assert late[0].kind == "not-active"
    assert late[0].words == ("fail orders",)


def test_a_list_of_what_may_be_called_makes_it_more_suspect() -> None:
    free = CHAIN.replace("  egress  only room, kitchen\n", "")
    symptom = Symptom(503, at="hall")

    assert score_of("egress", causes(CHAIN, COOK, symptom)) > score_of(
        "egress", causes(free, COOK, symptom)
    )


def test_a_stage_that_the_program_names_comes_first() -> None:
    staged = SHOP.replace('  name   "orders-main-7hd21k"', '  name "orders-x"\n  stage development')

    assert kinds(staged, ORDERS, Symptom(429, at="orders"))[0] == "stage"


def test_a_service_under_a_name_of_the_platform_is_like_a_gateway_there() -> None:
    moved = SHOP.replace("http://orders.internal:8080", "https://core-main-9zz.zuplo.app")
    found = causes(moved, ORDERS, Symptom(522, at="orders"))

    assert found[0].kind == "environment-name"
    assert "core-main-9zz.zuplo.app" in found[0].cause


def test_scores_are_shares_of_one_whole() -> None:
    found = causes(SHOP, ORDERS, Symptom(522, silent=("orders",)))

    assert [cause.score for cause in found] == sorted((c.score for c in found), reverse=True)
    assert abs(sum(cause.score for cause in found) - 1) < 0.01


# ---- what is said --------------------------------------------------------------------------------


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_the_words_of_a_cause_show_it_in_a_trace(planted: Planted) -> None:
    federation, symptom = healthy(planted.program), symptom_of(planted)
    for cause in diagnosed(planted).causes:
        for words in cause.words:
            faults, wrong = faults_in(Source("--with", words), federation, KNOWN)
            found = trace(Setting(federation, facts_of, faults), planted.question)

            assert wrong == ()
            assert symptom.saw in [branch.answer.status for branch in found.branches], words


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_each_cause_says_why_and_what_to_look_at(planted: Planted) -> None:
    for cause in diagnosed(planted).causes:
        assert cause.why[0].startswith(("`", "no answer", "the trace"))
        assert cause.next
        assert not cause.cause.endswith(".")


def test_other_names_change_nothing_about_the_order() -> None:
    """What is found depends on how a program is made, and on no name in it."""
    renamed = SHOP
    for old, new in (("orders", "gulls"), ("catalog", "terns"), ("edge", "quay"), ("web", "crew")):
        renamed = renamed.replace(old, new)
    there = replace(ORDERS, path="/gulls/42", client="crew")

    assert kinds(SHOP, ORDERS, Symptom(522, silent=("orders",))) == kinds(
        renamed, there, Symptom(522, silent=("gulls",))
    )


@pytest.mark.parametrize(
    "status", [None, 200, 401, 403, 404, 405, 429, 500, 502, 503, 504, 508, 522]
)
@pytest.mark.parametrize(
    "program", [SHOP, CHAIN, CLOUDS, PAIR], ids=["shop", "chain", "clouds", "pair"]
)
def test_any_status_can_be_asked_about(program: str, status: int | None) -> None:
    federation = healthy(program)
    for client in federation.clients:
        for path in ("/orders/1", "/home", "/shop/items/1", "/old/1", "/a/fish/1", "/x/1", "/"):
            door = "api" if program is PAIR else next(iter(federation.gateways))
            found = diagnose(
                Setting(federation, facts_of),
                Question("GET", path, client, to=door),
                Symptom(status),
            )
            assert not isinstance(found, NoStart)
            scores = [cause.score for cause in found.causes]

            assert sorted(scores, reverse=True) == scores
