"""Ways to write a path so that one gateway does not see what the next one makes of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.frozen import frozen
from ...model import Exactly, PathPattern
from ..ways import Way

if TYPE_CHECKING:
    from ...facts import Normalisation

RESERVED = "!$&'()*+,;=:@"


@frozen
class Disguise:
    """`path` is sent, `plain` is what it stands for outside, `inside` what the next one reads.

    `what` is what is odd about it, `kept` and `undone` are what the two products do with that.
    """

    path: str
    plain: str
    inside: str
    what: str
    kept: str = ""
    undone: str = ""


def disguised(
    way: Way, protected: Way, outside: "Normalisation", inside: "Normalisation"
) -> Iterator[Disguise]:
    """Paths below the open route that become the protected one, as far as the two products differ."""
    plain, goal = _plain(protected.route.path), _goal(protected)
    if plain is None or goal is None:
        return
    ahead = _literals(way.upstream.template or way.route.path)
    open_ = "/" + "/".join(_literals(way.route.path))
    door = "" if open_ == "/" else open_
    wanted = goal.split("/")[1:]
    if outside.dot_segments == "keep" and inside.dot_segments == "resolve":
        up = [".."] * len(ahead) if ahead else ["x", ".."]
        path = "/".join((door, *up, *wanted))
        yield Disguise(path, plain, goal, "`..`", "keeps `..`", "resolves `..`")
    if wanted[: len(ahead)] != ahead or len(wanted) == len(ahead):
        return
    rest = wanted[len(ahead) :]
    if outside.double_slashes == "keep" and inside.double_slashes == "merge":
        path = f"{door}//{'/'.join(rest)}"
        yield Disguise(path, plain, goal, "`//`", "keeps `//`", "makes one slash of `//`")
    if outside.escaped_slashes == "keep" and inside.escaped_slashes == "decode" and len(rest) > 1:
        path = f"{door}/{'%2F'.join(rest)}"
        yield Disguise(path, plain, goal, "`%2F`", "keeps `%2F`", "decodes `%2F`")


def escaped(way: Way, protected: Way) -> Iterator[Disguise]:
    """A reserved character of the protected route, written as an escape."""
    plain = _plain(protected.route.path)
    if (
        plain is None
        or way.upstream.template is not None
        or protected.upstream.template is not None
    ):
        return
    for part in protected.route.path.segments:
        if not isinstance(part, Exactly):
            continue
        for sign in RESERVED:
            if sign in part.text:
                hidden = part.text.replace(sign, f"%{ord(sign):02X}")
                path = plain.replace(f"/{part.text}", f"/{hidden}", 1)
                yield Disguise(path, plain, plain, sign)
                return


def _plain(pattern: PathPattern) -> str | None:
    from ...patterns import example, shape_of

    return example(shape_of(pattern))


def _goal(protected: Way) -> str | None:
    """The protected path as the inner gateway gets it."""
    from ...trace.matching import bound_by
    from ...trace.rewriting import rewritten

    plain = _plain(protected.route.path)
    bound = bound_by(protected.route.path, plain) if plain is not None else None
    if plain is None or bound is None:
        return None
    return rewritten(protected.upstream.template, plain, bound)


def _literals(pattern: PathPattern) -> list[str]:
    found: list[str] = []
    for part in pattern.segments:
        if not isinstance(part, Exactly):
            break
        found.append(part.text)
    return found
