"""Routes: pattern, action, and what their blocks say."""

from dataclasses import replace

from ...dsl import tree
from ...dsl.finding import Help, Label
from ..model import (
    Acceptance,
    Action,
    Case,
    Choose,
    Exchange,
    First,
    Forward,
    Function,
    Gather,
    Member,
    Origin,
    Part,
    PathPattern,
    Policy,
    Portion,
    Redirect,
    Respond,
    Route,
    Split,
    Traced,
    Travel,
    Upstream,
)
from ..model.routes import STAYS_AS_IT_IS, DestinationKind, Protocol
from ..units import CalendarDate, Share
from . import texts, values
from .blocks import RouteDraft
from .conditions import acceptance, condition, credential, subject
from .fields import returns_of
from .inheritance import over
from .loops import unrolled
from .members import report_if_empty, statements_of_member
from .outcomes import NO_GOOD_ANSWER, outcomes
from .paths import pattern, template
from .policy_book import PolicyBook
from .references import declared, names_of
from .scope import Scope
from .settings import opaque_of, settings_of
from .statements import Statements

PROTOCOLS: tuple[Protocol, ...] = ("https", "http", "h2", "grpc", "websocket", "local")


class RouteReader:
    """Reads the routes of one gateway; holds what they inherit."""

    def __init__(
        self,
        book: PolicyBook,
        by: str,
        policy: Policy,
        accept: Traced[Acceptance] | None,
        target: str | None,
    ) -> None:
        self._book = book
        self._by = by
        self._policy = policy
        self._accept = accept
        self._target = target

    def route(self, draft: RouteDraft) -> Route:
        node, scope = draft.node, draft.scope
        path = pattern(node.path, scope)
        statements = draft.statements
        by = f"route {path.text}"
        policy = over(self._policy, self._book.said_at(statements, by))
        if draft.action is None and not statements.every(tree.Blocked):
            self._report_nowhere(node, path, scope)
        deprecated = statements.one(tree.Deprecated)
        sunset = deprecated[0].sunset if deprecated else None
        if deprecated and sunset and sunset.date.text < deprecated[0].date.text:
            _report_early_sunset(deprecated[0], sunset, scope)
        marked = statements.one(tree.Idempotent)
        repeats = (marked[0].subject, marked[1]) if marked else None
        return Route(
            path=path,
            methods=node.methods.words if node.methods else (),
            when=condition(node.when.condition, scope) if node.when else None,
            action=self._action(*draft.action, path, policy) if draft.action else None,
            accept=accepted(statements, by) or self._accept,
            travel=travel(statements),
            policy=policy,
            carries=names_of(statements, tree.Carries, ("label",)),
            calls=names_of(statements, tree.Calls, ("gateway", "service")),
            returns=returns_of(statements),
            deprecated=_date(deprecated[0].date, deprecated[1]) if deprecated else None,
            sunset=_date(sunset.date, deprecated[1]) if deprecated and sunset else None,
            blocked=statements.one(tree.Blocked) is not None,
            idempotent_by=subject(*repeats) if repeats else None,
            settings=settings_of(statements, self._target),
            opaque=opaque_of(statements),
            at=node.path.span,
        )

    def _report_nowhere(self, node: tree.Route, path: PathPattern, scope: Scope) -> None:
        scope.desk.report(
            "GW0001",
            f"the route `{path.text}` goes nowhere",
            node.path.span,
            "no `->` behind this",
            help=[
                Help(f"say where it leads: `route {path.text} -> SERVICE`"),
            ],
            about=(self._by, path.text),
        )

    # ------------------------------------------------------------ actions

    def _action(self, node: tree.Action, scope: Scope, path: PathPattern, policy: Policy) -> Action:
        match node:
            case tree.Upstream():
                return Forward(upstream(node, scope, path))
            case tree.Gather():
                return self._gather(node, scope, path, policy)
            case tree.Choose():
                return self._choose(node, scope, path, policy)
            case tree.Split():
                return self._split(node, scope, path, policy)
            case tree.First():
                on = outcomes(node.on, scope) if node.on else NO_GOOD_ANSWER
                members = (
                    self._member(c.upstream, c.block, scope, path, policy) for c in node.candidates
                )
                return First(tuple(members), on)
            case tree.Function():
                return Function(texts.text(node.file, scope))
            case tree.Redirect():
                return Redirect(_redirecting(node.status, scope), texts.text(node.to, scope))
            case tree.Respond():
                body = texts.text(node.body, scope) if node.body else None
                media = texts.text(node.media.type, scope) if node.media else None
                return Respond(values.one_status(node.status, scope) or 500, body, media)

    def _gather(self, node: tree.Gather, scope: Scope, path: PathPattern, policy: Policy) -> Gather:
        parts: list[Part] = []
        seen: dict[str, tree.Token] = {}
        for item, inner in unrolled(node.items, scope):
            assert isinstance(item, tree.GatherPart)
            label = texts.name(item.label, inner)
            if label in seen:
                _report_label(label, seen[label], item.label, inner)
                continue
            seen[label] = item.label
            member = self._member(item.upstream, item.block, inner, path, policy)
            parts.append(Part(label, _asked_with_get(member), item.optional is not None))
        report_if_empty(node, parts, scope)
        return Gather(tuple(parts), node.order is not None)

    def _choose(self, node: tree.Choose, scope: Scope, path: PathPattern, policy: Policy) -> Choose:
        cases: list[Case] = []
        for item, inner in unrolled(node.items, scope):
            assert isinstance(item, tree.Case | tree.Otherwise)
            when = condition(item.condition, inner) if isinstance(item, tree.Case) else None
            member = self._member(item.upstream, item.block, inner, path, policy)
            if cases and cases[-1].when is None:
                inner.desk.report(
                    "GW0110",
                    "this case stands behind `else`, so no request comes to it",
                    item.span,
                    "never reached",
                    help=[Help("let `else` be the last case")],
                )
                continue
            cases.append(Case(when, member))
        report_if_empty(node, cases, scope)
        return Choose(tuple(cases))

    def _split(self, node: tree.Split, scope: Scope, path: PathPattern, policy: Policy) -> Split:
        portions: list[Portion] = []
        for share in node.shares:
            part = values.read_text(share.portion.text, share.portion, scope, values.share)
            member = self._member(share.upstream, share.block, scope, path, policy)
            portions.append(Portion(part or Share(0), member))
        report_if_empty(node, portions, scope)
        sticky = subject(node.sticky.subject, scope) if node.sticky else None
        return Split(tuple(portions), sticky)

    def _member(
        self,
        node: tree.Upstream,
        block: tree.RouteBlock | None,
        scope: Scope,
        path: PathPattern,
        policy: Policy,
    ) -> Member:
        sent = upstream(node, scope, path)
        if block is None:
            return Member(sent, policy=policy)
        statements = statements_of_member(block, scope)
        by = f"member {sent.to}"
        return Member(
            upstream=sent,
            travel=travel(statements),
            policy=over(policy, self._book.said_at(statements, by)),
            accept=accepted(statements, by),
            carries=names_of(statements, tree.Carries, ("label",)),
        )


