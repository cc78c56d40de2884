"""One fault in the words of a `scenario`, said outside of a program and meant of one."""

from dataclasses import replace

from ...dsl import tree
from ...dsl.finding import Edit, Finding, Help, Label, in_order
from ...dsl.parse import parse
from ...dsl.source import Source, Span
from ..known_targets import KnownTargets
from ..model import Fault, Federation
from .blocks import block_of
from .desk import Desk
from .scope import Scope
from .traffic import scenario

_OPENING = "scenario asked {\n"
_CLOSING = "\n}"


def faults_in(
    source: Source, federation: Federation, targets: KnownTargets
) -> tuple[tuple[Fault, ...], tuple[Finding, ...]]:
    """The faults, or what is wrong with them; every span lies in the source as it was given."""
    around = Source(source.name, f"{_OPENING}{source.text}{_CLOSING}")
    parsed = parse(around)
    home = _Home(around, source)
    if parsed.findings:
        return (), in_order(home.finding(one) for one in parsed.findings)
    node = parsed.file.items[0] if len(parsed.file.items) == 1 else None
    if not isinstance(node, tree.Scenario) or not node.troubles:
        return (), (_no_fault(source),)
    scope = Scope(_desk(federation, targets, Span(around, 0, 0)))
    faults = scenario(block_of(node, scope)).faults
    if scope.desk.findings:
        return (), in_order(home.finding(one) for one in scope.desk.findings)
    return tuple(replace(one, at=home.span(one.at) if one.at else None) for one in faults), ()


def _desk(federation: Federation, targets: KnownTargets, nowhere: Span) -> Desk:
    """A desk at which all names of the federation are known that a fault can hit."""
    desk = Desk(targets)
    kinds = {
        "gateway": federation.gateways,
        "service": federation.services,
        "region": federation.regions,
        "credential": federation.credentials,
        "client": federation.clients,
        "entry": federation.entries,
    }
    for kind, declared in kinds.items():
        for name, one in declared.items():
            desk.names.declare(name, kind, one.at or nowhere)
    return desk


def _no_fault(source: Source) -> Finding:
    whole = Span(source, 0, len(source.text))
    help = Help("say what goes wrong where, as in `dns orders` or `slow orders by 5x`")
    return Finding(
        "GW0001", "this is no fault", whole, "a fault of `scenario` goes here", help=(help,)
    )


class _Home:
    """Brings what was found in the wrapped text back to the text as it was given."""

    def __init__(self, around: Source, source: Source) -> None:
        self.around, self.source = around, source

    def span(self, span: Span) -> Span:
        if span.source is not self.around:
            return span
        last = len(self.source.text)
        start, end = (min(max(at - len(_OPENING), 0), last) for at in (span.start, span.end))
        return Span(self.source, start, end)

    def finding(self, finding: Finding) -> Finding:
        return replace(
            finding,
            at=self.span(finding.at),
            because=tuple(
                Label(self.span(one.span), one.text)
                for one in finding.because
                if not self._is_ours(one.span)
            ),
            help=tuple(
                replace(one, edits=tuple(Edit(self.span(e.span), e.text) for e in one.edits))
                for one in finding.help
            ),
        )

    def _is_ours(self, span: Span) -> bool:
        """Whether it points at the words around, which nobody wrote."""
        return span.source is self.around and span.end <= len(_OPENING)
