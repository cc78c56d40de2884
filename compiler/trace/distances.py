"""How far apart two regions are, which one is near, and where labelled data may go."""

from ..model import Federation, Label


def round_trip(federation: Federation, here: str | None, there: str | None) -> int:
    """Microseconds there and back; nothing within a region, or where a region is not known."""
    if here is None or there is None or here == there:
        return 0
    return next((t.time.us for t in federation.round_trips if {here, there} == {*t.regions}), 0)


def nearest_of(federation: Federation, regions: tuple[str, ...], to: str | None) -> str | None:
    """The region from which `to` is reached the soonest; the first written where that is equal."""
    if not regions:
        return None
    return min(regions, key=lambda region: round_trip(federation, region, to) if to else 0)


def forbids(federation: Federation, label: Label, regions: tuple[str, ...]) -> str | None:
    """The region that data with this label must not come to, None where all of them are fine."""
    for name in regions:
        known = federation.regions.get(name)
        names = {name, *(known.jurisdictions if known else ())}
        if known is not None and known.base is not None:
            names.add(known.base)
        if label.within and not names & {*label.within}:
            return name
        if names & {*label.not_through}:
            return name
    return None
