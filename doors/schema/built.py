"""The reports of `gatewright build` and `gatewright targets` as pydantic models."""

from typing import Literal

from pydantic import Field

from .parts import Part

Known = Literal["run here", "vendor's validator", "documentation", "assumed"]


class BuiltFile(Part):
    path: str = Field(description="in the folder, with forward slashes")
    change: Literal["new", "changed", "same", "removed"]
    sha256: str | None = Field(description="null where the file goes")


class BuiltBundle(Part):
    gateway: str
    target: str
    variant: str = Field(description="the form of the product")
    files: list[BuiltFile]


class LossReport(Part):
    gateway: str
    route: str | None
    need: str
    what: str


class ListedTarget(Part):
    name: str
    about: str
    forms: list[str]
    renders: bool
    reads: bool
    runs: bool


class TargetsReport(Part):
    version: Literal[1]
    targets: list[ListedTarget]


class AbilityReport(Part):
    need: str
    means: str
    way: Literal["native", "emulated", "degraded", "impossible"]
    how: str
    known: Known
    source: str
    date: str
    plans: list[str] = Field(description="those that have it; none named: all have")
    beta: str | None = Field(description="since when it is one")


class FactReport(Part):
    name: str
    value: str
    known: Known
    source: str
    date: str
    note: str


class DisputeReport(Part):
    about: str
    one: str
    other: str
    taken: str


class FormReport(Part):
    name: str
    product: str
    versions: list[str]
    abilities: list[AbilityReport]
    facts: list[FactReport]
    disputes: list[DisputeReport]


class TargetReport(Part):
    version: Literal[1]
    name: str
    about: str
    forms: list[FormReport]
