"""The data that ships with the compiler: whole, in itself consistent, and never without a source."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import pytest
from gatewright.compiler import catalogue
from gatewright.compiler.catalogue import (
    BuiltinPlan,
    Confidence,
    PriceTier,
    RoundTripKind,
    Sharing,
    plans,
    regions,
)
from gatewright.compiler.catalogue.plans import BILLED
from gatewright.compiler.units import Money, Size
from pydantic import BaseModel, ConfigDict, Field

FOLDER = Path(catalogue.__file__).parent

AWS_REGIONS = (
    "af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 "
    "ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 "
    "ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 "
    "eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1 mx-central-1 "
    "sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2"
)

EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"


# ---- the files, held against strict models -----------------------------------------------------


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class SourceEntry(Strict):
    name: str = Field(min_length=10)
    date: Annotated[str, Field(pattern=r"^20\d\d(-\d\d(-\d\d)?)?$")] | None


class Members(Strict):
    EU: str
    EEA_beside_EU: str
    UK: str


Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]
Name = Annotated[str, Field(pattern="^[a-z0-9-]+$")]
TenthsOfMs = Annotated[int, Field(gt=0, lt=10_000)]
Matrix = list[list[TenthsOfMs]]


class RegionsFile(Strict):
    sources: dict[str, SourceEntry]
    members: Members
    countries: str
    same_region: TenthsOfMs
    aws: list[Annotated[tuple[Name, str, Country], Field(strict=False)]]
    azure: list[Annotated[tuple[Name, str, Country, Name], Field(strict=False)]]
    gcp: list[Annotated[tuple[Name, str, Country, Name], Field(strict=False)]]
    p50: Matrix
    p90: Matrix


Amount = Annotated[str, Field(pattern=r"^\d+(\.\d+)?$")]
Count = Annotated[int, Field(gt=0)]


class PlanEntry(Strict):
    vendor: str
    base: Amount | None
    includes: Annotated[int, Field(ge=0)] | None
    tiers: list[Annotated[tuple[Amount, Count, Count | None], Field(strict=False)]] | None
    cap: Count | None
    unit: Count | None
    shared: Literal["account", "gateway"] | None
    notes: list[str]


class PlansFile(Strict):
    read_on: str
    currency: Literal["USD"]
    sources: dict[str, SourceEntry]
    plans: dict[str, PlanEntry]


def test_the_regions_file_is_as_its_model_says_and_stays_small() -> None:
    text = (FOLDER / "regions.json").read_text(encoding="utf-8")
    file = RegionsFile.model_validate_json(text)
    regions = len(AWS_REGIONS.split())

    assert len(text) < 60_000
    assert [regions] * regions == [len(row) for row in file.p50]
    assert [regions] * regions == [len(row) for row in file.p90]


def test_the_plans_file_is_as_its_model_says() -> None:
    file = json.loads((FOLDER / "plans.json").read_text(encoding="utf-8"))
    for entry in file["plans"].values():
        for field in BILLED:
            # The figure first, then how sure it is, then where it stands.
            assert entry[field][1] in list(Confidence)
            entry[field] = entry[field][0]

    assert PlansFile.model_validate(file)


@pytest.mark.parametrize("name", ["regions.json", "plans.json"])
def test_no_source_is_a_place_on_somebodys_machine(name: str) -> None:
    file = json.loads((FOLDER / name).read_text(encoding="utf-8"))

    for source in file["sources"].values():
        assert not source["name"].startswith(("/", "~", "."))


# ---- regions -----------------------------------------------------------------------------------


def test_every_measured_aws_region_is_there() -> None:
    aws = [name.removeprefix("aws.") for name in regions().names() if name.startswith("aws.")]

    assert AWS_REGIONS.split() == aws


def test_the_matrices_are_in_the_order_of_the_list() -> None:
    file = json.loads((FOLDER / "regions.json").read_text(encoding="utf-8"))

    assert AWS_REGIONS.split() == [row[0] for row in file["aws"]]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("aws.eu-west-1", ("IE", "EEA", "EU")),
        ("azure.norwayeast", ("NO", "EEA")),
        ("aws.eu-central-2", ("CH",)),
        ("gcp.europe-west2", ("GB", "UK")),
        ("aws.us-east-1", ("US",)),
        ("azure.eastasia", ("HK",)),
    ],
)
def test_a_region_knows_whose_law_holds(name: str, expected: tuple[str, ...]) -> None:
    region = regions().find(name)

    assert region is not None
    assert expected == region.jurisdictions


def test_every_jurisdiction_of_a_region_is_a_known_word() -> None:
    known = set(regions().jurisdictions())

    assert {"EU", "EEA", "UK", "US", "CH", "MT"} <= known
    for name in regions().names():
        region = regions().find(name)
        assert region is not None
        assert set(region.jurisdictions) <= known


def test_members_of_the_union_are_in_the_economic_area_too() -> None:
    for country in EU.split():
        assert regions().jurisdictions_of(country) == (country, "EEA", "EU")


def test_an_unknown_region_is_none() -> None:
    assert regions().find("aws.eu-west-9") is None
    assert regions().round_trip("aws.eu-west-9", "aws.eu-west-1") is None


def test_regions_of_other_clouds_are_near_an_aws_region() -> None:
    for name in regions().names():
        region = regions().find(name)
        assert region is not None
        is_aws = name.startswith("aws.")
        assert (region.near is None) == is_aws
        assert region.near is None or regions().find(region.near) is not None


def test_a_round_trip_has_no_direction() -> None:
    names = regions().names()
    for here in names[::3]:
        for there in names[::7]:
            assert regions().round_trip(here, there) == regions().round_trip(there, here)


def test_a_round_trip_is_the_mean_of_what_was_measured_both_ways() -> None:
    trip = regions().round_trip("aws.af-south-1", "aws.ap-east-1")  # 347.6 ms and 353.1 ms

    assert trip is not None
    assert trip.us == 350_350
    assert trip.kind is RoundTripKind.MEASURED
    assert trip.us <= trip.p90_us


def test_another_cloud_borrows_the_round_trip_of_its_neighbour_and_says_so() -> None:
    borrowed = regions().round_trip("azure.uksouth", "gcp.us-east4")
    measured = regions().round_trip("aws.eu-west-2", "aws.us-east-1")

    assert borrowed is not None
    assert measured is not None
    assert (borrowed.us, borrowed.kind) == (measured.us, RoundTripKind.DERIVED)


def test_inside_one_region_the_round_trip_is_assumed() -> None:
    trip = regions().round_trip("aws.us-east-1", "aws.us-east-1")

    assert trip is not None
    assert (trip.us, trip.kind) == (1_500, RoundTripKind.ASSUMED)


# ---- plans -------------------------------------------------------------------------------------


def plan(name: str) -> BuiltinPlan:
    found = plans().find(name)
    assert found is not None
    return found


def test_the_built_in_plans_are_these() -> None:
    expected = (
        "aws.http aws.rest azure.basic azure.basic_v2 azure.consumption azure.developer "
        "azure.premium azure.standard azure.standard_v2 kong.konnect_plus self.hosted wso2.self "
        "zuplo.builder zuplo.enterprise zuplo.free"
    )

    assert expected.split() == list(plans().names())


def test_builder_costs_25_dollars_and_100_for_each_further_100000() -> None:
    builder = plan("zuplo.builder")

    assert builder.base == Money(Decimal(25), "USD")
    assert builder.includes == 100_000
    assert builder.tiers == (PriceTier(Money(Decimal(100), "USD"), 100_000),)
    assert builder.shared is Sharing.ACCOUNT
    assert builder.confidence is Confidence.SECOND_HAND


def test_a_price_by_contract_is_unknown_and_never_zero() -> None:
    enterprise = plan("zuplo.enterprise")

    assert (enterprise.base, enterprise.includes, enterprise.tiers) == (None, None, None)
    assert not enterprise.knows("base")
    assert enterprise.confidence is Confidence.UNKNOWN


def test_none_may_also_mean_that_there_is_none() -> None:
    own = plan("self.hosted")

    assert (own.base, own.includes, own.tiers) == (Money(Decimal(0), "USD"), None, ())
    assert own.knows("includes")


def test_large_requests_count_several_times_on_the_http_api() -> None:
    assert plan("aws.http").unit == Size(524_288)


def test_the_rest_tiers_give_the_published_bill_for_21_billion_requests() -> None:
    tiers = plan("aws.rest").tiers
    assert tiers is not None
    left, below, bill = 21_000_000_000, 0, Decimal(0)
    for tier in tiers:
        here = left if tier.up_to is None else min(left, tier.up_to - below)
        bill += tier.price.amount * here / tier.per
        left, below = left - here, below + here

    assert (0, Decimal("49763.1")) == (left, bill)


@pytest.mark.parametrize("name", plans().names())
def test_every_field_of_a_plan_says_how_we_know(name: str) -> None:
    found = plan(name)

    for field in BILLED:
        origin = found.origin(field)
        is_stated = origin.confidence in (Confidence.VENDOR_PRIMARY, Confidence.SECOND_HAND)
        assert is_stated == (origin.source is not None)
        if origin.confidence is Confidence.UNKNOWN:
            assert getattr(found, field) is None


@pytest.mark.parametrize("name", plans().names())
def test_tiers_rise_and_only_the_last_is_open(name: str) -> None:
    ends = [tier.up_to for tier in plan(name).tiers or ()]
    closed = [end for end in ends[:-1] if end is not None]

    assert len(closed) == len(ends[:-1])
    assert sorted(closed) == closed
    assert not ends or ends[-1] is None


def test_no_source_is_listed_for_nothing() -> None:
    file = json.loads((FOLDER / "plans.json").read_text(encoding="utf-8"))
    named = {entry[field][2] for entry in file["plans"].values() for field in BILLED
             if len(entry[field]) > 2}  # fmt: skip

    assert set(file["sources"]) == named


# ---- quick ---------------------------------------------------------------------------------------


def test_importing_the_catalogue_reads_no_file_and_no_heavy_library() -> None:
    program = (
        "import sys, gatewright.compiler.catalogue as c\n"
        "assert '_file' not in vars(c.regions()) and '_file' not in vars(c.plans())\n"
        "print(sorted({'pydantic', 'lark', 'networkx'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(FOLDER.parents[2])},
    )  # fmt: skip

    assert ran.stdout == "[]\n"
