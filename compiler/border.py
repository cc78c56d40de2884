"""The model as JSON and back: where data leaves the house it is checked, and only there.

pydantic reads the classes of the model as they are. Where a value came from is never data: the fields
`at` and `origin` are left out on the way out and are empty on the way in.
"""

import json
from functools import cache
from typing import Any, cast

from pydantic import GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic_core import CoreSchema, core_schema

from ..dsl.frozen import frozen
from ..dsl.source import Span
from .model import Federation, Origin

VERSION = 1
NEVER_DATA = ("at", "origin")


class NotAModel(Exception):  # noqa: N818  reads as what it says
    """JSON that is not a model, with the places that are wrong, in words for its owner."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@frozen
class ModelFile:
    """What a file of a model holds: one federation in one environment."""

    version: int
    federation: Federation


def model_json(federation: Federation) -> str:
    """The model as JSON, two blanks a level; same model, same bytes."""
    written = _adapter().dump_python(ModelFile(VERSION, federation), mode="json")
    return json.dumps(_without_places(written), indent=2) + "\n"


def model_from_json(text: str) -> Federation:
    """The model that `model_json` wrote; raises `NotAModel` with every place that is wrong."""
    try:
        found = _adapter().validate_json(text)
    except ValidationError as wrong:
        raise NotAModel(_problems(wrong)) from None
    if found.version != VERSION:
        raise NotAModel((f"version {found.version} is not {VERSION}, which this program reads",))
    return found.federation


def model_schema() -> dict[str, Any]:
    """The JSON Schema of `model_json`."""
    schema = _adapter().json_schema(mode="serialization")
    title = "The resolved model of a Gatewright federation"
    return _without_properties({**schema, "title": title})


@cache
def _adapter() -> TypeAdapter[ModelFile]:
    _keep_places_out()
    return TypeAdapter(ModelFile)


def _keep_places_out() -> None:
    """Tell pydantic, and nobody else, that spans and origins are not data."""

    def anything(_kind: object, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        nothing = core_schema.plain_serializer_function_ser_schema(lambda _: None)
        return core_schema.any_schema(serialization=nothing)

    for kind in (Span, Origin):
        kind.__get_pydantic_core_schema__ = classmethod(anything)  # pyright: ignore[reportAttributeAccessIssue]


def _without_places(value: Any) -> Any:
    """Places are written as nothing; a gateway called `at` stays, for it is not nothing."""
    match value:
        case dict():
            parts = cast("dict[str, Any]", value).items()
            return {
                key: _without_places(one)
                for key, one in parts
                if one is not None or key not in NEVER_DATA
            }
        case list():
            return [_without_places(one) for one in cast("list[Any]", value)]
        case _:
            return value


def _without_properties(value: Any) -> Any:
    """The schema without the fields that are never data."""
    match value:
        case dict():
            parts = cast("dict[str, Any]", value)
            kept = {key: _without_properties(one) for key, one in parts.items()}
            for holder in ("properties", "default"):
                inner = kept.get(holder)
                if isinstance(inner, dict):
                    fields = cast("dict[str, Any]", inner)
                    kept[holder] = {k: one for k, one in fields.items() if k not in NEVER_DATA}
            if "title" in kept and kept.get("description") == kept["title"]:
                del kept["description"]  # a class without a sentence of its own
            return kept
        case list():
            return [_without_properties(one) for one in cast("list[Any]", value)]
        case _:
            return value


def _problems(wrong: ValidationError) -> tuple[str, ...]:
    found = wrong.errors(include_url=False, include_context=False, include_input=False)
    return tuple(
        f"{'.'.join(map(str, one['loc'])) or 'the file'}: {one['msg']}" for one in found[:10]
    )
