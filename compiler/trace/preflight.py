"""A browser that asks before it sends, and what it is told."""

from ..model import Cors, Federation, Route, in_force
from .headers import Pairs
from .outcome import Answer
from .request import Message
from .walk import said


def is_preflight(message: Message) -> bool:
    return (
        message.method == "OPTIONS"
        and message.header("origin") is not None
        and message.header("access-control-request-method") is not None
    )


def answer_to_preflight(
    message: Message, gateway: str, cors: Cors, status: int, federation: Federation
) -> Answer:
    """Without the headers that allow anything where the origin is not one of those named."""
    origin = _allowed(message, cors, federation)
    if origin is None:
        return Answer(status, gateway)
    headers = [*_of_origin(cors, origin)]
    if cors.methods:
        headers.append(("access-control-allow-methods", ", ".join(cors.methods)))
    if cors.headers:
        headers.append(("access-control-allow-headers", ", ".join(cors.headers)))
    if cors.max_age is not None:
        headers.append(("access-control-max-age", str(cors.max_age.us // 1_000_000)))
    return Answer(status, gateway, headers=tuple(headers))


def cors_headers(message: Message, route: Route, federation: Federation) -> Pairs:
    """What an answer to a page of an allowed origin says."""
    cors = in_force(route.policy.cors)
    origin = _allowed(message, cors, federation) if cors is not None else None
    if cors is None or origin is None or is_preflight(message):
        return ()
    exposed = (("access-control-expose-headers", ", ".join(cors.expose)),) if cors.expose else ()
    return (*_of_origin(cors, origin), *exposed)


def _allowed(message: Message, cors: Cors, federation: Federation) -> str | None:
    origin = message.header("origin")
    origins = [said(federation, one) for one in cors.origins]
    return origin if origin is not None and (origin in origins or "*" in origins) else None


def _of_origin(cors: Cors, origin: str) -> Pairs:
    allowed = (("access-control-allow-origin", origin),)
    return (*allowed, ("access-control-allow-credentials", "true")) if cors.credentials else allowed
