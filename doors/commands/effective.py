"""`gatewright effective`: every value of a gateway or route, and where it comes from."""

from collections.abc import Iterable, Sequence
from typing import Any

from ...compiler.effective import EffectiveValue, effective
from ...compiler.model.federation import Federation
from ...compiler.model.gateways import Gateway
from ...targets.load import facts_of
from ..arguments import Arguments
from ..near import listed, or_what_there_is
from ..program import meaning_of
from ..screen import say, say_json
from ..show.cells import clip
from ..show.window import COLUMNS
from ..show.wrapped import wrapped_table
from ..statuses import NOTHING
from ..usage import UsageError

VERSION = 1
COMMAND = "gatewright effective"
HEAD = ("name", "value", "from")
VALUE_COLUMNS_MAX = 36


ABOUT = """\
Show every value of a gateway or route, and where it comes from: what the program says, and where
it says nothing the default of the product, with how that is known.

ROUTE is the route as written, such as /orders/** or 'GET /home'."""


def describe(parser: Arguments) -> None:
    parser.add_argument("file", metavar="FILE", help="a program, a folder, or -")
    parser.add_argument("gateway", metavar="GATEWAY", help="its name")
    parser.add_argument("route", metavar="ROUTE", nargs="?", help="one of its routes")
    parser.environment_option()
    parser.format_option()


def run(file: str, gateway: str, route: str | None, environment: str | None, form: str) -> int:
    federation, status = meaning_of(file, environment)
    if federation is None:
        return status
    values = _values(federation, gateway, route)
    if form == "json":
        say_json({"version": VERSION, "values": [_value_json(value) for value in values]})
    else:
        say("\n".join(wrapped_table([HEAD, *map(_row, values)], COLUMNS)))
    return NOTHING


def _values(federation: Federation, gateway: str, route: str | None) -> Sequence[EffectiveValue]:
    if gateway not in federation.gateways:
        raise _unknown("gateway", gateway, federation.gateways)
    here = federation.gateways[gateway]
    name = route and _route_name(here, route)
    return effective(federation, gateway, name, facts_of(here))


def _route_name(gateway: Gateway, typed: str) -> str:
    """A route is called by methods and path; the path is enough where one route has it."""
    names = list(dict.fromkeys(route.name for route in gateway.routes))
    if typed in names:
        return typed
    meant = list(dict.fromkeys(r.name for r in gateway.routes if r.path.text == typed))
    if not meant:
        raise _unknown("route", typed, names)
    if len(meant) > 1:
        raise UsageError(
            COMMAND, f"`{typed}` may be {listed(meant, 'or')}; write one of them whole"
        )
    return meant[0]


def _unknown(kind: str, typed: str, names: Iterable[str]) -> UsageError:
    return UsageError(COMMAND, f"there is no {kind} `{typed}`{or_what_there_is(typed, names)}")


def _row(value: EffectiveValue) -> tuple[str, str, str]:
    """Where it comes from is what people ask for, so a long value gives way to it."""
    place = f"  {value.span.source.name}:{value.span.line}" if value.span else ""
    return value.name, clip(value.value, VALUE_COLUMNS_MAX), value.origin + place


def _value_json(value: EffectiveValue) -> dict[str, Any]:
    return {
        "name": value.name,
        "value": value.value,
        "origin": value.origin,
        "file": value.span.source.name if value.span else None,
        "line": value.span.line if value.span else None,
    }
