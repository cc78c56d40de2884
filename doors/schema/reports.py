"""The JSON reports as pydantic models: the source of the schema files, and what tests check with.

No command imports this; a report is printed from plain dictionaries.
"""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from .built import BuiltBundle, LossReport, TargetReport, TargetsReport
from .diagnosed import DiagnoseReport
from .graphed import GraphReport
from .parts import Count, Part, Position, Request
from .traced import TraceReport

Level = Literal["error", "warning", "info"]


class Place(Part):
    file: str
    line: Position
    column: Position
    end_line: Position
    end_column: Position = Field(description="just behind the last character")


class Label(Place):
    text: str
    primary: bool = Field(description="true for the place that the finding is about")


class Edit(Place):
    text: str = Field(description="replaces the place; an empty place inserts")


class Help(Part):
    message: str
    applicability: Literal["safe", "review", "fill-in"]
    edits: list[Edit]


class Hop(Part):
    gateway: str
    target: str
    verdict: str
    status: int | None
    method: str
    path: str
    route: str | None
    detail: str
    marked: bool = Field(description="whether the finding is about this hop")


class ClientSees(Part):
    status: int | None = Field(description="null where no answer comes, or none is known")
    by: str = Field(description="who answers: a gateway, a service, or `network`")
    detail: str | None


class TraceOption(Part):
    option: str
    value: str


class Witness(Part):
    request: Request
    curl: str
    asked: str = Field(description="the request as `trace` takes it")
    options: list[TraceOption] = Field(description="what `trace` has to be told besides")
    guarded: bool = Field(description="whether the hop guards count")
    faults: list[str] = Field(description="what has to fail for it, in the words of `--with`")
    hops: list[Hop]
    hops_left_out: Count
    client_sees: ClientSees


class Finding(Place):
    code: str = Field(pattern="^GW[0-9]{4}$")
    slug: str
    level: Level
    proof: Literal["witness", "for-all", "bounded", "structural", "measured"]
    message: str
    labels: list[Label]
    witness: Witness | None = Field(description="null where no request is needed to show it")
    region: str | None = Field(description="the requests that are affected; null as for witness")
    notes: list[str]
    rests_on: list[str] = Field(description="facts that nobody has confirmed")
    help: list[Help]
    fingerprint: str = Field(description="stable over edits elsewhere in the program")


class Summary(Part):
    error: Count
    warning: Count
    info: Count


class Accepted(Part):
    file: str
    code: str = Field(pattern="^GW[0-9]{4}$")
    fingerprint: str
    message: str
    count: int = Field(ge=1)


class Baseline(Part):
    known: list[Finding] = Field(description="found, and accepted by the baseline")
    gone: list[Accepted] = Field(description="in the baseline, and no longer found")


class AllowedFinding(Finding):
    because: str
    until: str | None = Field(description="the last day on which it is allowed")


class CheckReport(Part):
    """What `gatewright check --format json` prints."""

    version: Literal[1]
    findings: list[Finding] = Field(description="with a baseline only those that it does not know")
    summary: Summary = Field(description="counts `findings`")
    allowed: list[AllowedFinding] = Field(default=[], description="silenced by the program")
    baseline: Baseline = Field(default=Baseline(known=[], gone=[]), description="with one only")


class FormattedFile(Part):
    file: str
    changed: bool = Field(description="false too where the file does not parse")
    text: str | None = Field(description="the canonical form of standard input, else null")


class FmtReport(Part):
    """What `gatewright fmt --format json` prints."""

    version: Literal[1]
    files: list[FormattedFile]
    findings: list[Finding]


class Mended(Part):
    code: str = Field(pattern="^GW[0-9]{4}$")
    file: str
    line: Position
    column: Position
    message: str
    help: str = Field(description="the way out whose edits are meant")


class RefusedEdit(Mended):
    why: str = Field(description="the error that would come of it")


class Proposal(Mended):
    applicability: Literal["review", "fill-in"]
    diff: str | None = Field(description="null where there is a gap to fill in")


class FixedFile(Part):
    file: str
    edits: list[Mended] = Field(description="each where it stood in the round that mended it")


class FixReport(Part):
    """What `gatewright fix --format json` prints."""

    version: Literal[1]
    files: list[FixedFile] = Field(description="those that changed")
    text: str | None = Field(description="standard input as it reads now, else null")
    refused: list[RefusedEdit]
    proposals: list[Proposal] = Field(description="with --review only")
    findings: list[Finding] = Field(description="what is left")
    summary: Summary


class EffectiveValue(Part):
    name: str
    value: str
    origin: str
    file: str | None
    line: Position | None


class EffectiveReport(Part):
    """What `gatewright effective --format json` prints."""

    version: Literal[1]
    values: list[EffectiveValue]


class Explained(Part):
    """What `gatewright explain CODE --format json` prints."""

    version: Literal[1]
    code: str
    slug: str
    level: Level
    text: str = Field(description="Markdown")


class CodeEntry(Part):
    code: str
    slug: str
    level: Level


class CodeList(Part):
    """What `gatewright explain --format json` prints."""

    version: Literal[1]
    codes: list[CodeEntry]


class NewReport(Part):
    """What `gatewright new --format json` prints."""

    version: Literal[1]
    files: list[str]


class Outcome(Part):
    status: int | None = Field(description="null where no answer came")
    by: str | None = Field(description="the service or the gateway that answered")
    via: list[str] = Field(description="the gateways that it passed, in order")


class Differing(Part):
    what: str
    predicted: str
    observed: str


class Proof(Part):
    fingerprint: str = Field(description="of the line and the request")
    kind: Literal["finding", "expect", "sample"]
    claim: str = Field(description="the line of the program, or the request of the command line")
    request: Request | None = Field(description="secrets are $PLACEHOLDERS")
    predicted: Outcome | None
    observed: Outcome | None
    objections: list[str] = Field(description="in what way a promise is not kept")
    differences: list[Differing] = Field(description="where the trace was wrong")


class NotProvable(Proof):
    reason: str


class LabProveReport(Part):
    """What `gatewright lab prove --format json` prints."""

    version: Literal[1]
    confirmed: list[Proof]
    refuted: list[Proof]
    not_provable: list[NotProvable]


class BuildReport(Part):
    """What `gatewright build --format json` prints."""

    version: Literal[1]
    folder: str
    bundles: list[BuiltBundle]
    losses: list[LossReport]
    findings: list[Finding]


REPORTS: dict[str, type[Part]] = {
    "check": CheckReport,
    "fix": FixReport,
    "fmt": FmtReport,
    "effective": EffectiveReport,
    "graph": GraphReport,
    "explain": Explained,
    "explain-list": CodeList,
    "trace": TraceReport,
    "diagnose": DiagnoseReport,
    "build": BuildReport,
    "targets": TargetsReport,
    "target": TargetReport,
    "new": NewReport,
    "lab-prove": LabProveReport,
}


def schema_of(report: type[Part]) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **report.model_json_schema(),
    }


def schema_file(name: str) -> Path:
    """Where the schema ships; the number is the version in the report."""
    return Path(__file__).parent / f"{name}-1.json"
