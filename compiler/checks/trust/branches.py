"""The branch of a trace in which something is seen, put where it is shown."""

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...trace import Branch, Trace


def foremost(trace: "Trace", branch: "Branch") -> "Trace":
    """The same trace with this branch as the likeliest."""
    others = tuple(one for one in trace.branches if one is not branch)
    return replace(trace, branches=(branch, *others))
