"""Which gateway a request goes to first."""

from dataclasses import replace
from typing import Literal

from ...dsl.frozen import frozen
from ..model import Entry, Federation, Gateway
from ..target.slicing import host_of
from .conditions import View, holds
from .distances import nearest_of, round_trip
from .faults import failure_towards
from .matching import Found, bound_by, find_route
from .normalising import normalised
from .outcome import Choice
from .presenting import asked
from .request import Question
from .setting import Setting
from .splits import drawn_of
from .walk import Draws, Walk, said

Wanted = Literal["route", "path"]
WANTED: tuple[Wanted, ...] = ("route", "path")
"""What tells that a gateway is meant, the surer sign first."""


@frozen
class Start:
    """`called` is what the client names, a gateway or an entry; it serves under `host`."""

    called: str
    host: str


@frozen
class NoStart:
    """Nothing says which gateway is meant."""

    message: str
    candidates: tuple[str, ...] = ()


def start_of(setting: Setting, question: Question) -> Start | NoStart:
    """The one that is named, else by host, else by what the client calls, else the only one."""
    federation = setting.federation
    if question.to is not None:
        if question.to in federation.gateways or question.to in federation.entries:
            return _start(setting, question, question.to)
        message = f"there is no gateway and no entry `{question.to}`"
        return NoStart(message, _open_doors(federation))
    if question.host is not None:
        return _by_host(setting, question.host)
    client = federation.clients.get(question.client)
    doors = client.calls if client and client.calls else _open_doors(federation)
    matching = _best(setting, question, doors)
    if len(matching) == 1:
        return _start(setting, question, matching[0])
    return _undecided(question, matching)


def _best(setting: Setting, question: Question, doors: tuple[str, ...]) -> tuple[str, ...]:
    """Those that have a route for the request, else those that know its path, else all."""
    for wanted in WANTED:
        found = tuple(door for door in doors if _answers(setting, question, door, wanted))
        if found:
            return found
    return doors


def _undecided(question: Question, candidates: tuple[str, ...]) -> NoStart:
    request = f"{question.method} {question.path}"
    names = " or ".join(f"`{name}`" for name in candidates)
    if not candidates:
        return NoStart("no gateway of this program is public; name one with `--to GATEWAY`")
    message = f"{request} may go to {names}; say which with `--to {candidates[0]}`"
    return NoStart(message, candidates)


def _by_host(setting: Setting, host: str) -> Start | NoStart:
    federation, wanted = setting.federation, host.partition(":")[0].lower()
    for entry in federation.entries.values():
        if wanted in [(said(federation, one) or "").lower() for one in entry.domains]:
            return Start(entry.name, host)
    for gateway in federation.gateways.values():
        names = [*gateway.domains, _own_host(setting, gateway)]
        if wanted in [(said(federation, one) or "").partition(":")[0].lower() for one in names]:
            return Start(gateway.name, host)
    doors = _open_doors(federation)
    if len(doors) == 1:
        return Start(doors[0], host)
    message = f"no gateway and no entry serves the host `{host}`; name one with `--to GATEWAY`"
    return NoStart(message, doors)


def _own_host(setting: Setting, gateway: Gateway) -> str:
    bare = replace(gateway, domains=())
    return said(setting.federation, host_of(bare, setting.facts_of)) or gateway.name


def _open_doors(federation: Federation) -> tuple[str, ...]:
    """Entries, and the public gateways that stand behind none."""
    behind = {name for entry in federation.entries.values() for name in entry.leads_to}
    public = (
        gateway.name
        for gateway in federation.gateways.values()
        if gateway.exposure.value == "public" and gateway.name not in behind
    )
    return (*federation.entries, *public)


def _start(setting: Setting, question: Question, called: str) -> Start:
    if question.host is not None:
        return Start(called, question.host)
    federation = setting.federation
    entry = federation.entries.get(called)
    if entry is not None:
        first = entry.domains[0] if entry.domains else None
        return Start(called, said(federation, first) or called)
    gateway = federation.gateways[called]
    return Start(called, said(federation, host_of(gateway, setting.facts_of)) or called)


def _answers(setting: Setting, question: Question, door: str, wanted: Wanted) -> bool:
    """Whether a gateway, or one behind the entry, has what is wanted for the request."""
    federation = setting.federation
    entry = federation.entries.get(door)
    names = entry.leads_to if entry else (door,)
    return any(_finds(setting, question, federation.gateways[name], wanted) for name in names)


def _finds(setting: Setting, question: Question, gateway: Gateway, wanted: Wanted) -> bool:
    host = said(setting.federation, host_of(gateway, setting.facts_of)) or gateway.name
    message, _ = asked(setting.federation, question, host, ())
    facts = setting.facts_of(gateway)
    path = normalised(message.path, facts.routing.normalisation.value) or message.path
    if wanted == "path":
        return any(
            bound_by(route.path, path) is not None
            for route in setting.memory.routes_for(gateway, path)
        )
    view = View(message, message.credentials, ip=question.ip, country=question.country)
    found = find_route(
        setting.memory.routes_for(gateway, path),
        message.method,
        path,
        lambda condition, bound: holds(condition, replace(view, params=bound.params)),
    )
    return isinstance(found, Found)


def entered(
    setting: Setting, question: Question, start: Start, draws: Draws
) -> tuple[str, tuple[str, ...]]:
    """The gateway that an entry leads this request to, and what is to be said about it."""
    federation = setting.federation
    entry = federation.entries.get(start.called)
    if entry is None:
        return start.called, ()
    region = region_of(federation, question)
    order = _in_order(setting, question, entry, region, draws)
    walk = Walk(setting, question, draws)
    notes: list[str] = []
    for name in order:
        there = nearest_of(federation, federation.gateways[name].regions, region)
        failure = failure_towards(walk, name, region, there)
        if failure is None:
            return name, tuple(notes)
        after = f" after {entry.failover}" if entry.failover else ""
        notes.append(f"`{entry.name}` passes over `{name}` ({failure}){after}")
    return order[0], (*notes, f"no gateway behind `{entry.name}` can be reached")


def region_of(federation: Federation, question: Question) -> str | None:
    """Where the caller is: as asked, else the client's first region."""
    client = federation.clients.get(question.client)
    return question.region or (client.regions[0] if client and client.regions else None)


def _in_order(
    setting: Setting, question: Question, entry: Entry, region: str | None, draws: Draws
) -> list[str]:
    federation = setting.federation
    if entry.how == "nearest" and region is not None:
        return sorted(entry.gateways, key=lambda name: _distance(federation, name, region))
    if entry.how != "split":
        return list(entry.gateways)
    shares = sorted(entry.shares, key=lambda share: -share.share.ppm)
    if setting.seed is not None:
        way = _drawn(setting.seed, entry, question.client)
        first = next(share for share in shares if share.gateway == way)
    else:
        place = len(draws.ways)
        draws.ways.append(len(shares))
        first = shares[draws.told[place] if place < len(draws.told) else 0]
    draws.chosen.append(Choice(entry.name, entry.name, first.gateway, first.share))
    return [first.gateway, *(share.gateway for share in shares if share is not first)]


def _distance(federation: Federation, name: str, region: str) -> int:
    regions = federation.gateways[name].regions
    near = nearest_of(federation, regions, region)
    return round_trip(federation, region, near)


def _drawn(seed: int, entry: Entry, client: str) -> str:
    drawn = drawn_of(seed, entry.name, entry.name, client)
    for share in entry.shares:
        if drawn < share.share.ppm:
            return share.gateway
        drawn -= share.share.ppm
    return entry.shares[-1].gateway
