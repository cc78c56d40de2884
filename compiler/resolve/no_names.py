"""Names that nothing can be declared under, since they mean something already."""

from ...dsl.finding import Help
from ...dsl.source import Span
from ..model import ANYONE
from .names import a
from .scope import Scope

ACTION_WORDS = ("gather", "choose", "split", "first", "function", "redirect", "respond")
_BEHIND_AN_ARROW = "behind `->` that is an action"
_NO_CREDENTIAL = "it stands for whoever shows no credential"
_IN_PLACE_OF_A_VALUE = "in place of a value it switches something off"
_A_VARIABLE_FOLLOWS = "in place of a value it asks for a variable"

TAKEN: dict[str, dict[str, str]] = {
    "gateway": {**dict.fromkeys(ACTION_WORDS, _BEHIND_AN_ARROW), "off": _IN_PLACE_OF_A_VALUE},
    "service": dict.fromkeys(ACTION_WORDS, _BEHIND_AN_ARROW),
    "credential": {ANYONE: _NO_CREDENTIAL},
    "client": {ANYONE: _NO_CREDENTIAL},
    "constant": {"off": _IN_PLACE_OF_A_VALUE, "env": _A_VARIABLE_FOLLOWS},
}
"""What may not be called so, by kind, and why."""


def report_if_no_name(name: str, kind: str, at: Span, scope: Scope) -> None:
    if "." in name:
        _report_dot(name, at, scope)
    why = TAKEN.get(kind, {}).get(name)
    if why is not None:
        _report_taken(name, kind, why, at, scope)


def _report_dot(name: str, at: Span, scope: Scope) -> None:
    scope.desk.report(
        "GW0110",
        f"a declared name holds no dot, and `{name}` does",
        at,
        "dots are for built-in names and imported files",
        help=[Help(f"write `{at.text.replace('.', '_')}`")],
        about=(name,),
    )


def _report_taken(name: str, kind: str, why: str, at: Span, scope: Scope) -> None:
    scope.desk.report(
        "GW0110",
        f"{a(kind)} cannot be called `{name}`: {why}",
        at,
        "a word with a meaning of its own",
        help=[Help(f"give it another name, such as `{name}_{kind}`")],
        about=(name,),
    )
