"""From text to meaning in one word, for tests of what programs mean."""

from pathlib import Path
from tempfile import TemporaryDirectory

from gatewright.compiler.known_targets import only
from gatewright.compiler.model import Federation, Gateway, HeaderChange, Policy, Route, Traced
from gatewright.compiler.pipeline import Compilation, compile_file
from gatewright.dsl.codes import Level
from gatewright.targets.find import BUILT_IN

SERVICE = '\nservice orders { url "http://orders:8080" }\n'


def compiled(text: str, **others: str) -> Compilation:
    """A program without errors, with further files by their name: `team=".."` is team.gate."""
    with TemporaryDirectory() as folder:
        for name, content in {"fed": text, **others}.items():
            (Path(folder) / f"{name}.gate").write_text(content, encoding="utf-8")
        found = compile_file(str(Path(folder) / "fed.gate"), only(*BUILT_IN))
    assert [] == [f.message for f in found.findings if f.level is Level.ERROR]
    return found


def meaning(text: str, **others: str) -> Federation:
    """The base program."""
    federation = compiled(text, **others).federation
    assert federation is not None
    return federation


def edge(text: str) -> Gateway:
    """The gateway `edge` of a program that need not declare its service."""
    return meaning(text + SERVICE).gateways["edge"]


def the_route(gateway: Gateway) -> Route:
    (route,) = gateway.routes
    return route


def wait(policy: Policy, kind: str) -> str | None:
    """A time-out as the program would write it, None where nobody said one."""
    traced = getattr(policy, kind)
    return None if traced is None else str(traced.value)


def headers(changes: tuple[Traced[HeaderChange], ...]) -> list[tuple[str, str, str]]:
    return [(c.value.verb, c.value.header, str(c.value.value)) for c in changes]
