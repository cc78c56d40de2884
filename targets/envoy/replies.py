"""Answers of the gateway's own."""

import json
from collections.abc import Iterable
from http import HTTPStatus

from ...compiler.model import Redirect, Respond
from .places import Json

GATE = "gatewright.gate"
UNREACHABLE = ["UF", "UH", "UC", "UR", "LR", "UPE", "NC", "DF"]
"""Envoy's flags for: no connection, nobody there, ended or reset before an answer, no sense in it."""

TIMED_OUT = ["UT"]
LONGEST_BODY = 1_048_576


def plain(status: int, body: str) -> Json:
    return {"direct_response": {"status": status, "body": {"inline_string": body}}}


NO_ROUTE = plain(404, "no route\n")
NO_HOST = plain(404, "no such host\n")
NO_CASE = plain(404, "no case holds\n")
WRONG_METHOD = plain(405, "method not allowed\n")
BLOCKED = plain(403, "blocked\n")
RETIRED = plain(410, "retired\n")
CANNOT = plain(501, "this gateway cannot do what the route asks for\n")


WITHOUT_A_BODY = (204, 205, 304)


def respond(action: Respond) -> Json:
    # Envoy makes up a Location for a 201.
    answer: Json = {"direct_response": {"status": action.status}}
    if action.status == 201:
        answer["response_headers_to_remove"] = ["location"]
    # A body behind a status that has none would be taken for the next answer.
    if action.body and action.status not in WITHOUT_A_BODY:
        answer["direct_response"]["body"] = {"inline_string": action.body}
    if action.media is not None:
        answer["response_headers_to_add"] = [header("content-type", action.media)]
    return answer


def redirect(action: Redirect) -> Json:
    return {
        "direct_response": {"status": action.status},
        "response_headers_to_add": [header("location", action.to)],
    }


def no_egress(unreachable: int | None) -> Json:
    """A call that `egress` does not allow is not made at all."""
    if unreachable is None:
        return plain(503, "calls to this upstream are not allowed\n")
    body = json.dumps(_document(unreachable, "calls to this upstream are not allowed"))
    media = header("content-type", "application/problem+json")
    return {**plain(unreachable, body), "response_headers_to_add": [media]}


def header(name: str, value: str) -> Json:
    """A per cent sign begins a command of Envoy's, two of them are one."""
    return {
        "header": {"key": name, "value": value.replace("%", "%%")},
        "append_action": "OVERWRITE_IF_EXISTS_OR_ADD",
    }


def problems(statuses: Iterable[int]) -> list[Json]:
    """`unreachable problem STATUS`: the gate writes down which status a request is to get."""
    mappers: list[Json] = []
    for status in statuses:
        mappers.append(_problem(status, UNREACHABLE, status, "the upstream cannot be reached"))
        mappers.append(_problem(status, TIMED_OUT, 504, "the upstream took too long to answer"))
    return mappers


def _problem(wanted: int, flags: list[str], status: int, detail: str) -> Json:
    matcher = {
        "filter": GATE,
        "path": [{"key": "unreachable"}],
        "value": {"string_match": {"exact": str(wanted)}},
    }
    filters = [
        {"response_flag_filter": {"flags": flags}},
        {"metadata_filter": {"matcher": matcher, "match_if_key_not_found": False}},
    ]
    document = _document(status, detail)
    return {
        "filter": {"and_filter": {"filters": filters}},
        "status_code": status,
        "body_format_override": {
            "json_format": document,
            "content_type": "application/problem+json",
        },
    }


def _document(status: int, detail: str) -> Json:
    return {"type": "about:blank", "title": _title(status), "status": status, "detail": detail}


def _title(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Upstream Failure"
