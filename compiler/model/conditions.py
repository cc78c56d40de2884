"""Conditions on a request, and on the credentials it carries."""

from decimal import Decimal
from typing import Literal

from ...dsl.frozen import frozen
from ..units import Duration, Size

Comparison = Literal["=", "!=", "<", "<=", ">", ">="]


@frozen
class Number:
    """A number that is not whole."""

    value: Decimal
    kind: Literal["number"] = "number"

    def __str__(self) -> str:
        return format(self.value, "f")


Comparable = str | int | Number | Duration | Size


@frozen
class Subject:
    """`header("x-tenant")`, `claim(sub)`, `ip`: what a condition or a key looks at."""

    name: str
    argument: str | None = None

    def __str__(self) -> str:
        if self.argument is None:
            return self.name
        argument = self.argument if self.name in BY_WORD else f'"{self.argument}"'
        return f"{self.name}({argument})"


BY_WORD = ("claim", "param")


@frozen
class IsThere:
    subject: Subject
    kind: Literal["is-there"] = "is-there"


@frozen
class Compares:
    subject: Subject
    how: Comparison
    value: Comparable
    kind: Literal["compares"] = "compares"


@frozen
class IsOneOf:
    subject: Subject
    values: tuple[Comparable, ...]
    kind: Literal["is-one-of"] = "is-one-of"


@frozen
class Matches:
    subject: Subject
    regex: str
    kind: Literal["matches"] = "matches"


@frozen
class Not:
    inner: "Condition"
    kind: Literal["not"] = "not"


@frozen
class AllOf:
    parts: tuple["Condition", ...]
    kind: Literal["all"] = "all"


@frozen
class AnyOf:
    parts: tuple["Condition", ...]
    kind: Literal["any"] = "any"


Condition = IsThere | Compares | IsOneOf | Matches | Not | AllOf | AnyOf

ANYONE = "anyone"
"""The credential that nobody declares: accepting it means open on purpose."""


@frozen
class Shows:
    """The request carries this credential, genuine, and the condition holds of it."""

    credential: str
    condition: Condition | None = None
    kind: Literal["shows"] = "shows"


@frozen
class ShowsAll:
    parts: tuple["Acceptance", ...]
    kind: Literal["shows-all"] = "shows-all"


@frozen
class ShowsAny:
    parts: tuple["Acceptance", ...]
    kind: Literal["shows-any"] = "shows-any"


Acceptance = Shows | ShowsAll | ShowsAny
