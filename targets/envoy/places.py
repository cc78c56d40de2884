"""Open places of `envoy.json`: what only the environment knows, filled in by `fill.py`.

A place is an object with the key `$fill`. Texts of the program never become keys of that kind, so
no text of a program can be taken for a place.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from ...compiler.model import FromEnv, Text
from ...dsl.frozen import frozen

Json = dict[str, Any]
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_PORTS = {"http": 80, "ws": 80, "grpc": 80, "https": 443, "wss": 443, "grpcs": 443}


def variable(name: str) -> Json:
    return {"$fill": "text", "of": [{"env": name}]}


def text(value: Text) -> str | Json:
    """A text of the program: itself, or the place of its variable."""
    return variable(value.variable) if isinstance(value, FromEnv) else value


def file(path: str) -> Json:
    """The absolute path of a file beside `envoy.json`."""
    return {"$fill": "file", "path": path}


def optional(name: str, default: str | int) -> Json:
    """A variable that may be left out; a number where its default is one."""
    return {"$fill": "optional", "name": name, "default": default}


@frozen
class Address:
    """A URL, or what it is put together of where variables give a part of it.

    `scheme` counts only where the URL does not say one itself.
    """

    url: Text
    scheme: str = "https"

    @property
    def pieces(self) -> list[Any]:
        if isinstance(self.url, FromEnv):
            return [{"env": self.url.variable}]
        parts = _VARIABLE.split(self.url)
        return [
            {"env": part} if place % 2 else part
            for place, part in enumerate(parts)
            if part or place % 2
        ]

    @property
    def is_known(self) -> bool:
        return isinstance(self.url, str) and _VARIABLE.search(self.url) is None

    def _place(self, what: str, **more: object) -> Json:
        return {"$fill": what, "of": self.pieces, "scheme": self.scheme, **more}

    def _split(self) -> tuple[str, str, int, str]:
        """Scheme, host, port and base path; the language has checked that there are such."""
        assert isinstance(self.url, str)
        written = self.url if "://" in self.url else f"{self.scheme}://{self.url}"
        split = urlsplit(written)
        port = split.port or _PORTS.get(split.scheme, 80)
        return split.scheme, split.hostname or "", port, split.path.rstrip("/")

    def host(self) -> str | Json:
        return self._split()[1] if self.is_known else self._place("host")

    def port(self) -> int | Json:
        return self._split()[2] if self.is_known else self._place("port")

    def authority(self) -> str | Json:
        """Host and port, the port left out where it is the scheme's own."""
        if not self.is_known:
            return self._place("authority")
        scheme, host, port, _ = self._split()
        return host if port == _PORTS.get(scheme) else f"{host}:{port}"

    def base(self) -> str | None:
        """The path of the URL without a slash at its end; None where a variable decides."""
        return self._split()[3] if self.is_known else None

    def behind_base(self, substitution: str) -> str | Json:
        """A substitution of `regex_rewrite` that begins with the base path."""
        if self.is_known:
            return _escaped(self._split()[3]) + substitution
        return self._place("base", then=substitution)

    def if_tls(self, socket: Json) -> Json | None:
        """The socket where the address is one of https, nothing where it is not."""
        if self.is_known:
            return socket if self._split()[0] in ("https", "wss", "grpcs") else None
        return self._place("if_tls", then=socket)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\")
