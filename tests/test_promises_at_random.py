"""Promises that are judged to be kept, over federations at random: no request breaks them."""

from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from flow_federations import PIECES, drawn, questions
from flow_oracle import case_of
from gatewright.compiler.checks.case import Case
from gatewright.compiler.checks.promises.answers import judged_answer
from gatewright.compiler.checks.promises.judged import Broken, Kept, Undecided
from gatewright.compiler.checks.promises.nevers import judged_never
from gatewright.compiler.checks.promises.sorts import Sorter
from gatewright.compiler.known_targets import only
from gatewright.compiler.model import Answer, NeverReaches, PathPattern
from gatewright.compiler.patterns import contains, shape_of
from gatewright.compiler.pipeline import compile_file
from gatewright.compiler.promises import broken_by
from gatewright.compiler.resolve.paths import segments_of
from gatewright.compiler.trace import Question, Trace
from gatewright.targets.find import BUILT_IN
from tiers import deep

FEDERATIONS = deep(6, 150)
PATHS = ("/**", "/a/**", "/a/{x}", "/{x}", "/a/{x}/c", "/{x}/{y}", "/b/{x}/**", "/a/b")
PLAIN = [piece for piece in PIECES[:8] if piece]
ASKED = 30


def case_at_random(seed: int) -> Case | None:
    made = drawn(seed)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "fed.gate"
        file.write_text(made.text, encoding="utf-8")
        federation = compile_file(str(file), only(*BUILT_IN)).federation
    return case_of(federation, made.facts) if federation is not None else None


def followed(case: Case, question: Question) -> Trace:
    found = case.trace(question, hop_guards=True)
    assert found is not None
    return found


def path_at_random(chance: Random, pattern: PathPattern) -> str:
    """A plain one that the pattern takes: what it does to others is a matter of each product."""
    parts = [getattr(p, "text", None) or chance.choice(PLAIN) for p in pattern.segments]
    if pattern.has_tail:
        parts = parts[:-1] + [chance.choice(PLAIN) for _ in range(chance.randint(0, 3))]
    return "/" + "/".join(parts)


def pattern_of(text: str) -> PathPattern:
    return PathPattern(text, segments_of(text))


def answers_broken(case: Case, seed: int, seen: Counter[str]) -> list[str]:
    chance = Random(f"{seed} answers")
    sorter, found = Sorter(case), list[str]()
    for _ in range(4):
        pattern = pattern_of(chance.choice(PATHS))
        door = chance.choice(list(case.federation.gateways))
        client = chance.choice([*case.federation.clients, "anyone"])
        asked = Question("GET", path_at_random(chance, pattern), client, door)
        status = followed(case, asked).answer.status
        promise = Answer(("GET",), pattern, None, status or 200, door, client)
        judged = judged_answer(sorter, promise)
        seen[f"answer {type(judged).__name__}"] += 1
        if not isinstance(judged, Kept):
            continue
        for _ in range(ASKED):
            question = Question("GET", path_at_random(chance, pattern), client, door)
            against = broken_by(case.federation, promise, followed(case, question))
            found += [f"{seed}: {promise} is kept, but {question}: {why}" for why in against]
    return found


def nevers_broken(case: Case, seed: int, facts_seed: int, seen: Counter[str]) -> list[str]:
    chance = Random(f"{seed} nevers")
    sorter, found = Sorter(case), list[str]()
    asked = questions(case.federation, drawn(facts_seed).facts, seed, ASKED * 3)
    for client in [*case.federation.clients, "anyone"]:
        pattern = pattern_of(chance.choice(PATHS))
        service = chance.choice(("s0", "s1"))
        promise = NeverReaches(client, (service,), (), pattern)
        judged = judged_never(sorter, promise)
        seen[f"never {type(judged).__name__}"] += 1
        if not isinstance(judged, Kept):
            continue
        for question in asked:
            path = question.path.partition("?")[0]
            if question.client != client or not contains(shape_of(pattern), path):
                continue
            seen["asked of a never that is kept"] += 1
            branches = followed(case, question).branches
            if any(service in dict(branch.service_calls) for branch in branches):
                found.append(f"{seed}: {promise} is kept, but {question} gets there")
    return found


@pytest.fixture(scope="module")
def judged_at_random() -> tuple[list[str], Counter[str]]:
    seen: Counter[str] = Counter()
    found: list[str] = []
    for seed in range(FEDERATIONS):
        case = case_at_random(seed)
        if case is not None:
            found += answers_broken(case, seed, seen)
            found += nevers_broken(case, seed, seed, seen)
    return found, seen


def test_no_request_breaks_what_is_judged_to_be_kept(
    judged_at_random: tuple[list[str], Counter[str]],
) -> None:
    found, _ = judged_at_random

    assert [] == found[:5]


def test_all_judgements_occur(judged_at_random: tuple[list[str], Counter[str]]) -> None:
    _, seen = judged_at_random
    wanted = [f"{of} {one.__name__}" for of in ("answer", "never") for one in (Kept, Broken)]

    assert [] == [one for one in (*wanted, "asked of a never that is kept") if not seen[one]], seen
    assert seen[f"answer {Undecided.__name__}"] < seen["answer Kept"], seen
