"""Services and clients and tiers: who answers, who asks, and what the askers bought."""

from ...dsl import tree
from ...dsl.finding import Edit, Help
from ..model import Client, ColdStart, CostPer, FailingShare, Presents, Service, Tier
from . import values
from .blocks import Block
from .conditions import acceptance, condition, credential
from .distributions import distribution
from .fields import count_of, returns_of, text_of, value_of
from .limits import limit, quota
from .places import regions_of
from .references import name_if_declared, names_of
from .scope import Scope
from .settings import settings
from .statements import Statements


def service(block: Block) -> Service:
    statements = block.statements
    accept = statements.one(tree.Accept)
    latency = statements.one(tree.Latency)
    url, arn = text_of(statements, tree.Url), text_of(statements, tree.Lambda)
    if isinstance(url, str) and "://" not in url:
        _report_url(url, statements)
    if url is not None and arn is not None:
        _report_both(statements)
    blocks = statements.every(tree.SettingBlock)
    return Service(
        name=block.name,
        url=url,
        lambda_arn=arn,
        regions=regions_of(statements),
        latency=distribution(latency[0].value, latency[1]) if latency else None,
        workers=_workers(statements),
        queue=count_of(statements, tree.Queue),
        errors=_errors(statements),
        accept=acceptance(accept[0].expression, accept[1]) if accept else None,
        cold_start=_cold_start(statements),
        cost=_cost(statements),
        size=value_of(statements, tree.Size, values.size, "a size"),
        returns=returns_of(statements),
        owner=text_of(statements, tree.Owner),
        repo=text_of(statements, tree.Repo),
        settings=tuple(one for node, scope in blocks for one in settings(node.settings, scope)),
        at=block.at,
    )


def _report_url(url: str, statements: Statements) -> None:
    node, scope = statements.every(tree.Url)[0]
    at = tree.word(node)
    fixed = f'"http://{url}"'
    scope.desk.report(
        "GW0108",
        f"`{url}` is not a URL",
        at.span,
        "a URL begins with `https://` or `http://`",
        help=[Help(f"write `{fixed}`", edits=(Edit(at.span, fixed),))],
    )


def _report_both(statements: Statements) -> None:
    node, scope = statements.every(tree.Lambda)[0]
    scope.desk.report(
        "GW0102",
        "a service has a `url` or a `lambda`, and this one has both",
        node.span,
        "a second place to send requests to",
        help=[Help("make two services of it")],
    )


def _workers(statements: Statements) -> int | None:
    """`workers unlimited` says what saying nothing means."""
    found = statements.one(tree.Workers)
    if found is None:
        return None
    value = found[0].value
    if isinstance(value, tree.Token) and value.text == "unlimited":
        return None
    return values.read(value, found[1], values.count, "a count or `unlimited`")


def _errors(statements: Statements) -> FailingShare | None:
    found = statements.one(tree.Errors)
    if found is None:
        return None
    node, scope = found
    portion = values.read(node.value, scope, values.share, "a share")
    token = node.as_status.status if node.as_status else None
    status = values.one_status(token, scope) if token else 500
    return FailingShare(portion, status) if portion is not None and status is not None else None


def _cold_start(statements: Statements) -> ColdStart | None:
    found = statements.one(tree.ColdStart)
    if found is None:
        return None
    node, scope = found
    time = values.read(node.value, scope, values.duration, "a duration")
    after = (
        values.read(node.after.value, scope, values.duration, "a duration") if node.after else None
    )
    return ColdStart(time, after) if time is not None else None


def _cost(statements: Statements) -> CostPer | None:
    found = statements.one(tree.Cost)
    if found is None:
        return None
    node, scope = found
    money = values.read(node.money, scope, values.money, "an amount of money")
    per = values.read(node.per, scope, values.count, "a count")
    return CostPer(money, per) if money is not None and per else None


def client(block: Block) -> Client:
    statements = block.statements
    tier_of = statements.one(tree.OnTier)
    return Client(
        name=block.name,
        regions=regions_of(statements),
        presents=_presented(statements.one(tree.Presents)),
        calls=names_of(statements, tree.Calls, ("gateway", "entry")),
        tier=name_if_declared(tier_of[0].name, tier_of[1], ("tier",)) if tier_of else None,
        callers=count_of(statements, tree.Callers),
        at=block.at,
    )


def _presented(found: tuple[tree.Presents, Scope] | None) -> tuple[Presents, ...]:
    if found is None:
        return ()
    node, scope = found
    return tuple(
        Presents(
            credential(one.name, scope),
            condition(one.condition, scope) if one.condition is not None else None,
        )
        for one in node.credentials
    )


def tier(block: Block) -> Tier:
    statements = block.statements
    limits = (limit(node, scope) for node, scope in statements.every(tree.Limit) if not node.off)
    quotas = (quota(node, scope) for node, scope in statements.every(tree.Quota) if not node.off)
    return Tier(
        name=block.name,
        limits=tuple(one for one in limits if one is not None),
        quotas=tuple(one for one in quotas if one is not None),
        at=block.at,
    )
