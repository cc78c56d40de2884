"""What a fact about a gateway product is. The facts themselves live with each target."""

from .fact import Dispute as Dispute, Fact as Fact, Known as Known
from .product import (
    AddedHeader as AddedHeader,
    Billing as Billing,
    Ceilings as Ceilings,
    Connections as Connections,
    Defaults as Defaults,
    Failures as Failures,
    Headers as Headers,
    ImplicitRetry as ImplicitRetry,
    Naming as Naming,
    Normalisation as Normalisation,
    Preflight as Preflight,
    ProductFacts as ProductFacts,
    Refusal as Refusal,
    Routing as Routing,
    Tokens as Tokens,
    Upstreams as Upstreams,
)
