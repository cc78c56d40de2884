"""Limits and quotas: a rate, a key, and how several of them stand side by side."""

from ...dsl import tree
from ..model import Limit, Off, Origin, Quota, Subject, Traced
from ..units import Rate
from . import values
from .conditions import OF_PLACES, subject
from .fields import option
from .inheritance import Said, report_twice_at
from .rates import is_spelt_out
from .scope import Scope
from .statements import at_most_one


def keys(node: tree.Per | None, scope: Scope) -> tuple[Subject, ...]:
    if node is None:
        return ()
    return tuple(subject(one, scope, OF_PLACES) for one in node.subjects)


def limit(node: tree.Limit, scope: Scope) -> Limit | None:
    assert node.rate is not None
    if is_spelt_out(node.rate, node.pers, scope):
        return None
    rate = values.read(node.rate, scope, values.rate, "a rate")
    burst = option(node.bursts, scope, values.count, "a count")
    per = keys(at_most_one(node.pers, scope), scope)
    return None if rate is None or _is_nothing(rate, node.rate, scope) else Limit(rate, per, burst)


def _is_nothing(rate: Rate, at: tree.Value, scope: Scope) -> bool:
    if rate.amount > 0:
        return False
    values.report_kind(at, f"`{rate}` lets nothing through", "a rate above zero", scope)
    return True


def quota(node: tree.Quota, scope: Scope) -> Quota | None:
    assert node.rate is not None
    if is_spelt_out(node.rate, node.pers, scope):
        return None
    rate = values.read(node.rate, scope, values.rate, "a rate")
    per = keys(at_most_one(node.pers, scope), scope)
    return None if rate is None or _is_nothing(rate, node.rate, scope) else Quota(rate, per)


def read_limit(node: tree.Limit, scope: Scope, found: Said, by: str) -> None:
    _bucket("limits", Off() if node.off else limit(node, scope), node, scope, found, by)


def read_quota(node: tree.Quota, scope: Scope, found: Said, by: str) -> None:
    _bucket("quotas", Off() if node.off else quota(node, scope), node, scope, found, by)


def _bucket(
    name: str, made: Limit | Quota | Off | None, node: tree.Node, scope: Scope, found: Said, by: str
) -> None:
    """Several limits may stand side by side, each with a key of its own."""
    earlier = found.get(name)
    if made is None:
        return
    if earlier is None:
        value = made if isinstance(made, Off) else (made,)
        found[name] = Traced(value, Origin(by, node.span))
    elif isinstance(made, Off) or isinstance(earlier.value, Off) or _same_key(earlier.value, made):
        report_twice_at(earlier, node, scope)
    else:
        found[name] = Traced((*earlier.value, made), earlier.origin)


def _same_key(earlier: tuple[Limit | Quota, ...], made: Limit | Quota) -> bool:
    return any(one.per == made.per for one in earlier)
