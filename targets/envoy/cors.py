"""CORS, by Envoy's own filter."""

from ...compiler.model import Cors, FromEnv, Route, Text
from .places import Json, text, variable


def cors_policy(cors: Cors) -> Json:
    name = "type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy"
    said: Json = {
        "@type": name,
        "allow_origin_string_match": [_origin(one) for one in cors.origins],
        "allow_methods": ", ".join(cors.methods),
        "allow_headers": ", ".join(cors.headers),
        "expose_headers": ", ".join(cors.expose),
    }
    said = {key: value for key, value in said.items() if value}
    # A browser of another origin hears nothing of what is allowed, and the upstream hears nothing.
    said["forward_not_matching_preflights"] = False
    if cors.max_age is not None:
        said["max_age"] = str(cors.max_age.us // 1_000_000)
    if cors.credentials:
        said["allow_credentials"] = True
    return said


def cors_answer(cors: Cors) -> Json:
    """What the gate puts on an answer of the gateway's own."""
    headers: Json = {}
    if cors.credentials:
        headers["access-control-allow-credentials"] = "true"
    if cors.expose:
        headers["access-control-expose-headers"] = ", ".join(cors.expose)
    return {"origins": [text(one) for one in cors.origins], "headers": headers}


def _origin(origin: Text) -> Json:
    if isinstance(origin, FromEnv):
        return {"exact": variable(origin.variable)}
    return {"safe_regex": {"regex": ".*"}} if origin == "*" else {"exact": origin}


def is_preflight_for(route: Route) -> list[Json]:
    """What a browser's question about this route looks like."""
    asked = "access-control-request-method"
    wanted: Json = (
        {"string_match": {"safe_regex": {"regex": "|".join(route.methods)}}}
        if route.methods
        else {"present_match": True}
    )
    return [
        {"name": ":method", "string_match": {"exact": "OPTIONS"}},
        {"name": "origin", "present_match": True},
        {"name": asked, **wanted},
    ]
