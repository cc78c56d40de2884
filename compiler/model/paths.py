"""Path patterns and templates, taken apart into segments."""

from typing import Literal

from ...dsl.frozen import frozen


@frozen
class Exactly:
    """A literal segment, percent-escapes of unreserved characters decoded."""

    text: str
    kind: Literal["exactly"] = "exactly"


@frozen
class Param:
    """`{name}` or `{name: 'regex'}`: one segment that is not empty."""

    name: str
    regex: str | None = None
    kind: Literal["param"] = "param"


@frozen
class Tail:
    """`**` at the end of a pattern, `{**}` in a template: any number of segments."""

    kind: Literal["tail"] = "tail"


Segment = Exactly | Param | Tail


@frozen
class PathPattern:
    """A path as written, and the segments between its slashes; `/` has none, `/a/` ends in ``."""

    text: str
    segments: tuple[Segment, ...]

    @property
    def params(self) -> tuple[str, ...]:
        return tuple(part.name for part in self.segments if isinstance(part, Param))

    @property
    def has_tail(self) -> bool:
        parts = self.segments
        return bool(parts) and (type(parts[-1]) is Tail or any(type(p) is Tail for p in parts))
