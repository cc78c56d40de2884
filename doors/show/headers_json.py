"""The headers of a request as one JSON object."""

from collections.abc import Iterable


def headers_json(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Several values of one name are joined, as HTTP allows."""
    joined: dict[str, str] = {}
    for name, value in headers:
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined
