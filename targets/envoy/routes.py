"""The table of routes, the most specific first: Envoy takes the first that matches.

A route whose request can go several ways has an entry for each way as well. Those stand at the top
and match a header that the gate sets and no caller can: the guard takes it off.
"""

from dataclasses import replace

from ...compiler.model import (
    Choose,
    Condition,
    Forward,
    Member,
    Param,
    PathPattern,
    Policy,
    Redirect,
    Respond,
    Route,
    Split,
    in_force,
)
from ...compiler.target import GatewaySlice, Loss, Need
from ...compiler.trace.matching import specificity
from . import replies
from .accepting import accept_data
from .clusters import NOWHERE, Clusters, authority
from .conditions import Asked, InexactError, asked, data, for_need, subject_data
from .cors import cors_answer, cors_policy, is_preflight_for
from .leading import destination, rewrite
from .lifetimes import lifetime_changes
from .limits import Limits, member_limits
from .paths import is_renderable, path_match
from .places import Json
from .refusing import refusals
from .replies import GATE
from .sending import policy_of, sending_data
from .waiting import also_retried, waiting

BRANCH = "x-gatewright-branch"
TEST = "x-gatewright-test-"
CORS = "envoy.filters.http.cors"
BUFFER = "envoy.filters.http.buffer"


class Table:
    """Collects the entries of one gateway, and what goes with them."""

    def __init__(self, part: GatewaySlice, clusters: Clusters, limits: Limits) -> None:
        self._part, self._clusters, self._limits = part, clusters, limits
        self.tests: list[Json] = []
        self.late_tests: list[Json] = []
        self.losses: list[Loss] = []
        self._ways: list[Json] = []
        self._preflights: list[Json] = []
        self._routes: list[Json] = []
        self._methods: list[Json] = []

    def entries(self) -> list[Json]:
        """Everything in the order in which it is to be tried."""
        state = self._part.gateway.state
        if state in ("blocked", "retired"):
            answer = replies.BLOCKED if state == "blocked" else replies.RETIRED
            return [{"name": f"this gateway is {state}", "match": {"prefix": "/"}, **answer}]
        for route in sorted(self._part.gateway.routes, key=specificity):
            self._enter(route)
        last = {"name": "no route", "match": {"prefix": "/"}, **replies.NO_ROUTE}
        return [*self._ways, *self._preflights, *self._routes, *self._methods, last]

    @property
    def has_preflights(self) -> bool:
        return bool(self._preflights)

    @property
    def has_ways(self) -> bool:
        return bool(self._ways)

    def _enter(self, route: Route) -> None:
        """What cannot be had is refused at its place, never passed on to a laxer route."""
        problems = list(refusals(self._part, route))
        found = Asked()
        try:
            found = asked(route.when, route.path)
            entry = self._entry(route, self._ways_or_action(route)) if not problems else {}
        except InexactError as problem:
            problems.append((problem.need or Need.HEADERS_FROM_REQUEST, problem.why))
            entry = {}
        if problems:
            self._lose(route, problems)
            entry = dict(replies.CANNOT)
        match = self._match(route, found)
        named = {"name": route.name, "match": {**match, **_methods(route, match)}}
        self._routes.append({**named, **entry})
        self._answer_other_methods(route, match)
        cors = in_force(route.policy.cors)
        if cors is not None and not problems:
            config = {CORS: cors_policy(cors)}
            asking = {**match, "headers": [*match.get("headers", []), *is_preflight_for(route)]}
            self._preflights.append({
                "name": f"preflight of {route.name}", "match": asking,
                "route": {"cluster": NOWHERE}, "typed_per_filter_config": config,
            })  # fmt: skip

    def _lose(self, route: Route, problems: list[tuple[Need, str]]) -> None:
        for need, why in problems:
            what = why
            loss = Loss(self._part.gateway.name, need.value, what, route.name, refused=True)
            self.losses.append(loss)

    def _match(self, route: Route, found: Asked) -> Json:
        if not is_renderable(route.path):
            return path_match(_without_regexes(route.path), {})
        match = path_match(route.path, found.params)
        headers = list(found.headers)
        if found.test is not None:
            number = self._number_of(found.test, found.late)
            headers.append(exactly(f"{TEST}{number}", "1"))
        return {**match, "headers": headers} if headers else match

    def _number_of(self, test: Json, late: bool) -> int:
        if test not in self.tests:
            self.tests.append(test)
            if late:
                self.late_tests.append({"number": len(self.tests), "test": test})
        return self.tests.index(test) + 1

    def _answer_other_methods(self, route: Route, match: Json) -> None:
        if route.methods:
            entry = {"name": f"other methods of {route.path.text}", "match": match}
            if entry["match"] not in [one["match"] for one in self._methods]:
                self._methods.append({**entry, **replies.WRONG_METHOD})

    def _entry(self, route: Route, action: Json) -> Json:
        """An action with all that holds of the route before it."""
        plan: Json = dict(action.pop("plan", {}))
        if route.accept is not None:
            with for_need(Need.ACCEPT_CONDITION):
                plan["accept"] = accept_data(route.accept.value, route.path)
        with for_need(Need.LIMIT_PER_KEY):
            limits = self._limits.of_route(route.name, route.policy, route.path)
        if limits and not route.blocked:
            plan["limits"] = limits
        if lifetimes := lifetime_changes(route):
            plan["response"] = [*lifetimes, *plan.get("response", [])]
        # A blocked route is blocked for large bodies too.
        body = {} if route.blocked else _body(route.policy)
        config = {**body, **action.pop("typed_per_filter_config", {})}
        cors = in_force(route.policy.cors)
        if cors is not None:
            config[CORS] = cors_policy(cors)
            if "direct_response" in action and "ways" not in plan:
                plan["cors"] = cors_answer(cors)
        return _with_plan({**action}, plan, config)

    def _ways_or_action(self, route: Route) -> Json:
        plan = sending_data((), route.policy, route.path)
        if route.blocked:
            return {**replies.BLOCKED, "plan": plan}
        match route.action:
            case Respond():
                return {**replies.respond(route.action), "plan": plan}
            case Redirect():
                return {**replies.redirect(route.action), "plan": plan}
            case Forward(upstream):
                return self._send(route, Member(upstream), forwards=True)
            case Split(portions, sticky):
                below = 0
                shares: list[Json] = []
                for portion in portions:
                    below += portion.share.ppm
                    shares.append({"below": below, **self._way(route, portion.member)})
                ways: Json = {"shares": shares, "none": "none"}
                if sticky is not None:
                    with for_need(Need.SPLIT_STICKY):
                        ways["sticky"] = subject_data(sticky, route.path)
                return {**replies.NO_CASE, "plan": {**plan, "ways": ways}}
            case Choose(cases):
                chosen = [
                    {**_case(case.when, route), **self._way(route, case.member)} for case in cases
                ]
                return {
                    **replies.NO_CASE,
                    "plan": {**plan, "ways": {"cases": chosen, "none": "none"}},
                }
            case _:
                raise InexactError("the route has no action that Envoy can carry out")

    def _way(self, route: Route, member: Member) -> Json:
        """An entry for one member: the value of the header that leads there, and its plan."""
        branch = str(len(self._ways) + 1)
        action = self._send(route, member, forwards=False)
        plan = action.pop("plan")
        if lifetimes := lifetime_changes(route):
            plan["response"] = [*lifetimes, *plan.get("response", [])]
        config = {**_body(member.policy)}
        cors = in_force(route.policy.cors)
        if cors is not None:
            config[CORS] = cors_policy(cors)
        match = {"prefix": "/", "headers": [exactly(BRANCH, branch)]}
        entry = {"name": f"{route.name} -> {member.upstream.to}", "match": match}
        self._ways.append({**entry, **_with_plan(action, plan, config)})
        return {"branch": branch, "plan": plan}

    def _differs(self, route: Route, need: Need, what: str) -> None:
        """Something that holds of the files and not of the program, told once."""
        loss = Loss(self._part.gateway.name, need.value, what, route.name)
        self.losses.extend([loss] if loss not in self.losses else [])

    def _send(self, route: Route, member: Member, forwards: bool) -> Json:
        policy = policy_of(member, route.policy, forwards)
        travels = (route.travel,) if forwards else (route.travel, member.travel)
        plan = sending_data(travels, policy, route.path)
        if member.accept is not None:
            with for_need(Need.ACCEPT_CONDITION):
                plan["accept"] = accept_data(member.accept.value, route.path)
        if member.upstream.method is not None:
            plan["method"] = member.upstream.method
        egress = self._part.gateway.egress
        if egress is not None and not egress.allows(member.upstream.to):
            return {**replies.no_egress(in_force(policy.unreachable)), "plan": plan}
        if also := also_retried(policy):
            what = (
                f"Envoy tries again after {' and '.join(also)} as well: it cannot tell them apart"
            )
            self._differs(route, Need.RETRY, what)
        if member_limits(policy, route.policy):
            what = f"the limit on the way to `{member.upstream.to}` is not kept, the route's is"
            self._differs(route, Need.LIMIT, what)
        there = destination(self._part, member)
        action: Json = {
            "cluster": self._clusters.lead_to(there, policy),
            "host_rewrite_literal": authority(there),
            **waiting(policy),
            **rewrite(route, member, there),
        }
        if there.over == "websocket":
            action["upgrade_configs"] = [{"upgrade_type": "websocket"}]
        return {"route": action, "plan": plan}


def _case(when: Condition | None, route: Route) -> Json:
    if when is None:
        return {}
    with for_need(Need.CHOOSE):
        return {"condition": data(when, route.path)}


def _methods(route: Route, match: Json) -> Json:
    if not route.methods:
        return {}
    wanted = (
        exactly(":method", route.methods[0])
        if len(route.methods) == 1
        else {"name": ":method", "string_match": {"safe_regex": {"regex": "|".join(route.methods)}}}
    )
    return {"headers": [wanted, *match.get("headers", [])]}


def exactly(name: str, value: str) -> Json:
    return {"name": name, "string_match": {"exact": value}}


def _with_plan(entry: Json, plan: Json, config: Json) -> Json:
    if plan:
        entry["metadata"] = {"filter_metadata": {GATE: plan}}
    if config:
        entry["typed_per_filter_config"] = config
    return entry


def _body(policy: Policy) -> Json:
    most = in_force(policy.body_max)
    if most is None:
        return {}
    name = "type.googleapis.com/envoy.extensions.filters.http.buffer.v3.BufferPerRoute"
    return {BUFFER: {"@type": name, "buffer": {"max_request_bytes": most.bytes}}}


def _without_regexes(path: PathPattern) -> PathPattern:
    plain = [Param(one.name) if isinstance(one, Param) else one for one in path.segments]
    return replace(path, segments=tuple(plain))
