"""Rates spelt out: `limit 100 per minute` reads as a key, and means `limit 100/min`."""

from ...dsl import tree
from ...dsl.finding import Applicability, Edit, Help
from ...dsl.source import Span
from .scope import Scope

TIMES = {
    **dict.fromkeys(("s", "sec", "second", "seconds"), "s"),
    **dict.fromkeys(("min", "minute", "minutes"), "min"),
    **dict.fromkeys(("h", "hour", "hours"), "h"),
    **dict.fromkeys(("d", "day", "days"), "day"),
    **dict.fromkeys(("month", "months"), "month"),
}


def is_spelt_out(rate: tree.Value, pers: tuple[tree.Per, ...], scope: Scope) -> bool:
    """Whether the first `per` names a time and no key; if so, that is told."""
    if not isinstance(rate, tree.Token) or not rate.text.isdigit() or not pers:
        return False
    keys = pers[0].subjects
    time = TIMES.get(keys[0].name.text)
    if len(keys) != 1 or keys[0].argument is not None or time is None:
        return False
    at = Span(rate.source, rate.start, pers[0].end)
    written = f"{rate.text}/{time}"
    scope.desk.report(
        "GW0108",
        f"the rate `{' '.join(at.text.split())}` is spelt out",
        at,
        "a rate is one word",
        help=[Help(f"write `{written}`", Applicability.SAFE, (Edit(at, written),))],
    )
    return True
