"""The built-in regions: where they are, whose law holds there, and how far apart they are."""

from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from ...dsl.frozen import frozen
from .shipped import Source, load, source_from


class RoundTripKind(StrEnum):
    MEASURED = "measured"  # between two AWS regions
    DERIVED = "derived"  # another cloud stands in for its nearest AWS region
    ASSUMED = "assumed"  # inside one region: a round figure


@frozen
class BuiltinRegion:
    name: str  # `aws.eu-west-1`
    place: str
    country: str  # ISO 3166-1 alpha-2
    jurisdictions: tuple[str, ...]  # the country first, then what it belongs to
    source: Source
    near: str | None = None  # the AWS region whose round trips stand for this one's

    def within(self, jurisdiction: str) -> bool:
        return jurisdiction in self.jurisdictions


@frozen
class RoundTrip:
    us: int  # the median
    p90_us: int
    source: Source
    kind: RoundTripKind


class RegionCatalogue:
    """Read on first use: most programs name two or three regions, and many name none."""

    def find(self, name: str) -> BuiltinRegion | None:
        return self._regions.get(name)

    def names(self) -> tuple[str, ...]:
        """All of them, sorted."""
        return tuple(sorted(self._regions))

    def jurisdictions(self) -> tuple[str, ...]:
        """Every word that may follow `within` and `not through`, besides a region's name."""
        return tuple(sorted({*self._members, *self._file["countries"].split()}))

    def jurisdictions_of(self, country: str) -> tuple[str, ...]:
        """The country itself, then the unions and the short name it goes by: `DE EEA EU`."""
        groups = (group for group, members in self._members.items() if country in members)
        return (country, *sorted(groups))

    def round_trip(self, here: str, there: str) -> RoundTrip | None:
        """None if either name is unknown. The order of the two never matters.

        The figures were measured in both directions at different times. A round trip has no
        direction, so the mean of both cells is given.
        """
        one, other = self.find(here), self.find(there)
        if one is None or other is None:
            return None
        if one is other:
            us = self._file["same_region"] * 100
            return RoundTrip(us, us, self._source("same_region"), RoundTripKind.ASSUMED)
        row, column = self._row[one.near or one.name], self._row[other.near or other.name]
        derived = one.near is not None or other.near is not None
        return RoundTrip(
            self._mean_us("p50", row, column),
            self._mean_us("p90", row, column),
            self._source("round_trips"),
            RoundTripKind.DERIVED if derived else RoundTripKind.MEASURED,
        )

    @cached_property
    def _file(self) -> dict[str, Any]:
        return load("regions.json")

    @cached_property
    def _members(self) -> dict[str, frozenset[str]]:
        stated = {group: frozenset(c.split()) for group, c in self._file["members"].items()}
        beside = stated.pop("EEA_beside_EU")
        return {**stated, "EEA": stated["EU"] | beside}

    @cached_property
    def _regions(self) -> dict[str, BuiltinRegion]:
        found = (self._region(cloud, *row) for cloud in CLOUDS for row in self._file[cloud])
        return {region.name: region for region in found}

    @cached_property
    def _row(self) -> dict[str, int]:
        """Where an AWS region stands in the matrices: they are in the order of its list."""
        return {f"aws.{row[0]}": place for place, row in enumerate(self._file["aws"])}

    def _region(
        self, cloud: str, name: str, place: str, country: str, near: str | None = None
    ) -> BuiltinRegion:
        return BuiltinRegion(
            name=f"{cloud}.{name}",
            place=place,
            country=country,
            jurisdictions=self.jurisdictions_of(country),
            source=self._source(f"{cloud}.regions"),
            near=f"aws.{near}" if near else None,
        )

    def _mean_us(self, percentile: str, row: int, column: int) -> int:
        matrix: list[list[int]] = self._file[percentile]  # tenths of a millisecond
        return (matrix[row][column] + matrix[column][row]) * 50

    def _source(self, key: str) -> Source:
        return source_from(self._file, key)


CLOUDS = ("aws", "azure", "gcp")


@lru_cache(maxsize=1)
def regions() -> RegionCatalogue:
    return RegionCatalogue()
