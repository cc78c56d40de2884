"""Where WSO2's documents disagree with each other, with older ones, or with its code."""

from ...compiler.facts import Dispute

DISPUTES = (
    Dispute(
        "whether Authorization reaches the upstream",
        "the configuration catalogue: `enable_outbound_auth_header` is true by default",
        "people find it taken off unless they set that key",
        "it is taken off",
    ),
    Dispute(
        "status of a path that no resource has",
        "the table of error codes: 403, code 900906",
        "the tutorial, and what gateways are seen to answer: 404",
        "404",
    ),
    Dispute(
        "body of its own errors",
        "4.5: JSON by default",
        "3.2 and before: XML by default",
        "JSON",
    ),
    Dispute(
        "status of a call above the backend's throughput",
        "the table of error codes: 503, code 900801",
        "all other kinds of throttling: 429; an issue asks for the same here",
        "429 for limits, 503 for the throughput of a backend",
    ),
    Dispute(
        "how long the gateway waits for an answer",
        "the recommended `synapse.global_timeout_interval`: 120 s",
        "the default of `http.socket.timeout`: 180 s",
        "120 s to an answer, 180 s without a byte",
    ),
    Dispute(
        "modes of Kong gateways under its control plane",
        "documentation: ReadOnly or ReadWrite",
        "source code of the connector: READ_ONLY is the only mode",
        "read only",
    ),
    Dispute(
        "status when a revision is deployed by the REST API",
        "the published specification: 200",
        "the server's code: 201",
        "either is a success",
    ),
    Dispute(
        "life cycle states on gateways of other products",
        "documentation: an API can be deprecated or blocked",
        "seen by others: only RETIRED, or deleting it, reaches such a gateway",
        "blocked and deprecated hold on its own gateway only",
    ),
)
