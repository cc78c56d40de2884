"""What a gateway asks of every request before it looks for a route."""

from dataclasses import replace

from ..facts import Fact, ProductFacts
from ..model import Gateway
from ..target import HOP_HEADER
from ..units import Size
from .faults import errors_of
from .headers import bytes_of
from .normalising import normalised
from .outcome import Answer, Verdict, VerdictName
from .walk import Draft, Outcome, Walk


def stopped_at_the_door(
    walk: Walk, draft: Draft, gateway: Gateway, facts: ProductFacts
) -> Outcome | None:
    """The first objection, None where there is none; the path is normalised then.

    What a product cannot read is refused before it looks at what it was configured to do.
    """
    return (
        _broken(walk, draft)
        or _too_large(draft, facts)
        or _path(draft, facts)
        or _out_of_service(draft, gateway)
        or _hop_guard(walk, draft, gateway)
        or _host(walk, draft, gateway, facts)
    )


def stop(name: VerdictName, status: int | None, detail: str, draft: Draft) -> Outcome:
    return Outcome(Answer(status, draft.gateway, draft.media), Verdict(name), detail)


def _broken(walk: Walk, draft: Draft) -> Outcome | None:
    fault = errors_of(walk, draft.gateway)
    if fault is None:
        return None
    status = fault.status or 500
    return stop("ANSWERED", status, f"the gateway itself fails and answers {status}", draft)


def _out_of_service(draft: Draft, gateway: Gateway) -> Outcome | None:
    status = {"blocked": 403, "retired": 410}.get(gateway.state)
    if status is None:
        return None
    return stop("ANSWERED", status, f"the gateway is {gateway.state}", draft)


def _too_large(draft: Draft, facts: ProductFacts) -> Outcome | None:
    ceilings, failures, here = facts.ceilings, facts.failures, draft.gateway
    uri, head, body = len(draft.message.target), bytes_of(draft.message), draft.message.body_bytes
    if _exceeds(draft, uri, ceilings.uri_max, "its longest path"):
        most = ceilings.uri_max.value
        status = draft.use(failures.uri_too_long, "the status of a path too long")
        draft.ended_by = f"the {most} that `{here}` takes as a path"
        return stop("URI_TOO_LONG", status, f"{uri} bytes of path, {most} at most", draft)
    if _exceeds(draft, head, ceilings.headers_max, "its most headers"):
        most = ceilings.headers_max.value
        status = draft.use(failures.headers_too_large, "the status of headers too large")
        draft.ended_by = f"the {most} of headers that `{here}` takes"
        return stop("TOO_LARGE", status, f"{head} bytes of headers, {most} at most", draft)
    if _exceeds(draft, body, ceilings.body_max, "its largest body"):
        return body_too_large(draft, facts, body, ceilings.body_max.value)
    return None


def _exceeds(draft: Draft, size: int, most: Fact[Size | None], about: str) -> bool:
    if most.value is None or size <= most.value.bytes:
        return False
    draft.use(most, about)
    return True


def body_too_large(draft: Draft, facts: ProductFacts, body: int, most: Size | None) -> Outcome:
    status = draft.use(facts.failures.body_too_large, "the status of a body too large")
    return stop("TOO_LARGE", status, f"{body} bytes of body, {most} at most", draft)


COUNTER_DIGITS = 4
"""A longer counter is no count of hops."""


def _hop_guard(walk: Walk, draft: Draft, gateway: Gateway) -> Outcome | None:
    most = gateway.hop_guard.value if walk.setting.hop_guards else None
    counter = draft.message.header(HOP_HEADER) or ""
    if most is None or counter == "":
        return None
    if not (counter.isascii() and counter.isdigit() and len(counter) <= COUNTER_DIGITS):
        return stop("ANSWERED", 400, f"`{HOP_HEADER}` is not a small number", draft)
    if int(counter) < most:
        return None
    draft.ended_by = f"the hop guard of `{gateway.name}` after {most} passes"
    passed = "1 gateway was" if int(counter) == 1 else f"{int(counter)} gateways were"
    return stop("LOOP", 508, f"the hop guard: {passed} passed before", draft)


def _host(walk: Walk, draft: Draft, gateway: Gateway, facts: ProductFacts) -> Outcome | None:
    """Only a client can name a host that is not served; gateways call each other by their own."""
    named = walk.question.host
    domains = [walk.said(one) for one in gateway.domains if isinstance(one, str)]
    if named is None or draft.depth or not domains:
        return None
    pattern = facts.naming.default_host.value
    own = walk.said(gateway.vendor_name) or gateway.name
    served = [*domains, *([pattern.replace("{name}", own)] if pattern else [])]
    for entry in walk.federation.entries.values():
        if gateway.name in entry.leads_to:
            served += [walk.said(one) for one in entry.domains]
    if named.partition(":")[0].lower() in [(one or "").lower() for one in served]:
        return None
    status = draft.use(facts.failures.no_host, "the status of a host it does not serve")
    return stop("NO_HOST", status, f"`{named}` is not served here, `{domains[0]}` is", draft)


def _path(draft: Draft, facts: ProductFacts) -> Outcome | None:
    path = normalised(draft.message.path, facts.routing.normalisation.value)
    if path != draft.message.path:
        draft.use(facts.routing.normalisation, "what it does to paths")
    if path is None:
        why = "the product refuses a path written like this"
        return Outcome(Answer(400, draft.gateway), Verdict("ANSWERED"), why)
    if path != draft.message.path:
        draft.note(f"the path is read as {path}")
    draft.message = replace(draft.message, path=path)
    return None
