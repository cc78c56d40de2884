"""Making every safe edit of some programs, round by round, until none is left."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..dsl.codes import Level
from ..dsl.finding import Applicability, Finding, in_order
from ..dsl.frozen import frozen
from ..dsl.secrets import without_secrets
from ..dsl.source import Source
from .edits import Mend, apart, applied, file_of, mends_of
from .pipeline import Compilation

ROUNDS = 50
"""More than any program needs; edits that undo each other must not go on for ever."""

Compile = Callable[[Mapping[str, str]], Sequence[Compilation]]
"""The programs, with these texts in place of the files on the disk."""


@frozen
class Refused:
    """A safe edit that was not made, and what would have come of it."""

    mend: Mend
    why: str


@frozen
class Changed:
    """One file before and after, and what was mended in it."""

    source: Source
    after: str
    mends: tuple[Mend, ...]


class Mending:
    """`whole` compiles the programs; `asked` too, for the environment that somebody named."""

    def __init__(self, whole: Compile, asked: Compile, texts: Mapping[str, str]) -> None:
        self._whole, self._asked = whole, asked
        self._texts = dict(texts)
        self._before = whole(self._texts)
        self._first: dict[str, Source] = {}
        self._made: list[Mend] = []
        self.refused: list[Refused] = []

    def run(self) -> None:
        for _ in range(ROUNDS):
            wanted = apart(self._wanted())
            if not wanted:
                return
            for mend in wanted:
                for edit in mend.way.edits:
                    self._first.setdefault(file_of(edit.span.source), edit.span.source)
            made = self._possible(wanted, [])
            self._made += made
            self._texts = self._with(made)
            self._before = self._whole(self._texts)

    def findings(self) -> tuple[Finding, ...]:
        """What is left."""
        return in_order(f for one in self._asked(self._texts) for f in one.findings)

    def changed(self) -> list[Changed]:
        """The files whose text is another one now, sorted by name."""
        found = [
            Changed(source, self._texts[file], tuple(self._in(file)))
            for file, source in self._first.items()
            if self._texts.get(file, source.text) != source.text
        ]
        return sorted(found, key=lambda one: one.source.name)

    def _in(self, file: str) -> Iterable[Mend]:
        return (m for m in self._made if any(file_of(e.span.source) == file for e in m.way.edits))

    def _wanted(self) -> list[Mend]:
        refused = {_identity(one.mend) for one in self.refused}
        safe = mends_of(self.findings(), Applicability.SAFE)
        return [mend for mend in safe if _identity(mend) not in refused]

    def _possible(self, mends: Sequence[Mend], beside: Sequence[Mend]) -> list[Mend]:
        """Those that do no harm beside the others: all of them, else looked for half by half."""
        together = [*beside, *mends]
        trouble = _trouble(self._before, self._whole(self._with(together)), together)
        if trouble is None:
            return list(mends)
        if len(mends) == 1:
            self.refused.append(Refused(mends[0], trouble))
            return []
        half = len(mends) // 2
        made = self._possible(mends[:half], beside)
        return made + self._possible(mends[half:], [*beside, *made])

    def _with(self, mends: Sequence[Mend]) -> dict[str, str]:
        """The texts with these edits made; all of them were found in the texts of one round."""
        texts = dict(self._texts)
        edits = [edit for mend in mends for edit in mend.way.edits]
        for source in dict.fromkeys(edit.span.source for edit in edits):
            file = file_of(source)
            mine = [edit for edit in edits if file_of(edit.span.source) == file]
            texts[file] = applied(source.text, mine)
        return texts


def _identity(mend: Mend) -> tuple[str, ...]:
    finding = mend.finding
    return finding.code, file_of(finding.at.source), finding.message, finding.at.text


# ---- what an edit must not do --------------------------------------------------------------------


def _trouble(
    before: Sequence[Compilation], after: Sequence[Compilation], mends: Sequence[Mend]
) -> str | None:
    """The error that an edit leads to, where it leads to one."""
    for old, new in zip(before, after, strict=True):
        if old.federation is not None:
            there = _errors(old)
            worse = [finding for key, finding in _errors(new).items() if key not in there]
            if worse:
                return without_secrets(worse[0]).message
    return _slip(_unread(before), _unread(after), mends)


def _slip(old: Sequence[Finding], new: Sequence[Finding], mends: Sequence[Mend]) -> str | None:
    """More slips than before, of which one stands at or before an edit.

    A slip hides others further down: when those come to light, nobody has made them.
    """
    known = {(file_of(slip.at.source), slip.message) for slip in old}
    last: dict[str, int] = {}
    for edit in (edit for mend in mends for edit in mend.way.edits):
        file = file_of(edit.span.source)
        last[file] = max(last.get(file, 0), edit.span.end_line)
    made = [
        slip
        for slip in new
        if (file_of(slip.at.source), slip.message) not in known
        and slip.at.line <= last.get(file_of(slip.at.source), 0)
    ]
    return without_secrets(made[0]).message if made and len(new) > len(old) else None


def _errors(compilation: Compilation) -> dict[tuple[str, str], Finding]:
    return {(f.code, f.message): f for f in compilation.findings if f.level is Level.ERROR}


def _unread(compilations: Sequence[Compilation]) -> tuple[Finding, ...]:
    """The mistakes that hide what a program means; those of a shared file once."""
    return in_order(f for one in compilations if one.federation is None for f in one.findings)
