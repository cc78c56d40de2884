"""What the workloads of a program send through each gateway, where they say how much that is."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from weakref import WeakKeyDictionary

from ....dsl.frozen import frozen
from ...model import Bursts, Call, Poisson, Profile, Steady, Stream, Workload
from ...units import Rate
from ..case import Case
from .buckets import per_second
from .counted import counted

MINUTES_A_DAY = 24 * 60


@frozen
class Load:
    """Requests a second that are counted at each gateway, on the long run."""

    workload: Workload
    rates: Mapping[str, Fraction]


_LOADS: "WeakKeyDictionary[Case, tuple[Load, ...]]" = WeakKeyDictionary()


def loads(case: Case) -> tuple[Load, ...]:
    """One for each workload; a stream that does not say how often it calls adds nothing."""
    if case not in _LOADS:
        every = case.federation.workloads.values()
        _LOADS[case] = tuple(Load(one, _rates(case, one)) for one in every)
    return _LOADS[case]


def _rates(case: Case, workload: Workload) -> Mapping[str, Fraction]:
    found: dict[str, Fraction] = {}
    for stream in workload.streams:
        mean = _mean(stream)
        if mean is not None:
            for call in stream.mix:
                share = mean * Fraction(call.share.ppm, 1_000_000)
                for name, count in _counted(case, stream, call).items():
                    found[name] = found.get(name, Fraction(0)) + share * count
    return found


def _mean(stream: Stream) -> Fraction | None:
    match stream.arrival:
        case Poisson(rate=rate) | Steady(rate=rate):
            return per_second(rate)
        case Bursts(rate=rate, factor=factor, lasting=lasting, every=every) if every.us:
            more = Fraction(str(factor.times)) - 1
            return per_second(rate) * (1 + more * Fraction(lasting.us, every.us))
        case Profile(points=points) if points:
            return _over_the_day([(point.time.minutes, point.rate) for point in points])
        case _:
            return None


def _over_the_day(points: list[tuple[int, Rate]]) -> Fraction:
    """Linear between its points, and the same every day."""
    ordered = sorted(points, key=lambda point: point[0])
    first = ordered[0]
    ends = [*ordered[1:], (first[0] + MINUTES_A_DAY, first[1])]
    areas = (
        (per_second(here[1]) + per_second(there[1])) / 2 * (there[0] - here[0])
        for here, there in zip(ordered, ends, strict=True)
    )
    return sum(areas, Fraction(0)) / MINUTES_A_DAY


def _counted(case: Case, stream: Stream, call: Call) -> Mapping[str, Fraction]:
    from ...patterns import example, shape_of
    from ...trace import Question

    path = example(shape_of(call.path))
    if path is None:
        return {}
    question = Question(
        call.methods[0] if call.methods else "GET",
        f"{path}?{call.query}" if call.query else path,
        client=stream.client,
        to=stream.to,
        body_bytes=call.body.bytes if call.body is not None else 0,
    )
    trace = case.trace(question)
    return counted(case, trace) if trace is not None and trace.hops else {}


def at(load: Load, gateways: tuple[str, ...]) -> Iterator[tuple[str, Fraction]]:
    """What comes to each of these, where anything does."""
    for name in gateways:
        if name in load.rates:
            yield name, load.rates[name]
