"""What somebody saw, and what they know besides."""

from ...dsl.frozen import frozen
from ..units import Duration


@frozen
class Symptom:
    """`saw` None: no answer came at all.

    `at` is who answered, `silent` are the gateways that no request reached, `ok` the addresses
    that work when they are called directly, `media` the content type and `after` the time that the
    answer took.
    """

    saw: int | None
    at: str | None = None
    silent: tuple[str, ...] = ()
    ok: tuple[str, ...] = ()
    media: str | None = None
    after: Duration | None = None
