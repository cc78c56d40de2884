"""Services and clients and tiers: who answers, who asks, and what the askers bought."""

from ...dsl import tree
from ...dsl.finding import Edit, Help
from ..model import Client, ColdStart, CostPer, FailingShare, Presents, Service, Text, Tier
from ..units import Size
from . import texts, values
from .blocks import Block
from .conditions import acceptance, condition, credential
from .distributions import distribution
from .places import regions_of
from .policies import limit, quota
from .refer import refer
from .routes import names_of
from .scope import Scope
from .settings import settings
from .statements import Statements


def service(block: Block) -> Service:
    statements = block.statements
    accept = statements.one(tree.Accept)
    latency = statements.one(tree.Latency)
    url, arn = _text(statements, tree.Url), _text(statements, tree.Lambda)
    if isinstance(url, str) and "://" not in url:
        _report_url(url, statements)
    if url is not None and arn is not None:
        _report_both(statements)
    blocks = statements.every(tree.SettingBlock)
    return Service(
        block.name,
        url,
        arn,
        regions_of(statements),
        distribution(latency[0].value, latency[1]) if latency else None,
        _workers(statements),
        _count(statements, tree.Queue),
        _errors(statements),
        acceptance(accept[0].expression, accept[1]) if accept else None,
        _cold_start(statements),
        _cost(statements),
        _size(statements),
        _plain(statements, tree.Returns),
        _text(statements, tree.Owner),
        _text(statements, tree.Repo),
        tuple(one for node, scope in blocks for one in settings(node.settings, scope)),
        block.at,
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


def _text(statements: Statements, kind: type[tree.Texts]) -> Text | None:
    found = statements.one(kind)
    return values.plain_text(found[0].texts[0], found[1]) if found else None


def _plain(statements: Statements, kind: type[tree.Texts]) -> str | None:
    found = statements.one(kind)
    return texts.text(tree.word(found[0]), found[1]) if found else None


def _count(statements: Statements, kind: type[tree.OneValue]) -> int | None:
    found = statements.one(kind)
    return values.read(found[0].value, found[1], values.count, "a count") if found else None


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
    status = values.read_text(token.text, token, scope, values.status) if token else 500
    return (
        FailingShare(portion, status) if portion is not None and isinstance(status, int) else None
    )


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


def _size(statements: Statements) -> Size | None:
    found = statements.one(tree.Size)
    return values.read(found[0].value, found[1], values.size, "a size") if found else None


def client(block: Block) -> Client:
    statements = block.statements
    tier_of = statements.one(tree.OnTier)
    found = (
        refer(texts.name(tier_of[0].name, tier_of[1]), tier_of[0].name.span, tier_of[1], ("tier",))
        if tier_of
        else None
    )
    return Client(
        block.name,
        regions_of(statements),
        _presented(statements.one(tree.Presents)),
        names_of(statements, tree.Calls, ("gateway", "entry")),
        found.name if found else None,
        _count(statements, tree.Callers),
        block.at,
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
        block.name,
        tuple(one for one in limits if one is not None),
        tuple(one for one in quotas if one is not None),
        block.at,
    )
