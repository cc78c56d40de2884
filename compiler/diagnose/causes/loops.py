"""A link that should lead on leads back, and the request goes round."""

from collections.abc import Iterator
from dataclasses import replace

from ...model import Upstream
from ..addresses import address_of
from ..changes import with_upstreams
from ..reach import Link
from ..scene import Scene
from ..suspicion import Suspicion

FROM_A_VARIABLE, WRITTEN = 12.0, 3.0
BRANCHES = 2  # a ring takes thousands of passes, and every split in it doubles its ways


def turned_back(scene: Scene) -> Iterator[Suspicion]:
    entrance = scene.healthy.entered
    for link in scene.links:
        if link.hop.route is not None and link.to != entrance:
            yield _back(scene, link, entrance)


def _back(scene: Scene, link: Link, entrance: str) -> Suspicion:
    def back(upstream: Upstream) -> Upstream:
        if upstream.to != link.to:
            return upstream
        return replace(upstream, to=entrance, to_kind="gateway")

    assert link.hop.route is not None
    address = address_of(scene, link)
    by_variable = address.written == "variable"
    way = scene.with_route(link.caller, link.hop.route, with_upstreams(link.hop.route, back))
    return Suspicion(
        kind="loop",
        fault=f"{link.caller} calls {entrance} in place of {link.to}",
        cause=f"what `{link.caller}` calls as `{link.to}` is `{entrance}` again",
        hop=str(link),
        about=link.caller,
        weight=FROM_A_VARIABLE if by_variable else WRITTEN,
        reason="a variable may lead anywhere" if by_variable else "the program leads elsewhere",
        next=f"where does {address.host} lead from `{link.caller}`? not to `{entrance}`, one hopes",
        ways=(replace(way, setting=replace(way.setting, branches_max=BRANCHES)),),
        direct_call="says nothing",
    )
