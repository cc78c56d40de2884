"""A product with nothing special about it, and one-line traces of small programs for tests."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from gatewright.compiler.facts import (
    Billing,
    Ceilings,
    Defaults,
    Fact,
    Failures,
    Headers,
    Naming,
    Normalisation,
    Preflight,
    ProductFacts,
    Refusal,
    Routing,
    Tokens,
    Upstreams,
)
from gatewright.compiler.known_targets import only
from gatewright.compiler.model import Fault, Federation, Gateway
from gatewright.compiler.pipeline import compile_file
from gatewright.compiler.trace import NoStart, Question, Setting, Trace, start_of, trace
from gatewright.compiler.units import Duration
from gatewright.targets.find import BUILT_IN

T = TypeVar("T")

FactsOf = Callable[[Gateway], ProductFacts]


def known(value: T) -> Fact[T]:
    return Fact(value, "run here", "tests/traces.py", "2026-11-20")


STRICT = Normalisation("reject", "keep", "reject", "decode")

PLAIN = ProductFacts(
    product="plain",
    versions=known(("1",)),
    exposes_internal=known(False),
    failures=Failures(
        no_route=known(404),
        no_host=known(404),
        method_blocked=known(405),
        refusal=known(Refusal()),
        throttled=known(429),
        body_too_large=known(413),
        headers_too_large=known(431),
        uri_too_long=known(414),
        dns=known(503),
        refused=known(503),
        reset=known(502),
        tls=known(503),
        connect_timeout=known(504),
        egress=known(503),
        response_timeout=known(504),
        protocol_unsupported=known(500),
        media=known("text/plain"),
    ),
    defaults=Defaults(
        connect=known(Duration(5_000_000)),
        response=known(Duration(60_000_000)),
        total=known(None),
        idle=known(None),
        body_max=known(None),
    ),
    ceilings=Ceilings(
        connect_max=known(None),
        response_max=known(None),
        total_max=known(None),
        body_max=known(None),
        uri_max=known(None),
        headers_max=known(None),
        parallel_max=known(None),
        connections_max=known(None),
        connections_per_pass=known(2),
    ),
    routing=Routing(
        native_order=known("specificity"),
        case_sensitive=known(True),
        normalisation=known(STRICT),
        bare_normalisation=known(STRICT),
    ),
    headers=Headers(
        adds=known(()),
        drops=known(()),
        host=known("upstream"),
        strips_checked=known(()),
        preflight=known(Preflight(200, True)),
    ),
    upstreams=Upstreams(
        implicit_retry=known(None),
        protocols=known(("https", "http", "h2", "grpc", "websocket")),
        local=known(False),
        lambdas=known(False),
        follows_redirects=known(False),
    ),
    tokens=Tokens(
        issuer=known("https://{host}/issuer"),
        algorithms=known(("RS256", "ES256")),
        needs_kid=known(False),
    ),
    naming=Naming(
        default_host=known(None), custom_domain_target=known(None), region_pinned=known(True)
    ),
    billing=Billing(counts=known(("accepted",)), unknown=known(()), shared=known("gateway")),
)


def plain_facts(**changes: Any) -> ProductFacts:
    """The plain product, with some facts otherwise: `failures_refused=522`."""
    facts = PLAIN
    for name, value in changes.items():
        group, _, fact = name.partition("_")
        if not fact or group not in ("failures", "defaults", "ceilings", "routing", "headers",
                                     "upstreams", "tokens", "naming"):  # fmt: skip
            facts = replace(facts, **{name: known(value)})
            continue
        facts = replace(facts, **{group: replace(getattr(facts, group), **{fact: known(value)})})
    return facts


def plainly(_gateway: Gateway) -> ProductFacts:
    """Every gateway stands on the plain product."""
    return PLAIN


def by_target(**facts: ProductFacts) -> FactsOf:
    """Each gateway by what it stands on, the plain product for all others."""
    return lambda gateway: facts.get(gateway.target or "", PLAIN)


def federation_of(text: str) -> Federation:
    """What a program without errors means."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "fed.gate"
        file.write_text(text, encoding="utf-8")
        compiled = compile_file(str(file), only(*BUILT_IN))
    serious = [f for f in compiled.findings if f.code < "GW1000" and f.level == "error"]
    assert not serious, [f"{finding.code} {finding.message}" for finding in serious]
    assert compiled.federation is not None
    return compiled.federation


def faults_of(text: str, *written: str) -> tuple[Fault, ...]:
    """Faults as a scenario writes them: `refuse orders`."""
    if not written:
        return ()
    lines = "\n".join(written)
    scenario = f"{text}\nscenario of_the_test {{\n{lines}\n}}\n"
    return federation_of(scenario).scenarios["of_the_test"].faults


def setting_of(
    text: str, *, broken: tuple[str, ...] = (), facts_of: FactsOf = plainly, **more: Any
) -> Setting:
    return Setting(federation_of(text), facts_of, faults_of(text, *broken), **more)


def asking(request: str, as_: str = "anyone", **more: Any) -> Question:
    """`GET /orders/42`, with whatever else a question may say."""
    method, _, path = request.partition(" ")
    return Question(method, path, as_, **more)


def traced(
    text: str,
    request: str,
    as_: str = "anyone",
    *,
    broken: tuple[str, ...] = (),
    facts_of: FactsOf = plainly,
    seed: int | None = None,
    hop_guards: bool = True,
    **question: Any,
) -> Trace:
    """The trace of a request in a small program."""
    setting = setting_of(text, broken=broken, facts_of=facts_of, seed=seed, hop_guards=hop_guards)
    return trace(setting, asking(request, as_, **question))


def not_started(text: str, request: str, as_: str = "anyone", **question: Any) -> NoStart:
    """What is said where nothing tells which gateway is meant."""
    start = start_of(setting_of(text), asking(request, as_, **question))
    assert isinstance(start, NoStart)
    return start


def verdicts(found: Trace) -> list[str]:
    """`edge FORWARDED 200`, hop by hop."""
    return [f"{hop.gateway} {hop.verdict} {hop.status}" for hop in found.hops]
