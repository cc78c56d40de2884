"""Random federations in which gateways lead to each other: no request goes round that is not told.

Requests are thrown at every open door. Where a trace goes round for ever, GW1101 or GW1102 has to
tell that ring, or another one through one of its gateways: whoever mends that one finds the next.
What ends a ring is looked for elsewhere: here it takes too long.
"""

import re
from itertools import product
from pathlib import Path
from random import Random

import pytest
from gatewright.compiler.checks import Products
from gatewright.compiler.checks.case import Case
from gatewright.compiler.checks.routing import loops
from gatewright.compiler.checks.routing.loops import loops_of
from gatewright.compiler.checks.routing.round_and_round import guard_ends
from gatewright.compiler.known_targets import only
from gatewright.compiler.pipeline import compile_file
from gatewright.compiler.trace import Question
from gatewright.targets.find import BUILT_IN
from gatewright.targets.load import variant_of
from tiers import deep

PATTERNS = ("/**", "/a/**", "/b/**", "/a/b/**", "/{x}/**", "/a/{x}", "/a", "/{x}/b", "/a/{x}/**")
TEMPLATES = (
    "", "", "", "", " at /{**}", " at /a/{**}", " at /b/{**}", " at /a/b/{**}", " at /a", " at /a/b",
)  # fmt: skip
CONDITIONS = ("", "", "", "", ' when header("x-h")', ' when header("x-h") = "1"')
BLOCKS = ("", "", "", ' { headers { set "x-h" = "1" } }', ' { headers { remove "x-h" } }')
PATHS = ("/", "/a", "/b", "/a/b", "/a/a", "/b/a", "/a/b/a", "/a/42", "/42", "/42/b")
PASSES = 60


def drawn(random: Random) -> str:
    names = [f"g{number}" for number in range(random.randint(1, 4))]
    return "\n".join([*(_gateway(random, name, names) for name in names), SERVICE])


SERVICE = 'service end { url "http://end.internal:8080" }'


def _gateway(random: Random, name: str, names: list[str]) -> str:
    target = random.choice(("nginx", "kong", "caddy"))
    door = f'domain "{name}.example.com"' if name == "g0" or random.random() < 0.3 else "internal"
    lines = [f"gateway {name} on {target} {{ {door}  accept anyone"]
    for pattern in random.sample(PATTERNS, random.randint(1, 3)):
        to = random.choice((*names, *names, "end"))
        template = random.choice(TEMPLATES) if "**" in pattern else ""
        rest = f"{random.choice(CONDITIONS)} -> {to}{template}{random.choice(BLOCKS)}"
        lines.append(f"  route {pattern}{rest}")
    return "\n".join([*lines, "}"])


def case_of(text: str, folder: Path) -> Case | None:
    file = folder / "fed.gate"
    file.write_text(text, encoding="utf-8")
    compilation = compile_file(str(file), only(*BUILT_IN))
    if compilation.federation is None or any(f.level == "error" for f in compilation.findings):
        return None
    return Case(compilation.federation, Products(variant_of), {})


def rings_met(case: Case) -> dict[frozenset[str], Question]:
    """Rings in which some request goes round, and one such request each."""
    doors = [one.name for one in case.federation.gateways.values() if one.domains]
    headers = ((), (("x-h", "1"),), (("x-h", "2"),))
    found: dict[frozenset[str], Question] = {}
    for door, path, sent in product(doors, PATHS, headers):
        question = Question("GET", path, to=door, headers=sent)
        followed = case.trace(question, passes_max=PASSES)
        for hop in followed.hops if followed is not None else ():
            if hop.loop is not None:
                found.setdefault(frozenset(hop.loop.ring), question)
    return found


@pytest.fixture(autouse=True)
def _not_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "PASSES_TO_A_LIMIT", 0)
    monkeypatch.setattr(loops, "PASSES_WITHOUT", 0)


@pytest.mark.parametrize("seed", range(deep(40, 3000)))
def test_every_request_that_goes_round_is_told(seed: int, tmp_path: Path) -> None:
    text = drawn(Random(seed))
    case = case_of(text, tmp_path)
    assert case is not None, text
    told = {frozenset(found.loop.ring) for found in loops_of(case)}
    met = rings_met(Case(case.federation, Products(variant_of), {}))

    assert {} == {ring: met[ring] for ring in met if not any(ring & one for one in told)}, text


@pytest.mark.parametrize("seed", range(deep(20, 1000)))
def test_the_hop_guards_end_it_where_it_is_said(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    text = re.sub(
        "accept anyone",
        lambda _: f"accept anyone  hop_guard {random.choice(('off', *range(1, 12)))}",
        drawn(random),
    )
    case = case_of(text, tmp_path)
    assert case is not None, text
    for found in loops_of(case):
        ends = guard_ends(case.federation, found)
        guarded = case.trace(found.sighting.trace.question, hop_guards=True, passes_max=PASSES)
        assert guarded is not None
        if ends is not None:
            stopped = guarded.hops[-1]
            passed = sum(count for _, count in guarded.branches[0].counts) - 1

            assert (stopped.gateway, stopped.status, passed) == (ends[0], 508, ends[1]), text
