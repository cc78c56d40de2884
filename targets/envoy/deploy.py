"""DEPLOY.md: what a person has to do with a bundle."""

import re
from collections.abc import Iterable, Iterator

from ...compiler.model import (
    ANYONE,
    ApiKey,
    Basic,
    Client,
    Forward,
    FromEnv,
    Jwt,
    Route,
    SharedSecret,
    Shows,
    Text,
    Travel,
)
from ...compiler.target import HOP_HEADER, GatewaySlice, Loss
from ...compiler.target.members import members_of
from ...compiler.target.mentions import shown_in
from .accepting import jwks_url, key_variable, login_variable
from .clusters import authority
from .listener import PORT
from .sending import attached_by


def deploy_text(part: GatewaySlice, losses: Iterable[Loss], accepted: list[str]) -> str:
    sections = (
        _opening(part),
        _starting(),
        _variables(part),
        _files(part, accepted),
        _dns(part),
        _around(part),
        _afterwards(part),
        _losses(losses),
    )
    return "\n".join("\n".join(lines) + "\n" for section in sections if (lines := list(section)))


def _opening(part: GatewaySlice) -> Iterator[str]:
    limit = part.gateway.hop_guard.value
    yield (
        f"The hop guard is there: a request that has passed {limit} gateways is answered with 508 "
        f"(header `{HOP_HEADER}`)."
        if limit is not None
        else "The hop guard is off: nothing stops a request that goes round in a loop."
    )
    yield ""
    where = f", environment `{part.environment}`" if part.environment else ""
    yield f"# `{part.gateway.name}` on Envoy"
    yield ""
    yield f"Federation `{part.federation}`{where}. Tested with Envoy 1.40."


def _starting() -> Iterator[str]:
    yield "## Start"
    yield ""
    yield "`envoy.json` has open places, because Envoy reads no variables. `fill.py` (Python 3, its"
    yield "standard library only) fills them from the environment and the files below, says what is"
    yield "missing, writes `envoy.filled.json`, which only its owner can read, and starts Envoy:"
    yield ""
    yield "```sh"
    yield "python3 fill.py                                        # fill only"
    yield "envoy --mode validate -c envoy.filled.json             # let Envoy check the result"
    yield "python3 fill.py -- envoy --use-dynamic-base-id         # fill and start"
    yield "```"
    yield ""
    yield "A change of a variable or of a file of keys counts after a restart."


def _variables(part: GatewaySlice) -> Iterator[str]:
    yield "## Variables"
    yield ""
    yield "| variable | what |"
    yield "| --- | --- |"
    for variable in part.variables.values():
        kind = "secret" if variable.secret else "value"
        said = f", in the program `{variable.value}`" if variable.value is not None else ""
        yield f"| `{variable.name}` | {kind} of the program{_cell(said)} |"
    for name in attached_by(_travels(part)):
        credential = part.credentials[name]
        if isinstance(credential, ApiKey):
            yield f"| `{key_variable(name)}` | secret: the API key that this gateway shows as `{name}` |"
        elif isinstance(credential, Basic) and credential.variable is None:
            yield f"| `{login_variable(name)}` | secret: `user:password` shown as `{name}` |"
    yield f"| `ENVOY_LISTEN_PORT` | optional; {part.gateway.listen or PORT} without it |"
    yield "| `ENVOY_LISTEN_ADDRESS` | optional; all addresses without it |"
    yield (
        "| `ENVOY_ADMIN_PORT` | optional; no admin port without it, else on 127.0.0.1 only, where it "
        "shows every secret to whoever asks |"
    )
    yield "| `UPSTREAM_CA` | optional; a file of authorities for upstreams' certificates |"


def _travels(part: GatewaySlice) -> Iterator[Travel]:
    for route in part.gateway.routes:
        yield route.travel
        yield from (member.travel for member in members_of(route.action))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _files(part: GatewaySlice, accepted: list[str]) -> Iterator[str]:
    rows = list(_file_rows(part, accepted))
    if rows:
        yield "## Files beside `envoy.json`"
        yield ""
        yield "| file | what stands in it |"
        yield "| --- | --- |"
        yield from rows


def _file_rows(part: GatewaySlice, accepted: list[str]) -> Iterator[str]:
    for name in accepted:
        credential = part.credentials[name]
        if isinstance(credential, ApiKey):
            clients = ", ".join(f"`{one.name}`" for one in _holders(part, name)) or "the clients"
            yield (
                f'| `keys/{name}.json` | the API keys of {clients}: `{{"THE KEY": "CLIENT"}}`, or '
                '`{"THE KEY": {"client": "CLIENT", "metadata": {"NAME": "VALUE"}}}` |'
            )
        elif isinstance(credential, Basic) and credential.variable is None:
            yield f'| `keys/{name}.json` | users and their passwords: `{{"USER": "PASSWORD"}}` |'
        elif isinstance(credential, Jwt):
            found = jwks_url(credential)
            source = _shown(found) if found is not None else "nowhere"
            yield (
                f"| `keys/{name}.jwks.json` | optional where the keys can be fetched ({source}): "
                "the JWKS itself |"
            )
    if part.serves_tls:
        named = "" if part.gateway.domains or part.entries else f" (it names `{_called(part)}`)"
        yield (
            "| `tls/server.crt`, `tls/server.key` | the certificate of this gateway"
            f"{named}, and its key |"
        )
    yield "| `tls/ca.crt` | optional: authorities for upstreams' certificates, else the system's |"


