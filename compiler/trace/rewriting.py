"""The path that a request leaves with."""

from ..model import Exactly, Param, PathPattern, Tail
from .matching import Bound


def rewritten(template: PathPattern | None, path: str, bound: Bound) -> str:
    """The path as it came, or the template filled in; a tail of nothing leaves no slash behind."""
    if template is None:
        return path
    parts: list[str] = []
    for part in template.segments:
        match part:
            case Exactly(text=text):
                parts.append(text)
            case Param(name=name):
                parts.append(bound.params.get(name, ""))
            case Tail():
                parts.extend(bound.tail)
    return "/" + "/".join(parts)


def appended(base: str, path: str) -> str:
    """As URL forwarding does: the path behind the base path, one slash between them."""
    return base.rstrip("/") + path


def in_url(url: str) -> tuple[str, str, str]:
    """Scheme, authority and base path of an address."""
    scheme, mark, rest = url.partition("://")
    if not mark:  # the whole address, or its beginning, comes from a variable
        scheme, rest = "https", url
    authority, slash, path = rest.partition("/")
    return scheme, authority, slash + path
