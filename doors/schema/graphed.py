"""The report of `gatewright graph` as pydantic models."""

from typing import Literal

from pydantic import Field

from .parts import Part, Position


class GraphNode(Part):
    id: str = Field(description="kind and name; edges call it so")
    kind: Literal[
        "client",
        "anyone",
        "entry",
        "gateway",
        "service",
        "cloud-function",
        "outside",
        "control-plane",
    ]
    name: str
    target: str | None = Field(description="what a gateway or a control plane stands on")
    exposure: Literal["public", "internal"] | None = Field(description="of a gateway")
    regions: list[str]
    domains: list[str]
    owner: str | None
    answers: list[str] = Field(description="routes that the gateway answers itself, with statuses")
    file: str | None
    line: Position | None


class GraphExchange(Part):
    old: str
    new: str


class GraphEdge(Part):
    from_node: str = Field(alias="from")
    to: str
    kind: Literal[
        "calls",
        "entry-nearest",
        "entry-first",
        "entry-split",
        "forward",
        "gather",
        "choose",
        "split",
        "first",
        "own-code",
        "manages",
    ]
    route: str | None = Field(description="as the program calls it: methods and path")
    when: str | None = Field(description="the condition of the route")
    sent_as: str | None = Field(description="the template; null where the path goes on as it came")
    method: str | None = Field(description="the method that it is sent with, where not its own")
    over: str | None = Field(description="the protocol; null where nobody can know it")
    label: str | None = Field(description="of a member of `gather`")
    optional: bool
    in_order: bool
    case: str | None = Field(description="of `choose`: the condition, or `else`")
    share: str | None
    place: int | None = Field(description="of `first`: 1 is tried first", ge=1)
    code: str | None = Field(description="the file of a function")
    shows: list[str] = Field(description="credentials that a client presents")
    strips: list[str]
    exchanges: list[GraphExchange]
    attaches: list[str]
    failover: str | None
    mode: Literal["read", "write", "read_write"] | None
    file: str | None
    line: Position | None


class GraphReport(Part):
    """What `gatewright graph --format json` prints."""

    version: Literal[1]
    nodes: list[GraphNode]
    edges: list[GraphEdge]
