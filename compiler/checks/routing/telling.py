"""Conditions in the words of the program."""

from ...model import (
    AllOf,
    AnyOf,
    Comparable,
    Compares,
    Condition,
    IsOneOf,
    IsThere,
    Matches,
    Not,
)


def told(condition: Condition) -> str:
    match condition:
        case IsThere(subject=subject):
            return str(subject)
        case Compares(subject=subject, how=how, value=value):
            return f"{subject} {how} {_value(value)}"
        case IsOneOf(subject=subject, values=values):
            return f"{subject} in [{', '.join(_value(one) for one in values)}]"
        case Matches(subject=subject, regex=regex):
            return f"{subject} matches '{regex}'"
        case Not(inner=inner):
            return f"not {_inside(inner)}"
        case AllOf(parts=parts):
            return " and ".join(_inside(part) for part in parts)
        case AnyOf(parts=parts):
            return " or ".join(_inside(part) for part in parts)


def _inside(condition: Condition) -> str:
    text = told(condition)
    return f"({text})" if isinstance(condition, AnyOf) else text


def _value(value: Comparable) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
