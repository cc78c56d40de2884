"""The hosts that a condition asks for."""

from ...model import AllOf, Compares, Condition, IsOneOf


def hosts_of(condition: Condition | None) -> tuple[str, ...]:
    """The hosts of which a request must have one; none where it may have others too."""
    match condition:
        case Compares(subject=subject, how="=", value=str(host)) if subject.name == "host":
            return (host.lower(),)
        case IsOneOf(subject=subject, values=values) if subject.name == "host":
            return tuple(str(value).lower() for value in values)
        case AllOf(parts=parts):
            return next((hosts for part in parts if (hosts := hosts_of(part))), ())
        case _:
            return ()
