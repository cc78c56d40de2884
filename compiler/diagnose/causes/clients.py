"""What the client shows: nothing, something forged, or not enough."""

from collections.abc import Iterator
from dataclasses import replace

from ...model import Client
from ..locks import Lock, locks_of
from ..scene import Scene
from ..suspicion import Suspicion, Way

NOT_SHOWN = 20.0  # the first thing to look at when the door says no
NOT_ENOUGH = 25.0  # a 403 at the door is nearly always a scope, a claim or a role


def what_clients_show(scene: Scene) -> Iterator[Suspicion]:
    client = scene.federation.clients.get(scene.question.client)
    if client is None or not client.presents:
        return
    for lock in locks_of(scene):
        if lock.holder == client.name and lock.by_client:
            yield _nothing(scene, client, lock)
    if any(one.saying is not None for one in client.presents):
        yield _too_little(scene, client)


def _nothing(scene: Scene, client: Client, lock: Lock) -> Suspicion:
    name, place = lock.carried.credential, lock.carried.place
    return Suspicion(
        kind="client",
        fault=f"{client.name} without {name}",
        cause=f"`{client.name}` sends no `{name}`, or one that is not genuine",
        hop=lock.name,
        about=lock.name,
        weight=NOT_SHOWN,
        reason="what a client sends is the least known of all",
        next=f"look at {place} of the request as `{client.name}` sends it, with `curl -v`",
        ways=tuple(_ways(scene, client, name, place)),
        direct_call="supports",
    )


def _ways(scene: Scene, client: Client, name: str, place: str) -> Iterator[Way]:
    left = tuple(one for one in client.presents if one.credential != name)
    without = scene.changed(clients={client.name: replace(client, presents=left)})
    yield without
    where, _, header = place.partition(" ")
    if where == "header":
        headers = (*scene.question.headers, (header, "not genuine"))
        yield replace(without, question=replace(scene.question, headers=headers))


def _too_little(scene: Scene, client: Client) -> Suspicion:
    bare = tuple(replace(one, saying=None) for one in client.presents)
    way = scene.changed(clients={client.name: replace(client, presents=bare)})
    question = replace(scene.question, claims={}, scopes=(), metadata={})
    return Suspicion(
        kind="claims",
        fault=f"scopes or claims of {client.name}",
        cause=f"what `{client.name}` shows is genuine, and lacks a scope or a claim",
        hop=scene.healthy.entered,
        about=scene.healthy.entered,
        weight=NOT_ENOUGH,
        reason="scopes and claims are given by somebody else than who asks for them",
        next=f"decode the token of `{client.name}`, and compare with `presents .. with ..` there",
        ways=(replace(way, question=question),),
        direct_call="supports",
    )