def upstream(node: tree.Upstream, scope: Scope, path: PathPattern | None) -> Upstream:
    to, kind = _destination(node.to, scope)
    at = node.template
    # Between gateways the scheme is https unless the program says otherwise; a URL brings its own.
    protocol: Protocol | None = "https" if kind == "gateway" else None
    if node.over:
        protocol = values.one_of(node.over.name, scope, PROTOCOLS, "protocol")
    return Upstream(
        to=to,
        to_kind=kind,
        template=template(at.path, scope, path) if at else None,
        method=at.method.text if at and at.method else None,
        over=protocol,
        at=node.to.span,
    )


def _destination(token: tree.Token, scope: Scope) -> tuple[str, DestinationKind]:
    if token.kind == "STRING":
        return url_of(token, scope), "url"
    found = declared(token, scope, ("service", "gateway"))
    if found is None:
        return texts.name(token, scope), "service"
    return found.name, "gateway" if found.kind == "gateway" else "service"


def url_of(token: tree.Token, scope: Scope) -> str:
    text = texts.text(token, scope)
    if "://" not in text:
        scope.desk.report(
            "GW0108",
            f"`{text}` is not a URL",
            token.span,
            "a URL begins with `https://` or `http://`",
            help=[Help("for a service or gateway of this program leave the quotes off")],
        )
    return text


def accepted(statements: Statements, by: str) -> Traced[Acceptance] | None:
    found = statements.one(tree.Accept)
    if found is None:
        return None
    node, scope = found
    return Traced(acceptance(node.expression, scope), Origin(by, node.span))


def travel(statements: Statements) -> Travel:
    strip = _credentials(statements, tree.Strip)
    attach = _credentials(statements, tree.Attach)
    passes = _credentials(statements, tree.Pass)
    exchanged = statements.every(tree.Exchange)
    if not (strip or attach or passes or exchanged):
        return STAYS_AS_IT_IS
    swaps = (Exchange(credential(n.old, s), credential(n.new, s)) for n, s in exchanged)
    return Travel(strip=strip, exchange=tuple(swaps), attach=attach, passes=passes)


def _credentials(statements: Statements, kind: type[tree.Words]) -> tuple[str, ...]:
    found = statements.every(kind)
    return (
        tuple(dict.fromkeys(credential(t, s) for n, s in found for t in n.names)) if found else ()
    )


def _date(token: tree.Token, scope: Scope) -> CalendarDate | None:
    return values.read_text(token.text, token, scope, values.date)


def _redirecting(token: tree.Token, scope: Scope) -> int:
    status = values.one_status(token, scope)
    if status is not None and not 300 <= status < 400:
        values.report_kind(token, f"`{status}` redirects nobody", "a status such as `308`", scope)
    return status or 308


def _report_early_sunset(node: tree.Deprecated, sunset: tree.Sunset, scope: Scope) -> None:
    scope.desk.report(
        "GW0108",
        f"the sunset {sunset.date.text} lies before the day it is deprecated, {node.date.text}",
        sunset.date.span,
        "a later day is needed here",
    )


def _asked_with_get(member: Member) -> Member:
    """A member of a `gather` gets GET, without a body, unless its `at` names a method."""
    sent = member.upstream
    return member if sent.method else replace(member, upstream=replace(sent, method="GET"))


def _report_label(label: str, first: tree.Token, again: tree.Token, scope: Scope) -> None:
    scope.desk.report(
        "GW0102",
        f"two members of this `gather` are called `{label}`",
        again.span,
        "called so again here",
        because=[Label(first.span, "first called so here")],
        about=(label, "gather"),
    )
