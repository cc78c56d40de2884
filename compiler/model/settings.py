"""Words that only one product understands: kept as written, in order, for its renderer."""

from dataclasses import field
from typing import Literal

from ...dsl.frozen import frozen
from ...dsl.source import Span
from .text import FromEnv


@frozen
class SettingList:
    """`[1, 2, 3]`"""

    values: tuple["SettingValue", ...]
    kind: Literal["list"] = "list"


SettingValue = str | FromEnv | SettingList


@frozen
class Setting:
    """`key value`, `key value, value` or `key { .. }`; numbers stay the text they were."""

    key: str
    values: tuple[SettingValue, ...] = ()
    nested: "Settings" = ()


Settings = tuple[Setting, ...]


@frozen
class Opaque:
    """A piece of a product's own configuration that the language has no word for."""

    target: str
    text: str
    where: str | None = None
    file: str | None = None
    line: int | None = None
    kind: Literal["opaque"] = "opaque"
    at: Span | None = field(default=None, compare=False, repr=False)
