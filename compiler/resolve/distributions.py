"""`lognormal(p50 12ms, p99 80ms)` and its kin."""

from collections.abc import Callable
from decimal import Decimal

from ...dsl import tree
from ...dsl.finding import Help
from ..model import (
    Constant,
    Distribution,
    Exponential,
    Lognormal,
    Mixture,
    Percentile,
    Samples,
    Uniform,
    Weighted,
)
from ..units import Duration, Share
from . import values
from .scope import Scope, followed

FORMS = {
    "constant": "constant(2s)",
    "uniform": "uniform(10ms, 30ms)",
    "exponential": "exponential(mean 3s)",
    "lognormal": "lognormal(p50 12ms, p99 80ms)",
    "mix": "mix(90%: constant(5ms), 10%: constant(2s))",
    "samples": 'samples("file.csv")',
}


def distribution(value: tree.Value, scope: Scope) -> Distribution | None:
    found, there = followed(value, scope)
    if not isinstance(found, tree.Call):
        fixed = values.read(value, scope, values.duration, "a duration or a distribution")
        return None if fixed is None else Constant(fixed)
    name = found.name.text
    if name not in FORMS:
        values.report_word(found.name, name, there, tuple(FORMS), "distribution")
        return None
    return _MAKERS[name](found, there)


def _misfit(call: tree.Call, scope: Scope, why: str) -> None:
    name = call.name.text
    scope.desk.report(
        "GW0108",
        f"`{name}` {why}",
        call.span,
        "these arguments",
        help=[Help(f"write it like `{FORMS[name]}`")],
        about=(name,),
    )


def _durations(call: tree.Call, scope: Scope, labels: tuple[str, ...]) -> list[Duration] | None:
    """So many durations; an argument may say what it is, or leave that to its place."""
    said = [argument.label.text if argument.label else None for argument in call.arguments]
    if len(said) != len(labels) or any(
        s not in (None, w) for s, w in zip(said, labels, strict=True)
    ):
        _misfit(call, scope, f"takes {len(labels)} duration{'s' * (len(labels) > 1)}")
        return None
    read = [values.read(a.value, scope, values.duration, "a duration") for a in call.arguments]
    return [one for one in read if one is not None] if None not in read else None


def _constant(call: tree.Call, scope: Scope) -> Distribution | None:
    found = _durations(call, scope, ("value",))
    return Constant(found[0]) if found else None


def _uniform(call: tree.Call, scope: Scope) -> Distribution | None:
    found = _durations(call, scope, ("from", "to"))
    if found and found[0] > found[1]:
        _misfit(call, scope, "goes from the lower duration to the higher one")
        return None
    return Uniform(found[0], found[1]) if found else None


def _exponential(call: tree.Call, scope: Scope) -> Distribution | None:
    found = _durations(call, scope, ("mean",))
    return Exponential(found[0]) if found else None


def _lognormal(call: tree.Call, scope: Scope) -> Distribution | None:
    points = [_percentile(argument, scope) for argument in call.arguments]
    if len(points) != 2 or None in points:
        _misfit(call, scope, "takes two percentiles")
        return None
    low, high = sorted((p for p in points if p is not None), key=lambda point: point.ppm)
    if low.ppm == high.ppm or not low.value < high.value or low.value.us == 0:
        _misfit(call, scope, "takes two percentiles that grow, from above zero")
        return None
    return Lognormal(low, high)


def _percentile(argument: tree.Argument, scope: Scope) -> Percentile | None:
    label = argument.label.text if argument.label else ""
    try:
        ppm = int(Decimal(label[1:9]) * 10_000) if label.startswith("p") else 0
    except ArithmeticError:
        ppm = 0
    value = values.read(argument.value, scope, values.duration, "a duration")
    return Percentile(ppm, value) if 0 < ppm < 1_000_000 and value is not None else None


def _mix(call: tree.Call, scope: Scope) -> Distribution | None:
    parts = [_weighted(argument, scope) for argument in call.arguments]
    if not parts or None in parts:
        if any(argument.label is None for argument in call.arguments) or not parts:
            _misfit(call, scope, "takes a share before each of its parts")
        return None
    known = tuple(part for part in parts if part is not None)
    total = sum(part.share.ppm for part in known)
    if total != 1_000_000:
        _misfit(call, scope, f"has shares that sum to {Share(total)}, not to 100%")
    return Mixture(known)


def _weighted(argument: tree.Argument, scope: Scope) -> Weighted | None:
    if argument.label is None or argument.label.kind != "NUMBER":
        return None
    portion = values.read_text(argument.label.text, argument.label, scope, values.share)
    inner = distribution(argument.value, scope)
    return Weighted(portion, inner) if portion is not None and inner is not None else None


def _samples(call: tree.Call, scope: Scope) -> Distribution | None:
    if len(call.arguments) != 1 or call.arguments[0].label is not None:
        _misfit(call, scope, "takes the name of one file")
        return None
    name = values.text_value(call.arguments[0].value, scope)
    return Samples(name) if name else None


_MAKERS: dict[str, Callable[[tree.Call, Scope], Distribution | None]] = {
    "constant": _constant,
    "uniform": _uniform,
    "exponential": _exponential,
    "lognormal": _lognormal,
    "mix": _mix,
    "samples": _samples,
}
