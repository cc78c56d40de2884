"""GW1103: a gateway calls itself, so one request passes its door, its checks and its bill twice.

Where such a request never ends it is a loop, and told as one.
"""

from collections.abc import Iterator

from ....dsl.finding import Edit, Finding, Help, Label
from ...model import Forward, FromEnv, Gateway, Route, Text
from ...patterns import is_within, meet, shape_of
from ..case import Case
from ..ways import Way
from .loops import loops_of
from .turns import sent_by
from .wordings import leads, requests_of

CODE = "GW1103"
MOST = 20  # findings of one gateway
PORTS = {"https": "443", "http": "80"}


def find(case: Case) -> Iterator[Finding]:
    urls = {name: one.url for name, one in case.federation.services.items()}
    for gateway in case.federation.gateways.values():
        hosts: tuple[str, ...] | None = None
        told = 0
        for way in case.ways_from[gateway.name]:
            if way.upstream.to_kind == "gateway":
                name = gateway.name if way.to == gateway.name else None
            else:
                hosts = _hosts(case, gateway) if hosts is None else hosts
                name = _itself(urls.get(way.to, way.to), hosts) if hosts else None
            if name is not None and told < MOST and not _goes_round(case, way):
                told += 1
                yield _finding(way, name)


def _hosts(case: Case, gateway: Gateway) -> tuple[str, ...]:
    """The names by which the internet knows it."""
    names = [domain for domain in gateway.domains if isinstance(domain, str)]
    pattern = case.facts(gateway).naming.default_host.value
    if pattern is not None and isinstance(gateway.vendor_name, str):
        names.append(pattern.replace("{name}", gateway.vendor_name))
    return tuple(name.lower() for name in names)


def _itself(url: Text | None, hosts: tuple[str, ...]) -> str | None:
    """The own host that an address names."""
    if url is None or isinstance(url, FromEnv):
        return None
    scheme, _, rest = url.partition("://")
    host, _, port = rest.partition("/")[0].lower().partition(":")
    return host if host in hosts and port in ("", PORTS.get(scheme.lower())) else None


def _goes_round(case: Case, way: Way) -> bool:
    return any(one.route is way.route for found in loops_of(case) for one in found.turn)


def _finding(way: Way, name: str) -> Finding:
    gateway = way.gateway
    through = f" through its public name `{name}`" if name != gateway.name else ""
    taker = _taker(way) if name == gateway.name else None
    label = f"{leads(taker[0])} takes it then" if taker is not None else ""
    at = taker[1].at if taker is not None else None
    return Finding(
        CODE,
        f"`{gateway.name}` calls itself{through}",
        way.at,
        f"what {leads(way)} sends comes back to `{gateway.name}`",
        because=(Label(at, label),) if at is not None else (),
        notes=(f"`{gateway.name}` checks, limits and counts each such request twice",),
        help=tuple(_help(way, taker[1] if taker is not None else None)),
        about=(gateway.name, way.route.name, way.to),
        region=requests_of(way.route.methods, shape_of(way.route.path)),
    )


def _taker(way: Way) -> tuple[Way, Route] | None:
    """The route that all of it finds, where there is but one for it."""
    sent = sent_by(way)
    met = [route for route in way.gateway.routes if meet(sent, shape_of(route.path)) is not None]
    if len(met) != 1 or met[0] is way.route or met[0].when is not None:
        return None
    if not is_within(sent, shape_of(met[0].path)) or not isinstance(met[0].action, Forward):
        return None
    found = met[0]
    return Way(way.gateway, found, "forward", met[0].action.upstream, found.policy, (), ()), found


def _help(way: Way, taker: Route | None) -> Iterator[Help]:
    if taker is None or not isinstance(taker.action, Forward):
        yield Help("lead it to where that request ends up, without the detour")
        return
    to, name = taker.action.upstream, way.upstream.at
    plain = to.template is None and to.method is None and to.over in (None, way.upstream.over)
    written = name is not None and name.text == way.to
    edits = (Edit(name, to.to),) if name is not None and plain and written else ()
    yield Help(f"lead it to `{to.to}` at once, as {_quoted(taker)} does", edits=edits)


def _quoted(route: Route) -> str:
    return f"`{route.name}`"
