"""What holds of every gateway that people run themselves: nobody names it and nobody bills it."""

from ..compiler.facts import Billing, Fact, Naming, Tokens
from .sources import Source

ASYMMETRIC = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"
)  # fmt: skip
SYMMETRIC = ("HS256", "HS384", "HS512")

OPERATION = Source("a process of one's own, without a vendor's service around it", "2026-11-20")


def exposes_internal() -> Fact[bool]:
    return OPERATION.suggests(
        False, "it is reachable where its address is; which networks these are, nobody told us"
    )


def naming() -> Naming:
    return Naming(
        default_host=OPERATION.says(None, "no name of its own"),
        custom_domain_target=OPERATION.says(None, "an A record to where it runs"),
        region_pinned=OPERATION.says(True, "requests are handled where it runs"),
    )


def billing() -> Billing:
    return Billing(
        counts=OPERATION.says(
            ("accepted", "rejected", "failed", "cached", "retried", "preflight"),
            "every request that reaches it is work; a price is what the plan says",
        ),
        unknown=OPERATION.says(()),
        shared=OPERATION.says("gateway"),
    )


def tokens(algorithms: Fact[tuple[str, ...]], needs_kid: Fact[bool]) -> Tokens:
    issuer: Fact[str | None] = OPERATION.says(
        None, "a token is minted under the name that the program gives"
    )
    return Tokens(issuer, algorithms, needs_kid)
