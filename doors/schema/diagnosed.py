"""What `gatewright diagnose --format json` prints, as pydantic models."""

from typing import Annotated, Literal

from pydantic import Field

from .parts import Count, Part

Milliseconds = Annotated[float, Field(ge=0)]


class AskedAbout(Part):
    method: str
    path: str = Field(description="with its query")
    # `as` is a word of Python's own.
    client: str = Field(alias="as")


class Seen(Part):
    status: int | None = Field(description="null where no answer came at all")
    at: str | None = Field(description="who answered")
    silent: list[str] = Field(description="gateways whose logs are empty")
    ok: list[str] = Field(description="addresses that work when they are called directly")
    media: str | None
    after_ms: Milliseconds | None


class Meant(Part):
    status: int | None
    by: str
    via: list[str] = Field(description="the gateways on the way, in order")


class PossibleCause(Part):
    fault: str = Field(description="what it is; in parentheses the words that show it")
    kind: str = Field(description="one word for causes of one family")
    cause: str = Field(description="one sentence")
    hop: str = Field(description="a gateway or service, or `CALLER -> CALLED`")
    score: Annotated[float, Field(ge=0, le=1)] = Field(description="its share of all that fit")
    why: str = Field(description="what speaks for it")
    against: list[str] = Field(description="what speaks against it")
    next: str = Field(description="the next thing to look at")
    with_: list[str] = Field(alias="with", description="each shows it with `trace --with`")


class ExcludedCause(Part):
    fault: str
    hop: str
    excluded_by: list[str]


class DiagnoseReport(Part):
    """What `gatewright diagnose --format json` prints."""

    version: Literal[1]
    request: AskedAbout
    symptom: Seen
    healthy: Meant = Field(description="what the program means to happen")
    causes: list[PossibleCause] = Field(description="the likeliest first")
    tried: Count = Field(description="how many changes of circumstances were traced")
    nearest: list[ExcludedCause] = Field(description="what nearly fits, and what excludes it")
