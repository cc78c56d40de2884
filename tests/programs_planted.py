"""A sane program, and the same program with faults planted: one finding each is what we want.

`planted(program, k, seed)` breaks k statements that stand well apart, each as people break them and
each with its braces balanced, and says on which lines.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from gatewright.dsl.driver import Machine
from gatewright.dsl.source import Source
from gatewright.dsl.table import table

TEAMS: tuple[str, ...] = ("orders", "billing", "catalog", "search", "reviews", "stock")
APART = 3  # lines between two faults: a fault may spoil the line behind it


@dataclass(frozen=True, slots=True)
class Planted:
    """A program with faults, and the lines (from 1) of the broken statements."""

    text: str
    lines: tuple[int, ...]


def sane_program(seed: int) -> str:
    """A federation that parses: one statement a line, names declared, nothing exotic."""
    random = Random(seed)
    teams = random.sample(TEAMS, k=4)
    blocks = [_head(random), _edge(teams, random)]
    blocks += [_inner(team, random) for team in teams]
    blocks += [_services(teams, random), _traffic(teams, random), _promises(teams, random)]
    return "\n".join(blocks)


def planted(program: str, k: int, seed: int) -> Planted:
    """The program with exactly k of its statements broken, and the lines of the faults."""
    random = Random(seed)
    lines = program.split("\n")
    taken: list[int] = []
    places = [place for place, line in enumerate(lines) if _is_statement(line)]
    for place in random.sample(places, len(places)):
        if len(taken) < k and all(abs(place - other) > APART for other in taken):
            broken = _broken(lines, place, random)
            if broken is not None:
                lines[place] = broken
                taken.append(place)
    assert len(taken) == k, f"the program has no room for {k} faults"
    return Planted("\n".join(lines), tuple(place + 1 for place in sorted(taken)))


# ---- faults --------------------------------------------------------------------------------------


def _is_statement(line: str) -> bool:
    """One whole statement on one line, as opposed to a part of a block."""
    return bool(line.strip()) and line.count("{") == line.count("}") and line.strip() != "}"


def _broken(lines: list[str], place: int, random: Random) -> str | None:
    """The line with a fault in it that is noticed on the line itself or right behind it."""
    before, after = "\n".join(lines[:place]), "\n".join(lines[place + 1 :])
    for fault in random.sample(_FAULTS, len(_FAULTS)):
        broken = fault(lines[place], random)
        if broken is None or broken == lines[place]:
            continue
        if _is_noticed(_mended(before), broken, _mended(after)):
            return broken
    return None


def _mended(text: str) -> str:
    """Other faults do not count here, and no statement is needed by another one to be read."""
    return "\n".join(line if not _is_statement(line) else "" for line in text.split("\n"))


def _is_noticed(before: str, broken: str, after: str) -> bool:
    text = f"{before}\n{broken}\n{after}"
    machine = Machine(table(), Source("planted.gate", text))
    stop = machine.run(0, len(text))
    start = len(before) + 1
    return stop is not None and start <= stop.at <= start + len(broken)


def _misspelt(line: str, random: Random) -> str | None:
    """`timeout` becomes `timeot`."""
    word = re.search(r"[a-z_]{4,}", line)
    if word is None:
        return None
    place = random.randrange(word.start() + 1, word.end() - 1)
    return line[:place] + line[place + 1 :]


def _fat_arrow(line: str, random: Random) -> str | None:
    return line.replace(" -> ", " => ", 1) if " -> " in line else None


def _thin_arrow_lost(line: str, random: Random) -> str | None:
    return line.replace(" -> ", " ", 1) if " -> " in line else None


def _slash_lost(line: str, random: Random) -> str | None:
    return re.sub(r" /(?=[a-z])", " ", line, count=1)


def _quotes_lost(line: str, random: Random) -> str | None:
    return re.sub(r'"(https?://[^"]*|[a-z.]+/[^"]*|[^"]*\.[^"]*|x-[^"]*)"', r"\1", line, count=1)


def _quote_lost(line: str, random: Random) -> str | None:
    return line.rstrip('"') if line.endswith('"') else None


def _comma_lost(line: str, random: Random) -> str | None:
    return line.replace(", ", " ", 1) if ", " in line else None


def _comma_doubled(line: str, random: Random) -> str | None:
    return line.replace(", ", ", , ", 1) if ", " in line else None


def _colon_as_in_yaml(line: str, random: Random) -> str | None:
    return re.sub(r"^(\s*[a-z_]+) ", r"\1: ", line)


def _equals_as_in_hcl(line: str, random: Random) -> str | None:
    return re.sub(r"^(\s*[a-z_]+) ", r"\1 = ", line)


def _strange_character(line: str, random: Random) -> str | None:
    place = random.choice([found.start() for found in re.finditer(" (?=[a-z])", line)] or [0])
    return f"{line[:place]} {random.choice('^@&?~')} {line[place:]}" if place else None


def _value_lost(line: str, random: Random) -> str | None:
    return re.sub(r" [0-9][^ {}]*(?= |$)", "", line, count=1)


def _words_swapped(line: str, random: Random) -> str | None:
    return re.sub(r"^(\s*)(\w+) ([\w/*|]+)(?= )", r"\1\3 \2", line)


def _sum(line: str, random: Random) -> str | None:
    return re.sub(r"( [0-9]+[a-z]+)(?= |$)", r"\1 + 1s", line, count=1)


_FAULTS: tuple[Callable[[str, Random], str | None], ...] = (
    *(_misspelt, _fat_arrow, _thin_arrow_lost, _slash_lost, _quotes_lost, _quote_lost, _sum),
    *(_comma_lost, _comma_doubled, _colon_as_in_yaml, _equals_as_in_hcl, _strange_character),
    *(_value_lost, _words_swapped),
)


# ---- the sane program ----------------------------------------------------------------------------


def _head(random: Random) -> str:
    number = random.randint(1, 99)
    return f"""\
