"""Where a request goes: scheme, host and path as it leaves, and whether the product can."""

from dataclasses import replace

from ...dsl.frozen import frozen
from ..model import Upstream
from ..target.slicing import authority_of
from .request import Message
from .rewriting import appended, in_url
from .walk import Draft, Walk, said


@frozen
class Address:
    """The message as it leaves, the protocol, and the regions of where it goes."""

    message: Message
    over: str
    regions: tuple[str, ...] = ()


def address_of(walk: Walk, upstream: Upstream, message: Message, draft: Draft) -> Address:
    kept = walk.facts(draft.gateway).headers.host.value == "kept"
    scheme, host, base, regions = _stands(walk, upstream)
    over = upstream.over or scheme
    sent = replace(
        message,
        scheme={"http": "http", "local": "local"}.get(over, scheme),
        host=message.host if kept else host,
        path=appended(base, message.path) or "/",
    )
    return Address(sent, over, regions)


def _stands(walk: Walk, upstream: Upstream) -> tuple[str, str, str, tuple[str, ...]]:
    """Scheme, host, base path and regions of the destination."""
    federation = walk.federation
    if upstream.to_kind == "gateway":
        gateway = federation.gateways[upstream.to]
        host = said(federation, authority_of(gateway, walk.setting.facts_of)) or gateway.name
        if upstream.over == "local":
            host = said(federation, gateway.vendor_name) or gateway.name
        return ("http" if upstream.over == "http" else "https"), host, "", gateway.regions
    if upstream.to_kind == "url":
        return *in_url(upstream.to), ()
    service = federation.services[upstream.to]
    if service.url is None:
        arn = said(federation, service.lambda_arn) or service.name
        return "https", arn, "", service.regions
    return *in_url(said(federation, service.url) or ""), service.regions


def objection(walk: Walk, draft: Draft, upstream: Upstream, address: Address) -> str | None:
    """Why the product cannot make this call at all, None where it can."""
    facts = walk.facts(draft.gateway).upstreams
    here = walk.gateway(draft.gateway)
    service = walk.federation.services.get(upstream.to) if upstream.to_kind == "service" else None
    is_lambda = service is not None and service.lambda_arn is not None
    if upstream.over == "local":
        return _local_objection(walk, draft, upstream, is_lambda)
    if is_lambda:
        if facts.lambdas.value:
            return None
        draft.use(facts.lambdas, "calls of cloud functions")
        return f"{here.target} cannot call a cloud function"
    if address.over in facts.protocols.value:
        return None
    draft.use(facts.protocols, "protocols towards its upstreams")
    return f"{here.target} does not speak {address.over} to its upstreams"


def _local_objection(walk: Walk, draft: Draft, upstream: Upstream, is_lambda: bool) -> str | None:
    local = walk.facts(draft.gateway).upstreams.local
    if not local.value:
        draft.use(local, "links inside an instance")
        return f"{walk.gateway(draft.gateway).target} has no links inside an instance"
    if is_lambda:
        return f"`{upstream.to}` is a cloud function, and a local link never leads to one"
    if upstream.to_kind == "url":
        return "a local link leads to a gateway or a service of the same instance"
    return _other_instance(walk, draft, upstream)


def _other_instance(walk: Walk, draft: Draft, upstream: Upstream) -> str | None:
    here = walk.gateway(draft.gateway)
    if here.instance is None:
        return f"`{here.name}` names no instance, so nothing is local to it"
    if upstream.to_kind == "service":
        return None
    there = walk.gateway(upstream.to)
    if there.instance == here.instance:
        return None
    stands = f"in `{there.instance}`" if there.instance else "in no instance"
    return f"`{here.name}` stands in the instance `{here.instance}`, `{there.name}` {stands}"
