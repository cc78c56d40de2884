"""Every code a finding may carry, with its slug and the level it has unless told otherwise."""

from enum import StrEnum


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


CODES: dict[str, tuple[str, Level]] = {
    "GW0001": ("syntax", Level.ERROR),
    "GW0002": ("unreadable-file", Level.ERROR),
    "GW0003": ("nested-too-deep", Level.ERROR),
    "GW0004": ("import-not-found", Level.ERROR),
    "GW0101": ("unknown-name", Level.ERROR),
    "GW0102": ("duplicate-name", Level.ERROR),
    "GW0103": ("unused-declaration", Level.WARNING),
    "GW0104": ("import-cycle", Level.ERROR),
    "GW0105": ("overlay-misses", Level.ERROR),
    "GW0106": ("overlay-conflict", Level.ERROR),
    "GW0107": ("unset-in-environment", Level.ERROR),
    "GW0108": ("unit-or-kind-mismatch", Level.ERROR),
    "GW0109": ("deprecated-construct", Level.WARNING),
    "GW0110": ("unknown-setting", Level.ERROR),
    "GW0111": ("unknown-target", Level.ERROR),
    "GW0112": ("endless-let", Level.ERROR),
    "GW0201": ("expectation-failed", Level.ERROR),
    "GW0202": ("rule-broken", Level.ERROR),
    "GW0203": ("stale-allow", Level.WARNING),
    "GW0997": ("not-analysed", Level.INFO),
    "GW0998": ("assumed-fact", Level.INFO),
    "GW0999": ("analysis-budget-exceeded", Level.WARNING),
    "GW1101": ("forwarding-loop", Level.ERROR),
    "GW1102": ("growing-loop", Level.ERROR),
    "GW1103": ("self-hop", Level.WARNING),
    "GW1104": ("deep-chain", Level.WARNING),
    "GW1105": ("lost-downstream", Level.ERROR),
    "GW1106": ("shadowed-route", Level.WARNING),
    "GW1107": ("partly-shadowed", Level.INFO),
    "GW1108": ("ambiguous-route", Level.ERROR),
    "GW1109": ("unreachable-element", Level.WARNING),
    "GW1110": ("wrong-environment-link", Level.ERROR),
    "GW1111": ("host-not-served", Level.ERROR),
    "GW1112": ("method-not-forwarded", Level.ERROR),
    "GW1113": ("weights-off", Level.ERROR),
    "GW1114": ("double-claim", Level.ERROR),
    "GW1115": ("costly-pattern", Level.WARNING),
    "GW1116": ("migration-leftover", Level.INFO),
    "GW1117": ("members-disagree", Level.ERROR),
    "GW1118": ("impossible-guard", Level.WARNING),
    "GW1119": ("choose-may-miss", Level.ERROR),
    "GW2101": ("credential-not-accepted", Level.ERROR),
    "GW2102": ("credential-stripped", Level.ERROR),
    "GW2103": ("issuer-or-audience-mismatch", Level.ERROR),
    "GW2104": ("open-inner-door", Level.ERROR),
    "GW2105": ("forgeable-identity-header", Level.ERROR),
    "GW2106": ("scope-lost", Level.WARNING),
    "GW2107": ("credential-leak", Level.ERROR),
    "GW2108": ("shared-secret-spread", Level.WARNING),
    "GW2109": ("unauthenticated-path", Level.ERROR),
    "GW2110": ("token-outlived", Level.WARNING),
    "GW2111": ("mtls-mismatch", Level.ERROR),
    "GW2112": ("tier-not-enforced", Level.WARNING),
    "GW2113": ("key-source-unreachable", Level.WARNING),
    "GW2114": ("preflight-blocked", Level.ERROR),
    "GW2115": ("unchecked-gateway", Level.WARNING),
    "GW3101": ("timeout-inversion", Level.ERROR),
    "GW3102": ("unbounded-wait", Level.WARNING),
    "GW3103": ("retry-amplification", Level.WARNING),
    "GW3104": ("unsafe-retry", Level.ERROR),
    "GW3105": ("retry-never-fits", Level.WARNING),
    "GW3106": ("deadline-not-passed", Level.INFO),
    "GW3107": ("idle-race", Level.WARNING),
    "GW3108": ("above-platform-ceiling", Level.ERROR),
    "GW3109": ("no-circuit-breaker", Level.INFO),
    "GW4101": ("tier-unsatisfiable", Level.ERROR),
    "GW4102": ("limit-inversion", Level.WARNING),
    "GW4103": ("shared-bucket", Level.ERROR),
    "GW4104": ("forgeable-limit-key", Level.ERROR),
    "GW4105": ("request-multiplication", Level.WARNING),
    "GW4106": ("allowance-exceeded", Level.WARNING),
    "GW4107": ("body-limit-inversion", Level.ERROR),
    "GW4108": ("header-or-uri-growth", Level.WARNING),
    "GW4109": ("limit-semantics-differ", Level.INFO),
    "GW4110": ("unlimited-public-route", Level.WARNING),
    "GW4111": ("development-tier-in-path", Level.WARNING),
    "GW5101": ("residency-violation", Level.ERROR),
    "GW5102": ("residency-on-failover", Level.ERROR),
    "GW5103": ("region-unknown", Level.WARNING),
    "GW5104": ("internal-route-exposed", Level.ERROR),
    "GW5105": ("admin-surface-exposed", Level.ERROR),
    "GW5106": ("cleartext-hop", Level.ERROR),
    "GW5107": ("tls-downgrade", Level.WARNING),
    "GW5108": ("certificate-not-verified", Level.WARNING),
    "GW5109": ("public-detour", Level.INFO),
    "GW5110": ("telemetry-residency", Level.WARNING),
    "GW5111": ("egress-blocked", Level.ERROR),
    "GW6101": ("header-clobbered", Level.WARNING),
    "GW6102": ("host-header-surprise", Level.WARNING),
    "GW6103": ("trace-context-dropped", Level.WARNING),
    "GW6104": ("response-not-rewritten", Level.WARNING),
    "GW6105": ("normalisation-gap", Level.ERROR),
    "GW6106": ("protocol-unsupported", Level.ERROR),
    "GW6108": ("cors-doubled", Level.ERROR),
    "GW6109": ("cache-mixes-users", Level.ERROR),
    "GW6110": ("error-masked", Level.WARNING),
    "GW6112": ("connection-coalescing", Level.WARNING),
    "GW6113": ("response-type-changed", Level.ERROR),
    "GW7101": ("capability-missing", Level.ERROR),
    "GW7102": ("capability-degraded", Level.WARNING),
    "GW7105": ("vendor-default-applies", Level.INFO),
    "GW7106": ("lossy-import", Level.WARNING),
    "GW7107": ("not-round-trip", Level.ERROR),
    "GW7108": ("target-version-skew", Level.WARNING),
    "GW7109": ("feature-needs-plan", Level.ERROR),
    "GW7110": ("beta-feature", Level.INFO),
    "GW8101": ("semantic-drift", Level.ERROR),
    "GW8102": ("cosmetic-drift", Level.INFO),
    "GW8103": ("unmanaged-route", Level.WARNING),
    "GW8105": ("prediction-refuted", Level.ERROR),
    "GW8106": ("certificate-expiry", Level.WARNING),
    "GW8107": ("destructive-change", Level.ERROR),
    "GW8108": ("breaking-change", Level.ERROR),
    "GW9101": ("latency-slo-miss", Level.ERROR),
    "GW9102": ("availability-slo-miss", Level.ERROR),
    "GW9103": ("single-point-of-failure", Level.INFO),
    "GW9104": ("saturation", Level.WARNING),
    "GW9105": ("cost-budget-miss", Level.ERROR),
    "GW9106": ("failure-not-tolerated", Level.ERROR),
    "GW9107": ("metastable-risk", Level.WARNING),
    "GW9108": ("too-few-samples", Level.INFO),
}
"""The whole catalogue: codes are never reused and never renumbered, so all of them are kept here."""


def slug_of(code: str) -> str:
    return CODES[code][0]


def level_of(code: str) -> Level:
    return CODES[code][1]


FIRST_OF_THE_CHECKS = "GW1000"
OF_PROMISES = frozenset(("GW0201", "GW0202"))
"""A program that breaks its own promises means something all the same."""


def stops(code: str) -> bool:
    """Whether a program with this error means nothing that could be drawn, traced or built."""
    of_the_language = code < FIRST_OF_THE_CHECKS and code not in OF_PROMISES
    return of_the_language and level_of(code) is Level.ERROR
