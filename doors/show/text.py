"""A finding as people read it: what, where, how it came about, a way out."""

from collections.abc import Iterable, Iterator, Sequence

from ...dsl.finding import Applicability, Finding, Help
from ...dsl.secrets import without_secrets
from .cells import pad, width, wrap
from .ink import PLAIN, Ink
from .preview import preview
from .window import COLUMNS, window
from .witness import witness_rows

ROWS = 25
MESSAGE_ROWS = 3
NOTE_ROWS = 4
HELP_ROWS = 3
PREVIEW_ROWS = 4
TAIL_ROWS = 10  # notes and help get at least this much, however much there is to point at
TAIL_ROWS_BESIDE_A_WITNESS = 6
INDENT = "        "

TAGS = {
    Applicability.SAFE: "[safe to apply]",
    Applicability.REVIEW: "[have a look first]",
    Applicability.FILL_IN: "[fill in the gap]",
}


def text_of(finding: Finding, ink: Ink = PLAIN) -> str:
    """At most 25 lines of at most 100 columns, without a final line end."""
    finding = without_secrets(finding)
    head = _head(finding, ink)
    shown = ["", *witness_rows(finding.witness, ink)] if finding.witness is not None else []
    more = f"  {ink('strong', 'more')}  gatewright explain {finding.code}"
    room = ROWS - len(head) - len(shown) - 1
    blocks = _blocks(finding, ink)
    wanted = len(window(finding, ROWS, ink))
    least = TAIL_ROWS if finding.witness is None else TAIL_ROWS_BESIDE_A_WITNESS
    tail = _fitting(blocks, max(least, room - wanted - 1), ink)
    blank = [""] if tail else []
    return "\n".join(
        [
            *head,
            *window(finding, room - len(tail) - len(blank), ink),
            *shown,
            *blank,
            *tail,
            more,
        ]
    )


def row_of(finding: Finding, ink: Ink = PLAIN) -> str:
    """What and where, in one row: for commands that go on all the same."""
    finding = without_secrets(finding)
    label = f"{finding.level}[{finding.code}]"
    where = f"  {finding.at.source.name}:{finding.at.line}"
    words = wrap(f"{label} {finding.slug}: {finding.message}", COLUMNS, 1)[0]
    return ink(finding.level, label) + words.removeprefix(label) + "\n" + where


def _head(finding: Finding, ink: Ink) -> list[str]:
    label = f"{finding.level}[{finding.code}]"
    words = f"{label} {finding.slug}: {finding.message}"
    first, *others = wrap(words, COLUMNS - 2, MESSAGE_ROWS)
    rest = ink("strong", first.removeprefix(label))
    return [ink(finding.level, label) + rest, *(ink("strong", f"  {row}") for row in others)]


class _Block(list[str]):
    """The rows of one note or one way out; the lowest rank is the last to be left out."""

    rank: int = 0

    @property
    def what(self) -> str:
        """A way out has an even rank, as `_blocks` gives them."""
        return "note" if self.rank % 2 else "way out"


def _blocks(finding: Finding, ink: Ink) -> list[_Block]:
    blocks: list[_Block] = []
    for place, note in enumerate(notes_of(finding)):
        blocks.append(_block(_note(note, ink), 1 + 2 * place))
    for place, way_out in enumerate(finding.help):
        blocks.append(_block(_help(way_out, finding, ink), 2 * place))
    return blocks


def notes_of(finding: Finding) -> list[str]:
    """How many requests are affected comes first, what nobody has confirmed last."""
    region = [f"the same happens for {finding.region}"] if finding.region else []
    rests_on = [f"this rests on an assumption: {what}" for what in finding.rests_on]
    return [*region, *finding.notes, *rests_on]


def _block(rows: Iterable[str], rank: int) -> _Block:
    block = _Block(rows)
    block.rank = rank
    return block


def _fitting(blocks: Sequence[_Block], rows_at_most: int, ink: Ink) -> list[str]:
    """All blocks if they fit, else those that matter most and how many are missing."""
    if sum(map(len, blocks)) <= rows_at_most:
        return [row for block in blocks for row in block]
    room = rows_at_most - 1
    kept: set[int] = set()
    for block in sorted(blocks, key=lambda block: block.rank):
        if len(block) <= room:
            room -= len(block)
            kept.add(block.rank)
    rows = [row for block in blocks if block.rank in kept for row in block]
    left_out = [block.what for block in blocks if block.rank not in kept]
    return [*rows, ink("faint", f"  and {_told(left_out)} in --format json")]


def _told(left_out: Sequence[str]) -> str:
    """`2 more notes and 1 more way out`."""
    notes, ways = left_out.count("note"), left_out.count("way out")
    parts = [(notes, "note", "notes"), (ways, "way out", "ways out")]
    return " and ".join(
        f"{number} more {one if number == 1 else many}" for number, one, many in parts if number
    )


def _note(note: str, ink: Ink) -> Iterator[str]:
    return _labelled("note", wrap(note, COLUMNS - len(INDENT), NOTE_ROWS), ink)


def _help(way_out: Help, finding: Finding, ink: Ink) -> Iterator[str]:
    rows = wrap(way_out.message, COLUMNS - len(INDENT), HELP_ROWS)
    if way_out.edits:
        tag = TAGS[way_out.applicability]
        beside = COLUMNS - len(INDENT) - len(tag) - 2
        if width(rows[-1]) <= beside:
            rows[-1] = f"{pad(rows[-1], min(beside, 60))}  {tag}"
        else:
            rows.append(tag)
    yield from _labelled("help", rows, ink)
    edited = list(preview(way_out.edits, finding.at.source))
    yield from edited[:PREVIEW_ROWS]
    if len(edited) > PREVIEW_ROWS:
        yield f"{INDENT}..."


def _labelled(word: str, rows: Sequence[str], ink: Ink) -> Iterator[str]:
    first, *others = rows
    yield f"  {ink('strong', word)}  {first}"
    for row in others:
        yield f"{INDENT}{row}"
