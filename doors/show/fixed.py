"""What `fix` did, or what it proposes: text and JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ...compiler.edits import Mend, applied
from ...compiler.mending import Changed, Refused
from ...dsl.finding import Applicability, Finding
from ...dsl.secrets import without_secrets
from ...dsl.source import Source
from .cells import clip, harmless
from .check_json import finding_json
from .counted import counted
from .diffs import diff_text
from .ink import PLAIN, Ink
from .preview import preview
from .summary import WORDS, counts
from .text import TAGS
from .window import COLUMNS

VERSION = 1
PROPOSED = (Applicability.REVIEW, Applicability.FILL_IN)

Json = dict[str, Any]


# ---- what was done -------------------------------------------------------------------------------


def changed_text(one: Changed, ink: Ink) -> str:
    """The file, and below it each mistake that is mended, where it stood."""
    head = f"{one.source.name}: {counted(len(one.mends), 'edit')}"
    rows = (clip(f"  {_what(mend)}", COLUMNS) for mend in one.mends)
    return "\n".join([ink("strong", harmless(head)), *rows])


def refused_text(one: Refused) -> str:
    where = f"{one.mend.finding.at.source.name}:{_what(one.mend)}"
    return f"{clip(where, COLUMNS)}\n  left as it was, because then: {harmless(one.why)}"


def left_text(findings: Sequence[Finding], changed: Sequence[Changed], proposed: int) -> str:
    """The last line: what is left for a person."""
    number = counts(findings)
    left = [counted(number[level], word) for level, word in WORDS.items() if number[level]]
    done = "" if changed else "nothing to fix by itself; "
    more = f" ({counted(proposed, 'edit')} to look at with --review)" if proposed else ""
    return f"{done}{', '.join(left) or 'no findings'} left{more}"


def _where(finding: Finding) -> str:
    return f"{finding.at.source.name}:{finding.at.line}:{finding.at.column}"


def _what(mend: Mend) -> str:
    finding = without_secrets(mend.finding)
    place = f"{finding.at.line}:{finding.at.column}"
    way = next(w for w, o in zip(finding.help, mend.finding.help, strict=True) if o is mend.way)
    return harmless(f"{place}  {finding.code} {finding.message}: {way.message}")


# ---- what is proposed ----------------------------------------------------------------------------


def proposals(findings: Iterable[Finding]) -> list[Mend]:
    """Every way out with edits that somebody has to look at first; secrets are covered."""
    return [
        Mend(finding, way)
        for finding in map(without_secrets, findings)
        for way in finding.help
        if way.edits and way.applicability in PROPOSED
    ]


def proposed_text(finding: Finding, mends: Sequence[Mend], ink: Ink) -> str:
    """A finding and the ways out of it; where there is a gap to fill in no diff can be applied."""
    label = f"{finding.level}[{finding.code}]"
    head = f" {finding.slug}: {finding.message}"
    rows = [ink(finding.level, label) + ink("strong", harmless(head)), f"  {_where(finding)}"]
    for mend in mends:
        rows += [
            "",
            f"  {ink('strong', 'help')}  {mend.way.message}  {TAGS[mend.way.applicability]}",
        ]
        if mend.way.applicability is Applicability.FILL_IN:
            rows += preview(mend.way.edits, finding.at.source)
        else:
            rows.append(_diff(mend, ink))
    return "\n".join(rows)


def _diff(mend: Mend, ink: Ink) -> str:
    return "\n".join(
        diff_text(source.text, after, f"a/{_name(source)}", f"b/{_name(source)}", ink)
        for source, after in _edited(mend)
    )


def _name(source: Source) -> str:
    return source.name.lstrip("/")


def _edited(mend: Mend) -> Iterator[tuple[Source, str]]:
    for source in dict.fromkeys(edit.span.source for edit in mend.way.edits):
        mine = [edit for edit in mend.way.edits if edit.span.source is source]
        yield source, applied(source.text, mine)


# ---- JSON ----------------------------------------------------------------------------------------


def fix_report(
    changed: Sequence[Changed],
    refused: Sequence[Refused],
    findings: Sequence[Finding],
    proposed: Sequence[Mend],
    standard_input: str | None,
) -> Json:
    return {
        "version": VERSION,
        "files": [
            {"file": one.source.name, "edits": [_mend_json(mend) for mend in one.mends]}
            for one in changed
        ],
        "text": standard_input,
        "refused": [{**_mend_json(one.mend), "why": one.why} for one in refused],
        "proposals": [_proposal_json(mend) for mend in proposed],
        "findings": [finding_json(finding) for finding in findings],
        "summary": counts(findings),
    }


def _mend_json(mend: Mend) -> Json:
    finding = without_secrets(mend.finding)
    way = next(w for w, o in zip(finding.help, mend.finding.help, strict=True) if o is mend.way)
    return {
        "code": finding.code,
        "file": finding.at.source.name,
        "line": finding.at.line,
        "column": finding.at.column,
        "message": finding.message,
        "help": way.message,
    }


def _proposal_json(mend: Mend) -> Json:
    is_whole = mend.way.applicability is not Applicability.FILL_IN
    return {
        **_mend_json(mend),
        "applicability": mend.way.applicability.value,
        "diff": _diff(mend, PLAIN) if is_whole else None,
    }
