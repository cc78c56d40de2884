"""A fault in any of the examples is found by what is seen of it: it is among the first three."""

from dataclasses import replace

import pytest
from gatewright.compiler.diagnose import Diagnosis, Symptom, diagnose
from gatewright.compiler.trace import Setting
from gatewright.targets.load import facts_of
from planted_faults import Planted, diagnosed, healthy, rank_of, symptom_of, traced
from planted_in_examples import EXAMPLES, PLANTED_IN_EXAMPLES, example_of

AMONG_THE_FIRST = 3
FIRST_AT_LEAST = 0.6
FAULTS_AT_LEAST = 30
EXAMPLES_AT_LEAST = 12
KINDS_AT_LEAST = 20

RANKS: dict[str, int | None] = {}


def by_name(planted: Planted) -> str:
    return planted.name


def rank(planted: Planted) -> int | None:
    if planted.name not in RANKS:
        RANKS[planted.name] = rank_of(planted)
    return RANKS[planted.name]


def the(name: str) -> Planted:
    (found,) = (planted for planted in PLANTED_IN_EXAMPLES if planted.name == name)
    return found


@pytest.mark.parametrize("planted", PLANTED_IN_EXAMPLES, ids=by_name)
def test_the_example_itself_is_not_what_was_seen(planted: Planted) -> None:
    meant = traced(Setting(healthy(planted.program), facts_of), planted.question).answer
    symptom = symptom_of(planted)

    assert meant.status == 200
    assert symptom.saw != 200 or symptom.media is not None or symptom.silent


@pytest.mark.parametrize("planted", PLANTED_IN_EXAMPLES, ids=by_name)
def test_the_true_cause_is_among_the_first_three(planted: Planted) -> None:
    found = rank(planted)

    assert found is not None
    assert found <= AMONG_THE_FIRST


def test_most_true_causes_come_first() -> None:
    ranks = [rank(planted) for planted in PLANTED_IN_EXAMPLES]
    faults, first = len(ranks), ranks.count(1)
    among = sum(found is not None and found <= AMONG_THE_FIRST for found in ranks)
    print(
        f"{faults} faults planted in examples, {first} found first, {among} among the first three"
    )

    assert first >= FIRST_AT_LEAST * faults


def test_faults_of_many_kinds_are_planted_in_many_examples() -> None:
    examples = {example_of(planted) for planted in PLANTED_IN_EXAMPLES}

    assert len(PLANTED_IN_EXAMPLES) >= FAULTS_AT_LEAST
    assert len(examples) >= EXAMPLES_AT_LEAST
    assert "troubleshooting" not in examples
    assert all((EXAMPLES / name).is_dir() for name in examples)
    assert len({planted.kind for planted in PLANTED_IN_EXAMPLES}) >= KINDS_AT_LEAST
    assert len({planted.name for planted in PLANTED_IN_EXAMPLES}) == len(PLANTED_IN_EXAMPLES)


# ---- what tells causes apart ---------------------------------------------------------------------


def score_of(planted: Planted, kind: str, hop: str, symptom: Symptom | None = None) -> float:
    found = diagnose(
        Setting(healthy(planted.program), facts_of),
        planted.question,
        symptom or symptom_of(planted),
    )
    assert isinstance(found, Diagnosis)
    (cause,) = (cause for cause in found.causes if (cause.kind, cause.hop) == (kind, hop))
    return cause.score


def test_a_call_of_the_same_path_shows_that_its_route_is_there() -> None:
    planted = the("bff: one of three has an older path")

    assert score_of(planted, "older-release", "profiles") < (
        score_of(planted, "older-release", "baskets") / 5
    )
    assert score_of(
        planted, "older-release", "profiles", replace(symptom_of(planted), ok=())
    ) == score_of(planted, "older-release", "baskets", replace(symptom_of(planted), ok=()))


def test_nobody_waits_longer_than_the_gateway_before_it() -> None:
    """`baskets` would try six times for 2s each, and `app` has given up after 5s."""
    planted = the("bff: store of one of three slow")
    (slow, *_) = diagnosed(planted).causes

    assert slow.fault == "basket_store too slow"
    assert "the answer came after 5s, and the wait here is 5s" in slow.why


def test_a_gateway_that_answered_was_not_stood_in_for_by_its_platform() -> None:
    planted = the("local-instance: local path not rewritten")
    name = "edge -> catalog"

    assert score_of(planted, "environment-name", name) < score_of(
        planted, "environment-name", name, replace(symptom_of(planted), at=None)
    )


def test_what_nothing_limits_may_be_limited_all_the_same() -> None:
    (body, *_) = diagnosed(the("hello: a smaller body allowed inside")).causes

    assert body.hop == "inner"
    assert body.why[1] == "neither the program nor the product limits it; what runs still may"


# ---- no scene is known by its names --------------------------------------------------------------

NEW_NAMES = (("outer", "quay"), ("member", "gull"), ("orders", "ropes"), ("keys", "tags"))


def renamed(text: str) -> str:
    for old, new in NEW_NAMES:
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    "planted",
    [one for one in PLANTED_IN_EXAMPLES if example_of(one).startswith("auth-")],
    ids=by_name,
)
def test_other_names_leave_the_order_of_the_causes(planted: Planted) -> None:
    other = replace(
        planted,
        program=renamed(planted.program),
        request=renamed(planted.request),
        change=tuple((renamed(old), renamed(new)) for old, new in planted.change),
        trouble=renamed(planted.trouble),
        more=renamed(planted.more),
    )
    here, there = diagnosed(planted).causes, diagnosed(other).causes

    assert [(one.kind, one.score) for one in here] == [(one.kind, one.score) for one in there]
