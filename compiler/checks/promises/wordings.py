"""Needs and acceptances in the words of the program."""

from ...model import Acceptance, Need, Shows, ShowsAll, ShowsAny
from ..routing.telling import told


def text_of_need(need: Need) -> str:
    """`limit per caller <= 600/min`."""
    if need.thing == "accept":
        return f"accept {text_of(need.accept)}" if need.accept is not None else "accept"
    kind = f" {need.of_kind}" if need.of_kind is not None else ""
    per = f" per {need.per}" if need.per is not None else ""
    bound = f" {need.how} {need.bound}" if need.how is not None else ""
    return f"{need.thing}{kind}{per}{bound}"


def text_of(accept: Acceptance) -> str:
    match accept:
        case Shows(credential=name, condition=None):
            return name
        case Shows(credential=name, condition=condition):
            assert condition is not None
            return f"{name} with ({told(condition)})"
        case ShowsAll(parts=parts):
            return " and ".join(_inside(part) for part in parts)
        case ShowsAny(parts=parts):
            return " or ".join(text_of(part) for part in parts)


def _inside(accept: Acceptance) -> str:
    text = text_of(accept)
    return f"({text})" if isinstance(accept, ShowsAny) else text
