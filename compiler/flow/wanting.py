"""What a request has to bring along so that conditions on its way hold."""

from dataclasses import dataclass, field

from ..model import (
    AllOf,
    AnyOf,
    Comparable,
    Compares,
    Condition,
    IsOneOf,
    IsThere,
    Matches,
    Not,
    Subject,
)
from ..patterns.pieces import one_of
from ..patterns.shapes import some

OTHER = "other"  # a value that nobody asks for
ADDRESS = "203.0.113.7"


@dataclass(slots=True)
class Wanting:
    """Filled in as the hops are looked at; what is already there is not changed."""

    headers: dict[str, str] = field(default_factory=dict[str, str])
    query: dict[str, str] = field(default_factory=dict[str, str])
    cookies: dict[str, str] = field(default_factory=dict[str, str])
    claims: dict[str, str] = field(default_factory=dict[str, str])
    scopes: dict[str, str] = field(default_factory=dict[str, str])
    keys: dict[str, str] = field(default_factory=dict[str, str])
    params: dict[str, str] = field(default_factory=dict[str, str])
    host: str | None = None
    method: str | None = None
    ip: str | None = None
    country: str | None = None

    def add(self, condition: Condition | None, holds: bool = True) -> None:
        match condition:
            case None:
                return
            case Not(inner=inner):
                self.add(inner, not holds)
            case AllOf(parts=parts):
                for part in parts if holds else parts[:1]:
                    self.add(part, holds)
            case AnyOf(parts=parts):
                for part in parts[:1] if holds else parts:
                    self.add(part, holds)
            case _:
                value = _value(condition, holds)
                if value is not None:
                    self._bring(condition.subject, value)

    def _bring(self, subject: Subject, value: str) -> None:
        name = subject.argument or ""
        match subject.name:
            case "header":
                self.headers.setdefault(name.lower(), value)
            case "query":
                self.query.setdefault(name, value)
            case "cookie":
                self.cookies.setdefault(name, value)
            case "claim":
                self.claims.setdefault(name, value)
            case "scope":
                self.scopes.setdefault(name, name)
            case "key":
                self.keys.setdefault(name, value)
            case "param":
                self.params.setdefault(name, value)
            case "host":
                self.host = self.host or value
            case "method":
                self.method = self.method or value.upper()
            case "ip":
                self.ip = self.ip or value.partition("/")[0]
            case "country":
                self.country = self.country or value
            case "caller" | "user":
                self.claims.setdefault("sub", value)
            case _:
                pass

    def all_headers(self) -> tuple[tuple[str, str], ...]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return (*self.headers.items(), *([("cookie", cookies)] if cookies else []))


def _value(condition: IsThere | Compares | IsOneOf | Matches, holds: bool) -> str | None:
    """A value with which it holds, or does not; None where nothing has to be brought for that."""
    match condition:
        case IsThere():
            return "1" if holds else None
        case Matches(regex=regex):
            return one_of(some((regex,))) if holds else None
        case IsOneOf(values=values):
            return str(values[0]) if holds and values else None
        case Compares(how="!=", value=value):
            if condition.subject.name == "ip":
                return ADDRESS if holds else str(value)
            return OTHER if holds else str(value)
        case Compares(how=how, value=value):
            return _compared(how, value) if holds else None


def _compared(how: str, value: Comparable) -> str:
    if isinstance(value, int) and how in ("<", ">"):
        return str(value + (1 if how == ">" else -1))
    return str(value)
