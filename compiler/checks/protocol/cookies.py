"""For which paths a browser shows a cookie."""


def cookie_path(value: object) -> str | None:
    """The path that a cookie is for, where it is not all of them."""
    if not isinstance(value, str) or "=" not in value.partition(";")[0]:
        return None
    for part in value.split(";")[1:]:
        name, _, path = part.strip().partition("=")
        if name.lower() == "path" and path.startswith("/") and path != "/":
            return path.rstrip("/")
    return None


def is_below(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(f"{prefix}/")
