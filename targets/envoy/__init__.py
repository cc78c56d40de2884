"""Envoy from a static bootstrap.

A bundle holds `envoy.json` (a bootstrap with open places), `guard.lua` and `gate.lua` (what Envoy
has no words for), `fill.py` (standard library only) and `DEPLOY.md`.

    python3 fill.py                 writes envoy.filled.json beside itself, mode 0600, or says what
                                    is missing and ends with status 1
    python3 fill.py -- envoy ...    the same, then becomes `envoy ... -c envoy.filled.json`

What it reads, all relative to its own folder:

- each variable of the program by its own name from the environment; `<CREDENTIAL>_KEY` for an API
  key that the gateway attaches, `<CREDENTIAL>_LOGIN` (`user:password`) for a basic login that it
  attaches, where the program names no variable
- `keys/<credential>.json` for each API key that is accepted: `{"the key": "the client"}`, or with
  metadata `{"the key": {"client": "the client", "metadata": {"tenant": "acme"}}}`; for each basic
  login that is accepted without a variable: `{"the user": "the password"}`
- `keys/<credential>.jwks.json` in place of fetching the keys of a JWT's issuer, where it is there
- `tls/server.crt`, `tls/server.key` where the gateway serves TLS; `tls/ca.crt`, where it is there,
  in place of the system's authorities (`UPSTREAM_CA` names another file)
- `ENVOY_LISTEN_ADDRESS` (default 0.0.0.0), `ENVOY_LISTEN_PORT` (default: the program's `listen`,
  else 10000), `ENVOY_ADMIN_PORT` (on 127.0.0.1; none without it)

An upstream's certificate is checked against the name in the Host header that it is sent, without
the port, which is also the SNI. `run` listens on 127.0.0.1 unless told otherwise.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ...compiler.model import Gateway
from ...compiler.target import (
    Bundle,
    GatewaySlice,
    Process,
    Rendering,
    Target,
    Validation,
    Variant,
)


@cache
def _variants() -> Mapping[str, Variant]:
    from . import abilities, facts

    return {"envoy": Variant("envoy", facts.facts(), abilities.ABILITIES)}


def _variant_of(_gateway: Gateway) -> str:
    return "envoy"


def _render(part: GatewaySlice) -> Rendering:
    from .render import render

    return render(part)


def _check(bundle: Bundle, folder: Path) -> Validation:
    from .launch import check_with_product

    return check_with_product(bundle, folder)


def _run(folder: Path, values: dict[str, str]) -> tuple[Process, ...]:
    from .launch import run

    return tuple(run(folder, values))


TARGET = Target(
    "envoy",
    "Envoy proxy, from a static bootstrap",
    variants=_variants,
    variant_of=_variant_of,
    render=_render,
    check_with_product=_check,
    run=_run,
)
