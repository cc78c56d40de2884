"""What the `allow` lines of a program silence, and GW0203: those that silence nothing."""

from collections.abc import Sequence

from ...dsl import tree
from ...dsl.codes import CODES, slug_of, stops
from ...dsl.finding import Applicability, Edit, Finding, Help
from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..model import Allow
from ..units import CalendarDate
from .cuts import whole_lines
from .program import Program
from .statements import head
from .undecided import not_judged
from .whereabouts import Whereabouts

ALWAYS_LOOKED_FOR = frozenset(("GW0103",))

STANDS_ALWAYS = frozenset(("GW0203",))
STOPS = "an error of the language stops every command, whatever is said here"


@frozen
class Allowed:
    """A finding that the program lives with on purpose."""

    finding: Finding
    by: Allow


@frozen
class Line:
    """One `allow` as it stands in the text, and what it means in each turn of a loop around it."""

    node: tree.Node
    meant: tuple[Allow, ...]


Filed = dict[str, dict[str | None, list[tuple[int, Allow]]]]
"""What is meant, with the number of its line, by code and by the name that it is said at."""


@frozen
class Silenced:
    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...]


def can_be_allowed(code: str) -> bool:
    """Errors of the language stop every command, whatever is said about them."""
    return not stops(code) and code not in STANDS_ALWAYS


class Silencing:
    """The findings of a program held against its `allow` lines."""

    def __init__(
        self,
        programs: Sequence[Program],
        today: CalendarDate | None,
        all_found: bool,
        looked_for: frozenset[str],
    ) -> None:
        self._where = Whereabouts(programs)
        self._files = programs[0].modules
        self._today = today  # None: no date has passed
        self._looked_for = looked_for | ALWAYS_LOOKED_FOR  # of these a stale `allow` is known
        self._all_found = all_found  # otherwise nobody knows what a line would have silenced

    def apply(self, findings: Sequence[Finding], lines: Sequence[Line]) -> Silenced:
        filed = _filed(lines)
        told: list[Finding] = []
        allowed: list[Allowed] = []
        needed: set[int] = set()  # numbers of lines that cover something, in force or not
        for finding in findings:
            covering = self._covering(finding, filed)
            needed.update(number for number, _ in covering)
            by = next((one for _, one in covering if self._is_in_force(one)), None)
            if by is None:
                told.append(finding)
            else:
                allowed.append(Allowed(finding, by))
        stale = [
            f for number, line in enumerate(lines) for f in self._stale(line, number in needed)
        ]
        return Silenced((*told, *stale, *self._not_judged(lines)), tuple(allowed))

    def _is_in_force(self, allow: Allow) -> bool:
        return allow.code in self._looked_for and not self._is_past(allow)

    def _is_past(self, allow: Allow) -> bool:
        return allow.until is not None and self._today is not None and allow.until < self._today

    def _covering(self, finding: Finding, filed: Filed) -> list[tuple[int, Allow]]:
        """What covers a finding, in the order of the lines, with their numbers."""
        of_its_code = filed.get(finding.code)
        if of_its_code is None:
            return []
        names = (None, *self._where.names_at(finding))
        near = [one for name in names for one in of_its_code.get(name, ())]
        return sorted(
            (one for one in near if self._covers(one[1], finding)), key=lambda one: one[0]
        )

    def _covers(self, allow: Allow, finding: Finding) -> bool:
        """Of one that speaks of the whole program, or of a declaration that holds the finding."""
        there = self._where.environment_at(allow.at) if allow.at is not None else None
        if there is not None and there != self._where.environment_at(finding.at):
            return False
        if allow.at_name is None or not (allow.methods or allow.path):
            return True
        return self._where.is_in_route(allow.at_name, allow.methods, allow.path, finding.at)

    # ---- GW0203 ----------------------------------------------------------------------------------

    def _stale(self, line: Line, covers: bool) -> list[Finding]:
        allow = line.meant[0]
        if allow.code not in CODES:
            return []
        slug = slug_of(allow.code)
        if not can_be_allowed(allow.code):
            why = "it is about `allow` itself" if allow.code in STANDS_ALWAYS else STOPS
            return [self._finding(line, f"`{slug}` cannot be allowed", why, True)]
        if self._is_past(allow):
            certain = self._all_found and allow.code in self._looked_for and not covers
            message = f"this `allow` of `{slug}` held until {allow.until}"
            return [self._finding(line, message, "past its date", certain, longer=not certain)]
        if (
            allow.code not in self._looked_for
            or covers
            or not self._all_found
            or not self._is_ours(line)
        ):
            return []
        return [self._finding(line, f"this `allow` of `{slug}` silences nothing", "stale", True)]

    def _is_ours(self, line: Line) -> bool:
        """In an imported file it may be there for another program."""
        return any(m.is_entry and m.parsed.source is line.node.source for m in self._files)

    def _finding(
        self, line: Line, message: str, label: str, is_certain: bool, longer: bool = False
    ) -> Finding:
        sure = Applicability.SAFE if is_certain else Applicability.REVIEW
        edits = self._cut(line.node)
        ways = [Help("take the line out", sure if edits else Applicability.REVIEW, edits)]
        if longer:
            ways.append(Help("or give it a later date, if the reason still holds"))
        name = line.meant[0].at_name or ""
        about = (line.meant[0].code, name, *line.meant[0].methods, _path(line.meant[0]))
        return Finding("GW0203", message, head(line.node), label, help=tuple(ways), about=about)

    def _cut(self, node: tree.Node) -> tuple[Edit, ...]:
        """Only at the top of a file: a loop or an environment around it would be left empty."""
        on_top = any(item is node for m in self._files for item in m.parsed.file.items)
        return (Edit(whole_lines(Span(node.source, node.start, node.end)), ""),) if on_top else ()

    def _not_judged(self, lines: Sequence[Line]) -> list[Finding]:
        waiting = [line for line in lines if self._waits(line.meant[0].code)]
        if not waiting:
            return []
        what = "the checks whose findings it allows"
        return [not_judged("allow", what, waiting[0].node, len(waiting))]

    def _waits(self, code: str) -> bool:
        return code in CODES and can_be_allowed(code) and code not in self._looked_for


def _filed(lines: Sequence[Line]) -> Filed:
    filed: Filed = {}
    for number, line in enumerate(lines):
        for allow in line.meant:
            of_its_code = filed.setdefault(allow.code, {})
            of_its_code.setdefault(allow.at_name, []).append((number, allow))
    return filed


def _path(allow: Allow) -> str:
    return allow.path.text if allow.path is not None else ""


def lines_of(programs: Sequence[Program], meanings: Sequence[tuple[Allow, ...]]) -> list[Line]:
    """Each `allow` of the text once, in the order in which they stand."""
    nodes: dict[tuple[str, int], tree.Node] = {}
    meant: dict[tuple[str, int], dict[Allow, None]] = {}
    for program, allows in zip(programs, meanings, strict=True):
        for statement, allow in zip(program.allows, allows, strict=True):
            key = (statement.node.source.name, statement.node.start)
            nodes.setdefault(key, statement.node)
            meant.setdefault(key, {})[allow] = None
    return [Line(nodes[key], tuple(meant[key])) for key in nodes]
