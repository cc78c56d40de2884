"""What holds where a program says nothing: the product's own default, or nothing at all."""

from typing import Any

from ..dsl.frozen import frozen
from .facts import Fact, Failures, ImplicitRetry, ProductFacts


@frozen
class Unsaid:
    """`by` says whose value it is and how that is known."""

    value: str
    by: str


NOBODY = Unsaid("-", "nobody says")


def unsaid(policy_field: str, product: str, facts: ProductFacts) -> Unsaid:
    """About a field of `Policy` that nobody has set at a gateway on this product."""
    defaults, ceilings = facts.defaults, facts.ceilings
    match policy_field:
        case "connect":
            return _default(product, defaults.connect, ceilings.connect_max)
        case "response":
            return _default(product, defaults.response, ceilings.response_max)
        case "total":
            return _default(product, defaults.total, ceilings.total_max)
        case "idle":
            return _default(product, defaults.idle)
        case "body_max":
            return _default(product, defaults.body_max, ceilings.body_max)
        case "retry":
            return _retry(product, facts.upstreams.implicit_retry)
        case "unreachable":
            return _unreachable(product, facts.failures)
        case _:
            return NOBODY


def _default(product: str, default: Fact[Any], ceiling: Fact[Any] | None = None) -> Unsaid:
    """The default; where there is none the ceiling, which holds all the same."""
    if default.value is not None:
        return Unsaid(str(default.value), f"default of {product} ({_known(default)})")
    if ceiling is not None and ceiling.value is not None:
        return Unsaid(f"at most {ceiling.value}", f"ceiling of {product} ({_known(ceiling)})")
    return Unsaid("-", f"no limit: {product} ({_known(default)})")


def _retry(product: str, fact: Fact[ImplicitRetry | None]) -> Unsaid:
    if fact.value is None:
        return Unsaid("-", f"no retries: {product} ({_known(fact)})")
    on, methods = ", ".join(fact.value.on), "|".join(fact.value.methods)
    text = f"{fact.value.count} on {on} methods {methods}"
    return Unsaid(text, f"default of {product} ({_known(fact)})")


def _unreachable(product: str, failures: Failures) -> Unsaid:
    """The status of the product's own, and the failures that have another one."""
    usual = failures.connect_timeout
    facts = {
        "dns": failures.dns,
        "refused": failures.refused,
        "reset": failures.reset,
        "tls": failures.tls,
    }
    others: dict[int, list[str]] = {}
    for failure, fact in facts.items():
        if fact.value != usual.value:
            others.setdefault(fact.value, []).append(failure)
    text = "; ".join(f"{status}: {', '.join(which)}" for status, which in others.items())
    value = f"{usual.value} ({text})" if text else str(usual.value)
    return Unsaid(value, f"default of {product} ({_known(usual)})")


def _known(fact: Fact[Any]) -> str:
    return f"{fact.known}, {fact.date}"