def _holders(part: GatewaySlice, name: str) -> list[Client]:
    return [
        client
        for client in part.clients.values()
        if any(shown.credential == name for shown in client.presents)
    ]


def _shown(value: Text) -> str:
    return f"${value.variable}" if isinstance(value, FromEnv) else value


def _dns(part: GatewaySlice) -> Iterator[str]:
    if not part.gateway.domains and not part.entries:
        return
    yield "## DNS"
    yield ""
    for domain in part.gateway.domains:
        yield f"- `{_shown(domain)}`: an A, AAAA or CNAME record that leads to this Envoy"
    for entry in part.entries:
        names = _names([_shown(domain) for domain in entry.domains])
        yield f"- the entry `{entry.name}`: the records of {names} name this Envoy among others"
    if part.serves_tls:
        yield "- the certificate in `tls/server.crt` has to name each of them"


def _around(part: GatewaySlice) -> Iterator[str]:
    yield "## Around it"
    yield ""
    members = list(dict.fromkeys(
        there.name for there in part.destinations.values() if there.kind == "gateway"
    ))  # fmt: skip
    if members:
        yield f"- start these first, they stand behind it: {_names(members)}"
    if part.called_by:
        yield f"- these call it: {_names(part.called_by)}"
    for there in part.destinations.values():
        host = authority(there) if there.url is not None else None
        if isinstance(host, str) and there.kind != "url":
            yield f"- `{there.name}` has to be reachable, {there.over}, as `{host}`"
    if part.gateway.exposure.value == "internal":
        yield "- it is internal: let nothing but its callers reach the port (firewall, network policy)"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _afterwards(part: GatewaySlice) -> Iterator[str]:
    yield "## Check afterwards"
    yield ""
    if part.serves_tls:
        yield "With a certificate of an authority of your own, add `--cacert` and its file."
        yield ""
    yield "```sh"
    lines = [line for route in part.gateway.routes for line in _curls(part, route)]
    yield from dict.fromkeys(lines)
    yield f"{_curl(part, '/no-such-route')}   # 404"
    yield "```"


def _curls(part: GatewaySlice, route: Route) -> Iterator[str]:
    """Only what a shell and a reader can take as it stands."""
    path = route.path.text.replace("/**", "") or "/"
    if _UNSAFE.search(path) or route.when is not None:
        return
    method = f" -X {route.methods[0]}" if route.methods and route.methods[0] != "GET" else ""
    yield f"{_curl(part, path, method)}   # {_expected(route)}"
    if (shown := _showing(part, route)) is not None:
        yield f"{_curl(part, path, method + shown)}   # no 401"


_UNSAFE = re.compile(r"[^A-Za-z0-9/._~%!&*+=:@?-]")
_HEADER = re.compile(r"[A-Za-z0-9-]+")


def _showing(part: GatewaySlice, route: Route) -> str | None:
    """The option of curl that shows what is accepted; its value comes from a variable."""
    accept = route.accept.value if route.accept is not None else None
    credential = part.credentials.get(accept.credential) if isinstance(accept, Shows) else None
    match credential:
        case SharedSecret(header=header, variable=name) if _HEADER.fullmatch(header):
            return f' -H "{header}: ${name}"'
        case ApiKey(header=str(header)) if _HEADER.fullmatch(header):
            return f' -H "{header}: ${key_variable(credential.name)}"'
        case _:
            return None


def _expected(route: Route) -> str:
    shown = list(shown_in(route.accept.value)) if route.accept is not None else []
    if shown and all(one.credential != ANYONE for one in shown):
        return "401: it shows nothing"
    if route.blocked:
        return "403: the route is blocked"
    return "what the upstream answers" if isinstance(route.action, Forward) else "an answer"


def _curl(part: GatewaySlice, path: str, options: str = "") -> str:
    domain = next((one for one in part.gateway.domains if isinstance(one, str)), None)
    scheme = "https" if part.serves_tls else "http"
    port = part.gateway.listen or PORT
    host = domain or _called(part)
    return f"curl -i{options} --resolve '{host}:{port}:127.0.0.1' '{scheme}://{host}:{port}{path}'"


def _called(part: GatewaySlice) -> str:
    """The name by which other gateways call one that has no domain; its certificate bears it."""
    return part.gateway.name.replace("_", "-")


def _losses(losses: Iterable[Loss]) -> Iterator[str]:
    lines = [
        f"- {f'`{loss.route}`: ' if loss.route else ''}{loss.need}: {loss.what}" for loss in losses
    ]
    if lines:
        yield "## What is not as the program says"
        yield ""
        yield from lines
