"""Named policies, each read once, and what a place says when it uses some."""

from ...dsl import tree
from ...dsl.finding import Label
from .inheritance import Said, laid_over
from .policies import said
from .program import Program
from .references import declared
from .scope import Scope
from .statements import Statements


class PolicyBook:
    """Reads a policy when it is first used, so that unused ones cost their names only."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._read: dict[str, Said] = {}
        self._open: list[str] = []

    def said_at(self, statements: Statements, by: str) -> Said:
        """The place's own words over those of the policies it uses, later ones over earlier."""
        own = said(statements, by)
        for node, scope in reversed(statements.every(tree.Use)):
            for token in reversed(node.names):
                own = laid_over(self._policy(token, scope), own)
        return own

    def _policy(self, token: tree.Token, scope: Scope) -> Said:
        found = declared(token, scope, ("policy",))
        if found is None:
            return {}
        if found.name in self._open:
            self._report_ring(found.name, token, scope)
            return {}
        return self.policy(found.name)

    def policy(self, name: str) -> Said:
        if name not in self._read:
            names = self._program.desk.names
            reader, names.reader = names.reader, name
            self._open.append(name)
            block = self._program.blocks[name]
            self._read[name] = self.said_at(block.statements, f"policy {name}")
            self._open.pop()
            names.reader = reader
        return self._read[name]

    def _report_ring(self, name: str, token: tree.Token, scope: Scope) -> None:
        ring = self._open[self._open.index(name) :]
        scope.desk.report(
            "GW0112",
            f"the policy `{name}` uses itself",
            token.span,
            "this leads back to it",
            because=[Label(self._program.blocks[one].at, f"by way of `{one}`") for one in ring[1:]],
            notes=["the ring: " + " -> ".join([*ring, name])],
            about=tuple(sorted(ring)),
        )
