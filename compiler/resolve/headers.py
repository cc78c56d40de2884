"""`headers { .. }`: changes to the headers of a request on its way out, or of its response."""

from ...dsl import tree
from ..model import HeaderChange, Origin, Subject, Text, Traced
from . import texts, values
from .conditions import subject
from .inheritance import Said
from .scope import Scope


def read_headers(node: tree.Headers, scope: Scope, found: Said, by: str) -> None:
    side = (
        "response_headers"
        if node.direction and node.direction.text == "response"
        else "request_headers"
    )
    changes = [
        Traced(change, Origin(by, item.span))
        for item in node.items
        for change in _changes(item, scope)
    ]
    found[side] = (*found.get(side, ()), *sorted(changes, key=lambda c: _VERBS.index(c.value.verb)))


_VERBS = ("remove", "rename", "set", "add")


def _changes(item: tree.Node, scope: Scope) -> list[HeaderChange]:
    match item:
        case tree.Drop():
            return [HeaderChange("remove", str(values.plain_text(t, scope))) for t in item.texts]
        case tree.Rename():
            return [
                HeaderChange(
                    "rename", texts.text(item.old, scope), renamed_to=texts.text(item.new, scope)
                )
            ]
        case tree.Set() | tree.Add():
            verb = "set" if isinstance(item, tree.Set) else "add"
            return [
                HeaderChange(verb, texts.text(item.header, scope), _header_value(item.value, scope))
            ]
        case _:
            raise AssertionError(f"no header statement: {tree.rule_of(item)}")


def _header_value(
    value: tree.Token | tree.Reference | tree.Subject, scope: Scope
) -> Text | Subject:
    if isinstance(value, tree.Subject):
        return subject(value, scope)
    return values.plain_text(value, scope)
