"""Federations and requests at random: a trace ends, hangs together, and is the same each time."""

import subprocess
import sys
from random import Random

import pytest
from gatewright.compiler.facts import ImplicitRetry
from gatewright.compiler.trace import trace
from test_trace_everywhere import FACTS, assert_sound
from tiers import deep
from traces import asking, plain_facts, setting_of

PATTERNS = ("/**", "/a/**", "/a/{x}", "/{x}", "/a/{x: '[0-9]+'}/**", "/a/b", "GET /a/**")
TEMPLATES = ("", "", "at /{**}", "at /a/{**}", "at /a/b/{**}")
BLOCKS = (
    "",
    "",
    "{ strip k }",
    "{ attach p }",
    "{ strip k  attach p }",
    "{ retry 1 on 5xx, connect }",
)
REQUESTS = ("GET /a/b", "GET /a/7/x", "POST /a", "GET /", "GET /a/%7Eb/../c")
FAULTS = ("refuse s0", "errors s1 by 1%", "dns s1", "slow s0 by 9x", "expire k", "reset g0")
RETRYING = plain_facts(
    upstreams_implicit_retry=ImplicitRetry(1, ("502",), ("GET",)), ceilings_connections_max=64
)


def federation(chance: Random) -> str:
    count = chance.randint(1, 4)
    gateways = "\n".join(gateway(chance, number, count) for number in range(count))
    return f"""
federation chance
env S secret
credential k = api_key {{ bucket "b"  header "x-k" }}
credential p = shared_secret {{ header "x-p"  env S }}
client web {{ presents k }}
{gateways}
service s0 {{ url "http://s0" }}
service s1 {{ url "http://s1/base"  accept p }}
"""


def gateway(chance: Random, number: int, count: int) -> str:
    patterns = chance.sample(PATTERNS, chance.randint(1, 3))
    routes = "\n".join(
        f"  route {pattern} {action(chance, pattern, count)}" for pattern in patterns
    )
    guard = chance.choice(("hop_guard off", "hop_guard 5", ""))
    accept = chance.choice(("accept anyone", "accept k", "accept k or p", ""))
    return f"gateway g{number} on envoy {{\n  {guard}  {accept}\n{routes}\n}}"


def action(chance: Random, pattern: str, count: int) -> str:
    def to() -> str:
        names = [f"g{number}" for number in range(count)] + ["s0", "s1"]
        template = chance.choice(TEMPLATES)
        fits = pattern.endswith("**") or "{**}" not in template
        return f"{chance.choice(names)} {template if fits else ''}"

    kind = chance.randint(0, 5)
    if kind == 0:
        return f"-> gather {{ a: {to()}  b: optional {to()} }}"
    if kind == 1:
        return f'-> choose {{ query("q") -> {to()}  else -> {to()} }}'
    if kind == 2:
        return f"-> first {{ {to()}, {to()} }}"
    if kind == 3:
        return f"-> split {{ 60% {to()}, 40% {to()} }}"
    return f"-> {to()} {chance.choice(BLOCKS)}"


@pytest.mark.parametrize("seed", range(deep(60, 2000)))
def test_any_trace_ends_and_hangs_together(seed: int) -> None:
    chance = Random(seed)
    text = federation(chance)
    broken = tuple(chance.sample(FAULTS, chance.randint(0, 1)))
    facts = FACTS if chance.random() < 0.7 else RETRYING
    setting = setting_of(text, broken=broken, facts_of=lambda _: facts)
    for request in chance.sample(REQUESTS, 2):
        question = asking(request, "web", to="g0")
        found = trace(setting, question)
        assert_sound(found)
        assert found == trace(setting, question)


SHOWN = """
import sys
sys.path.insert(0, "tests")
from random import Random
from test_trace_at_random import FACTS, federation
from traces import asking, setting_of
from gatewright.compiler.trace import trace

for seed in range(12):
    setting = setting_of(federation(Random(seed)), facts_of=lambda _: FACTS)
    print(trace(setting, asking("GET /a/b", "web", to="g0")))
"""


def test_a_trace_does_not_depend_on_the_hash_seed() -> None:
    def printed(seed: str) -> bytes:
        return subprocess.run(
            [sys.executable, "-c", SHOWN],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout

    assert printed("1") == printed("2")