federation shop "Shop {number}"

let std = {number * 10}/min
env ORDERS_URL = "http://orders.internal:80{number:02}"
env INNER_SECRET secret
region eu = aws.eu-west-1
region us = aws.us-east-1
label pii {{ within EU }}

credential auth0 = jwt {{ issuer "https://shop{number}.example/" audience "shop" jwks "https://shop.example/jwks.json" }}
credential partners = api_key {{ bucket "partners" header "x-api-key" }}
credential inner = shared_secret {{ header "x-inner-secret" env INNER_SECRET }}

client web {{ region eu presents auth0 callers {number}K }}
client partner {{ region us presents partners callers {number} }}
plan bill from zuplo.builder {{ base {number} USD includes 1M price 0.80 USD per 1K shared account }}

policy sane {{
  limit std burst 20 per caller
  quota {number}M/month per caller
  timeout connect 5s, response 20s
  retry 2 on 502, 503 methods GET|PUT backoff 100ms to 2s
  cache 30s per caller, header("accept-language") stale 10s
  body max 10MiB
}}
"""


def _edge(teams: list[str], random: Random) -> str:
    routes = "\n".join(
        f"  route {random.choice(('', 'GET|POST ', 'GET '))}/{team}/** -> {team}_gw"
        f"{random.choice((' at /v1/{**}', '', ' over http'))} {{ strip auth0, partners attach inner }}"
        for team in teams
    )
    return f"""\
gateway edge on zuplo {{
  region eu, us
  domain "api.example.com", "www.example.com"
  plan bill
  use sane
  accept auth0 with scope("read") or (partners and inner)
{routes}
  route GET /health -> respond 200 "ok" as "text/plain"
  route /old/** -> redirect 308 "https://www.example.com/new"
}}
"""


def _inner(team: str, random: Random) -> str:
    return f"""\
gateway {team}_gw on {random.choice(("kong", "nginx", "envoy", "aws"))} {{
  internal
  region {random.choice(("eu", "us"))}
  accept inner
  timeout response {random.randint(1, 9)}s
  headers request {{ set "x-team" = "{team}" remove "x-debug", "x-trace" }}
  route GET|POST /{team}/** -> {team} {{ carries pii strip inner }}
  route /{team}/admin/** -> {team} {{ blocked }}
}}
"""


def _services(teams: list[str], random: Random) -> str:
    return "\n".join(
        f"""\
service {team} {{
  url "http://{team}.internal:{random.randint(1000, 9999)}"
  latency lognormal(p50 {random.randint(1, 20)}ms, p99 90ms)
  workers {random.randint(1, 64)}
  errors 0.{random.randint(1, 9)}% as 503
  cost 0.20 USD per 1M
}}
"""
        for team in teams
    )


def _traffic(teams: list[str], random: Random) -> str:
    mixes = "\n".join(f"    GET /{team}/list {100 // len(teams)}%" for team in teams)
    return f"""\
workload weekday {{
  from web to edge {random.randint(10, 900)}/s {{
{mixes}
  }}
}}

scenario bad_day {{
  fail {teams[0]} from 60s for 30s
  slow {teams[1]} by 5x from 10s for 60s
  errors {teams[2]} by 20% as 503 from 30s
  partition eu, us from 60s for 30s
  load web by 3x from 2m
}}
"""


def _promises(teams: list[str], random: Random) -> str:
    return f"""\
govern {{
  every public route requires accept, limit per caller because "rule {random.randint(1, 99)}"
  no route carries pii leaves EU
  no gateway except edge accepts partners, auth0
}}

expect {{
  GET /{teams[0]}/42 as web -> 200 via edge, {teams[0]}_gw
  POST /{teams[1]}/42 as anyone -> 401 at edge
  no /{teams[2]}/** as anyone reaches {teams[2]}
  on weekday during bad_day {{ p99 GET /{teams[3]}/list <= 400ms }}
}}

allow shared-bucket at edge GET /health because "one partner only" until 2027-03-31
"""
