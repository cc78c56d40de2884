"""Routes: pattern, action, and what their blocks say."""

from typing import cast

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
    Outcome,
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
from .loops import unrolled
from .paths import pattern, template
from .policies import method_words, outcomes, over
from .policy_book import PolicyBook
from .refer import refer
from .scope import Scope
from .settings import opaque_of, settings_of
from .statements import Statement, Statements

PROTOCOLS = ("https", "http", "h2", "grpc", "websocket", "local")
FAILS_OVER_ON: tuple[Outcome, ...] = ("connect", 502, 503, 504)


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
        sunset = statements.one(tree.Deprecated)
        return Route(
            path,
            method_words(node.methods) if node.methods else (),
            condition(node.when.condition, scope) if node.when else None,
            self._action(*draft.action, path, policy) if draft.action else None,
            accepted(statements, by) or self._accept,
            travel(statements),
            policy,
            names_of(statements, tree.Carries, ("label",)),
            names_of(statements, tree.Calls, ("gateway", "service")),
            _returns(statements),
            values.read_text(sunset[0].date.text, sunset[0].date, scope, values.date)
            if sunset
            else None,
            _sunset(sunset[0], scope) if sunset else None,
            statements.one(tree.Blocked) is not None,
            settings_of(statements, self._target),
            opaque_of(statements),
            node.path.span,
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
                on = outcomes(node.on, scope) if node.on else FAILS_OVER_ON
                members = (
                    self._member(c.upstream, c.block, scope, path, policy) for c in node.candidates
                )
                return First(tuple(members), on)
            case tree.Function():
                return Function(texts.text(node.file, scope))
            case tree.Redirect():
                return Redirect(_status(node.status, scope), texts.text(node.to, scope))
            case tree.Respond():
                body = texts.text(node.body, scope) if node.body else None
                media = texts.text(node.media.type, scope) if node.media else None
                return Respond(_status(node.status, scope), body, media)

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
            parts.append(Part(label, member, item.optional is not None))
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
        return Choose(tuple(cases))

    def _split(self, node: tree.Split, scope: Scope, path: PathPattern, policy: Policy) -> Split:
        portions: list[Portion] = []
        for share in node.shares:
            part = values.read_text(share.portion.text, share.portion, scope, values.share)
            member = self._member(share.upstream, share.block, scope, path, policy)
            portions.append(Portion(part or Share(0), member))
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
        statements = Statements(Statement(item, scope) for item in block.items)
        by = f"member {sent.to}"
        return Member(
            sent,
            travel(statements),
            over(policy, self._book.said_at(statements, by)),
            accepted(statements, by),
            names_of(statements, tree.Carries, ("label",)),
        )


def upstream(node: tree.Upstream, scope: Scope, path: PathPattern | None) -> Upstream:
    to, kind = _destination(node.to, scope)
    at = node.template
    protocol = values.one_of(node.over.name, scope, PROTOCOLS, "protocol") if node.over else None
    return Upstream(
        to,
        kind,
        template(at.path, scope, path) if at else None,
        at.method.text if at and at.method else None,
        cast("Protocol | None", protocol),
        node.to.span,
    )


def _destination(token: tree.Token, scope: Scope) -> tuple[str, DestinationKind]:
    if token.kind == "STRING":
        return url_of(token, scope), "url"
    name = texts.name(token, scope)
    found = refer(name, token.span, scope, ("service", "gateway"))
    return (found.name, cast(DestinationKind, found.kind)) if found else (name, "service")


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
    return Travel(strip, tuple(swaps), attach, passes)


def _credentials(statements: Statements, kind: type[tree.Words]) -> tuple[str, ...]:
    found = statements.every(kind)
    return (
        tuple(dict.fromkeys(credential(t, s) for n, s in found for t in n.names)) if found else ()
    )


def names_of(
    statements: Statements, kind: type[tree.Words], kinds: tuple[str, ...]
) -> tuple[str, ...]:
    """The full names behind a word such as `carries` or `calls`."""
    found = statements.every(kind)
    if not found:
        return ()
    return tuple(
        dict.fromkeys(name for node, scope in found for name in referred(node, scope, kinds))
    )


def referred(node: tree.Words | tree.Verb, scope: Scope, kinds: tuple[str, ...]) -> list[str]:
    names: list[str] = []
    for token in node.names:
        declared = refer(texts.name(token, scope), token.span, scope, kinds)
        names += [declared.name] if declared else []
    return names


def _returns(statements: Statements) -> str | None:
    found = statements.one(tree.Returns)
    return texts.text(tree.word(found[0]), found[1]) if found else None


def _sunset(node: tree.Deprecated, scope: Scope) -> CalendarDate | None:
    date = node.sunset.date if node.sunset else None
    return values.read_text(date.text, date, scope, values.date) if date else None


def _status(token: tree.Token, scope: Scope) -> int:
    status = values.read_text(token.text, token, scope, values.status)
    if isinstance(status, int):
        return status
    if status is not None:
        values.report_kind(token, f"`{status}` is a class of statuses", "one status", scope)
    return 500


def _report_label(label: str, first: tree.Token, again: tree.Token, scope: Scope) -> None:
    scope.desk.report(
        "GW0102",
        f"two members of this `gather` are called `{label}`",
        again.span,
        "called so again here",
        because=[Label(first.span, "first called so here")],
        about=(label, "gather"),
    )
