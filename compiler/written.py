"""Values of the model as a program would write them, for people to read."""

from typing import Any, cast

from .model import (
    Acceptance,
    AllOf,
    AnyOf,
    Breaker,
    Cache,
    Compares,
    Condition,
    Constant,
    Cors,
    Distribution,
    Exponential,
    IsOneOf,
    IsThere,
    Limit,
    Location,
    Lognormal,
    Matches,
    Mixture,
    Not,
    Percentile,
    Quota,
    Retry,
    Samples,
    Shows,
    ShowsAll,
    ShowsAny,
    Subject,
    Uniform,
)
from .units import count_text


def value_text(value: Any) -> str:
    """Any value of a policy or a gateway; whatever has no form of its own says it itself."""
    match value:
        case tuple():
            parts = cast("tuple[Any, ...]", value)
            return ", ".join(value_text(one) for one in parts) or "none"
        case Retry():
            return _retry(value)
        case Limit():
            burst = f" burst {count_text(value.burst)}" if value.burst is not None else ""
            return f"{value.rate}{burst}{_per(value.per)}"
        case Quota():
            return f"{value.rate}{_per(value.per)}"
        case Cache():
            stale = f" stale {value.stale}" if value.stale else ""
            return f"{value.time}{_per(value.per)}{stale}"
        case Cors():
            return f"origins {value_text(value.origins)}"
        case Breaker():
            return f"trip {value.trip} of {value.of} in {value.within}, open {value.open}"
        case Location():
            return f"from {value.prefix} to {value.public_prefix}"
        case True:
            return "on"
        case _:
            return str(value)


def _retry(value: Retry) -> str:
    on = f" on {value_text(value.on)}" if value.on else ""
    backoff = f" backoff {value.backoff}" if value.backoff else ""
    to = f" to {value.backoff_max}" if value.backoff_max else ""
    return f"{value.count}{on} methods {'|'.join(value.methods)}{backoff}{to}"


def _per(keys: tuple[Subject, ...]) -> str:
    return f" per {', '.join(map(str, keys))}" if keys else ""


def distribution_text(value: Distribution) -> str:
    match value:
        case Constant():
            return str(value.value)
        case Uniform():
            return f"uniform({value.low}, {value.high})"
        case Exponential():
            return f"exponential(mean {value.mean})"
        case Lognormal():
            return f"lognormal({_percentile(value.low)}, {_percentile(value.high)})"
        case Mixture():
            parts = (f"{part.share}: {distribution_text(part.of)}" for part in value.parts)
            return f"mix({', '.join(parts)})"
        case Samples():
            return f'samples("{value.file}")'


def _percentile(value: Percentile) -> str:
    return f"p{value.ppm / 10_000:g} {value.value}"


def condition_text(value: Condition) -> str:
    match value:
        case IsThere():
            return str(value.subject)
        case Compares():
            return f"{value.subject} {value.how} {_quoted(value.value)}"
        case IsOneOf():
            return f"{value.subject} in [{', '.join(_quoted(one) for one in value.values)}]"
        case Matches():
            return f"{value.subject} matches '{value.regex}'"
        case Not():
            return f"not {_inner(value.inner)}"
        case AllOf():
            return " and ".join(_inner(part) for part in value.parts)
        case AnyOf():
            return " or ".join(_inner(part) for part in value.parts)


def _inner(value: Condition) -> str:
    text = condition_text(value)
    return f"({text})" if isinstance(value, AllOf | AnyOf) else text


def _quoted(value: object) -> str:
    if not isinstance(value, str):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def acceptance_text(value: Acceptance) -> str:
    match value:
        case Shows():
            inner = f" with {_inner(value.condition)}" if value.condition is not None else ""
            return f"{value.credential}{inner}"
        case ShowsAll():
            return " and ".join(_nested(part) for part in value.parts)
        case ShowsAny():
            return " or ".join(_nested(part) for part in value.parts)


def _nested(value: Acceptance) -> str:
    text = acceptance_text(value)
    return text if isinstance(value, Shows) else f"({text})"
