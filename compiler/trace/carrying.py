"""Credentials on a request: where each travels, and how its header or parameter reads."""

from dataclasses import replace

from ..model import ApiKey, Basic, Credential, Mtls, SharedSecret
from .request import Carried, Message

CONNECTION = "connection"


def place_of(credential: Credential) -> str:
    """`header x-api-key`, `query key`, or `connection`."""
    match credential:
        case ApiKey(query=str(query)):
            return f"query {query}"
        case ApiKey(header=str(header)) | SharedSecret(header=header):
            return f"header {header.lower()}"
        case Mtls():
            return CONNECTION
        case _:
            return "header authorization"


def placeholder(credential: Credential, holder: str) -> str:
    """What stands for the secret: its variable, or who holds what."""
    match credential:
        case SharedSecret(variable=variable) | Basic(variable=str(variable)):
            return f"${variable}"
        case _:
            return f"${holder}_{credential.name}".upper().replace(".", "_").replace("-", "_")


def worded(credential: Credential, holder: str) -> str:
    """The value of the header or the parameter."""
    value = placeholder(credential, holder)
    if place_of(credential) != "header authorization" or isinstance(credential, SharedSecret):
        return value
    return f"{'Basic' if isinstance(credential, Basic) else 'Bearer'} {value}"


def standing_at(message: Message, place: str) -> str | None:
    """What stands at a place, whoever put it there."""
    kind, _, name = place.partition(" ")
    if kind == "header":
        return message.header(name)
    if kind == "query":
        return parameter(message.query, name)
    shown = next((one for one in message.credentials if one.place == CONNECTION), None)
    return shown.credential if shown else None


def parameter(query: str, name: str) -> str | None:
    pairs = (part.partition("=") for part in query.split("&") if part)
    return next((value for key, _, value in pairs if key == name), None)


def taken_off(message: Message, place: str) -> Message:
    """The request with nothing at this place."""
    kind, _, name = place.partition(" ")
    kept = tuple(one for one in message.credentials if one.place != place)
    if kind == "header":
        headers = tuple(pair for pair in message.headers if pair[0] != name)
        return replace(message, credentials=kept, headers=headers)
    if kind == "query":
        # Whoever takes a query apart and puts it together again leaves its empty parts out.
        parts = [part for part in message.query.split("&") if part]
        others = (part for part in parts if part.partition("=")[0] != name)
        return replace(message, credentials=kept, query="&".join(others))
    return replace(message, credentials=kept)


def put_on(message: Message, carried: Carried, value: str) -> Message:
    """The request with this credential at its place, and nothing else there."""
    bare = taken_off(message, carried.place)
    kind, _, name = carried.place.partition(" ")
    credentials = (*bare.credentials, carried)
    if kind == "header":
        return replace(bare, credentials=credentials, headers=(*bare.headers, (name, value)))
    if kind == "query":
        query = "&".join(part for part in (bare.query, f"{name}={value}") if part)
        return replace(bare, credentials=credentials, query=query)
    return replace(bare, credentials=credentials)


def without_connection(message: Message) -> Message:
    """What a client proves on its connection ends with the connection."""
    return taken_off(message, CONNECTION)
