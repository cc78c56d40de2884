"""What `gatewright trace --format json` prints, as pydantic models."""

from typing import Annotated, Literal

from pydantic import Field

from .parts import Count, Part, Position, Request

Percent = Annotated[float, Field(ge=0, le=100)]
Milliseconds = Annotated[float, Field(ge=0)]


class Answered(Part):
    status: int | None = Field(description="null where no answer came, or it is not known")
    by: str = Field(description="the service or the gateway that answered")
    media: str | None
    headers: dict[str, str]
    body: str | None


class CarriedCredential(Part):
    name: str
    place: str = Field(description="`header NAME`, `query NAME` or `connection`")
    holder: str = Field(description="the client or the gateway that put it there")
    state: Literal["genuine", "forged", "expired"]


class SentOn(Part):
    to: str
    kind: Literal["gateway", "service", "url"]
    label: str | None = Field(description="its name in a `gather`")
    over: str
    method: str
    url: str
    path: str = Field(description="as it leaves the hop, without the query")
    query: str
    headers: dict[str, str] = Field(description="names in lower case; secrets are $PLACEHOLDERS")
    credentials: list[CarriedCredential]
    attempts: Count
    hop: int | None = Field(description="the hop that received it, if one did and is listed")
    failure: str | None = Field(description="why no HTTP answer came back")
    answer: Answered


class TracedLoop(Part):
    ring: list[str]
    passes: dict[str, Count]
    goes_on: bool = Field(description="no limit is known that ends it; followed so far only")
    turns: Count
    grows_by_bytes: int
    ended_by: str
    status: int | None
    without_guard: "TracedLoop | None" = Field(description="what the hop guard prevents")


class TracedHop(Part):
    number: Position
    parent: int | None = Field(description="the hop that sent it here; null for the first")
    depth: Count
    gateway: str
    target: str
    verdict: str = Field(description="such as DELIVERED or UNREACHABLE(refused)")
    status: int | None = Field(description="what this hop answered")
    method: str
    path: str = Field(description="as this hop received it, without the query")
    query: str
    route: str | None
    detail: str
    accepted: list[str] = Field(description="the credentials that let it in")
    caller: str | None
    sent: SentOn | None = Field(description="the first of `sends`")
    sends: list[SentOn]
    notes: list[str]
    assumed: list[str] = Field(description="facts under this hop that nobody has confirmed")
    waits_ms: Milliseconds | None
    budget_left_ms: Milliseconds | None
    loop: TracedLoop | None
    file: str | None
    line: Position | None


class Chosen(Part):
    gateway: str
    route: str
    to: str
    share_percent: Percent


class Way(Part):
    share_percent: Percent
    choices: list[Chosen]
    hops: list[TracedHop]
    client_sees: Answered
    counts: dict[str, Count]
    service_calls: dict[str, Count]


class TraceReport(Part):
    """What `gatewright trace --format json` prints."""

    version: Literal[1]
    request: Request
    start: str = Field(description="the gateway or the entry that the client calls")
    entered: str = Field(description="the gateway that receives it")
    faults: list[str]
    notes: list[str]
    hops: list[TracedHop] = Field(description="of the likeliest way")
    client_sees: Answered
    counts: dict[str, Count] = Field(description="requests that each gateway received")
    service_calls: dict[str, Count]
    branches: list[Way] = Field(description="every way where a split leaves several, else empty")
    curl: str | None = Field(description="null where no gateway received the request")
