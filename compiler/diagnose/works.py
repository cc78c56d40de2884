"""Addresses that work when they are called directly: whose they are."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from ...dsl.frozen import frozen
from .addresses import calls_of, given_name, pattern_of
from .scene import Scene

ALIKE_MIN = 4  # letters that two names of one project begin with


@frozen
class Works:
    """`name` is whose address that is, None where it is nobody's in the program.

    `renamed` where it only looks like an address of that one: another environment of it.
    """

    url: str
    host: str
    name: str | None = None
    renamed: bool = False

    @property
    def path(self) -> str:
        return urlsplit(_with_scheme(self.url)).path


def works_of(scene: Scene) -> tuple[Works, ...]:
    return tuple(_works(scene, url) for url in scene.symptom.ok)


def _works(scene: Scene, url: str) -> Works:
    host = urlsplit(_with_scheme(url)).netloc.lower()
    for name, known in _hosts(scene):
        if host == known.lower():
            return Works(url, host, name)
    return _renamed(scene, url, host) or Works(url, host)


def _with_scheme(url: str) -> str:
    return url if "://" in url else f"https://{url}"


def _hosts(scene: Scene) -> Iterator[tuple[str, str]]:
    whole = scene.federation
    for call in calls_of(scene):
        yield call.name, call.address.host
    for gateway in whole.gateways.values():
        yield from ((gateway.name, one) for one in gateway.domains if isinstance(one, str))
        pattern = scene.facts(gateway.name).naming.default_host.value
        if pattern is not None and isinstance(gateway.vendor_name, str):
            yield gateway.name, pattern.replace("{name}", gateway.vendor_name)
    for service in whole.services.values():
        if isinstance(service.url, str):
            yield service.name, urlsplit(service.url).netloc


def _renamed(scene: Scene, url: str, host: str) -> Works | None:
    """A name that the same platform gave, which begins like one of the program's."""
    found: list[tuple[int, str]] = []
    for call in calls_of(scene):
        if call.platform is not None:
            pattern = pattern_of(scene, call.platform)
            given, said = given_name(pattern, host), given_name(pattern, call.address.host)
            if given is not None and said is not None:
                found.append((_alike(given, said), call.name))
    best = max(found, key=lambda one: one[0], default=None)
    return None if best is None or best[0] < ALIKE_MIN else Works(url, host, best[1], renamed=True)


def _alike(one: str, other: str) -> int:
    """How many letters two names begin with in common."""
    same = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        same += 1
    return same
