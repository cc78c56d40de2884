"""Regular expressions of a program: whether they are ones at all."""

import re

from ...dsl import tree
from .scope import Scope


def report_if_broken(regex: str, at: tree.Token, scope: Scope) -> None:
    try:
        re.compile(regex)
    except (re.error, OverflowError, RecursionError) as problem:
        scope.desk.report(
            "GW0108",
            f"this is not a regular expression: {problem}",
            at.span,
            "does not read as one",
        )
